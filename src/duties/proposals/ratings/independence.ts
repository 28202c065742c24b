import { sql } from 'kysely';
import { unitsWorkedFor, type Actor, type Whereabouts } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { handlers } from '#duties/proposals/handled.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import type { Flag } from '#duties/proposals/ratings/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** The one who is judged never files the judgement (domain rules 2.5, S43: departments must not use members' accounts to rate themselves). */

/** @throws Problem 403 for whoever works for a unit that handles one of them, whatever else they hold. */
export function expectIndependent(actor: Actor, ...rows: readonly Proposal[]): void {
  if (rows.flatMap(handlers).some((unit) => unitsWorkedFor(actor).includes(unit))) throw new Problem(403, 'judged', '您在承办这件提案的单位工作，不能录入对它的评价。');
}

const DAY_MS = 86_400_000;
const dayBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** Why a rating from here deserves a second look. It is taken all the same: a member may well sit in the unit's hall. */
export async function flagsOf(act: Act, handled: readonly Proposal[], from: Whereabouts | undefined): Promise<Flag[]> {
  if (!from) return [];
  const since = dayBefore(today(act), await parameterAt(act, 'rating.trace_days', today(act)));
  const { rows } = await sql<{ kind: 'device' | 'network' }>`
    select distinct kind from unit_marks
    where county_id = ${act.county} and unit_id = any(${handled.flatMap(handlers)}::uuid[]) and seen_on >= ${since}::date and mark in (${from.device ?? ''}, ${from.network ?? ''})
    order by kind`.execute(act.db);
  const burst = (await ofOneBurst(act, from)).length >= (await parameterAt(act, 'rating.burst_count', today(act)));
  return [...rows.map(({ kind }) => kind), ...(burst ? ['burst' as const] : [])];
}

/** More than these are one burst in any case. */
const MOST_OF_A_BURST = 500;

/** What came from the same device or network within the minutes of the plan. */
async function ofOneBurst(act: Act, { device, network }: Whereabouts): Promise<ProposalRating[]> {
  const minutes = await parameterAt(act, 'rating.burst_minutes', today(act));
  const { rows } = await sql<ProposalRating>`
    select r.* from rating_traces t join proposal_ratings r on r.county_id = t.county_id and r.id = t.rating_id
    where t.county_id = ${act.county} and (t.device = ${device ?? null} or t.network = ${network ?? null}) and t.at >= ${act.at}::timestamptz - make_interval(mins => ${minutes}) and r.state = 'given'
    order by r.id limit ${MOST_OF_A_BURST}`.execute(act.db);
  return rows;
}

/** Keeps from where a rating came, so that a burst is seen; when it is one, those before it are flagged too. */
export async function keepTrace(act: Act, rating: ProposalRating, from: Whereabouts | undefined): Promise<void> {
  if (!from?.device && !from?.network) return;
  if (rating.flags.includes('burst')) {
    const before = (await ofOneBurst(act, from)).filter(({ flags }) => !flags.includes('burst'));
    for (const one of before) await amend<ProposalRating>(act, proposalRating, one, { flags: [...one.flags, 'burst'] }, { step: 'flag', relation: 'consequence' });
  }
  await sql`insert into rating_traces (county_id, rating_id, device, network, at) values (${act.county}, ${rating.id}, ${from.device ?? null}, ${from.network ?? null}, ${act.at})`.execute(act.db);
}

/** Marks of units and traces of ratings are forgotten after the days of the plan. */
export async function forgetMarks(act: Act, day: string): Promise<void> {
  const before = dayBefore(day, await parameterAt(act, 'rating.trace_days', day));
  await sql`delete from rating_traces where county_id = ${act.county} and at < ${before}::date`.execute(act.db);
  await sql`delete from unit_marks where county_id = ${act.county} and seen_on < ${before}::date`.execute(act.db);
}
