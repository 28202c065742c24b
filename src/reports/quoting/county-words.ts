import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import type { Occasion } from '#reports/wording/words.ts';

/** The county's name and how its body signs. */
export async function countyOf(reading: Reading): Promise<Occasion['county']> {
  const { rows } = await sql<Occasion['county']>`select name, body_name as "bodyName" from counties where county_id = ${reading.county}`.execute(reading.db);
  return rows[0]!;
}
