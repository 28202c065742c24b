import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** What was known of names at the moment of the reading; names are only ever added to. */
const known = (reading: Reading): RawBuilder<unknown> => (reading.asOf ? sql`and n.recorded_at <= ${reading.asOf}` : sql``);

const nameOn = (reading: Reading, alias: string, column: 'name' | 'place', day: RawBuilder<unknown> | string): RawBuilder<string> => sql<string>`coalesce((
  select ${sql.ref(`n.${column}`)} from committee_names n
  where n.county_id = ${sql.ref(`${alias}.county_id`)} and n.committee_id = ${sql.ref(`${alias}.id`)} and n.until_on > ${day}::date ${known(reading)}
  order by n.until_on limit 1), ${sql.ref(`${alias}.${column}`)})`;

/** What the committee `alias` was called on a day. */
export const calledOn = (reading: Reading, alias: string, day: RawBuilder<unknown> | string): RawBuilder<string> => nameOn(reading, alias, 'name', day);

/** What the committee `alias` stood for on a day, as its place was called then. */
export const placeOn = (reading: Reading, alias: string, day: RawBuilder<unknown> | string): RawBuilder<string> => nameOn(reading, alias, 'place', day);

/** Whether the committee `alias` was a body of this form on a day: what it was called then tells it, where names tell a form at all. */
export const formWas = (reading: Reading, alias: string, form: RawBuilder<unknown> | string, day: RawBuilder<unknown> | string): RawBuilder<boolean> => sql<boolean>`coalesce((
  select case when ${ending('n', form)} then true when ${ending(alias, sql.ref(`${alias}.form`))} then false end from committee_names n
  where n.county_id = ${sql.ref(`${alias}.county_id`)} and n.committee_id = ${sql.ref(`${alias}.id`)} and n.until_on > ${day}::date ${known(reading)}
  order by n.until_on limit 1), ${sql.ref(`${alias}.form`)} = ${form})`;

const ending = (alias: string, form: RawBuilder<unknown> | string) => sql`right(${sql.ref(`${alias}.name`)}, char_length((${form})::text)) = ${form}`;

export interface EarlierName {
  until_on: string;
  name: string;
  place: string;
  reorganisation_id: string;
}

/** A county's committees are renamed a few times in a generation. */
const MOST_NAMES = 200;
/** Nor do they cover more places than this, or had more names, all together. */
const MOST_OTHERS = 2_000;

/** The names that a committee had before, the oldest first. */
export async function earlierNames(reading: Reading, committeeId: string): Promise<EarlierName[]> {
  const { rows } = await sql<EarlierName>`
    select n.until_on, n.name, n.place, n.reorganisation_id from committee_names n
    where n.county_id = ${reading.county} and n.committee_id = ${committeeId} ${known(reading)}
    order by n.until_on limit ${MOST_NAMES}`.execute(reading.db);
  return rows;
}

/** Every committee's place as it was called on a day, for those whose name was another then. */
export async function placesCalledOn(reading: Reading, day: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ committee_id: string; place: string }>`
    select distinct on (n.committee_id) n.committee_id, n.place from committee_names n
    where n.county_id = ${reading.county} and n.until_on > ${day}::date ${known(reading)}
    order by n.committee_id, n.until_on limit ${MOST_NAMES}`.execute(reading.db);
  return new Map(rows.map(({ committee_id, place }) => [committee_id, place]));
}

/**
 * Places by which a committee is meant besides its own: those that it covers, and those it had before a renaming; not one that is
 * another committee's own today.
 */
export async function otherPlaces(reading: Reading): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ committee_id: string; place: string }>`
    select distinct o.committee_id, o.place from (
      select p.county_id, p.committee_id, p.place from committee_places p where p.county_id = ${reading.county} and p.until_on is null
      union all select n.county_id, n.committee_id, n.place from committee_names n where n.county_id = ${reading.county}
    ) as o
    where not exists (select from committees c where c.county_id = o.county_id and c.place = o.place and c.state <> 'abolished')
    order by o.committee_id, o.place limit ${MOST_OTHERS}`.execute(reading.db);
  return new Map([...Map.groupBy(rows, ({ committee_id }) => committee_id)].map(([id, those]) => [id, those.map(({ place }) => place)]));
}
