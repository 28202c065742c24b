/** The cells that a mark fills, and what each of them tells of whom and when. */
import type { Asked } from '#reports/asked.ts';
import { monthsOver, type Understood } from '#reports/superior-sheets/guessing.ts';
import type { Mark } from '#reports/superior-sheets/marks.ts';
import { placing, type Whose } from '#reports/superior-sheets/placing.ts';
import { placeOf } from '#reports/superior-sheets/reading-form.ts';
import { daysNamed } from '#reports/superior-sheets/spans.ts';

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
    case 'column': return understood.head ? [...placing(understood.head, whose).rows].map(([at, { id, place }]) => ({ ...base, row: at, column, words: `${place} · ${mark.words}`, asked: { from, to, committee: id } })) : [];
    case 'list': return [];
  }
}
