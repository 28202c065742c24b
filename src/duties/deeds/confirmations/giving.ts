import { sql } from 'kysely';
import { membershipsOf } from '#platform/identity/actor.ts';
import { withoutKnown, withoutPersonal } from '#platform/people/masking.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, create, lock, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { flagsOf, keepTrace } from '#duties/deeds/confirmations/devices.ts';
import { deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { saidWords, type SaidOfDeed } from '#duties/deeds/words.ts';

/** The one place where a confirmation is written, whichever way it came, and where it is said what all of them mean for the deed. */

export interface Saying {
  said: SaidOfDeed;
  missing?: string;
}

export interface Given {
  way: DeedConfirmation['way'];
  codeId?: string;
  answered_by?: string;
  told_on?: string;
  /** Who ordered it speaks once: the later word stands in the place of the earlier. */
  orderId?: string;
}

/** @throws Problem 403 for the member who did it, whatever post they hold; 409 for what is not entered as done */
export function expectConfirmable(act: Act, row: Deed): void {
  if (row.member_id && membershipsOf(act.actor).includes(row.member_id)) throw new Problem(403, 'own_deed', '自己办的实事，不能由自己确认。请把确认码交给受益人，或请联络委回访。');
  if (row.state === 'recorded' || row.state === 'verified') return;
  throw new Problem(409, 'not_done', `“${row.deed}”现在是“${deed.states[row.state as 'promised'].label}”，登记完成的实事才能确认。`);
}

/** What one of those who were helped says of the deed, which this act holds. */
export async function give(act: Act, row: Deed, { said, missing }: Saying, { way, codeId, answered_by, told_on, orderId }: Given, how: Circumstances = {}): Promise<DeedConfirmation> {
  expectConfirmable(act, row);
  if (orderId) await takeBack(act, row, orderId);
  const given = await create<DeedConfirmation>(act, deedConfirmation, {
    said, missing: missing ? withoutPersonal(missing, [row.contact_name, row.contact_phone]) : null, way, code_id: codeId ?? null, order_id: orderId ?? null, subject: row.deed, deed_id: row.id, member_id: row.member_id,
    committee_id: row.committee_id, answered_by: answered_by ? withoutKnown(answered_by, [row.contact_name]) : null, caller: way === 'call' ? act.actor.name : null,
    told_on: happenedOn(act, 'told_on', told_on), flags: way === 'code' ? await flagsOf(act, row.member_id) : [],
  }, how);
  if (way === 'code') await keepTrace(act, given.id, row.member_id);
  await settle(act, row);
  return given;
}

/** What whoever ordered it said before. */
async function takeBack(act: Act, row: Deed, orderId: string): Promise<void> {
  const { rows } = await sql<DeedConfirmation>`
    select r.* from deed_confirmations r where r.county_id = ${act.county} and r.deed_id = ${row.id} and r.order_id = ${orderId} and r.state <> 'void' order by r.id for update`.execute(act.db);
  for (const earlier of rows) await amend<DeedConfirmation>(act, deedConfirmation, earlier, { state: 'void' }, { step: 'void', relation: 'consequence', reason: '点单人后来另有说法' });
}

/** Called back or from paper, by the committee or the office. */
export async function enterConfirmation(act: Act, { deed_id, way, answered_by, told_on, ...saying }: Saying & { deed_id: string; way: 'call' | 'slip'; answered_by?: string; told_on?: string }, how: Circumstances): Promise<DeedConfirmation> {
  return give(act, await lock(act, deed, deed_id), saying, { way, answered_by, told_on }, way === 'slip' ? { ...how, onBehalfOf: how.onBehalfOf ?? '受益人' } : how);
}

const ORDER = Object.keys(saidWords) as SaidOfDeed[];
/** Nobody hands out more slips for one deed. */
const MOST = 200;

/** The worst that anybody says stands on the deed, so that no friendly voice covers an unhelped one. */
async function settle(act: Act, row: Deed, without?: string): Promise<void> {
  const { rows } = await sql<Pick<DeedConfirmation, 'said' | 'told_on'>>`
    select said, told_on from deed_confirmations where county_id = ${act.county} and deed_id = ${row.id} and state <> 'void' and id is distinct from ${without ?? null}::uuid
    order by told_on desc, id desc limit ${MOST}`.execute(act.db);
  const worst = rows.map(({ said }) => said as SaidOfDeed).toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0] ?? null;
  await amend<Deed>(act, deed, row, { confirmation: worst, confirmed_n: rows.length, confirmed_on: rows[0]?.told_on ?? null }, { step: 'confirm', relation: 'consequence', reason: worst ? undefined : '确认已作废' });
}

/** What steps of a confirmation change besides the state. */
export const confirmationSteps: Partial<Record<keyof typeof deedConfirmation.steps, Effect<DeedConfirmation>>> = {
  void: async (act, given) => settle(act, await lock(act, deed, given.deed_id), given.id),
};
