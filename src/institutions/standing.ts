import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf, today } from '#platform/time.ts';

/** The day at whose end claims look: the end of the period, else the moment's own day. */
export const closingDay = (reading: Reading, { to }: Scope): string => to ?? (reading.asOf ? dayOf(reading.asOf) : today());

/** Rows of `alias` that had begun and not ended at the end of the day; an unknown beginning counts as long ago. */
export const stood = (alias: string, from: string, until: string, day: string): RawBuilder<SqlBool> => {
  const [began, ended] = [sql.ref(`${alias}.${from}`), sql.ref(`${alias}.${until}`)];
  return sql<SqlBool>`(coalesce(${began} <= ${day}::date, true) and coalesce(${ended} > ${day}::date, true))`;
};

/** Only those of the committee that was asked for. */
export const within = (column: string, { committee }: Scope): RawBuilder<SqlBool> =>
  committee ? sql<SqlBool>`${sql.ref(column)} = ${committee}` : sql<SqlBool>`true`;
