/** Fields that nobody has filled in for a year: proposed to be left out (ux R15). */
import { sql } from 'kysely';
import type { z } from 'zod';
import { said } from '#platform/fields.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { dayOf } from '#platform/time.ts';

export interface Unused {
  record: string;
  field: string;
  /** How many were entered in the year, none with a word in this field. */
  entered: number;
}

/** From fewer than so many forms nothing can be said about a field. */
const LEAST = 20;
/** The newest that are looked at of one kind. */
const LOOKED_AT = 20_000;
const YEAR = 365;

/** Fields that may be left out and that were left out of every form of the past year. */
export async function unusedFields(reading: Reading, records: readonly Lifecycle[]): Promise<Unused[]> {
  const since = daysLater(dayOf(reading.asOf ?? new Date()), -YEAR);
  const found: Unused[] = [];
  for (const declared of records) found.push(...(await unusedOf(reading, declared, since)));
  return found;
}

async function unusedOf(reading: Reading, declared: Lifecycle, since: string): Promise<Unused[]> {
  const fields = optionalColumns(reading, declared);
  if (fields.length === 0) return [];
  const counts = fields.map(({ column }, n) => sql`count(nullif(trim(${sql.ref(column)}::text, '{}[] '), ''))::int as ${sql.ref(`f${n}`)}`);
  const { rows } = await sql<Record<string, number>>`
    select count(*)::int as entered, ${sql.join(counts)} from (
      select * from ${sql.table(declared.table)} where county_id = ${reading.county} order by id desc limit ${LOOKED_AT}
    ) as newest where created_at >= ${since}::date`.execute(reading.db);
  const row = rows[0]!;
  if (row['entered']! < LEAST) return [];
  return fields.flatMap(({ label }, n) => (row[`f${n}`] === 0 ? [{ record: declared.title, field: label, entered: row['entered']! }] : []));
}

/** What a form asks without insisting, and keeps in a column of its own. */
function optionalColumns(reading: Reading, declared: Lifecycle): { column: string; label: string }[] {
  const columns = new Set(reading.house.columns.get(declared.table));
  return Object.entries(declared.fields?.shape ?? {}).flatMap(([column, schema]) => {
    const { required, label, kind } = said(schema as z.ZodType);
    return required || kind === 'tick' || !columns.has(column) ? [] : [{ column, label }];
  });
}
