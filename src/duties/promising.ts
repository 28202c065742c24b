import { unitsWorkedFor } from '#platform/identity/actor.ts';
import { relation, type Relation } from '#platform/identity/relations.ts';
import { all, not, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { today } from '#duties/days.ts';

/** What a unit promised with an answer, to residents or to proposers: it reports, others say whether it was kept. */

export const reported = async (act: Act, _row: unknown, { report }: { report: string }) => ({ report, reported_on: today(act) });
export const judged = async (act: Act) => ({ judged_on: today(act) });

/** @throws Problem 422 for a new day that is not later than the one that stands. */
export function expectLater(due: string | null, next: string): void {
  if (due && next <= due) throw invalid({ due_on: `新的期限要晚于现在的期限（${due}）。` });
}

/** The one who is judged never files the judgement: not even a clerk who also works for the unit. */
export const notTheUnit = <Row>(base: Relation<Row>, unit: keyof Row & string): Relation<Row> =>
  relation(base.name, base.label, (actor) => all(base.of(actor), not(oneOf<Row>(unit, unitsWorkedFor(actor)))));
