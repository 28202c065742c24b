import { sql } from 'kysely';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, create, lock, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';

export type Held = Pick<KeyAct, 'selection_id' | 'kind' | 'attended' | 'decided'> & { held_on?: string; place?: string | null };

/** Supervising begins when the chair meeting has decided; a plan may still be on its way. */
const SUPERVISED: readonly string[] = ['chosen', 'supervised', 'concluded'];

export async function holdKeyAct(act: Act, { held_on, ...said }: Held, how: Circumstances): Promise<KeyAct> {
  const selection = await lock<KeySelection>(act, keySelection, said.selection_id);
  if (!SUPERVISED.includes(selection.state)) throw invalid({ selection_id: `这一件现在是“${keySelection.states[selection.state as 'chosen'].label}”，主席会议确定之后才登记督办活动。` });
  const row = await create<KeyAct>(act, keyAct, { ...said, held_on: dayOfAct(act, held_on, selection), subject: selection.subject, handler_ids: selection.handler_ids }, how);
  await recount(act, selection, '登记了一次督办活动');
  return row;
}

/** Which proposal it was stays. */
export async function correctKeyAct(act: Act, row: KeyAct, { held_on, ...said }: Partial<Held>): Promise<Partial<KeyAct>> {
  const selection = await lock<KeySelection>(act, keySelection, row.selection_id);
  const day = held_on ? dayOfAct(act, held_on, selection) : row.held_on;
  await recount(act, selection, '更正了一次督办活动的日期', { without: row.id, moved: day });
  return { ...said, selection_id: row.selection_id, held_on: day };
}

function dayOfAct(act: Act, held_on: string | undefined, { decided_on }: KeySelection): string {
  const day = happenedOn(act, 'held_on', held_on);
  if (decided_on && day < decided_on) throw invalid({ held_on: `主席会议${decided_on}才确定，督办活动不能更早，请核对日期。` });
  return day;
}

/**
 * How often and when last it was supervised stands on the selection, so that lists and queues ask it alone. An act that is being voided
 * is left out (`without`), one that is being corrected counts on its new day (`moved`).
 */
async function recount(act: Act, selection: KeySelection, reason: string, { without, moved }: { without?: string; moved?: string } = {}): Promise<void> {
  const { rows: [counts] } = await sql<Pick<KeySelection, 'acts_n' | 'last_act_on'>>`
    select count(*)::int as acts_n, max(held_on) as last_act_on from (
      select held_on from key_acts where county_id = ${act.county} and selection_id = ${selection.id} and state <> 'void' and id is distinct from ${without ?? null}::uuid
      union all select ${moved ?? null}::date where ${moved !== undefined}) held`.execute(act.db);
  await amend<KeySelection>(act, keySelection, selection, counts!, { step: 'edit', relation: 'consequence', reason });
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof keyAct.steps, Effect<KeyAct>>> = {
  report: async (act, _row, { reported_on, ...said }: { problem: string; reported_to: string; reported_on?: string }) => ({ ...said, reported_on: happenedOn(act, 'reported_on', reported_on) }),
  settle: async (act, _row, { outcome, outcome_on }: { outcome: string; outcome_on?: string }) => ({ outcome, outcome_on: happenedOn(act, 'outcome_on', outcome_on) }),
  drop: async (act, row) => recount(act, await lock<KeySelection>(act, keySelection, row.selection_id), '作废了一次督办活动', { without: row.id }),
};
