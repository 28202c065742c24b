/** What the words of a superior's sheet suggest should stand in it, before anybody has said so. */
import { headOf, suggestion, type Head } from '#reports/superior-sheets/heads.ts';
import type { Fact, Mark, Source } from '#reports/superior-sheets/marks.ts';
import { addressOf, isFree, textAt, type Form, type FormSheet } from '#reports/superior-sheets/reading-form.ts';
import { namesDays } from '#reports/superior-sheets/spans.ts';

export interface Understood {
  form: FormSheet;
  /** Where its header is, when it has one over columns. */
  head?: Head;
  guesses: Mark[];
}

/** Rows and columns in which words are looked for. */
const LOOKED = { rows: 120, columns: 40 };

export const understood = ({ sheets }: Form, sources: readonly Source[]): Understood[] => sheets.map((form) => {
  const numbers = sources.filter(({ key }) => !key.startsWith('fact:'));
  const head = headOf(form, numbers);
  const labels = labelsDown(form, numbers);
  if (labels.length >= 2 && labels.length > (head?.sure ?? 0)) return { form, guesses: [...labels.map((label) => besideLabel(form, label)), ...factsIn(form)] };
  return { form, head, guesses: [...(head ? columnsOf(head) : []), ...factsIn(form)] };
});

interface Label {
  row: number;
  column: number;
  words: string;
  fills: string;
}

const columnsOf = ({ form, columns, place }: Head): Mark[] =>
  columns.flatMap(({ letter, index, header, suggested }): Mark[] => (suggested && index !== place ? [{ sheet: form.sheet.name, kind: 'column', at: letter, words: header, fills: suggested }] : []));

/** Of a sheet that names its numbers one below the other: the labels of the column that has most of them. */
function labelsDown(form: FormSheet, sources: readonly Source[]): Label[] {
  const found: Label[] = [];
  for (const { number, cells } of form.sheet.rows.slice(0, LOOKED.rows)) {
    for (const [column, cell] of cells.slice(0, LOOKED.columns).entries()) {
      if (!cell || cell.merged || cell.number !== undefined) continue;
      const fills = suggestion(cell.text, sources);
      if (fills) found.push({ row: number - 1, column, words: cell.text.trim(), fills });
    }
  }
  const byColumn = [...Map.groupBy(found, ({ column }) => column).values()];
  return byColumn.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** The months beside it, else the first free cell. */
function besideLabel(form: FormSheet, { row, column, words, fills }: Label): Mark {
  const sheet = form.sheet.name;
  if (monthsOver(form, row).length >= 2) return { sheet, kind: 'row', at: String(row + 1), words, fills };
  return { sheet, kind: 'cell', at: addressOf(row, freeBeside(form, row, column)), words, fills };
}

export function freeBeside(form: FormSheet, row: number, column: number): number {
  for (let at = column + 1; at < Math.min(form.width + 1, LOOKED.columns); at++) if (isFree(form, row, at)) return at;
  return column + 1;
}

/** The nearest row above that names parts of the year, and in which columns. */
export function monthsOver(form: FormSheet, row: number): { column: number; words: string }[] {
  for (let above = row - 1; above >= 0; above--) {
    const named = Array.from({ length: Math.min(form.width, LOOKED.columns) }, (_, column) => ({ column, words: textAt(form, above, column) })).filter(({ words }) => words && namesDays(words));
    if (named.length >= 2) return named;
  }
  return [];
}

const factWords: readonly (readonly [RegExp, Fact])[] = [
  [/^(?:填报|报送|填表)?单位(?:[（(]盖?章[）)]|名称)?[:：]$/u, 'body'], [/^(?:填表|填报|制表)人(?:姓名|[（(]签字[）)])?[:：]$/u, 'filler'],
  [/^(?:填表|填报|制表|报送)(?:日期|时间)[:：]$/u, 'filled_on'], [/^统计(?:期间|时间|时段|周期|范围)[:：]$/u, 'period'],
];

/** Labels with a colon and nothing behind it are gone on with. */
const factsIn = (form: FormSheet): Mark[] => form.sheet.rows.slice(0, LOOKED.rows).flatMap(({ number, cells }) => cells.slice(0, LOOKED.columns).flatMap((cell, column): Mark[] => {
  if (!cell || cell.merged) return [];
  const words = unlined(cell.text);
  const [, fact] = factWords.find(([pattern]) => pattern.test(words.replace(/\s/gu, ''))) ?? [];
  return fact ? [{ sheet: form.sheet.name, kind: 'cell', at: addressOf(number - 1, column), words, fills: `fact:${fact}` }] : [];
}));

/** A label without the line on which somebody would write. */
export const unlined = (text: string): string => text.replace(/[\s_＿　]+$/u, '').trim();
