import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { foundingKey, type ResolvedRow } from '#platform/importing/target.ts';

/**
 * Finds the records that agree with the rows in these columns: the usual `existing` of a target. One query for all rows; the first column
 * must lead an index of the table after county_id. A row that lacks one of the values, or waits for a founding, has none.
 *
 *   existing: standingBy(inspection, ['committee_id', 'held_on', 'topic'])
 */
export function standingBy(declared: Lifecycle, columns: readonly string[], where = sql<boolean>`true`) {
  return async (reading: Reading, rows: readonly ResolvedRow[]): Promise<ReadonlyMap<number, Recorded>> => {
    const whole = rows.filter((row) => columns.every((column) => (row.columns[column] ?? null) !== null && foundingKey(row.columns[column]) === null));
    if (whole.length === 0) return new Map();
    const wanted = whole.map((row) => ({ ...Object.fromEntries(columns.map((column) => [column, row.columns[column]])), wanted_index: row.index }));
    const same = sql.join(columns.map((column) => sql`${sql.ref(`r.${column}`)} = ${sql.ref(`w.${column}`)}`), sql` and `);
    const { rows: found } = await sql<Recorded & { wanted_index: number }>`
      select w.wanted_index, r.*
      from (
        select (j ->> 'wanted_index')::int as wanted_index, (jsonb_populate_record(null::${sql.table(declared.table)}, j)).*
        from jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) as j
      ) as w
      join ${sql.table(declared.table)} as r on ${same}
      where ${among(reading, declared)} and ${where}`.execute(reading.db);
    return new Map(found.map(({ wanted_index: index, ...record }) => [index, record as Recorded]));
  };
}
