import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/**
 * The rows of a record table as the reading sees them: the table itself, or, for a past moment, every version that
 * stood then: live rows not changed since, and superseded versions whose time includes the moment.
 *
 * To be used right after `from` or `join`: `sql\`select … from ${source(reading, 'proposals', 'p')} where …\``.
 */
export function source(reading: Reading, table: string, alias: string): RawBuilder<unknown> {
  const { asOf } = reading;
  if (!asOf) return sql`${sql.table(table)} as ${sql.ref(alias)}`;
  const known = reading.house.columns.get(table);
  if (!known) throw new Error(`${table} is no record table of this house`);
  const columns = sql.join(known.map((column) => sql.ref(column)));
  return sql`(
    select ${columns} from ${sql.table(table)} where county_id = ${reading.county} and changed_at <= ${asOf}
    union all
    select ${columns} from ${sql.table(`${table}_history`)}
    where county_id = ${reading.county} and changed_at <= ${asOf} and superseded_at > ${asOf}
  ) as ${sql.ref(alias)}`;
}
