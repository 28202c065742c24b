import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { sealedFor } from '#platform/secrets/envelope.ts';
import { sealed, type Within } from '#platform/secrets/secrets.ts';
import type { Cell, SheetRow, Workbook } from '#platform/importing/cell.ts';
import type { Act, Reading } from '#platform/records/act.ts';

/** How a sheet is understood: recognised at first, then as the clerk chose. */
export interface SheetChoice {
  kind: string;
  /** Row numbers of the header. */
  header: { first: number; last: number };
  /** Field → column from 0. */
  mapping: Readonly<Record<string, number>>;
  /** What the clerk said of the whole sheet. */
  told: { year?: number; place?: string };
}

/** By column of the record. */
export type Decided = Readonly<Record<string, 'file' | 'system'>>;

export interface StoredRow {
  row: number;
  cells: (Cell | null)[];
  /** What was typed on the page instead, by field. */
  mended: Readonly<Record<string, string>> | null;
  /** Of columns that were changed on both sides: which stands. */
  decided: Decided | null;
  record: string | null;
  recordId: string | null;
}

export interface StoredSheet {
  sheet: number;
  name: string;
  hidden: boolean;
  choice: SheetChoice | null;
  rows: StoredRow[];
}

/** Keeps the sheets of a batch with their first recognition. */
export async function keepSheets(act: Act, batch: string, workbook: Workbook, choices: readonly (SheetChoice | null)[]): Promise<void> {
  const sheets = workbook.sheets.map(({ name, hidden }, sheet) => ({ sheet, name: name.toWellFormed(), hidden, choice: choices[sheet] ?? null }));
  await sql`
    insert into import_sheets (county_id, batch_id, sheet, name, hidden, choice)
    select ${act.county}::uuid, ${batch}::uuid, s.sheet, s.name, s.hidden, s.choice
    from jsonb_to_recordset(${JSON.stringify(sheets)}::jsonb) as s (sheet int, name text, hidden boolean, choice jsonb)`.execute(act.db);
  for (const [sheet, { rows }] of workbook.sheets.entries()) await keepRows(act, batch, sheet, rows);
}

/** Rows of one statement; keeps its text bounded. */
const chunk = 500;

async function keepRows(act: Act, batch: string, sheet: number, rows: readonly SheetRow[]): Promise<void> {
  if (rows.length === 0) return;
  const key = await act.house.secrets.currentKey(act);
  for (let start = 0; start < rows.length; start += chunk) {
    const some = rows.slice(start, start + chunk).map(({ number, cells }) => ({
      row: number, cells: sealedFor(key, { column: 'import_rows.cells', row: placed(batch, sheet, number) }, JSON.stringify(cells.map((cell) => cell && storable(cell)))),
    }));
    await sql`
      insert into import_rows (county_id, batch_id, sheet, row, cells)
      select ${act.county}::uuid, ${batch}::uuid, ${sheet}, r.row, r.cells
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r (row int, cells text)`.execute(act.db);
  }
}

/** What a row is sealed for. */
const placed = (batch: string, sheet: number, row: number): string => [batch, sheet, row].join('.');

/** jsonb holds neither NUL nor half a surrogate pair. */
const storable = (cell: Cell): Cell => ({ ...cell, text: cell.text.toWellFormed().replaceAll('\u0000', '') });

/** The sheets of a batch with all their rows: at most as many as a file may have. */
export async function sheetsOf(reading: Reading, batch: string): Promise<StoredSheet[]> {
  const { rows: sheets } = await sql<Omit<StoredSheet, 'rows'>>`
    select sheet, name, hidden, choice from import_sheets
    where county_id = ${reading.county} and batch_id = ${batch} order by sheet`.execute(reading.db);
  const { rows } = await sql<Omit<StoredRow, 'cells' | 'mended'> & { sheet: number; cells: string; mended: string | null }>`
    select concat_ws('.', batch_id, sheet, row) as id, sheet, row, cells, mended, decided, record, record_id as "recordId" from import_rows
    where county_id = ${reading.county} and batch_id = ${batch} order by sheet, row`.execute(reading.db);
  const bySheet = Map.groupBy(rows.map((row) => ({ ...row, cells: JSON.parse(row.cells), mended: row.mended && JSON.parse(row.mended) }) as StoredRow & { sheet: number }), ({ sheet }) => sheet);
  return sheets.map((sheet) => ({ ...sheet, rows: bySheet.get(sheet.sheet) ?? [] }));
}

export async function choose(db: Transaction<DB>, county: string, batch: string, sheet: number, choice: SheetChoice | null): Promise<void> {
  await sql`
    update import_sheets set choice = ${choice === null ? null : JSON.stringify(choice)}::jsonb
    where county_id = ${county} and batch_id = ${batch} and sheet = ${sheet}`.execute(db);
}

export async function mend(within: Within, batch: string, sheet: number, row: number, mended: Record<string, string>): Promise<void> {
  await sql`
    update import_rows set mended = ${await sealed(within, 'import_rows.mended', placed(batch, sheet, row), JSON.stringify(mended))}
    where county_id = ${within.county} and batch_id = ${batch} and sheet = ${sheet} and row = ${row} and record_id is null`.execute(within.db);
}

export async function decide(db: Transaction<DB>, county: string, batch: string, sheet: number, row: number, decided: Decided): Promise<void> {
  await sql`
    update import_rows set decided = ${JSON.stringify(decided)}::jsonb
    where county_id = ${county} and batch_id = ${batch} and sheet = ${sheet} and row = ${row} and record_id is null`.execute(db);
}

/** Notes which record each row became. */
export async function noteRecords(act: Act, batch: string, sheet: number, record: string, became: readonly { row: number; id: string }[]): Promise<void> {
  await sql`
    update import_rows r set record = ${record}, record_id = b.id
    from jsonb_to_recordset(${JSON.stringify(became)}::jsonb) as b (row int, id uuid)
    where r.county_id = ${act.county} and r.batch_id = ${batch} and r.sheet = ${sheet} and r.row = b.row`.execute(act.db);
}

/** After an undoing the rows stand as they came. */
export async function forgetRecords(act: Act, batch: string): Promise<void> {
  await sql`update import_rows set record = null, record_id = null where county_id = ${act.county} and batch_id = ${batch} and record_id is not null`.execute(act.db);
}

/**
 * Removes the cells of batches that can no longer be undone, and of those left open for as long: a file holds telephone and identity numbers
 * of which the records keep what they need. The log of the batch stays.
 */
export async function sweepRows(db: Transaction<DB>, county: string, today: string, openDays: number): Promise<void> {
  await sql`
    delete from import_rows where county_id = ${county} and batch_id in (
      select id from import_batches where county_id = ${county}
        and (undo_until < ${today} or state in ('undone', 'dropped') or (state = 'open' and created_at < now() - make_interval(days => ${openDays}))))`.execute(db);
}

/** Mappings count columns without the column of remarks, so that a returned file is known again. */
export async function rememberedMappings(reading: Reading): Promise<(kind: string, signature: string) => Record<string, number> | undefined> {
  const { rows } = await sql<{ kind: string; signature: string; mapping: Record<string, number> }>`
    select kind, signature, mapping from import_mappings
    where county_id = ${reading.county} and account_id = ${reading.actor.accountId} order by used_at desc limit ${mostMappings}`.execute(reading.db);
  const known = new Map(rows.map(({ kind, signature, mapping }) => [`${kind}/${signature}`, mapping]));
  return (kind, signature) => known.get(`${kind}/${hashed(signature)}`);
}

/** A person meets no more different headers than this in years. */
const mostMappings = 500;

export async function rememberMapping(db: Transaction<DB>, county: string, account: string | null, kind: string, signature: string, mapping: Record<string, number>): Promise<void> {
  if (!account) return;
  await sql`
    insert into import_mappings (county_id, account_id, kind, signature, mapping)
    values (${county}, ${account}, ${kind}, ${hashed(signature)}, ${JSON.stringify(mapping)}::jsonb)
    on conflict (county_id, account_id, kind, signature) do update set mapping = excluded.mapping, used_at = now()`.execute(db);
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
