/** Lists as they leave the house: an Excel workbook laid out like the paper ledger, or CSV for lists of any length. */
import { printable } from './text.ts';
import { workbookStream } from './workbook.ts';

/**
 * What a column holds decides how Excel keeps it:
 * - `text`: as typed (names, matters; also phones, numbers with leading zeros, identity numbers, which Excel would round);
 * - `number`: a number one can add up;
 * - `date`: `YYYY-MM-DD`, kept as text so that every program shows the same day.
 */
export type ColumnKind = 'text' | 'number' | 'date';

export interface SheetColumn<Row> {
  readonly label: string;
  readonly kind: ColumnKind;
  /** Width in characters of the default face; a Chinese character takes two. */
  readonly width: number;
  /** Hidden and not to be changed: what the program itself needs when the workbook comes back. All other cells may then be written in. */
  readonly locked?: true;
  /** `place` counts the rows from 0. */
  readonly value: (row: Row, place: number) => string | number | null | undefined;
}

export interface Sheet<Row> {
  /** Also the name of the worksheet. */
  readonly title: string;
  /** One line under the title: whose list, which period, which moment. */
  readonly note?: string;
  /** The organ that gives the list out. */
  readonly organ: string;
  /** `YYYY-MM-DD`, the only date inside the file. */
  readonly date: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** One line below the rows: who filled it in, who looked it through. */
  readonly foot?: string;
  /** Rows drawn in grey: examples. */
  readonly quiet?: (row: Row) => boolean;
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const csvType = 'text/csv; charset=utf-8';

/** Rows that a page gives out at once; longer lists are written beside everything else (`platform/exporting`). */
export const mostWorkbookRows = 5000;

/**
 * The list as an .xlsx file: title and header rows frozen and repeated on every printed page, A4 landscape, one page wide.
 * The same list gives the same bytes.
 */
export async function toWorkbook<Row>(sheet: Sheet<Row>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of workbookStream(sheet)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** Excel reads CSV as UTF-8 only behind this mark. */
const byteOrderMark = '\uFEFF';

/** How many rows are turned into one piece of the stream. */
const rowsAPiece = 200;

/**
 * The list as CSV in pieces, read from `rows` as they come: a list of a million rows needs no more memory than a short one.
 */
export function csvStream<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): ReadableStream<Uint8Array> {
  return ReadableStream.from(csvPieces(columns, rows)).pipeThrough(new TextEncoderStream());
}

async function* csvPieces<Row>(columns: readonly SheetColumn<Row>[], rows: Iterable<Row> | AsyncIterable<Row>): AsyncGenerator<string> {
  let piece = byteOrderMark + csvLine(columns.map((column) => csvText(column.label)));
  let count = 0;
  for await (const row of rows) {
    piece += csvLine(columns.map((column) => csvCell(column, row, count)));
    if (++count % rowsAPiece === 0) {
      yield piece;
      piece = '';
    }
  }
  if (piece) yield piece;
}

const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

function csvCell<Row>(column: SheetColumn<Row>, row: Row, place: number): string {
  const value = column.value(row, place);
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? String(value) : csvText(value);
}

/** Text that a spreadsheet would take for a formula (OWASP: CSV injection). */
const formulaLike = /^[=+\-@\t\r\n]/;
/** Digits that a spreadsheet would take for a number and change: leading zeros, or more than it can hold exactly. */
const fragileDigits = /^(?:0\d+|\d{12,})$/;

/** Formula-like text gets an apostrophe, fragile digits a tab before them: both show, neither is evaluated or rounded. */
export function csvText(text: string): string {
  const clean = printable(text);
  const safe = formulaLike.test(clean.trimStart()) || formulaLike.test(clean) ? `'${clean}` : fragileDigits.test(clean) ? `\t${clean}` : clean;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
