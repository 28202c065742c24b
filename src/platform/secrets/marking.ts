import { sql, type SqlBool } from 'kysely';
import type { Predicate } from '#platform/predicate.ts';
import type { Column } from '#platform/secrets/envelope.ts';
import { MARKED, markOf, type Within } from '#platform/secrets/secrets.ts';

const markedIn = (table: string): string[] => [...MARKED].filter((column) => column.startsWith(`${table}.`)).map((column) => column.slice(table.length + 1));

/** Marks these rows by the numbers that they now hold, or no longer; a column that a row does not name is left as it is. */
export async function markRows(within: Within, table: string, rows: readonly { id: string }[]): Promise<void> {
  for (const name of markedIn(table)) {
    const said = rows.filter((row) => name in row) as (Record<string, unknown> & { id: string })[];
    const numbers = said.filter((row) => typeof row[name] === 'string');
    const without = said.filter((row) => typeof row[name] !== 'string').map(({ id }) => id);
    if (without.length > 0) await unmark(within, `${table}.${name}`, without);
    if (numbers.length === 0) continue;
    const column: Column = `${table}.${name}`;
    const key = await within.house.secrets.currentKey(within);
    const marks = numbers.map((row) => ({ row_id: row.id, mark: markOf(key, column, row[name] as string) }));
    await sql`
      insert into blind_marks (county_id, place, row_id, kid, mark)
      select ${within.county}::uuid, ${column}, m.row_id, ${key.kid}, m.mark from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m (row_id uuid, mark text)
      on conflict (county_id, place, row_id) do update set kid = excluded.kid, mark = excluded.mark`.execute(within.db);
  }
}

/** What is taken away is no longer found. */
export async function unmarkRows(within: Within, table: string, rows: readonly { id: string }[]): Promise<void> {
  for (const name of markedIn(table)) await unmark(within, `${table}.${name}`, rows.map(({ id }) => id));
}

const unmark = ({ db, county }: Within, place: Column, ids: readonly string[]) =>
  sql`delete from blind_marks where county_id = ${county} and place = ${place} and row_id = any(${ids}::uuid[])`.execute(db);

/** Rows that have one of these exact numbers in a sealed column. A mark is cut short, so SQL may find one more: `test` knows. */
export async function withNumber<Row extends object>(within: Within, column: Column, name: keyof Row & string, numbers: readonly string[]): Promise<Predicate<Row>> {
  const keys = await within.house.secrets.keys(within);
  const marks = keys.flatMap((key) => numbers.map((number) => markOf(key, column, number)));
  return {
    test: (row) => numbers.includes(row[name] as string),
    sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.id`)} in (
      select m.row_id from blind_marks m where m.county_id = ${within.county} and m.place = ${column} and m.mark = any(${marks}::text[]))`,
  };
}
