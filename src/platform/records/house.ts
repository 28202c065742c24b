import { PostgresDialect, sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Slice } from '#platform/chapter.ts';
import { Pipelined } from '#platform/database/pipelined.ts';
import { preparing } from '#platform/database/prepared.ts';
import type { DB } from '#platform/database/schema.ts';
import { dimensionsOf } from '#platform/figures/deriving.ts';
import { sharedOf } from '#platform/figures/kept-shares.ts';
import type { FileStore } from '#platform/files/store.ts';
import { keptWorkOf } from '#platform/kept-work.ts';
import { appliedBy } from '#platform/obligations/applying.ts';
import type { House } from '#platform/records/act.ts';
import { byTable, SEALED_COLUMNS, type SealedColumn } from '#platform/secrets/schema-columns.ts';
import { secretsHere } from '#platform/secrets/here.ts';
import type { Secrets } from '#platform/secrets/secrets.ts';
import { indexer } from '#platform/search/indexing.ts';

/** Everything that acts and readings need to know: what the slices declared, on this database (as the application role) and this file store. */
export async function openHouse(app: pg.Pool, slices: readonly Slice[], files: FileStore, secrets: Secrets = secretsHere()): Promise<House> {
  const db = new Pipelined<DB>(new PostgresDialect({ pool: preparing(app, (result, ask) => secrets.opened(result, ask)) }));
  const records = slices.flatMap((slice) => slice.records ?? []);
  const known = new Map(records.map((declared) => [declared.name, declared]));
  secrets.know(byTable((await sql<SealedColumn>`${sql.raw(SEALED_COLUMNS)}`.execute(db)).rows));
  const columns = await columnsOf(db, records.map(({ table }) => table));
  const dimensions = dimensionsOf(known, columns, slices.flatMap((slice) => slice.dimensions ?? []));
  const figures = Map.groupBy(slices.flatMap((slice) => slice.figures ?? []), ({ record }) => record);
  const house: House = {
    db,
    files,
    secrets,
    records: known,
    columns,
    dimensions,
    figures,
    shared: sharedOf({ records: known, dimensions, figures }),
    keptWork: keptWorkOf(slices.flatMap((slice) => slice.work ?? [])),
    clauseWords: slices.find((slice) => slice.clauseWords)?.clauseWords,
    arising: slices.find((slice) => slice.arising)?.arising,
    ledgers: new Map(slices.flatMap((slice) => slice.imports ?? []).filter(({ outgoing }) => outgoing).map((target) => [target.declared.name, target])),
    beside: Map.groupBy(slices.flatMap((slice) => slice.beside ?? []), ({ record }) => record),
    obligations: Map.groupBy(slices.flatMap((slice) => slice.obligations ?? []), ({ clause }) => clause),
    applied: appliedBy(slices),
    bases: slices.find((slice) => slice.bases)?.bases,
    nameOrder: slices.find((slice) => slice.nameOrder)?.nameOrder,
    follows: slices.flatMap((slice) => slice.follows ?? []),
    async parametersChanged(act) {
      for (const slice of slices) await slice.parametersChanged?.(act);
    },
  };
  house.indexSoon = indexer(() => house);
  return house;
}

async function columnsOf(db: Kysely<DB>, tables: string[]): Promise<Map<string, string[]>> {
  if (tables.length === 0) return new Map();
  const { rows } = await sql<{ table_name: string; columns: string[] }>`
    select c.relname as table_name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname in (${sql.join(tables)}) and a.attnum > 0 and not a.attisdropped
    group by c.relname`.execute(db);
  return new Map(rows.map(({ table_name, columns }) => [table_name, columns]));
}
