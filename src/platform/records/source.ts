import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** What a table is looked at by: a moment, and a county where no other condition names it. */
export type Seen = Pick<Reading, 'house' | 'asOf'> & Partial<Pick<Reading, 'county'>>;

/**
 * The rows of a record table as the reading sees them: the table itself, or, for a past moment, every version that
 * stood then: live rows not changed since, and superseded versions whose time includes the moment.
 *
 * To be used right after `from` or `join`: `sql\`select … from ${source(reading, 'proposals', 'p')} where …\``.
 */
export function source(reading: Seen, table: string, alias: string): RawBuilder<unknown> {
  const { asOf } = reading;
  if (!asOf) return sql`${sql.table(table)} as ${sql.ref(alias)}`;
  const known = reading.house.columns.get(table);
  if (!known) throw new Error(`${table} is no record table of this house`);
  const columns = sql.join(known.map((column) => sql.ref(column)));
  const here = reading.county === undefined ? sql`` : sql`county_id = ${reading.county} and`;
  return sql`(
    select ${columns} from ${sql.table(table)} where ${here} changed_at <= ${asOf}
    union all
    select ${columns} from ${sql.table(`${table}_history`)}
    where ${here} changed_at <= ${asOf} and superseded_at > ${asOf}
  ) as ${sql.ref(alias)}`;
}
