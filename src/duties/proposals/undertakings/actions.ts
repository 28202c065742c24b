import { unit } from '#institutions/units/record.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { expectLater, judged, reported } from '#duties/promising.ts';
import { holdSeen, subjectOf } from '#duties/proposals/handled.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';

/** Entered by hand: from an old register, or promised in a talk. A unit enters what it promises itself. */
export async function enterUndertaking(act: Act, values: Partial<Undertaking>, how: Circumstances): Promise<Undertaking> {
  if (!holds(act.actor, 'county_office', 'maintainer') && !unitsOf(act.actor).includes(values.unit_id!)) throw new Problem(403, 'not_yours', '承诺由县政协办公室登记，承办单位只能登记本单位的。');
  const row = await holdSeen(act, values.proposal_id!);
  await expectThere(act, unit, 'unit_id', values.unit_id);
  return create<Undertaking>(act, undertaking, { ...values, subject: subjectOf(row), made_on: happenedOn(act, 'made_on', values.made_on) }, how);
}

/** A correction names the proposal and its day anew. */
export async function correctUndertaking(act: Act, row: Undertaking, values: Partial<Undertaking>): Promise<Values<Undertaking>> {
  if (values.made_on) happenedOn(act, 'made_on', values.made_on);
  if (values.unit_id) await expectThere(act, unit, 'unit_id', values.unit_id);
  const named = values.proposal_id ? { subject: subjectOf(await holdSeen(act, values.proposal_id)) } : {};
  return { ...values, made_on: values.made_on ?? row.made_on, ...named };
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof undertaking.steps, Effect<Undertaking>>> = {
  report: reported,
  keep: judged,
  break: judged,
  strike: judged,
  async postpone(_act, row, { due_on }: { due_on?: string }) {
    if (due_on) expectLater(row.due_on, due_on);
    return { due_on: due_on ?? null, judged_on: null };
  },
};
