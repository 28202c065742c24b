/** Which row of a superior's sheet is whose: a township's, the county's, or nobody's that we know. */
import { isBlank, type Cell } from '#platform/importing/cell.ts';
import { isCountyHead, type Head } from '#reports/superior-sheets/heads.ts';

/** A committee with its township; without an id the whole county. */
export interface Whose {
  id?: string;
  place: string;
  /** What else it may be called in a sheet. */
  called?: readonly string[];
}

/** The row of the whole county: what several did together counts once there. */
export const wholeCounty = (name: string): Whose => ({ place: `${name}合计` });

export interface Placing {
  /** By the row, from 0. */
  rows: ReadonlyMap<number, Whose>;
  /** Names that the sheet leaves to whoever fills it in. */
  names: readonly { row: number; column: number; text: string }[];
  /** Names in the sheet by which nobody is known; nothing is filled there. */
  unknown: readonly string[];
  /** So many rows are free, fewer than there are townships; nothing is filled. */
  room?: number;
}

const nobody: Placing = { rows: new Map(), names: [], unknown: [] };

/**
 * Those whom the sheet names; where it leaves the names to us, one below the other under the header, the whole county last. A sheet over counties that
 * names none is the county's own.
 */
export function placing(head: Head, whose: readonly Whose[]): Placing {
  const county = whose.find(({ id }) => id === undefined)!;
  const column = head.place ?? columnNaming(head, whose, county);
  if (column === undefined) return { ...nobody, rows: new Map([[head.row, county]]) };
  const below = namesBelow(head, column);
  const [total] = below.filter(({ words }) => isTotal(words));
  if (below.length > (total ? 1 : 0)) return named(below, whose, county);
  if (isCountyHead(head.columns.find(({ index }) => index === column)?.header ?? '')) return listed([{ ...county, place: nameOf(county) }], head, column);
  return leftToUs(head, column, total, whose, county);
}

/** Free rows, perhaps with a total under them. */
function leftToUs(head: Head, column: number, total: Named | undefined, whose: readonly Whose[], county: Whose): Placing {
  const room = total ? total.row - head.row : roomBelow(head);
  if (total && room === 0) return { ...nobody, rows: new Map([[total.row, county]]) };
  const all = total ? whose.filter((one) => one !== county) : whose;
  if (room < all.length) return { ...nobody, room };
  const made = listed(all, head, column);
  return total ? { ...made, rows: new Map([...made.rows, [total.row, county]]) } : made;
}

interface Named {
  row: number;
  words: string;
}

/** Where the county stands by its own name, a total is that of its superior. */
function named(below: readonly Named[], whose: readonly Whose[], county: Whose): Placing {
  const found = withoutDoubles(below.map((one) => ({ ...one, whose: townshipIn(one.words, whose) ?? (isNameOf(county, one.words) ? county : undefined) })));
  const amongCounties = found.some(({ whose: one }) => one === county);
  const all = found.map((one) => ({ ...one, whose: one.whose ?? (!amongCounties && isTotal(one.words) ? county : undefined) }));
  return {
    rows: new Map(all.flatMap(({ row, whose: one }) => (one ? [[row, one] as const] : []))),
    names: [],
    unknown: amongCounties ? [] : all.flatMap(({ words, whose: one }) => (one ? [] : [words])),
  };
}

/** Two townships that one committee serves: its number stands once. */
const withoutDoubles = (found: readonly (Named & { whose?: Whose })[]): (Named & { whose?: Whose })[] => found.map((one, n) => {
  const again = one.whose?.id !== undefined && !one.words.includes(one.whose.place) && found.some((other, m) => other.whose === one.whose && (m < n || other.words.includes(one.whose!.place)));
  return again ? { ...one, whose: undefined } : one;
});

const listed = (whose: readonly Whose[], head: Head, column: number): Placing => ({
  rows: new Map(whose.map((one, n) => [head.row + n, one])),
  names: whose.map(({ place: text }, n) => ({ row: head.row + n, column, text })),
  unknown: [],
});

/** A header that does not speak of places may still stand over their names. */
function columnNaming({ form, row }: Head, whose: readonly Whose[], county: Whose): number | undefined {
  const rows = form.sheet.rows.filter(({ number }) => number > row);
  const knows = (cell: Cell | null | undefined) => !isBlank(cell) && (townshipIn(cell.text, whose) !== undefined || isNameOf(county, cell.text));
  return Array.from({ length: form.width }, (_, column) => column).find((column) => rows.some(({ cells }) => knows(cells[column])));
}

/** What stands under the header of places, without what is written under a table. */
const namesBelow = ({ form: { sheet }, row: header }: Head, column: number): Named[] => sheet.rows.flatMap(({ number, cells }) => {
  const cell = cells[column];
  return number > header && !isBlank(cell) && !isUnderTable(cell.text) ? [{ row: number - 1, words: cell.text.trim() }] : [];
});

const LONGEST_NAME = 20;
const isUnderTable = (text: string): boolean => /[:：]|^\s*(?:注|说明|备注|附注|填表|制表|审核)/u.test(text) || text.trim().length > LONGEST_NAME;

/** Free rows between the header and what is written under the table; without anything there, as many as are wanted. */
function roomBelow({ form: { sheet }, row: header }: Head): number {
  const next = sheet.rows.find(({ number, cells }) => number > header && cells.some((cell) => !isBlank(cell) && cell.number === undefined));
  return next ? next.number - 1 - header : Infinity;
}

const isTotal = (text: string): boolean => /^(?:合计|总计|共计|全县)/u.test(text.replace(/\s/gu, ''));

/** By the longest name that stands in the cell, so that 新城镇 is not taken for 城镇. */
const townshipIn = (text: string, whose: readonly Whose[]): Whose | undefined => whose
  .flatMap((one) => (one.id === undefined ? [] : [one.place, ...(one.called ?? [])].filter((name) => text.includes(name)).map((name) => ({ one, name }))))
  .toSorted((a, b) => b.name.length - a.name.length)[0]?.one;

const nameOf = ({ place }: Whose): string => place.replace(/合计$/u, '');

/** 岚溪侗族自治县 is also 岚溪县, 岚溪, 岚溪县政协. */
function isNameOf(county: Whose, text: string): boolean {
  const words = text.replace(/\s|^政协|(?:政协|委员会|合计|小计)$/gu, '');
  return words !== '' && [nameOf(county), ...shortNames(nameOf(county))].includes(words.replace(/政协$/u, ''));
}

function shortNames(name: string): string[] {
  const [, stem] = /^(.{2,}?)(?:.{1,4}族)*自治县$/u.exec(name) ?? [];
  if (stem) return [stem, `${stem}县`, `${stem}自治县`];
  return name.length > 2 ? [name.slice(0, -1)] : [];
}
