/** Rows and cells of a worksheet's part, as they are written there. Positions count from 0. */
import { attribute } from './parts.ts';

export interface GivenRow {
  row: number;
  /** Where it stands in the text of the rows. */
  from: number;
  to: number;
  /** Its attributes, as written. */
  attributes: string;
  content: string;
}

export interface GivenCell {
  column: number;
  attributes: string;
  /** Absent: the cell holds nothing. */
  content?: string;
}

export interface GivenRows {
  /** What stands before, the rows, and what stands behind. */
  before: string;
  rows: string;
  after: string;
  /** The prefix with which its elements are written, with its colon. */
  prefix: string;
}

/** A worksheet's part around its rows; undefined when it has no place for any. */
export function rowsOf(text: string): GivenRows | undefined {
  const found = /<((?:\w+:)?)sheetData\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1sheetData>)/.exec(text);
  if (!found) return undefined;
  return { before: text.slice(0, found.index), rows: found[2] ?? '', after: text.slice(found.index + found[0].length), prefix: found[1]! };
}

export function eachRow({ rows, prefix }: GivenRows): GivenRow[] {
  let next = 0;
  return [...rows.matchAll(new RegExp(`<${prefix}row\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${prefix}row>)`, 'g'))].map((found) => {
    const row = Number(attribute(found[1]!, 'r') ?? next + 1) - 1;
    next = row + 1;
    return { row, from: found.index, to: found.index + found[0].length, attributes: found[1]!, content: found[2] ?? '' };
  });
}

export function eachCell(content: string, prefix: string): GivenCell[] {
  let next = 0;
  return [...content.matchAll(new RegExp(`<${prefix}c\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${prefix}c>)`, 'g'))].map((found) => {
    const column = columnOf(attribute(found[1]!, 'r') ?? '') ?? next;
    next = column + 1;
    return { column, attributes: found[1]!, content: found[2] };
  });
}

/** B4 → 1. */
export function columnOf(reference: string): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference) ?? [];
  return letters ? Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined;
}

export const reckons = ({ content }: GivenCell): boolean => content !== undefined && /<(?:\w+:)?f\b/.test(content);
