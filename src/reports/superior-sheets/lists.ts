/** Records of a number's list, one below the other in a superior's sheet, in the columns that the office chose. */
import { columnLetters } from '#platform/importing/cell.ts';
import { addressed } from '#platform/figures/composition.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { plainOf } from '#platform/http/list-sheets.ts';
import { ask } from '#platform/http/listing.tsx';
import type { Resource } from '#platform/http/resource.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Asked } from '#reports/asked.ts';
import { likeness } from '#reports/superior-sheets/heads.ts';
import { nameIn, type ListPart, type Mark } from '#reports/superior-sheets/marks.ts';
import { isFree, placeOf, textAt, type FormSheet } from '#reports/superior-sheets/reading-form.ts';

/** The pages of every record, by its name: they know its columns. */
export type Resources = ReadonlyMap<string, Resource<any, any>>;

/** Counts the rows. */
export const SERIAL = '#';

/** Longer lists are no sheet of a superior's any more. */
const MOST_ROWS = 2_000;

export interface Listed {
  row: number;
  column: number;
  value: string | number;
}

/** Columns of a figure's list to choose from; none: its records have no list. */
export function columnsFor(resources: Resources, figure: Figure | undefined): { value: string; label: string }[] {
  const found = figure && !figure.derived ? resources.get(figure.record) : undefined;
  return found ? [{ value: SERIAL, label: '序号' }, ...found.listing.columns.map(({ key, label }: { key: string; label: string }) => ({ value: key, label }))] : [];
}

const LEAST = 0.3;

/** 案号 and 编号 are one thing, though they have one character in common. */
const alike = (words: string, label: string): number => (words === label ? 2 : Math.max(likeness(words, label), /号$/u.test(words) && /号$/u.test(label) ? 0.5 : 0));

/** Which column of the list the words over each column of the sheet suggest, from where the list begins to the right. */
export function partsSuggested(form: FormSheet, at: string, columns: readonly { value: string; label: string }[]): ListPart[] {
  const { row, column: first } = placeOf(at);
  const taken = new Set<string>();
  return Array.from({ length: Math.max(0, form.width - first) }, (_, n) => first + n).flatMap((column) => {
    const words = textAt(form, row - 1, column);
    if (words === '') return [];
    const [best] = columns.filter(({ value }) => !taken.has(value)).map(({ value, label }) => ({ value, sure: alike(words, label) })).toSorted((a, b) => b.sure - a.sure);
    const chosen = best && best.sure >= LEAST ? best.value : '';
    if (chosen) taken.add(chosen);
    return [{ letter: columnLetters(column), words, column: chosen }];
  });
}

/**
 * The cells of a list.
 * @throws Problem 422 when the sheet has no room for all: rows are never pushed down, because sums and merged ranges would not follow
 */
export async function listed(reading: Reading, visit: Visit, resources: Resources, mark: Mark, form: FormSheet, figures: readonly Figure[], { from, to }: Pick<Asked, 'from' | 'to'>): Promise<Listed[]> {
  const figure = figures.find(({ name }) => name === nameIn(mark.fills));
  const one = figure && resources.get(figure.record);
  const parts = (mark.parts ?? []).filter(({ column }) => column !== '');
  if (!figure || !one || parts.length === 0) return [];
  const { where, order } = ask(visit.house, one.declared, one.listing, new URLSearchParams([...addressed(figure), ['from', from], ['to', to]]));
  const rows = await list(reading, one.declared, { where, order, limit: MOST_ROWS + 1 });
  expectRoom(rows.length, mark, form, parts, figure);
  const around = await one.around(reading, rows, visit);
  const start = placeOf(mark.at).row;
  return rows.flatMap((row, n) => parts.flatMap(({ letter, column }): Listed[] => {
    const drawn = one.listing.columns.find(({ key }: { key: string }) => key === column);
    const value = column === SERIAL ? n + 1 : drawn ? plainOf(drawn, row, around) : null;
    return value === null ? [] : [{ row: start + n, column: placeOf(letter).column, value }];
  }));
}

function expectRoom(rows: number, { at }: Mark, form: FormSheet, parts: readonly ListPart[], { label }: Figure): void {
  const { row } = placeOf(at);
  const columns = parts.filter(({ column }) => column !== SERIAL).map(({ letter }) => placeOf(letter).column);
  let end = row;
  while (end < form.height && columns.every((column) => isFree(form, end, column))) end++;
  const room = end >= form.height ? MOST_ROWS : end - row;
  if (rows > room) throw new Problem(422, 'no_room', `“${label}”这段时间有${rows > MOST_ROWS ? `${MOST_ROWS}多` : rows}条，表里从${at}往下只留了${room}行。请在空表里多留几行，重新添加到附件；或者缩短统计期间。`);
}
