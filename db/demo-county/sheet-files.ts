import ExcelJS from 'exceljs';
import { utils, write } from '@e965/xlsx';

/** A cell of a demonstration ledger: text, number, a calendar day stored as a date, or nothing. */
export type DemoCell = string | number | { day: string } | null;

/** A sheet as an office would have it on the screen. Row 1 of `rows` is row 1 of the sheet. */
export interface DemoSheet {
  name: string;
  rows: DemoCell[][];
  /** Merged ranges: first row, first column, last row, last column, all from 1. */
  merges: [number, number, number, number][];
  hiddenColumns: number[];
}

export type DemoFormat = 'xlsx' | 'xlsx 1904' | 'xls' | 'csv gb18030' | 'csv utf-8' | 'txt tab';

/** Writes sheets in a format; the text formats take the first sheet only, as offices do. */
export async function sheetFile(format: DemoFormat, sheets: DemoSheet[]): Promise<Uint8Array> {
  if (format === 'xlsx' || format === 'xlsx 1904') return xlsxFile(sheets, format === 'xlsx 1904');
  if (format === 'xls') return xlsFile(sheets);
  const text = delimited(sheets[0]!, format === 'txt tab' ? '\t' : ',');
  return format === 'csv utf-8' ? new TextEncoder().encode(`\uFEFF${text}`) : encodeGb18030(text);
}

async function xlsxFile(sheets: DemoSheet[], date1904: boolean): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.properties.date1904 = date1904;
  for (const sheet of sheets) {
    const page = workbook.addWorksheet(sheet.name);
    sheet.rows.forEach((row, r) =>
      row.forEach((value, c) => {
        if (value === null) return;
        const cell = page.getCell(r + 1, c + 1);
        if (typeof value !== 'object') cell.value = value;
        else Object.assign(cell, { value: serialOf(value.day, date1904), numFmt: 'yyyy"年"m"月"d"日"' });
      }),
    );
    sheet.merges.forEach((range) => page.mergeCells(...range));
    sheet.hiddenColumns.forEach((column) => Object.assign(page.getColumn(column), { hidden: true }));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function xlsFile(sheets: DemoSheet[]): Uint8Array {
  const workbook = utils.book_new();
  for (const sheet of sheets) {
    const page = utils.aoa_to_sheet(sheet.rows.map((row) => row.map((value) => (value !== null && typeof value === 'object' ? { t: 'n', v: serialOf(value.day), z: 'yyyy/m/d' } : value))));
    page['!merges'] = sheet.merges.map(([top, left, bottom, right]) => ({ s: { r: top - 1, c: left - 1 }, e: { r: bottom - 1, c: right - 1 } }));
    utils.book_append_sheet(workbook, page, sheet.name);
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

const serialOf = (day: string, date1904 = false) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + (date1904 ? 24_107 : 25_569);

function delimited(sheet: DemoSheet, separator: string): string {
  const shown = (value: DemoCell) => (value === null ? '' : typeof value === 'object' ? value.day : String(value));
  const quoted = (text: string) => (/["\n\t,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return sheet.rows.map((row) => row.map((value) => quoted(shown(value))).join(separator)).join('\r\n') + '\r\n';
}

let gb18030: Map<string, number> | undefined;

/** Node decodes GB 18030 but does not encode it: the two-byte part is turned round once. Other characters become ?. */
function encodeGb18030(text: string): Uint8Array {
  gb18030 ??= twoByteCodes();
  return Uint8Array.from(
    Array.from(text).flatMap((letter) => {
      if (letter.codePointAt(0)! < 0x80) return [letter.codePointAt(0)!];
      const code = gb18030!.get(letter) ?? 0x3f;
      return code > 0xff ? [code >> 8, code & 0xff] : [code];
    }),
  );
}

function twoByteCodes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), (high << 8) | low);
    }
  }
  return codes;
}
