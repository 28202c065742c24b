/**
 * One cell as it arrived. `text` is what the clerk saw (dates as 2025-03-21), never evaluated.
 */
export interface Cell {
  text: string;
  /** The stored number, for number and date cells. */
  number?: number;
  /** The number is a date: formatted with or without a day. */
  date?: 'day' | 'month';
  /** The value was computed by a formula; `text` is the cached result. */
  formula?: true;
  /** The cell shows an Excel error such as #REF!. */
  error?: true;
  /** Repeated from the upper left cell of a merged range: same column from above, or from the left. */
  merged?: 'down' | 'across';
}

/** A row that holds something. `number` is the row number in Excel, from 1; `cells` is indexed by column from 0. */
export interface SheetRow {
  number: number;
  cells: (Cell | null)[];
  hidden?: true;
}

export interface Sheet {
  name: string;
  hidden: boolean;
  /** Only rows with content, ascending. */
  rows: SheetRow[];
  hiddenColumns: number[];
}

export interface Workbook {
  fileName: string;
  format: 'xlsx' | 'xls' | 'ods' | 'csv';
  sheets: Sheet[];
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** True when the cell has nothing a person could see. */
export function isBlank(cell: Cell | null | undefined): cell is null | undefined {
  return !cell || cell.text.trim() === '';
}
