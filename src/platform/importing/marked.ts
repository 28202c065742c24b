import type { Worksheet } from 'exceljs';
import { columnLetters, isBlank, type Sheet, type SheetRow } from './cell.ts';
import { limits } from './limits.ts';
import { remarkLabel, type Recognition } from './recognition.ts';
import type { CellRemark, TakenRow } from './taking.ts';

/** One sheet of the file that goes back: how it was understood, and its refused rows. */
export interface SheetToMark {
  sheet: Sheet;
  recognition: Recognition;
  refused: readonly Pick<TakenRow, 'row' | 'remarks'>[];
}

const red = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const;
const thin = { style: 'thin', color: { argb: 'FF999999' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

/**
 * The same workbook with only the refused rows: same sheets, title lines, header and columns, a first column 错误说明,
 * the cells to mend in red with a comment. Uploaded again it is recognised, and only these rows come in.
 * Every cell is written as text, so that nothing of it is reckoned or rounded once more.
 */
export async function markedWorkbook(sheets: readonly SheetToMark[]): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  for (const { sheet, recognition, refused } of sheets) {
    if (refused.length === 0) continue;
    const page = workbook.addWorksheet(allowedName(sheet.name, workbook.worksheets.map(({ name }) => name)), { views: [{ state: 'frozen', ySplit: recognition.header.last }] });
    writeAbove(page, sheet, recognition);
    writeRefused(page, sheet, recognition, refused);
    setWidths(page, recognition);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A sheet name as Excel allows it: without some marks, up to 31 characters, each once, and not the reserved History. */
function allowedName(name: string, taken: readonly string[]): string {
  const bare = name.replace(/[\\/*?:[\]\p{Cc}]/gu, ' ').slice(0, 26).toWellFormed().replace(/^'+|'+$/gu, '').trim().replace(/^history$/iu, '历史') || '工作表';
  const free = [bare, ...taken.map((_, i) => `${bare} ${i + 2}`)];
  return free.find((one) => !taken.some((other) => other.toLowerCase() === one.toLowerCase())) ?? bare;
}

/** Title lines and header keep their row numbers; everything moves one column to the right. */
function writeAbove(page: Worksheet, sheet: Sheet, { header }: Recognition): void {
  for (const row of sheet.rows.filter(({ number }) => number <= header.last)) {
    row.cells.forEach((cell, c) => {
      if (!isBlank(cell) && !cell.merged) page.getCell(row.number, c + 2).value = cell.text;
    });
    mergeAsBefore(page, row, sheet, header);
    if (row.number >= header.first) page.getRow(row.number).eachCell((cell) => Object.assign(cell, { border, font: { bold: true }, alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' } }));
  }
  const corner = page.getCell(header.first, 1);
  corner.value = remarkLabel;
  Object.assign(corner, { border, font: { bold: true, color: { argb: 'FF9C0006' } } });
  if (header.last > header.first) page.mergeCells(header.first, 1, header.last, 1);
}

function mergeAsBefore(page: Worksheet, row: SheetRow, sheet: Sheet, header: Recognition['header']): void {
  row.cells.forEach((cell, c) => {
    if (isBlank(cell) || cell.merged) return;
    let right = c;
    while (row.cells[right + 1]?.merged === 'across') right++;
    let bottom = row.number;
    const below = (number: number) => sheet.rows.find((other) => other.number === number);
    while (row.number >= header.first && bottom < header.last && below(bottom + 1)?.cells[c]?.merged === 'down') bottom++;
    if (right > c || bottom > row.number) page.mergeCells(row.number, c + 2, bottom, right + 2);
  });
}

function writeRefused(page: Worksheet, sheet: Sheet, { header, mapping }: Recognition, refused: SheetToMark['refused']): void {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  refused.forEach(({ row: number, remarks }, i) => {
    const at = header.last + 1 + i;
    byNumber.get(number)?.cells.forEach((cell, c) => {
      if (isBlank(cell) || cell.merged === 'across' || c >= limits.columns) return;
      Object.assign(page.getCell(at, c + 2), { value: cell.text, numFmt: '@', border, alignment: { wrapText: true, vertical: 'top' } });
    });
    const wrong = remarks.filter(({ level }) => level !== 'info');
    const first = page.getCell(at, 1);
    Object.assign(first, { value: wrong.map((remark, n) => `${wrong.length > 1 ? `${n + 1}. ` : ''}${spoken(remark)}`).join('\n'), numFmt: '@', border, alignment: { wrapText: true, vertical: 'top' }, font: { color: { argb: 'FF9C0006' } } });
    for (const [field, said] of Map.groupBy(wrong, (remark) => remark.field)) {
      const cell = mapping[field] === undefined || mapping[field] >= limits.columns ? first : page.getCell(at, mapping[field] + 2);
      if (said.some(({ level }) => level === 'refuse')) cell.fill = red;
      cell.note = said.map(({ sentence }) => sentence).join('\n');
      cell.border = border;
    }
  });
}

/** In the returned file the columns have moved one to the right, and so have the letters. */
function spoken({ label, sentence, column }: CellRemark): string {
  return `${column ? `${nextLetters(column)} 列“${label}”` : `“${label}”`}：${sentence}`;
}

function nextLetters(letters: string): string {
  const index = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return columnLetters(index);
}

function setWidths(page: Worksheet, { headers }: Recognition): void {
  page.getColumn(1).width = 48;
  headers.forEach((header, c) => {
    page.getColumn(c + 2).width = Math.min(40, Math.max(10, (header?.length ?? 0) * 2 + 4));
  });
}
