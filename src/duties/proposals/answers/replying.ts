import { sql } from 'kysely';
import { unitsOf } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { expectTalks } from '#duties/proposals/contacts/standing.ts';
import { carryOver } from '#duties/proposals/merging.ts';
import { askedToRate } from '#duties/proposals/ratings/asking.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { undertakeAnswered } from '#duties/proposals/undertakings/undertaking.ts';

/** What was answered, whichever way it came: letter by letter through the rooms, or entered from the paper by a step of the proposal. */
export interface Reply {
  result: string;
  letter: string | null;
  reply: string;
  replied_on: string;
  /** What became of each suggestion, in their order; undefined when nobody said it one by one. */
  adoptions?: readonly string[];
}

const ADOPTED: readonly string[] = ['adopted', 'partly'];

/**
 * A reply that is entered on the proposal itself, from the paper: not beside a letter that was begun here, and by the unit itself only where the plan does not
 * want every letter to be drafted, shown and checked.
 */
export async function expectDirect(act: Act, { id, round, lead_unit_id }: Proposal): Promise<void> {
  const { rows } = await sql`select 1 from proposal_answers where county_id = ${act.county} and proposal_id = ${id} and round = ${round} and role <> 'assisting' and state <> 'void' limit 1`.execute(act.db);
  if (rows.length > 0) throw new Problem(409, 'letter_begun', '这件提案的答复函已经在拟写，请从答复函签发、发出。不用答复函的，先把它作废。');
  const byUnit = lead_unit_id !== null && unitsOf(act.actor).includes(lead_unit_id);
  if (byUnit && (await parameterAt(act, 'answers.way', today(act))) === 'letters') throw new Problem(422, 'letters_only', '按本县的规定，答复要先拟答复函，送提案人看、签发、审核之后发出。请点“拟写答复”。', { clause: 'duty.yearly' });
}

/** The one place that says what a reply changes: of the proposal that was handled, and of the originals merged into it. */
export async function replied(act: Act, row: Proposal, { adoptions, ...answer }: Reply): Promise<Partial<Proposal>> {
  await expectTalks(act, row);
  const asked = await askedToRate(act);
  await carryOver(act, row.id, (under) => ({ ...answer, ...asked(under) }), 'reply', `随“${row.title}”一并答复`);
  await undertakeAnswered(act, row, answer.replied_on);
  const onTime = row.due_on === null ? null : answer.replied_on <= row.due_on;
  const counted = adoptions && adoptions.length === row.suggestions.length ? { adoptions: [...adoptions], adopted_n: adoptions.filter((one) => ADOPTED.includes(one)).length } : {};
  return { ...answer, ...counted, on_time: onTime, ...asked(row) };
}
