import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { citedFor } from '#duties/proposals/assigning/clock.ts';

/** How many proposals may be key ones in a year, as the plan says on the day of the decision (domain rules 2.7: five here, seven there, ten elsewhere). */
export interface Room {
  most: number;
  taken: number;
  /** In words: 不超过10件. */
  words: string;
}

const WHOLE = 100;

export async function roomIn(reading: Reading, year: number, day: string): Promise<Room> {
  const [most, share] = [await parameterAt(reading, 'keys.most', day), await parameterAt(reading, 'keys.share_most', day)];
  const { rows: [counts] } = await sql<{ taken: number; filed: number }>`
    select (select count(*)::int from key_selections where county_id = ${reading.county} and year = ${year} and state in ('chosen', 'supervised', 'concluded')) as taken,
      (select count(*)::int from proposals where county_id = ${reading.county} and disposition = 'filed' and submitted_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date) as filed`.execute(reading.db);
  const { taken, filed } = counts!;
  if (share >= WHOLE) return { most, taken, words: `不超过${most}件` };
  const shared = Math.floor((filed * share) / WHOLE);
  return { most: Math.min(most, shared), taken, words: `不超过${most}件，也不超过立案${filed}件的${share}%（${shared}件）` };
}

/** @throws Problem 422 when the year's places are taken. */
export async function expectRoom(act: Act, year: number, day: string, wanted = 1): Promise<void> {
  const { most, taken, words } = await roomIn(act, year, day);
  if (taken + wanted <= most) return;
  throw new Problem(422, 'no_room', `${year}年重点提案按${await citedFor(act, day)}${words}，已经确定${taken}件，不能再确定${wanted}件。请减少件数，或者先把不再督办的退出来。`);
}
