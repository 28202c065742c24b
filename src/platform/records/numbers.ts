import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';

/** The next number of a series of this county, without gaps: it is given in the transaction of the act that uses it. */
export const nextNumber = (act: Act, series: string): Promise<number> => nextNumbers(act, series, 1);

/** The first of the next `many` numbers of a series. */
export async function nextNumbers(act: Act, series: string, many: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into numbers (county_id, series, last) values (${act.county}, ${series}, ${many})
    on conflict (county_id, series) do update set last = numbers.last + excluded.last returning last`.execute(act.db);
  return rows[0]!.last - many + 1;
}

/** Makes the series continue after a number that came from outside, e.g. with an import of filed proposals. */
export async function numberUsed(act: Act, series: string, number: number): Promise<void> {
  await sql`
    insert into numbers (county_id, series, last) values (${act.county}, ${series}, ${number})
    on conflict (county_id, series) do update set last = greatest(numbers.last, excluded.last)`.execute(act.db);
}

/** Takes the last number of a series back, so that the next one has it; false when others were given after it. */
export async function giveBackNumber(act: Act, series: string, number: number): Promise<boolean> {
  const { rows } = await sql`
    update numbers set last = last - 1 where county_id = ${act.county} and series = ${series} and last = ${number} returning last`.execute(act.db);
  return rows.length > 0;
}
