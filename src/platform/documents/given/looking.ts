/** What must be known of somebody's workbook before cells of it are filled: merged ranges, cells that reckon, cells that show percentages. */
import { eachCell, eachRow, reckons, rowsOf } from './cells.ts';
import { attribute, elementsOf, openGiven, textOf, type GivenWorkbook } from './parts.ts';

/** Positions count from 0; both ends belong to it. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface GivenSheet {
  name: string;
  merged: readonly Range[];
  /** Cells with a formula, as `row:column`. */
  reckoned: ReadonlySet<string>;
  /** Cells that show a number as a percentage. */
  percent: ReadonlySet<string>;
}

export const spot = (row: number, column: number): string => `${row}:${column}`;

export function lookInto(bytes: Uint8Array): GivenSheet[] {
  const given = openGiven(bytes);
  const percents = percentLooks(given);
  return given.sheets.map(({ name, part }) => {
    const text = textOf(given.parts, part);
    const [reckoned, percent] = [new Set<string>(), new Set<string>()];
    const rows = rowsOf(text);
    for (const { row, content } of rows ? eachRow(rows) : []) {
      for (const cell of eachCell(content, rows!.prefix)) {
        if (reckons(cell)) reckoned.add(spot(row, cell.column));
        if (percents.has(Number(attribute(cell.attributes, 's')))) percent.add(spot(row, cell.column));
      }
    }
    return { name, merged: elementsOf(text, 'mergeCell').flatMap((element) => rangeOf(attribute(element, 'ref')) ?? []), reckoned, percent };
  });
}

/** A1:C2 */
function rangeOf(reference: string | undefined): Range | undefined {
  const [, left, top, right, bottom] = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '') ?? [];
  if (!bottom) return undefined;
  const column = (letters: string) => Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { top: Number(top) - 1, left: column(left!), bottom: Number(bottom) - 1, right: column(right!) };
}

/** Numbers of the looks whose number format is a percentage: two that every workbook knows, and its own with a % in them. */
function percentLooks({ parts, main }: GivenWorkbook): Set<number> {
  const text = textOf(parts, `${main.slice(0, main.lastIndexOf('/') + 1)}styles.xml`);
  const formats = new Set(['9', '10', ...elementsOf(text, 'numFmt').filter((one) => attribute(one, 'formatCode')?.includes('%')).map((one) => attribute(one, 'numFmtId')!)]);
  const [, looks = ''] = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(text) ?? [];
  return new Set(elementsOf(looks, 'xf').flatMap((one, n) => (formats.has(attribute(one, 'numFmtId') ?? '') ? [n] : [])));
}
