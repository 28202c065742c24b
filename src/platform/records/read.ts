import { sql, type RawBuilder } from 'kysely';
import { visible, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, type Predicate } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (text: string): boolean => uuid.test(text);

export interface Order {
  column: string;
  descending?: boolean;
  /** Not by the id in the column but by the rank of the record that it names. */
  ranked?: { table: string; by: string };
}

export interface Wanted<Row> {
  where?: Predicate<Row>;
  order?: readonly Order[];
  /** At most this many; every list has an end. */
  limit: number;
  offset?: number;
}

/** The record, if the person may see it. */
export async function find<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, id: string): Promise<Row | undefined> {
  if (!isId(id)) return undefined;
  const where = all(is<Row>('id', id), visible(declared, reading.actor));
  return (await list(reading, declared, { where, limit: 1 }))[0];
}

/** @throws Problem 404: what one may not see is not found. */
export async function get<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, id: string): Promise<Row> {
  const row = await find(reading, declared, id);
  if (!row) throw notFound(`这条${declared.title}`);
  return row;
}

/** Those that the person may see and that meet the condition, in order. */
export async function list<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, wanted: Wanted<Row>): Promise<Row[]> {
  const { rows } = await sql<Row>`select r.* from ${source(reading, declared.table, 'r')} where ${among(reading, declared, wanted.where)} ${inOrder(reading, wanted)}`.execute(reading.db);
  return rows;
}

/**
 * All of them in order, piece by piece from a cursor of the reading's transaction, which must stay open meanwhile: any number of rows takes the memory of one
 * piece, and all are of one moment.
 */
export async function* inPieces<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, wanted: Pick<Wanted<Row>, 'where' | 'order'>, size: number): AsyncGenerator<Row[]> {
  const order = sql`order by ${sql.join(orders(reading, wanted))}`;
  await sql`declare pieces no scroll cursor for select r.* from ${source(reading, declared.table, 'r')} where ${among(reading, declared, wanted.where)} ${order}`.execute(reading.db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(size)} from pieces`.execute(reading.db);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
  }
}

/**
 * The same rows as the text of a JSON array, without the confidential columns, and how many there are in all, in one question: for those
 * who only pass them on, which is most of what a list costs otherwise (docs/decisions/0010). Moments carry their offset.
 */
export async function listText<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, wanted: Wanted<Row>): Promise<{ text: string; total: number }> {
  const { rows } = await sql<{ text: string; total: number }>`
    with asked as not materialized (select r.* from ${source(reading, declared.table, 'r')} where ${among(reading, declared, wanted.where)}),
      page as materialized (select ${openColumns(reading, declared)} from asked as r ${inOrder(reading, wanted)}),
      shown as (select count(*)::int as n from page)
    select (select coalesce(json_agg(page), '[]')::text from page) as text,
      case when ${(wanted.offset ?? 0) === 0} and n < ${wanted.limit} then n else (select count(*)::int from asked) end as total
    from shown`.execute(reading.db);
  return rows[0]!;
}

const open = new WeakMap<readonly string[], RawBuilder<unknown>>();

/** The columns of a record that lists may show: always the same of one table, and asked with every list. */
export function openColumns({ house }: Reading, { table, confidential = [] }: Lifecycle): RawBuilder<unknown> {
  const columns = house.columns.get(table)!;
  const known = open.get(columns);
  if (known) return known;
  const hidden: readonly string[] = confidential;
  const shown = sql.raw(columns.filter((column) => !hidden.includes(column)).map((column) => `r."${column}"`).join(', ')); // names that the database gave
  open.set(columns, shown);
  return shown;
}

/** Which of them, from where to where: nulls where the indexes have them, so what has no day yet is the newest. */
function inOrder<Row>(reading: Reading, wanted: Wanted<Row>) {
  return sql`order by ${sql.join(orders(reading, wanted))} limit ${wanted.limit} offset ${wanted.offset ?? 0}`;
}

const orders = <Row>(reading: Reading, { order = [] }: Pick<Wanted<Row>, 'order'>) =>
  [...order, { column: 'id', descending: true }].map(({ descending, ...by }) => sql`${orderedBy(reading, by)} ${sql.raw(descending ? 'desc' : 'asc')}`);

const orderedBy = (reading: Reading, { column, ranked }: Order) => (ranked
  ? sql`(select o.${sql.ref(ranked.by)} from ${source(reading, ranked.table, 'o')} where o.county_id = r.county_id and o.id = ${sql.ref(`r.${column}`)})`
  : sql.ref(`r.${column}`));

/** How many there are, by the same condition as the list. */
export async function count<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, where?: Predicate<Row>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select (${countOf(reading, declared, where)}) as n`.execute(reading.db);
  return rows[0]?.n ?? 0;
}

const countOf = <Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, where?: Predicate<Row>) =>
  sql`select count(*)::int from ${source(reading, declared.table, 'r')} where ${among(reading, declared, where)}`;

/** The one condition that list and count share: this county, what the person may see, what was asked for. */
export function among<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, where?: Predicate<Row>) {
  const condition = all(visible(declared, reading.actor), ...(where ? [where] : []));
  return sql`r.county_id = ${reading.county} and ${condition.sql('r')}`;
}
