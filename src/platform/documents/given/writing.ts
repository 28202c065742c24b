/**
 * Writes into cells of somebody's workbook. Only these cells are touched: formulas, merged ranges, widths, looks, conditional formats, drop-downs, pictures,
 * charts and the print set-up stay the bytes they were, which a library that reads a workbook and writes it anew does not promise.
 */
import { columnLetters } from '#platform/importing/cell.ts';
import { escapedCell } from '../sheet-xml.ts';
import { printable } from '../text.ts';
import { eachCell, eachRow, reckons, rowsOf, type GivenCell, type GivenRow } from './cells.ts';
import { attribute, closeGiven, elementsOf, openGiven, setText, textOf } from './parts.ts';

export interface CellWrite {
  /** From 0. */
  row: number;
  column: number;
  value: number | string;
}

/**
 * The workbook with these values by the name of the sheet. A cell with a formula keeps it, and what the sheets reckon is reckoned anew when the workbook
 * is opened.
 */
export function writtenInto(bytes: Uint8Array, writes: ReadonlyMap<string, readonly CellWrite[]>): Uint8Array {
  const given = openGiven(bytes);
  for (const { name, part } of given.sheets) {
    const text = textOf(given.parts, part);
    const written = withCells(text, writes.get(name) ?? []);
    setText(given.parts, part, withoutResults(written));
  }
  setText(given.parts, given.main, reckonedOnOpening(textOf(given.parts, given.main)));
  return closeGiven(given);
}

function withCells(text: string, writes: readonly CellWrite[]): string {
  const around = rowsOf(text);
  if (!around || writes.length === 0) return text;
  const { before, rows, after, prefix } = around;
  const wanted = Map.groupBy(writes, ({ row }) => row);
  const standing = eachRow(around);
  const columns = columnLooks(before);
  let [built, at] = ['', 0];
  for (const row of standing) {
    for (const number of [...wanted.keys()].filter((one) => one < row.row).toSorted((a, b) => a - b)) {
      built += rows.slice(at, row.from);
      at = row.from;
      built += rowWith({ row: number, from: 0, to: 0, attributes: ` r="${number + 1}"`, content: '' }, wanted.get(number)!, prefix, columns, standing);
      wanted.delete(number);
    }
    const here = wanted.get(row.row);
    if (!here) continue;
    built += rows.slice(at, row.from) + rowWith(row, here, prefix, columns, standing);
    at = row.to;
    wanted.delete(row.row);
  }
  built += rows.slice(at);
  for (const [number, here] of [...wanted].toSorted(([a], [b]) => a - b)) built += rowWith({ row: number, from: 0, to: 0, attributes: ` r="${number + 1}"`, content: '' }, here, prefix, columns, standing);
  return `${before.replace(/<(?:\w+:)?dimension\b[^>]*\/>/, '')}<${prefix}sheetData>${built}</${prefix}sheetData>${after}`;
}

/** The row with these cells in their places; `spans` would tell a reader of fewer. */
function rowWith(row: GivenRow, writes: readonly CellWrite[], prefix: string, columns: ReadonlyMap<number, string>, standing: readonly GivenRow[]): string {
  const cells = new Map(eachCell(row.content, prefix).map((cell) => [cell.column, cell]));
  for (const { column, value } of writes) {
    const cell = cells.get(column);
    if (cell && reckons(cell)) continue;
    const look = cell ? attribute(cell.attributes, 's') : (attribute(row.attributes, 's') ?? columns.get(column) ?? lookAbove(standing, row.row, column, prefix));
    cells.set(column, written(row.row, column, look, value, prefix));
  }
  const attributes = row.attributes.replace(/\sspans="[^"]*"/, '');
  return `<${prefix}row${attributes}>${[...cells.values()].toSorted((a, b) => a.column - b.column).map((cell) => drawn(cell, prefix)).join('')}</${prefix}row>`;
}

function written(row: number, column: number, look: string | undefined, value: number | string, prefix: string): GivenCell {
  const attributes = ` r="${columnLetters(column)}${row + 1}"${look ? ` s="${look}"` : ''}`;
  if (typeof value === 'number') return { column, attributes, content: `<${prefix}v>${value}</${prefix}v>` };
  const text = escapedCell(printable(value));
  return { column, attributes: `${attributes} t="inlineStr"`, content: `<${prefix}is><${prefix}t xml:space="preserve">${text}</${prefix}t></${prefix}is>` };
}

const drawn = ({ attributes, content }: GivenCell, prefix: string): string =>
  (content === undefined ? `<${prefix}c${attributes}/>` : `<${prefix}c${attributes}>${content}</${prefix}c>`);

/** Where the sheet ends, a list goes on in the look of the row above. */
function lookAbove(standing: readonly GivenRow[], row: number, column: number, prefix: string): string | undefined {
  const above = standing.findLast((one) => one.row < row);
  const cell = above && eachCell(above.content, prefix).find((one) => one.column === column);
  return cell && attribute(cell.attributes, 's');
}

/** The looks of whole columns. */
function columnLooks(before: string): Map<number, string> {
  const looks = new Map<number, string>();
  for (const element of elementsOf(before, 'col')) {
    const [first, last, look] = [Number(attribute(element, 'min')), Number(attribute(element, 'max')), attribute(element, 'style')];
    if (!look) continue;
    for (let column = first; column <= Math.min(last, first + MOST_COLUMNS); column++) looks.set(column - 1, look);
  }
  return looks;
}

const MOST_COLUMNS = 200;

/** Results that formulas had in the blank sheet are none any more. */
const withoutResults = (text: string): string =>
  text.replace(/(<((?:\w+:)?)f\b[^>]*?(?:\/>|>[^<]*<\/\2f>))\s*<\2v\b[^>]*?(?:\/>|>[^<]*<\/\2v>)/g, '$1');

function reckonedOnOpening(text: string): string {
  const [standing] = elementsOf(text, 'calcPr');
  if (standing) return text.replace(standing, standing.replace(/\sfullCalcOnLoad="[^"]*"/, '').replace(/<((?:\w+:)?)calcPr/, '<$1calcPr fullCalcOnLoad="1"'));
  const [, prefix = ''] = /<((?:\w+:)?)sheets\b/.exec(text) ?? [];
  const places = ['definedNames', 'externalReferences', 'functionGroups', 'sheets'].map((name) => text.search(new RegExp(`</${prefix}${name}>`)));
  const at = text.indexOf('>', Math.max(...places)) + 1;
  return `${text.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${text.slice(at)}`;
}
