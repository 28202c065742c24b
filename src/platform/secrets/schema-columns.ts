import type pg from 'pg';

/** A sealed column, as the schema declares it by its check (db/migrations/105_sealed_columns.sql). */
export interface SealedColumn {
  table: string;
  column: string;
  /** Whether everything that stands in it is sealed; false after the migration that declared it, until the program has sealed what was there. */
  whole: boolean;
}

export const SEALED_COLUMNS = `
  select c.conrelid::regclass::text as "table", a.attname::text as "column", c.convalidated as whole
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'c' and c.connamespace = 'public'::regnamespace and c.conname like '%\\_sealed' order by 1, 2`;

export const sealedColumns = async (db: pg.Pool | pg.PoolClient): Promise<SealedColumn[]> => (await db.query<SealedColumn>(SEALED_COLUMNS)).rows;

/** By table. */
export const byTable = (columns: readonly SealedColumn[]): Map<string, string[]> =>
  new Map([...Map.groupBy(columns, ({ table }) => table)].map(([table, some]) => [table, some.map(({ column }) => column)]));

/** The table of whose rows a twin keeps the superseded versions: what is sealed belongs to the row, in whichever version. */
export const ownTable = (table: string): string => table.replace(/_history$/, '');
