import { sql, type SqlBool } from 'kysely';
import { undotted } from '#platform/people/dots.ts';
import { is, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** What rosters say of a person. Name, sex, group, party and position are published; who may see the rest is the page's business. */
export type RosterData = Pick<Person, 'id' | 'name' | 'sex' | 'ethnic' | 'affiliation' | 'position' | 'born_month' | 'phone' | 'id_number' | 'party_post' | 'party_place'>;

/** The data of these people, also for readers who may not open the people themselves. */
export async function rosterOf(reading: Reading, ids: readonly string[]): Promise<Map<string, RosterData>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<RosterData>`
    select p.id, p.name, p.sex, p.ethnic, p.affiliation, p.position, p.born_month, p.phone, p.id_number, p.party_post, p.party_place
    from ${source(reading, 'people', 'p')} where p.county_id = ${reading.county} and p.id = any(${[...new Set(ids)]}::uuid[])`.execute(reading.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Called by one of these names, with or without the dot in it. */
export function calledOneOf(names: readonly string[]): Predicate<Person> {
  const wanted = [...new Set(names.map(undotted))];
  return {
    test: ({ name }) => wanted.includes(undotted(name)),
    sql: (alias) => sql<SqlBool>`replace(${sql.ref(`${alias}.name`)}, '·', '') = any(${wanted}::text[])`,
  };
}

const MOST = 2_000;

/** People to choose from, each with the position, because names repeat. */
export async function personChoices(reading: Reading): Promise<{ value: string; label: string }[]> {
  const rows = await list<Person>(reading, person, { where: is('state', 'active'), order: [{ column: 'name' }], limit: MOST });
  return rows.map(({ id, name, position }) => ({ value: id, label: position ? `${name}（${position}）` : name }));
}
