/** From a list to an Excel workbook. Loaded only when one is asked for: the library is large. */
import ExcelJS, { type Alignment, type Worksheet } from 'exceljs';
import type { ColumnKind, Sheet } from './sheet.ts';
import { oneLine, printable } from './text.ts';

const faces = { title: '方正小标宋简体', header: '黑体', body: '仿宋_GB2312' };
const grey = 'FF7F7F7F';
const thin = { style: 'thin' } as const;
const grid = { top: thin, bottom: thin, left: thin, right: thin };

const alignments: Record<ColumnKind, Partial<Alignment>> = {
  text: { horizontal: 'left', vertical: 'middle', wrapText: true },
  number: { horizontal: 'right', vertical: 'middle' },
  date: { horizontal: 'center', vertical: 'middle' },
};
/** `@` is Excel's text format: what is typed later into such a cell stays as typed, too. */
const formats: Record<ColumnKind, string> = { text: '@', number: 'General', date: '@' };

/** Excel's own limit for one cell; the list's page shows the whole text. */
const longestCell = 32_767;
/** A4 in Excel's numbering of paper sizes. */
const a4 = 9;

/** The file as the library makes it; its times are not yet fixed (`sheet.ts` does that). */
export async function writeWorkbook<Row>(sheet: Sheet<Row>): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const headRows = sheet.note ? 3 : 2;
  const page = workbook.addWorksheet(sheetName(sheet.title), {
    views: [{ state: 'frozen', ySplit: headRows }],
    pageSetup: {
      paperSize: a4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${headRows}`,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.4 },
    },
    headerFooter: { oddFooter: '&C第 &P 页　共 &N 页' },
  });
  page.columns = sheet.columns.map((column) => ({ width: column.width, hidden: column.locked === true, style: { font: { name: faces.body, size: 11 }, numFmt: formats[column.kind], protection: { locked: column.locked === true } } }));
  writeHead(page, sheet);
  for (const row of sheet.rows) writeRow(page, sheet, row);
  if (sheet.columns.some(({ locked }) => locked)) await page.protect('', { formatColumns: true, formatRows: true, formatCells: true, insertRows: true, sort: true, autoFilter: true });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function writeHead<Row>(page: Worksheet, sheet: Sheet<Row>): void {
  const title = page.addRow([oneLine(sheet.title)]);
  title.height = 32;
  title.getCell(1).font = { name: faces.title, size: 18 };
  title.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' };
  page.mergeCells(1, 1, 1, sheet.columns.length);
  if (sheet.note) {
    const note = page.addRow([oneLine(sheet.note)]);
    note.getCell(1).alignment = { horizontal: 'left', vertical: 'middle' };
    page.mergeCells(2, 1, 2, sheet.columns.length);
  }
  const header = page.addRow(sheet.columns.map((column) => oneLine(column.label)));
  header.height = 24;
  header.eachCell((cell) => {
    cell.font = { name: faces.header, size: 11 };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = grid;
  });
}

function writeRow<Row>(page: Worksheet, sheet: Sheet<Row>, row: Row): void {
  const written = page.addRow(sheet.columns.map((column) => cellValue(column.value(row))));
  sheet.columns.forEach((column, place) => {
    const cell = written.getCell(place + 1);
    cell.alignment = alignments[column.kind];
    cell.numFmt = formats[column.kind];
    cell.border = grid;
    cell.protection = { locked: column.locked === true };
    if (sheet.quiet?.(row)) cell.font = { name: faces.body, size: 11, italic: true, color: { argb: grey } };
  });
}

/** Always a string or a number, never a formula: text beginning with `=` is stored as text. */
function cellValue(value: string | number | null | undefined): string | number | null {
  if (typeof value !== 'string') return value ?? null;
  const text = printable(value);
  return text.length > longestCell ? `${text.slice(0, longestCell - 1).toWellFormed()}…` : text;
}

/** Excel allows 31 characters and none of []:*?/\ in the name of a worksheet, nor an apostrophe at its ends. */
function sheetName(title: string): string {
  const allowed = oneLine(title).replace(/[[\]:*?/\\']/g, ' ').trim();
  return allowed.slice(0, 31).toWellFormed() || '清单';
}
