import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Slice } from '#platform/chapter.ts';
import type { DB } from '#platform/database/schema.ts';
import type { House } from '#platform/records/act.ts';
import { indexer } from '#platform/search/indexing.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';

/**
 * The chapters in the order of the speech, and the only file that knows them all:
 * 三个有 → 四个方案 → 五个一 → 履职档案 → 考核 → 统计与文书.
 */
export const slices: readonly Slice[] = [
  // 五个一: what a committee does every month, quarter, half-year, year, and each member once
  inspectionsSlice,
];

export const records = slices.flatMap((slice) => slice.records ?? []);
export const figures = slices.flatMap((slice) => slice.figures ?? []);
export const ratios = slices.flatMap((slice) => slice.ratios ?? []);
export const claims = slices.flatMap((slice) => slice.claims ?? []);
export const imports = slices.flatMap((slice) => slice.imports ?? []);

/** Everything that acts and readings need to know, on this database (as the application role). */
export async function openHouse(app: pg.Pool): Promise<House> {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: app }) });
  const house: House = {
    db,
    records: new Map(records.map((declared) => [declared.name, declared])),
    columns: await columnsOf(db, records.map(({ table }) => table)),
    figures: Map.groupBy(figures, ({ record }) => record),
  };
  house.indexSoon = indexer(() => house);
  return house;
}

async function columnsOf(db: Kysely<DB>, tables: string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ table_name: string; columns: string[] }>`
    select c.relname as table_name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname in (${sql.join(tables)}) and a.attnum > 0 and not a.attisdropped
    group by c.relname`.execute(db);
  return new Map(rows.map(({ table_name, columns }) => [table_name, columns]));
}
