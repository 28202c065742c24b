import type { Sent } from '#platform/http/body.ts';
import type { Visit } from '#platform/http/visit.ts';
import { sessionCookie } from '#platform/identity/browser.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import type { Session, Stage } from '#platform/identity/sessions.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { FormState } from '#platform/ui/form.tsx';

/** A password or code exactly as typed: nothing is trimmed from it. */
export function secretText(body: Sent, name: string): string {
  const value = body.form ? body.form.get(name) : body.json?.[name];
  return typeof value === 'string' ? value.slice(0, LONGEST_PASSWORD + 1) : '';
}

/** @throws Problem 422 naming each field that was left empty */
export function expectFilled(fields: Record<string, [label: string, value: string | undefined]>): void {
  const empty = Object.entries(fields).filter(([, [, value]]) => !value);
  if (empty.length > 0) throw invalid(Object.fromEntries(empty.map(([name, [label]]) => [name, `请填写“${label}”。`])));
}

/** The form as it is shown again: what is wrong stands at its field, secrets are not sent back. */
export function formAgain(body: Sent, problem: Problem, keep: readonly string[]): FormState {
  const problems = Object.keys(problem.fields).length > 0 ? problem.fields : { '': problem.message };
  return { values: Object.fromEntries(keep.map((name) => [name, body.text(name)])), problems };
}

/** Answers a form again for what a person can put right; everything else goes on to the site's own page. */
export async function orAgain(work: () => Promise<Response>, again: (problem: Problem) => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const theirs = error instanceof Problem && [401, 404, 409, 422, 429].includes(error.status);
    if (!theirs) throw error;
    return again(error);
  }
}

export interface Entering {
  cookie: string;
  session: Session;
}

/** Somebody between the password and the desk, at this very step; undefined sends them back to the beginning. */
export function enteringAt(visit: Visit, stage: Stage): Entering | undefined {
  const cookie = sessionCookie(visit.context);
  const { session } = visit;
  return cookie && session?.stage === stage ? { cookie, session } : undefined;
}
