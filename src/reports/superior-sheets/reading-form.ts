/** A superior's blank sheet as the program sees it: its words, its merged ranges, the cells that reckon. */
import { lookInto, spot, type GivenSheet } from '#platform/documents/given/looking.ts';
import { asXlsx } from '#platform/documents/given/redrawing.ts';
import { columnLetters, isBlank, type Cell, type Sheet, type SheetRow } from '#platform/importing/cell.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';

export interface FormSheet {
  sheet: Sheet;
  /** Its rows by their number, from 1. */
  rows: ReadonlyMap<number, SheetRow>;
  look: GivenSheet;
  /** Columns and rows up to the last that holds, merges or reckons anything. */
  width: number;
  height: number;
}

export interface Form {
  /** The workbook into which is written. */
  bytes: Uint8Array;
  sheets: readonly FormSheet[];
  /** It came in the old format and was drawn anew: values, formulas, merged ranges and widths are those of the superior, faces and lines are ours. */
  redrawn: boolean;
}

/** @throws FileRefused when the file is no workbook that can be read */
export async function readForm({ bytes, name, kind }: { bytes: Uint8Array; name: string; kind: string }): Promise<Form> {
  const redrawn = kind === 'xls';
  const xlsx = redrawn ? await asXlsx(bytes) : bytes;
  const { sheets } = await readWorkbook(xlsx, name);
  const looks = new Map(lookInto(xlsx).map((look) => [look.name, look]));
  return { bytes: xlsx, redrawn, sheets: sheets.filter(({ hidden }) => !hidden).flatMap((sheet) => formSheet(sheet, looks.get(sheet.name)) ?? []) };
}

function formSheet(sheet: Sheet, look: GivenSheet | undefined): FormSheet | undefined {
  if (!look) return undefined;
  const reckoned = [...look.reckoned].map((one) => one.split(':').map(Number) as [number, number]);
  return {
    sheet, look,
    rows: new Map(sheet.rows.map((row) => [row.number, row])),
    height: Math.max(0, ...sheet.rows.map(({ number }) => number), ...look.merged.map(({ bottom }) => bottom + 1), ...reckoned.map(([row]) => row + 1)),
    width: Math.max(0, ...sheet.rows.map(({ cells }) => cells.length), ...look.merged.map(({ right }) => right + 1), ...reckoned.map(([, column]) => column + 1)),
  };
}

/** Positions count from 0. */
export const cellAt = ({ rows }: FormSheet, row: number, column: number): Cell | null => rows.get(row + 1)?.cells[column] ?? null;

/** The words of a cell; of a merged one in each of its cells. */
export const textAt = (form: FormSheet, row: number, column: number): string => cellAt(form, row, column)?.text.trim() ?? '';

/** Holds neither words nor a formula. */
export const isFree = (form: FormSheet, row: number, column: number): boolean => isBlank(cellAt(form, row, column)) && !form.look.reckoned.has(spot(row, column));

export const addressOf = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

/** `B4` → row 3, column 1; `C` → column 2; `7` → row 6. */
export function placeOf(at: string): { row: number; column: number } {
  const [, letters = '', number = ''] = /^([A-Z]*)(\d*)$/.exec(at) ?? [];
  return { row: Number(number || 0) - 1, column: Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}
