import { sql } from 'kysely';
import type { Checker } from '#assessment/rounds/lots.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';

/** A county has a few hundred people with an account. */
const MOST = 2_000;

/** Who may be of a group: people who have an account, each with the position, because names repeat. */
export async function checkerChoices(reading: Reading): Promise<{ value: string; label: string }[]> {
  const { rows } = await sql<{ value: string; label: string }>`
    select p.id as value, p.name || case when p.position is null or p.position = '' then '' else '（' || p.position || '）' end as label
    from ${source(reading, 'people', 'p')}
    where p.county_id = ${reading.county} and p.state = 'active' and exists (select from accounts a where a.county_id = p.county_id and a.person_id = p.id)
    order by p.name, p.id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** The people of a group with all that they belong to today: committees and units by any post, and their own memberships. */
export async function groupOf(reading: Reading, ids: readonly string[]): Promise<Checker[]> {
  const { rows } = await sql<{ id: string; name: string; belongs: string[] }>`
    select p.id, p.name, array(
      select coalesce(h.committee_id, h.unit_id) from holdings h
        where h.county_id = p.county_id and h.person_id = p.id and h.holding and coalesce(h.committee_id, h.unit_id) is not null
      union select m.id from members m where m.county_id = p.county_id and m.person_id = p.id) as belongs
    from people p where p.county_id = ${reading.county} and p.id = any(${[...ids]}::uuid[])`.execute(reading.db);
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(({ name, belongs }) => ({ id, name, belongsTo: new Set(belongs) })));
}
