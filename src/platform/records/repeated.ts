import { sql } from 'kysely';
import type { Repeated } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';

/**
 * The record of this type that the act of a repeated request wrote: an act may write several (a person and the membership),
 * and its first line, which carries the request, need not be the one that was asked for.
 */
export async function writtenWith(reading: Reading, repeated: Repeated, record: string): Promise<string> {
  if (repeated.record === record) return repeated.id;
  const { rows } = await sql<{ id: string }>`
    select l.record_id as id from journal l join journal f on f.county_id = l.county_id and f.at = l.at and l.seq >= f.seq
    where l.county_id = ${reading.county} and l.record = ${record}
      and f.record = ${repeated.record} and f.record_id = ${repeated.id} and f.request_id is not null
    order by l.seq desc limit 1`.execute(reading.db);
  return rows[0]?.id ?? repeated.id;
}
