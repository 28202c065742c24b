/** From a list to an Excel workbook, piece by piece: a hundred thousand rows need no more memory than a thousand. */
import { columnLetters } from '#platform/importing/cell.ts';
import { coreProperties } from './archive.ts';
import type { Sheet, SheetColumn } from './sheet.ts';
import { escapedCell } from './sheet-xml.ts';
import { oneLine, printable, widthOf } from './text.ts';
import { cellLook, contentTypes, looks, packageRelations, sheetEnd, sheetStart, styles, workbookOf, workbookRelations } from './workbook-parts.ts';
import { zipStream } from './zip-stream.ts';

/** Excel's own limit for one cell; the list's page shows the whole text. */
const longestCell = 32_767;

/** How many rows are turned into one piece. */
const rowsAPiece = 200;

/** The workbook as it is written. `told` hears how many rows are done. */
export function workbookStream<Row>(sheet: Sheet<Row>, told: (rows: number) => void = () => undefined): AsyncGenerator<Uint8Array> {
  const headRows = sheet.note ? 3 : 2;
  const properties = { title: oneLine(sheet.title), author: oneLine(sheet.organ), date: sheet.date };
  return zipStream([
    { name: '[Content_Types].xml', content: contentTypes },
    { name: '_rels/.rels', content: packageRelations },
    { name: 'docProps/core.xml', content: coreProperties(properties) },
    { name: 'xl/_rels/workbook.xml.rels', content: workbookRelations },
    { name: 'xl/styles.xml', content: styles },
    { name: 'xl/workbook.xml', content: workbookOf(escapedCell(sheetName(sheet.title)), headRows) },
    { name: 'xl/worksheets/sheet1.xml', content: sheetPieces(sheet, headRows, told) },
  ]);
}

async function* sheetPieces<Row>(sheet: Sheet<Row>, headRows: number, told: (rows: number) => void): AsyncGenerator<string> {
  const columns = sheet.columns.map((column, n): Drawn<Row> => ({ column, letters: columnLetters(n), looks: [cellLook(column, false), cellLook(column, true)] }));
  const last = columns.at(-1)!.letters;
  yield sheetStart(sheet.columns, headRows) + headOf(sheet, columns);
  let [piece, rows] = ['', 0];
  for await (const row of sheet.rows) {
    piece += rowOf(columns, row, headRows + 1 + rows, rows, sheet.quiet?.(row) ?? false);
    if (++rows > mostSheetRows) throw new RangeError(`a worksheet holds at most ${mostSheetRows} rows`);
    if (rows % rowsAPiece === 0) {
      yield piece;
      piece = '';
      told(rows);
    }
  }
  told(rows);
  const foot = headRows + rows + 2;
  const merged = Array.from({ length: headRows - 1 }, (_, n) => `A${n + 1}:${last}${n + 1}`);
  yield piece + (sheet.foot ? lineOf(foot, sheet.foot, looks.note) : '') + sheetEnd(sheet.foot ? [...merged, `A${foot}:${last}${foot}`] : merged, sheet.columns.some(({ locked }) => locked));
}

/** Excel has 1,048,576 rows; some are for the head and the foot. */
export const mostSheetRows = 1_048_000;

interface Drawn<Row> {
  column: SheetColumn<Row>;
  letters: string;
  /** As usual, and quiet. */
  looks: readonly [number, number];
}

const headOf = <Row>({ title, note }: Sheet<Row>, columns: readonly Drawn<Row>[]): string => {
  const at = note ? 3 : 2;
  const header = columns.map(({ column, letters: letter }) => textCell(`${letter}${at}`, oneLine(column.label), looks.header)).join('');
  return `${lineOf(1, title, looks.title, 32)}${note ? lineOf(2, note, looks.note) : ''}<row r="${at}" ht="24" customHeight="1">${header}</row>`;
};

/** One text over the whole width. */
const lineOf = (at: number, text: string, look: number, height?: number): string =>
  `<row r="${at}"${height ? ` ht="${height}" customHeight="1"` : ''}>${textCell(`A${at}`, oneLine(text), look)}</row>`;

function rowOf<Row>(columns: readonly Drawn<Row>[], row: Row, at: number, place: number, quiet: boolean): string {
  let [cells, lines] = ['', 1];
  for (const { column, letters: letter, looks: [usual, faint] } of columns) {
    const value = column.value(row, place);
    if (typeof value === 'string' && column.kind === 'text') lines = Math.max(lines, linesOf(value, column.width));
    cells += cellOf(`${letter}${at}`, value, quiet ? faint : usual);
  }
  return `<row r="${at}" ht="${Math.min(HIGHEST, lines * LINE + 3)}">${cells}</row>`;
}

/** Points of a line of the body face, and of the highest row that Excel draws. */
const LINE = 15;
const HIGHEST = 409;
/** A Chinese character beside a digit, by which widths are told. */
const FULL = 2.1;

/** So many lines the text takes in its column: not every program works out the height of a row for itself. */
function linesOf(text: string, width: number): number {
  if (text.length * FULL < width && !text.includes('\n')) return 1;
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) * FULL) / (width - 1))), 0);
}

/** Always a string or a number, never a formula: text beginning with `=` is stored as text. */
function cellOf(at: string, value: string | number | null | undefined, look: number): string {
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${at}" s="${look}"><v>${value}</v></c>`;
  if (typeof value !== 'string' || value === '') return `<c r="${at}" s="${look}"/>`;
  return textCell(at, bounded(printable(value)), look);
}

const bounded = (text: string): string => (text.length > longestCell ? `${text.slice(0, longestCell - 1).toWellFormed()}…` : text);

const textCell = (at: string, text: string, look: number): string => `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escapedCell(text)}</t></is></c>`;

/** Excel allows 31 characters and none of []:*?/\ in the name of a worksheet, nor an apostrophe at its ends. */
function sheetName(title: string): string {
  const allowed = oneLine(title).replace(/[[\]:*?/\\']/g, ' ').trim();
  return allowed.slice(0, 31).toWellFormed().trim() || '清单';
}
