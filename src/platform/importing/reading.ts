import type { Cell } from './cell.ts';

/**
 * `refuse`: the row stays out until mended. `check`: the row comes in without this cell, or with a doubt noted.
 * `info`: the row comes in; the clerk is told what was understood.
 */
export type Level = 'refuse' | 'check' | 'info';

export interface Remark {
  level: Level;
  sentence: string;
  /** The row can be read once the clerk tells this about the whole sheet. */
  asks?: 'year';
}

/**
 * What a reader made of one cell. `also` carries what the same cell said about other fields of the row
 * (a telephone number behind a name); it fills them only where their own cells are empty.
 */
export interface Reading<V> {
  value: V | null;
  remarks: readonly Remark[];
  also?: Readonly<Record<string, unknown>>;
}

/** What a reader may know besides the cell. */
export interface ReadingContext {
  /** The county's today, YYYY-MM-DD; a day after it is in the future. */
  today: string;
  /** The year named by the sheet, its title or the file; null when none is. */
  year: number | null;
  /** The column's header as written. */
  header: string;
  /** The unit of money named above the table, as in 单位：万元. */
  unit?: string | null;
}

/** Reads a cell that is not blank. Pure; never throws. */
export interface Reader<V> {
  (cell: Cell, context: ReadingContext): Reading<V>;
  /** What such a cell may hold, for blank templates; absent where any words will do. */
  example?: string;
}

/** A reader that can show what it reads. */
export const showing = <V>(example: string | undefined, reader: Reader<V>): Reader<V> => Object.assign(reader, { example });

/** The cell was understood. */
export function understood<V>(value: V, ...remarks: Remark[]): Reading<V> {
  return { value, remarks };
}

/** The row cannot come in with this cell. */
export function refused(sentence: string): Reading<never> {
  return { value: null, remarks: [{ level: 'refuse', sentence }] };
}

/** The row comes in without this cell; a person should look. */
export function leftOut(sentence: string): Reading<never> {
  return { value: null, remarks: [{ level: 'check', sentence }] };
}

export const check = (sentence: string): Remark => ({ level: 'check', sentence });
export const info = (sentence: string): Remark => ({ level: 'info', sentence });

/** A cell's text short enough for a sentence. */
export function quoted(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  const letters = Array.from(line);
  return letters.length > 30 ? `${letters.slice(0, 30).join('')}…` : line;
}

/** Compatibility forms made plain (full-width digits and letters). For numbers, dates and codes only: never for names or text. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\u200B-\u200F\u2060\uFEFF]/gu, '').trim();
}
