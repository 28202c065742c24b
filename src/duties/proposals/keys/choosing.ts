import { post } from '#institutions/posts/record.ts';
import { specialCommittee } from '#institutions/groupings/record.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, lock, take } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { handlers, holdProposal } from '#duties/proposals/handled.ts';
import { mark, unmark, yearOf } from '#duties/proposals/keys/marking.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { expectRoom } from '#duties/proposals/keys/room.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** The chair meeting's decision (domain rules 2.7): the selection is chosen and the proposal marked in the same act. */

export interface Charge {
  led_by: string;
  body_id?: string;
  contact?: string;
}

export interface Choice extends Charge {
  meeting: string;
  decided_on?: string;
}

/** More do not sit in the chair meeting and the county's leadership. */
const MOST_LEADERS = 300;

/** Those who may lead one, with an account here: names as they are typed. */
export const leadersNow = (reading: Reading) =>
  list(reading, post, { where: all(oneOf('role', ['leader', 'chair']), is('state', 'holding')), order: [{ column: 'name' }], limit: MOST_LEADERS });

/** 杨建国副县长 is the account of 杨建国, when only one leader's name stands in it; a leader without an account acts on paper. */
async function chargeOf(act: Act, { led_by, body_id, contact }: Charge): Promise<Pick<KeySelection, 'led_by' | 'leader_id' | 'body_id' | 'contact'>> {
  await expectThere(act, specialCommittee, 'body_id', body_id);
  const named = [...new Set((await leadersNow(act)).filter(({ name }) => led_by.includes(name)).map(({ person_id }) => person_id))];
  return { led_by, leader_id: named.length === 1 ? named[0]! : null, body_id: body_id ?? null, contact: contact ?? null };
}

export async function choose(act: Act, row: KeySelection, { meeting, decided_on, ...charge }: Choice): Promise<Partial<KeySelection>> {
  const day = happenedOn(act, 'decided_on', decided_on);
  if (yearOf(day) !== row.year) throw invalid({ decided_on: `这是${row.year}年的重点提案，主席会议日期请填${row.year}年的。` });
  await expectRoom(act, row.year, day);
  const about = await holdProposal(act, row.proposal_id);
  const columns = { meeting, decided_on: day, ...(await chargeOf(act, charge)), handler_ids: handlers(about) };
  // One that was a key proposal in an earlier year keeps that mark: the selections tell the years.
  if (about.key_since === null) {
    await take<Proposal>(act, proposal, about.id, 'designate', { effect: () => mark(act, { key_led_by: charge.led_by, key_why: row.why ?? undefined, key_since: day }) });
  }
  return columns;
}

/** Somebody else leads or supervises from now on; the proposal's own mark says so too. */
export async function handOver(act: Act, row: KeySelection, charge: Charge): Promise<Partial<KeySelection>> {
  const columns = await chargeOf(act, charge);
  const about = await holdProposal(act, row.proposal_id);
  if (about.key_since !== null && about.key_since === row.decided_on) {
    await amend<Proposal>(act, proposal, about, { key_led_by: charge.led_by }, { step: 'designate', relation: 'consequence' });
  }
  return columns;
}

export interface Decision {
  meeting: string;
  decided_on?: string;
  /** Why the rest of the shortlist was not chosen; without it they wait on. */
  rest_why?: string;
  chosen: readonly (Charge & { id: string })[];
}

/** One meeting decides on several; what is wrong with one of them is said at that one, and then none is decided. */
export async function decideMany(act: Act, year: number, { chosen, rest_why, ...meeting }: Decision): Promise<{ chosen: number; passed: number }> {
  for (const { id, ...charge } of chosen) {
    const row = await lock<KeySelection>(act, keySelection, id);
    if (row.year !== year) throw invalid({ [id]: `“${row.subject}”是${row.year}年的备选。` });
    if (!charge.led_by) throw invalid({ [id]: `请写明“${row.subject}”由哪位领导领衔。` });
    await take<KeySelection>(act, keySelection, id, 'choose', { input: { ...meeting, ...charge }, effect: choose });
  }
  const rest = rest_why ? await shortlisted(act, year) : [];
  for (const { id } of rest) await take<KeySelection>(act, keySelection, id, 'pass_over', { reason: rest_why });
  return { chosen: chosen.length, passed: rest.length };
}

/** A meeting has no more before it. */
export const MOST_SHORTLISTED = 60;

export const shortlisted = (reading: Reading, year: number): Promise<KeySelection[]> =>
  list(reading, keySelection, { where: all(is<KeySelection>('state', 'shortlisted'), is<KeySelection>('year', year)), order: [{ column: 'subject' }], limit: MOST_SHORTLISTED });

/** Off the list of the year; the proposal's mark goes with it when it came with this decision. */
export async function dropped(act: Act, row: KeySelection): Promise<void> {
  const about = await holdProposal(act, row.proposal_id);
  if (about.key_since === null || about.key_since !== row.decided_on) return;
  if (!proposal.steps.release.from.some((state) => state === about.state)) throw new Problem(422, 'not_ready', `提案现在是“${proposal.states[about.state as 'draft'].label}”，重点提案的标记撤不下来。请先核对提案。`);
  await take<Proposal>(act, proposal, about.id, 'release', { reason: '不再作为重点提案督办', effect: unmark });
}
