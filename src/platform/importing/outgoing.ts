import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { toWorkbook, type SheetColumn } from '#platform/documents/sheet.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { keeping } from '#platform/records/act.ts';
import { returnLabels } from './return-labels.ts';
import type { ImportTarget } from './target.ts';

/** Where a workbook goes out from. */
interface Letterhead {
  title: string;
  organ: string;
  /** YYYY-MM-DD. */
  date: string;
}

/** Exports older than this no longer name what is missing. */
const KEPT_DAYS = 365;

/**
 * Records as a workbook to be corrected in Excel and sent back: the columns that the importer reads, and hidden beside them, locked, which record each row
 * is and in which version. Which records it holds is kept, so that a row that is missing when it comes back can be named.
 */
export async function workingWorkbook(reading: Reading, target: ImportTarget, rows: readonly Recorded[], { title, organ, date }: Letterhead): Promise<Uint8Array> {
  const id = uuidv7();
  await keeping(reading.house, reading.county, async (db) => {
    await sql`delete from sheet_exports where county_id = ${reading.county} and made_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(db);
    await sql`
      insert into sheet_exports (county_id, id, record, ids, account_id)
      values (${reading.county}, ${id}, ${target.declared.name}, ${rows.map((row) => row.id)}::uuid[], ${reading.actor.accountId})`.execute(db);
  });
  const shown = await outgoingColumns(reading, target);
  const hidden = (label: string, value: (row: Recorded) => string): SheetColumn<Recorded> => ({ label, kind: 'text', width: 10, value, locked: true });
  return toWorkbook({
    title, organ, date, rows,
    note: '可以直接改格子里的内容，也可以在下面加新的行，改完在“表格导入”上传；系统会逐格对照，别人改过的会请您选择。删去的行不会从系统里删除。',
    columns: [...shown, hidden(returnLabels.id, (row) => row.id), hidden(returnLabels.version, (row) => String(row.version)), hidden(returnLabels.export, () => id)],
  });
}

/** The columns of the paper ledger that go out, in its own words. */
export const outgoingColumns = async (reading: Reading, target: ImportTarget): Promise<SheetColumn<Recorded>[]> =>
  (await target.outgoing!(reading)).map(({ field, long, cell }) => {
    const { label } = target.kind.columns[field]!;
    return { label, kind: 'text', width: long ? 36 : label.length > 4 ? 20 : 14, value: cell };
  });
