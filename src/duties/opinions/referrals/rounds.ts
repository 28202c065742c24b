import { sql } from 'kysely';
import { oneOf, is, all } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { Problem } from '#platform/problems.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { MOST_ROUNDS, referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { running } from '#duties/opinions/referrals/words.ts';

/** More units than these have not answered for one entry. */
const MOST_OF_AN_ENTRY = 50;

/** Its words must not name anybody: units read them. */
const NOT_SOLVED = '群众反映没有解决，请重新办理';

/**
 * An entry that is taken up again is taken up again by the units that answered it. Whoever said that it is not solved may be a resident, who
 * sees no referral: so this asks for no rights.
 */
export async function takeUpAgain(act: Act, entryId: string): Promise<void> {
  const answered = all(is<Referral>('entry_id', entryId), oneOf<Referral>('state', ['replied', 'told']));
  const { rows } = await sql<Referral>`
    select r.* from referrals r where r.county_id = ${act.county} and ${answered.sql('r')} order by r.id limit ${MOST_OF_AN_ENTRY} for update`.execute(act.db);
  for (const row of rows.filter(({ round }) => round < MOST_ROUNDS)) {
    await dropCommitments(act, row);
    await amend<Referral>(act, referral, row, { ...(await anotherRound(act, row)), state: 'accepted' }, { step: 'rework', relation: 'entry_taken_up_again', reason: NOT_SOLVED });
  }
}

/** @throws Problem 422 while a unit still works on the entry: its clock would run on for nobody. */
export async function expectNoneInHand(act: Act, entryId: string): Promise<void> {
  const inHand = all(is<Referral>('entry_id', entryId), oneOf<Referral>('state', running));
  const { rows } = await sql<Pick<Referral, 'subject'>>`select r.subject from referrals r where r.county_id = ${act.county} and ${inHand.sql('r')} order by r.id limit ${MOST_OF_AN_ENTRY}`.execute(act.db);
  if (rows.length > 0) throw new Problem(422, 'in_hand', `还有${rows.length}件转办件没有答复（${rows[0]!.subject}）。请等承办单位答复；不用再办的，请先撤回转办件。`);
}

/** The clock begins anew; what was answered before stays in the history. */
export async function anotherRound(act: Act, row: Referral): Promise<Partial<Referral>> {
  if (row.round >= MOST_ROUNDS) throw new Problem(422, 'too_many_rounds', '办理次数已经很多，请与群众和承办单位当面协商。');
  const from = dayOf(act.at);
  const days = row.days ?? (await parameterAt(act, 'referral.days', from));
  return {
    round: row.round + 1, clock_from: from, days, due_on: workingDayAfter(await workCalendarOf(act), from, days), countersigned_ids: [],
    result: null, reply: null, promise: null, promised_on: null, checked_by: null, replied_on: null, on_time: null, told_on: null, pressed_on: null,
  };
}

/** What was promised with the answer that did not do is no longer waited for. */
export async function dropCommitments(act: Act, { id }: Referral): Promise<void> {
  const open = all(is<Commitment>('referral_id', id), oneOf<Commitment>('state', commitment.steps.supersede.from));
  const { rows } = await sql<Commitment>`
    select r.* from commitments r where r.county_id = ${act.county} and ${open.sql('r')} order by r.id limit ${MOST_ROUNDS} for update`.execute(act.db);
  for (const row of rows) await amend<Commitment>(act, commitment, row, { state: 'superseded' }, { step: 'supersede', relation: 'referral' });
}
