import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { suggestingFrom, type Example, type Suggesting } from '#duties/proposals/assigning/suggesting.ts';

/** What each county has learnt from its own assignments, kept while nobody acts there, and beyond that while they stand as they are. */
const kept = new Map<string, { at: number; standing: string; suggesting: Suggesting }>();

/** Newer ones say more; so many are compared within a few milliseconds. */
const MOST_EXAMPLES = 5_000;

/** The newest that were handed over to units: what was only thought over before an assignment meeting teaches nothing. */
const newest = (reading: Reading) => sql`
  from proposals where county_id = ${reading.county} and lead_unit_id is not null and state in ('merged', 'assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed')
  order by submitted_on desc, id desc limit ${MOST_EXAMPLES}`;

/** Which unit a proposal probably belongs to, by the county's own assignments. */
export async function suggestingOf(reading: Reading): Promise<Suggesting> {
  const known = kept.get(reading.county);
  const at = (await lastAct(reading)).getTime();
  if (known?.at === at) return known.suggesting;
  const standing = await standingOf(reading);
  const suggesting = known?.standing === standing ? known.suggesting : suggestingFrom(await examplesIn(reading));
  kept.set(reading.county, { at, standing, suggesting });
  return suggesting;
}

/** After an assignment. What another process or an import changed is seen by the standing. */
export const forgetAssignments = (county: string): void => void kept.delete(county);

async function standingOf(reading: Reading): Promise<string> {
  const { rows } = await sql<{ standing: string }>`
    select count(*) || '/' || coalesce(max(assigned_on)::text, '') as standing from (select assigned_on ${newest(reading)}) as learnt`.execute(reading.db);
  return rows[0]!.standing;
}

export async function examplesIn(reading: Reading): Promise<Example[]> {
  const { rows } = await sql<Example>`
    select id, title, category, lead_unit_id as unit ${newest(reading)}`.execute(reading.db);
  return rows;
}
