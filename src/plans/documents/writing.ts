import { json, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, type Sent } from '#platform/http/body.ts';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit, lock, refuse } from '#platform/records/write.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { clausesIn, type Clause } from '#plans/clauses.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { expectSingle } from '#plans/documents/text.ts';

/** The plan whose text the visitor may change. */
export const opened = (visit: Visit): Promise<Plan> =>
  look(visit, async (reading) => {
    const row = await get<Plan>(reading, plan, visit.param('id'));
    refuse(mayEdit(plan, visit.actor, row));
    return row;
  });

export interface Writing {
  visit: Visit;
  body: Sent;
  /** The text as it shall be, from the text as it is. */
  change(clauses: Clause[], row: Plan): Clause[];
  /** Where a page goes on afterwards, and what it says. */
  next: (row: Plan) => { href: string; sentence: string };
  redraw(form: FormState, status: number): Promise<Response>;
}

/** Writes a plan's text: one act, whatever was done to it. */
export async function write({ visit, body, change, next, redraw }: Writing): Promise<Response> {
  const id = visit.param('id');
  try {
    const row = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
      const before = await lock<Plan>(act, plan, id);
      refuse(mayEdit(plan, act.actor, before));
      const clauses = change(clausesIn(before), before);
      expectSingle(clauses);
      expectValuesKept(before, clauses);
      return edit<Plan>(act, plan, id, openedVersion(body), { clauses: JSON.stringify(clauses) as unknown as Plan['clauses'] });
    });
    if (visit.json) return json(visit, row);
    const { href, sentence } = next(row);
    return seeOther(visit, href, { tone: 'good', sentence });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, await opened(visit)) : seeOther(visit, `/plans/${id}/clauses`);
    if (body.form && error instanceof Problem && (error.status === 422 || error.status === 409)) {
      const values = Object.fromEntries([...body.form].map(([name, value]) => [name, String(value)]));
      return redraw({ values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, error.status);
    }
    throw error;
  }
}

/** What a plan sets was written down when it was issued: its words may be put right afterwards, its values change with the next plan. */
function expectValuesKept(row: Plan, clauses: readonly Clause[]): void {
  if (row.state === 'draft' || valuesOf(clausesIn(row)) === valuesOf(clauses)) return;
  throw invalid({ '': '方案已经印发，条款规定的数字不能在这里改。请起草修订稿，印发后从施行之日起按新的数字；或者在“办法参数”里设定新值并写明依据。' });
}

const valuesOf = (clauses: readonly Clause[]): string =>
  JSON.stringify(clauses.flatMap(({ parameters }) => Object.entries(parameters)).toSorted(([a], [b]) => a.localeCompare(b)));
