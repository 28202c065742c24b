/** Sheets as they were filled and given out: kept for good, and given out again as they were. */
import { writeFile, rm } from 'node:fs/promises';
import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { SuperiorSheetFillings } from '#platform/database/schema.ts';
import { arrivalIn } from '#platform/files/store.ts';
import { notFound } from '#platform/problems.ts';
import type { Act, House, Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { edit, type Circumstances } from '#platform/records/write.ts';
import type { FilledCell } from '#reports/superior-sheets/filling.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';

export type Filling = Omit<Selectable<SuperiorSheetFillings>, 'cells'> & { cells: FilledCell[] };

export interface Made extends Pick<Filling, 'from_day' | 'to_day' | 'as_of' | 'name'> {
  hash: string;
  cells: readonly FilledCell[];
}

/** Keeps a filled workbook in the file store; its hash. */
export async function keepWorkbook({ files }: Pick<House, 'files'>, county: string, bytes: Uint8Array): Promise<string> {
  const path = arrivalIn(files);
  try {
    await writeFile(path, bytes, { mode: 0o600 });
    return (await files.put(county, path)).hash;
  } finally {
    await rm(path, { force: true });
  }
}

/** Notes that a sheet was filled and given out; the sheet's own page tells how often. */
export async function keepFilling(act: Act, sheetId: string, made: Made, how: Circumstances): Promise<{ row: SuperiorSheet; id: string }> {
  const id = uuidv7();
  const now = await act.db.selectFrom('superior_sheets').select('filled_n').where('county_id', '=', act.county).where('id', '=', sheetId).executeTakeFirst();
  const row = await edit<SuperiorSheet>(act, superiorSheet, sheetId, undefined, { filled_n: (now?.filled_n ?? 0) + 1 }, how);
  await act.db.insertInto('superior_sheet_fillings').values({
    county_id: act.county, id, sheet_id: row.id, ...made, cells: JSON.stringify(made.cells), made_by: act.actor.name, made_at: act.at,
  }).execute();
  return { row, id };
}

const MOST_SHOWN = 100;

/** The newest of a sheet. */
export async function fillingsOf(reading: Reading, sheetId: string): Promise<Omit<Filling, 'cells'>[]> {
  const { rows } = await sql<Omit<Filling, 'cells'>>`
    select id, sheet_id, from_day, to_day, as_of, name, hash, made_by, made_at from superior_sheet_fillings
    where county_id = ${reading.county} and sheet_id = ${sheetId} order by id desc limit ${MOST_SHOWN}`.execute(reading.db);
  return rows;
}

/** @throws Problem 404 when the sheet has no such filling */
export async function getFilling(reading: Reading, sheetId: string, id: string): Promise<Filling> {
  const { rows } = await sql<Filling>`
    select * from superior_sheet_fillings where county_id = ${reading.county} and sheet_id = ${sheetId} and id = ${isId(id) ? id : null}`.execute(reading.db);
  if (!rows[0]) throw notFound('这份填好的表');
  return rows[0];
}
