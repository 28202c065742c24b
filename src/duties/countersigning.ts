import { sql, type SqlBool } from 'kysely';
import type { Predicate } from '#platform/predicate.ts';

/** What lead and assisting units handle together: the lead unit answers, after the assisting ones have countersigned (domain rules 2.3). */
export interface Countersigned {
  assisting_ids: string[];
  countersigned_ids: string[];
}

/** How many assisting units have not countersigned. */
export const yetToCountersign = ({ assisting_ids, countersigned_ids }: Countersigned): number =>
  (assisting_ids ?? []).filter((id) => !(countersigned_ids ?? []).includes(id)).length;

/** Assisting units that have not countersigned are still waited for. */
export const waitsForCountersigning = <Row extends Countersigned>(): Predicate<Row> => ({
  test: (row) => yetToCountersign(row) > 0,
  sql: (alias) => sql<SqlBool>`not (${sql.ref(`${alias}.assisting_ids`)} <@ coalesce(${sql.ref(`${alias}.countersigned_ids`)}, '{}'))`,
});
