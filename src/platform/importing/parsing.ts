import { read, type CellObject, type Range, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type Cell, isBlank, type Sheet, type SheetRow, type Workbook } from './cell.ts';
import { checkCompound, containerOf, giveBack, repack } from './container.ts';
import { decodeText, separatorOf } from './decoding.ts';
import { limits } from './limits.ts';
import { FileRefused } from './refusal.ts';
import { dateFormat, dayOfSerial } from './serial.ts';

/**
 * Bytes to workbook, synchronously. Runs inside the worker (`workbook-worker.ts`), because a hostile file may take all the time
 * and memory it is given. Throws `FileRefused`.
 */
export function parseWorkbook(bytes: Uint8Array, fileName: string): Workbook {
  const { format, book } = open(bytes);
  if (book.SheetNames.length > limits.sheets) {
    throw new FileRefused(422, `这个文件有 ${book.SheetNames.length} 张工作表，一次最多导入 ${limits.sheets} 张。请分成几个文件后再导入。`);
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name, i) => {
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    return sheetOf(format === 'csv' ? fileName.replace(/\.[^.]*$/u, '') : name, hidden, book.Sheets[name] ?? {}, date1904, format === 'csv');
  });
  checkSize(sheets);
  return { fileName, format, sheets };
}

function open(bytes: Uint8Array): { format: Workbook['format']; book: WorkBook } {
  const container = containerOf(bytes);
  if (container === 'text') {
    const text = decodeText(bytes);
    return { format: 'csv', book: readWith(() => read(text, { type: 'string', raw: true, dense: true, FS: separatorOf(text) })) };
  }
  if (container === 'zip') {
    const packed = repack(bytes);
    return { format: packed.format, book: readBinary(packed.bytes) };
  }
  if (container === 'compound') checkCompound(bytes);
  return { format: 'xls', book: readBinary(bytes) };
}

/** Serial numbers stay numbers: `cellDates` shifts days by the machine's time zone. Formulas are never evaluated, only noticed. */
const readBinary = (bytes: Uint8Array) =>
  readWith(() => read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellStyles: true, cellHTML: false, cellFormula: true }));

function readWith(reader: () => WorkBook): WorkBook {
  try {
    return reader();
  } catch (error) {
    return giveBack(/password|encrypt/iu.test(String(error)) ? 'encrypted' : 'damaged');
  }
}

function sheetOf(name: string, hidden: boolean, sheet: WorkSheet, date1904: boolean, delimited: boolean): Sheet {
  const data: ((CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const rows: SheetRow[] = [];
  data.forEach((line, r) => {
    const cells: (Cell | null)[] = [];
    line?.forEach((raw, c) => {
      const cell = raw && cellOf(raw, date1904, delimited);
      if (cell && !isBlank(cell)) cells[checkedColumn(c, name)] = cell;
    });
    if (cells.length > 0) rows.push({ number: r + 1, cells: Array.from(cells, (cell) => cell ?? null), ...(sheet['!rows']?.[r]?.hidden ? { hidden: true as const } : {}) });
  });
  repeatMerged(rows, sheet['!merges'] ?? []);
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, c) => (column?.hidden ? [c] : []));
  return { name, hidden, rows, hiddenColumns };
}

function checkedColumn(column: number, sheetName: string): number {
  if (column < limits.columns) return column;
  throw new FileRefused(422, `工作表“${sheetName}”在第 ${column + 1} 列还有内容，最多读取 ${limits.columns} 列。请删除多余的列后再导入。`);
}

function cellOf(raw: CellObject, date1904: boolean, delimited: boolean): Cell | null {
  if (raw.v === undefined || raw.t === 'z') return null;
  const formula = raw.f !== undefined && !delimited ? { formula: true as const } : {};
  if (raw.t === 'e') return { text: raw.w ?? '#错误', error: true, ...formula };
  if (raw.t === 'n' && typeof raw.v === 'number') return { ...numberCell(raw.v, raw, date1904), ...formula };
  return { text: textOf(raw, delimited).slice(0, limits.cellCharacters), ...formula };
}

/** Line ends become \n. In csv files ="00123" is Excel's way to write a text of digits; it holds no calculation. */
function textOf(raw: CellObject, delimited: boolean): string {
  const text = String(raw.v).replace(/\r\n?/gu, '\n').replace(/_x000D_/gu, '');
  return delimited ? text.replace(/^="([^"]*)"$/u, '$1') : text;
}

function numberCell(number: number, raw: CellObject, date1904: boolean): Cell {
  const date = dateFormat(String(raw.z ?? 'General'));
  const day = date && dayOfSerial(number, date1904);
  if (date && day) return { text: date === 'month' ? day.slice(0, 7) : day, number, date };
  const written = raw.w?.trim() ?? '';
  return { text: Number.isInteger(number) && !/[%％]/u.test(written) ? String(number) : written || String(number), number };
}

/** A merged range shows its upper left cell; every other cell of it that lies in a row with content repeats it, marked. */
function repeatMerged(rows: SheetRow[], merges: Range[]): void {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const { s, e } of merges) {
    const master = byNumber.get(s.r + 1)?.cells[s.c];
    if (!master || master.merged) continue;
    for (const row of rows) {
      if (row.number < s.r + 1 || row.number > e.r + 1) continue;
      for (let c = s.c; c <= Math.min(e.c, limits.columns - 1); c++) {
        if (row.number === s.r + 1 && c === s.c) continue;
        while (row.cells.length < c) row.cells.push(null);
        if (isBlank(row.cells[c])) row.cells[c] = { ...master, merged: c === s.c ? 'down' : 'across' };
      }
    }
  }
}

function checkSize(sheets: Sheet[]): void {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows === 0) giveBack('empty');
  if (rows > limits.rows + limits.rowsAround) {
    throw new FileRefused(413, `这个文件有 ${rows} 行内容，一次最多导入 ${limits.rows} 行。请分成几个文件后再导入。`);
  }
}
