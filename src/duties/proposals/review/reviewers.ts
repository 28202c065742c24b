import { member } from '#institutions/members/record.ts';
import { specialCommittee } from '#institutions/groupings/record.ts';
import { holds, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { reviewWordsOn } from '#plans/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** As what somebody sits at the review: the office carries it out, members of the committee say what they think, others look on. */
export type Seat = 'office' | 'reviewer' | 'onlooker';

/** 提案委, 提案委员会: one and the same. */
const bare = (name: string): string => name.replace(/(?:专门)?委员会$|专委会$|委$/u, '');

export async function seatOf(reading: Reading): Promise<Seat | undefined> {
  if (holds(reading.actor, 'county_office')) return 'office';
  if (await sitsInCommittee(reading)) return 'reviewer';
  return holds(reading.actor, 'chair', 'auditor') ? 'onlooker' : undefined;
}

async function sitsInCommittee(reading: Reading): Promise<boolean> {
  if (!reading.actor.memberId) return false;
  const own = await find(reading, member, reading.actor.memberId);
  const seat = own?.special_committee_id ? await find(reading, specialCommittee, own.special_committee_id) : undefined;
  return seat !== undefined && bare(seat.name) === bare((await reviewWordsOn(reading, today())).committee);
}

/** @throws Problem 404 for everybody to whom the review does not belong. */
export async function expectSeat(reading: Reading): Promise<Seat> {
  const seat = await seatOf(reading);
  if (!seat) throw notFound('这个页面');
  return seat;
}

/** Nobody reviews what bears the own signature. */
export const ownOf = (actor: Actor, { member_id, cosigner_ids }: Pick<Proposal, 'member_id' | 'cosigner_ids'>): boolean =>
  membershipsOf(actor).some((id) => id === member_id || cosigner_ids.includes(id));

/** @throws Problem 422 */
export function expectNotOwn(actor: Actor, row: Pick<Proposal, 'title' | 'member_id' | 'cosigner_ids'>): void {
  if (ownOf(actor, row)) throw new Problem(422, 'own_proposal', `“${row.title}”是您提出或联名的，审查时请回避。请去掉这一件再提交。`);
}
