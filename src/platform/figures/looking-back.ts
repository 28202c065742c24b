/**
 * What is kept stands as of one moment, and another is told from it: without the records that stand otherwise then, and with these as they stand then. So a past moment costs as much
 * as was changed since, and not as much as there are records (decision 32).
 */
import { sql, type RawBuilder } from 'kysely';
import { isKept, type Figure } from '#platform/figures/figure.ts';
import { counted, seesAll, type Scope } from '#platform/figures/scope.ts';
import type { Reading } from '#platform/records/act.ts';

/** Only of records of which there may be very many: of others the records themselves are asked. */
export const looksBack = (reading: Reading, figure: Figure, scope: Scope): boolean =>
  reading.asOf !== undefined && isKept(figure) && !figure.bodies && !figure.belonging && reading.house.records.get(figure.record)?.numerous === true && seesAll(reading, figure, scope);

/** The present that is corrected by it. */
export const presentOf = (reading: Reading): Reading => ({ ...reading, asOf: undefined });

/**
 * The versions `r` of records that stand at the moment of the reading and did not at `kept` (undefined: now), with `plus` 1, and those that stood at `kept` and do not
 * at the moment of the reading, with `plus` -1.
 */
export function otherwiseAt(reading: Reading, figure: Figure, scope: Scope, kept?: Date): RawBuilder<unknown> {
  const { county, asOf, house } = reading;
  const { table } = house.records.get(figure.record)!;
  const earlier = [asOf, kept].filter((one) => one !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];
  const columns = sql.join(house.columns.get(table)!.map((column) => sql.ref(`r.${column}`)));
  const asked = sql`r.county_id = ${county} and ${counted(figure, scope).sql('r')}`;
  const stands = (moment: Date | undefined) => (moment ? sql`(r.changed_at <= ${moment})::int` : sql`1`);
  const stood = (moment: Date | undefined) => (moment ? sql`(r.changed_at <= ${moment} and r.superseded_at > ${moment})::int` : sql`0`);
  return sql`(
    select r.* from (
      select ${columns}, ${stands(asOf)} - ${stands(kept)} as plus from ${sql.table(table)} as r where ${asked} and r.changed_at > ${earlier}
      union all
      select ${columns}, ${stood(asOf)} - ${stood(kept)} as plus from ${sql.table(`${table}_history`)} as r where ${asked} and r.superseded_at > ${earlier}
    ) as r where r.plus <> 0
  ) as r`;
}

/** How many more or fewer there were then than there are now. */
export async function differenceThen(reading: Reading, figure: Figure, scope: Scope): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(r.plus), 0)::float8 as n from ${otherwiseAt(reading, figure, scope)}`.execute(reading.db);
  return rows[0]!.n;
}
