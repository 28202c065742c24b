import { sql, type RawBuilder } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { placeNamed } from '#institutions/facts.ts';

/** A place that a committee covers besides its own. */
export interface Covered {
  place: string;
  kind: string;
  from_on: string | null;
  until_on: string | null;
}

/** More places than this no committee covers, in all its time. */
const MOST_PLACES = 200;

/** The further places of a committee, those of earlier times too, in the order in which they came to it; of a past moment, as was known then. */
export async function coverageOf(reading: Reading, committeeId: string): Promise<Covered[]> {
  const { rows } = await sql<Covered>`
    select place, kind, from_on, ${ended(reading)} as until_on from committee_places
    where county_id = ${reading.county} and committee_id = ${committeeId} ${known(reading)} order by from_on nulls first, place limit ${MOST_PLACES}`.execute(reading.db);
  return rows;
}

/** Those that it covered at the end of a day. */
export const coveredOn = (covered: readonly Covered[], day: string): Covered[] =>
  covered.filter(({ from_on, until_on }) => (from_on === null || from_on <= day) && (until_on === null || until_on > day));

const known = ({ asOf }: Reading): RawBuilder<unknown> => (asOf ? sql`and coalesce(recorded_at <= ${asOf}, true)` : sql``);
const ended = ({ asOf }: Reading): RawBuilder<string | null> => (asOf ? sql<string | null>`case when coalesce(end_recorded_at <= ${asOf}, true) then until_on end` : sql<string | null>`until_on`);

/** @throws Problem at the field, when a line is no township, street, zone or group of county organs */
export function placesIn(field: string, text: string): { place: string; kind: string }[] {
  const words = [...new Set(text.split(/[\n、，,；;]/u).map((word) => word.trim()).filter(Boolean))];
  return words.map((word) => {
    const named = placeNamed(word);
    if (!named) throw invalid({ [field]: `“${word.slice(0, 50)}”不像乡镇、街道、开发区（园区）或县直机关组的名称，请写全称，每行一个，如“白石镇”。` });
    return named;
  });
}

/**
 * From this day on (null: not known, long ago) the committee covers these places besides its own; each place belongs to one committee at a time.
 * @param field where the places were typed
 */
export async function cover(act: Act, committeeId: string, places: readonly { place: string; kind: string }[], from: string | null, field = 'places'): Promise<void> {
  for (const { place, kind } of places) {
    const { rows } = await sql<{ name: string; committee_id: string }>`
      select c.name, p.committee_id from committee_places p join committees c on c.county_id = p.county_id and c.id = p.committee_id
      where p.county_id = ${act.county} and p.place = ${place} and p.until_on is null
      union all select c.name, c.id from committees c where c.county_id = ${act.county} and c.place = ${place} and c.state <> 'abolished' limit 1`.execute(act.db);
    const [there] = rows;
    if (there?.committee_id === committeeId) continue;
    if (there) throw invalid({ [field]: `“${place}”现在由${there.name}覆盖。请先为它办理机构调整。` });
    await sql`insert into committee_places (county_id, id, committee_id, place, kind, from_on, recorded_at)
      values (${act.county}, ${uuidv7()}, ${committeeId}, ${place}, ${kind}, ${from}, ${act.at})`.execute(act.db);
  }
}

/** From this day on the committee covers none of these places any more. */
export async function uncover(act: Act, committeeId: string, places: readonly string[], until: string): Promise<void> {
  await sql`update committee_places set until_on = greatest(${until}::date, from_on), end_recorded_at = ${act.at}
    where county_id = ${act.county} and committee_id = ${committeeId} and place = any(${places}::text[]) and until_on is null`.execute(act.db);
}

/** A committee of its own is founded in this place: from this day on no other covers it. */
export async function release(act: Act, place: string, until: string): Promise<void> {
  await sql`update committee_places set until_on = greatest(${until}::date, from_on), end_recorded_at = ${act.at}
    where county_id = ${act.county} and place = ${place} and until_on is null`.execute(act.db);
}
