import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { NONE } from '#platform/figures/dimension.ts';
import { isKept, type Figure } from '#platform/figures/figure.ts';
import { NO_COMMITTEE } from '#platform/figures/kept.ts';
import type { Act, House, Reading } from '#platform/records/act.ts';

/** What an act changes in the kept shares, summed up by their key. */
export type ShareChanges = Map<string, number>;

/** Stands in the place of a column for all of them together: a month's number in one row for each committee, where kept counts have its days. */
export const WHOLE = '*';

/** A figure of numerous records, and the columns by whose values its shares are kept; its day and its committee are in the key of each. */
export interface Shared {
  figure: Figure;
  columns: readonly string[];
}

/** By the name of the record. What several committees did together is counted from the records. */
export function sharedOf({ records, dimensions, figures }: Pick<House, 'records' | 'dimensions' | 'figures'>): Map<string, readonly Shared[]> {
  const numerous = [...records.values()].filter((declared) => declared.numerous).map(({ name }) => name);
  return new Map(numerous.map((record) => {
    const columns = [...new Set((dimensions.get(record) ?? []).filter(({ several }) => !several).flatMap((one) => one.columns))].toSorted();
    const kept = (figures.get(record) ?? []).filter((figure) => isKept(figure) && !figure.bodies);
    return [record, kept.map((figure) => ({ figure, columns: [WHOLE, ...columns.filter((column) => column !== figure.day && column !== figure.committee)] }))];
  }));
}

/** What the writing of a record (null: it was not there, or is no more) changes. */
export function addShares({ house, shares }: Pick<Act, 'house' | 'shares'>, record: string, before: unknown, after: unknown): void {
  for (const one of house.shared.get(record) ?? []) {
    for (const [row, by] of [[before, -1], [after, 1]] as const) {
      for (const key of sharesOf(one, row)) shares.set(key, (shares.get(key) ?? 0) + by);
    }
  }
}

/** No text of the database has it. */
const BETWEEN = '\0';

function sharesOf({ figure, columns }: Shared, row: unknown): string[] {
  if (!row || !figure.where.test(row)) return [];
  const values = row as Record<string, string | boolean | null>;
  const day = values[figure.day!];
  if (typeof day !== 'string') return [];
  const committee = (figure.committee && values[figure.committee]) || NO_COMMITTEE;
  return columns.map((column) => [figure.name, column, `${day.slice(0, 7)}-01`, committee, String(values[column] ?? NONE)].join(BETWEEN));
}

/** What a record `r` has in a column. */
export const valueIn = (column: string): RawBuilder<string> => (column === WHOLE ? sql`${NONE}::text` : sql`coalesce(${sql.ref(`r.${column}`)}::text, ${NONE})`);

/** Writes the changes of an act, in its transaction. */
export async function keepShares({ db, county, shares }: Pick<Act, 'db' | 'county' | 'shares'>): Promise<void> {
  const rows = [...shares].filter(([, by]) => by !== 0).map(([key, by]) => [...key.split(BETWEEN), by]);
  if (rows.length === 0) return;
  await sql`
    insert into kept_shares (county_id, figure, by_column, month, committee_id, value, n)
    select ${county}::uuid, row->>0, row->>1, (row->>2)::date, (row->>3)::uuid, row->>4, (row->>5)::bigint from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as row
    on conflict (county_id, figure, by_column, month, committee_id, value) do update set n = kept_shares.n + excluded.n`.execute(db);
}

/**
 * Counts the shares of every figure that was declared otherwise, or not at all, when they were counted last: after a program of a later year was installed.
 * Done before the first visitor after each start; while nothing is declared anew it does nothing.
 */
export const bringShares = (act: Pick<Act, 'house' | 'db' | 'county'>): Promise<void> =>
  countAnew(act, [...act.house.shared.values()].flat().map((one) => ({ name: one.figure.name, digest: digestOf(act, one), count: () => countShares(act, one) })));

/** Something whose shares are kept: under which name, by which declaration, and how they are counted from the records. */
export interface Counted {
  name: string;
  digest: string;
  count: () => Promise<void>;
}

/** Counts the shares of each that is declared otherwise than when it was counted last. */
export async function countAnew({ db, county }: Pick<Act, 'db' | 'county'>, all: readonly Counted[]): Promise<void> {
  const { rows } = await sql<{ figure: string; digest: string }>`select figure, digest from kept_share_definitions where county_id = ${county}`.execute(db);
  const known = new Map(rows.map(({ figure, digest }) => [figure, digest]));
  for (const { name, digest, count } of all) {
    if (known.get(name) === digest) continue;
    await sql`delete from kept_shares where county_id = ${county} and figure = ${name}`.execute(db);
    await count();
    await sql`
      insert into kept_share_definitions (county_id, figure, digest) values (${county}, ${name}, ${digest})
      on conflict (county_id, figure) do update set digest = excluded.digest`.execute(db);
  }
}

const digestOf = ({ db }: Pick<Act, 'db'>, { figure, columns }: Shared): string => digestOfSql(db, figure.where.sql('r'), [figure.day, figure.committee ?? null, columns]);

/** SHA-256 over a piece of SQL, its parameters, and what else is declared. */
export function digestOfSql(db: Act['db'], piece: RawBuilder<unknown>, declared: readonly unknown[]): string {
  const { sql: text, parameters } = sql`${piece}`.compile(db);
  return createHash('sha256').update(JSON.stringify([text, parameters, ...declared])).digest('hex');
}

/** From the records, in one look for all columns. */
async function countShares({ house, db, county }: Pick<Reading, 'house' | 'db' | 'county'>, { figure, columns }: Shared): Promise<void> {
  const committee = figure.committee ? sql`coalesce(${sql.ref(`r.${figure.committee}`)}, ${NO_COMMITTEE}::uuid)` : sql`${NO_COMMITTEE}::uuid`;
  const values = sql.join(columns.map((column) => sql`(${column}, ${valueIn(column)})`));
  await sql`
    insert into kept_shares (county_id, figure, by_column, month, committee_id, value, n)
    select ${county}::uuid, ${figure.name}, v.by_column, date_trunc('month', ${sql.ref(`r.${figure.day!}`)})::date, ${committee}, v.value, count(*)
    from ${sql.table(house.records.get(figure.record)!.table)} as r cross join lateral (values ${values}) as v (by_column, value)
    where r.county_id = ${county} and ${figure.where.sql('r')} and ${sql.ref(`r.${figure.day!}`)} is not null
    group by 3, 4, 5, 6`.execute(db);
}
