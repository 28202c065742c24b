/** The cells that a mark fills, and what each of them tells of whom and when. */
import { isBlank } from '#platform/importing/cell.ts';
import type { Asked } from '#reports/asked.ts';
import { monthsOver, type Understood } from '#reports/superior-sheets/guessing.ts';
import type { Head } from '#reports/superior-sheets/heads.ts';
import type { Mark } from '#reports/superior-sheets/marks.ts';
import { placeOf } from '#reports/superior-sheets/reading-form.ts';
import { daysNamed } from '#reports/superior-sheets/spans.ts';

/** A committee with its township; without an id the whole county. */
export interface Whose {
  id?: string;
  place: string;
}

export interface Spot {
  sheet: string;
  row: number;
  column: number;
  /** As in a mark. */
  fills: string;
  /** What stands over it or beside it: 白石镇 · 调研视察次数. */
  words: string;
  asked: Pick<Asked, 'from' | 'to' | 'committee'>;
}

type Period = Pick<Asked, 'from' | 'to'>;

export function spotsOf(mark: Mark, understood: Understood, whose: readonly Whose[], { from, to }: Period): Spot[] {
  const { row, column } = placeOf(mark.at);
  const base = { sheet: mark.sheet, fills: mark.fills };
  switch (mark.kind) {
    case 'cell': return [{ ...base, row, column, words: mark.words, asked: { from, to } }];
    case 'row': return monthsOver(understood.form, row).flatMap(({ column: at, words }) => {
      const days = daysNamed(words, { from, to });
      return days ? [{ ...base, row, column: at, words: `${mark.words} · ${words}`, asked: days }] : [];
    });
    case 'column': return understood.head ? [...rowsFor(understood.head, whose)].map(([at, { id, place }]) => ({ ...base, row: at, column, words: `${place} · ${mark.words}`, asked: { from, to, committee: id } })) : [];
    case 'list': return [];
  }
}

/** Which row (from 0) holds whom: those that the sheet names, else one below the other under the header, the whole county last. */
export function rowsFor({ form: { sheet }, row: header, place }: Head, whose: readonly Whose[]): Map<number, Whose> {
  const county = whose.find(({ id }) => id === undefined)!;
  if (place === undefined) return new Map([[header, county]]);
  const named = sheet.rows.filter(({ number }) => number > header).flatMap(({ number, cells }) => {
    const cell = cells[place];
    const found = isBlank(cell) ? undefined : whoseRow(cell.text, whose, county);
    return found ? [[number - 1, found] as const] : [];
  });
  return named.length > 0 ? new Map(named) : new Map(whose.map((one, n) => [header + n, one]));
}

/** Names of townships that the sheet leaves to whoever fills it in. */
export function namesFor({ form, row: header, place }: Head, whose: readonly Whose[]): { sheet: string; row: number; column: number; text: string }[] {
  if (place === undefined || form.sheet.rows.some(({ number, cells }) => number > header && !isBlank(cells[place]))) return [];
  return whose.map((one, n) => ({ sheet: form.sheet.name, row: header + n, column: place, text: one.place }));
}

/** The longest name that stands in the cell, so that 新城镇 is not taken for 城镇. */
function whoseRow(text: string, whose: readonly Whose[], county: Whose): Whose | undefined {
  if (/^\s*(?:合\s*计|总\s*计|全县)/u.test(text)) return county;
  return whose.filter(({ id, place }) => id !== undefined && text.includes(place)).toSorted((a, b) => b.place.length - a.place.length)[0];
}
