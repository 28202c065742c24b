import { anybody, type Relation } from '#platform/identity/relations.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { apiPath, type Operation } from '#platform/http/site.tsx';

/** What an operation on a record must answer, from what the record declares and nothing else. */

/** So old is no version: whoever may do it is told that somebody else was quicker, and nothing is changed. */
export const NO_VERSION = 999_999_999;

/** What an operation does to a record, by its address. */
export type Doing = { kind: 'list' } | { kind: 'show' } | { kind: 'correct' } | { kind: 'step'; step: string };

export function doingOf(declared: Lifecycle, { method, path, api }: Operation): Doing | undefined {
  if (!api) return undefined;
  const [, , id, noun, more] = path.split('/');
  if (id === undefined) return method === 'GET' ? { kind: 'list' } : undefined;
  if (id !== ':id' || more !== undefined) return undefined;
  if (noun === undefined) return method === 'GET' ? { kind: 'show' } : { kind: 'correct' };
  const step = method === 'POST' ? Object.entries(declared.steps).find(([, one]) => one.noun === noun)?.[0] : undefined;
  return step ? { kind: 'step', step } : undefined;
}

/** Asked of the declaration itself, not of the function that the server asks: a fault in that one would be expected too. */
const standsIn = (relations: readonly Relation[], actor: Actor, row: Recorded): boolean => relations.some((one) => one.of(actor).test(row));

/** Whether the declaration shows the record to this person. */
export const isShown = ({ visibleTo, keptFrom = [] }: Lifecycle, actor: Actor, row: Recorded): boolean => standsIn(visibleTo, actor, row) && !standsIn(keptFrom, actor, row);

/** The status for this person and record; `undefined` person: nobody is signed in. */
export function expected(declared: Lifecycle, doing: Exclude<Doing, { kind: 'list' }>, actor: Actor | undefined, row: Recorded): number {
  if (!actor) return 401;
  if (!isShown(declared, actor, row)) return 404;
  if (doing.kind === 'show') return 200;
  const { by, from, ready } = doing.kind === 'step' ? declared.steps[doing.step]! : { by: declared.editable.by, from: declared.editable.in, ready: undefined };
  if (!standsIn(by, actor, row)) return 403;
  return from.includes(row.state) && ready?.(row) ? 422 : 409;
}

/** Takes the relations away: everybody stands in all of them. What is left is row-level security. @returns how they come back */
export function letAnybody(records: readonly Lifecycle[]): () => void {
  const everybody: readonly Relation[] = [anybody];
  const before = records.map((declared) => ({ declared, was: { ...declared }, by: Object.values(declared.steps).map((step) => ({ step, by: step.by })) }));
  for (const { declared, by } of before) {
    Object.assign(declared, { visibleTo: everybody, keptFrom: [], createdBy: everybody, privyTo: everybody, editable: { ...declared.editable, by: everybody } });
    for (const { step } of by) step.by = everybody;
  }
  return () => before.forEach(({ declared, was, by }) => {
    Object.assign(declared, { keptFrom: undefined, privyTo: undefined }, was);
    for (const one of by) one.step.by = one.by;
  });
}

/** Where an operation is asked: its JSON twin where it has one. */
export const addressOf = (operation: Operation): string => (operation.api ? apiPath(operation) : operation.path);
