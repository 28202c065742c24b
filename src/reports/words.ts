/** Words of the county's own that a template may use beside figures and claims. */
import { printedDay, printedMoment } from '#platform/time.ts';
import { printedPeriod, type Asked } from '#reports/asked.ts';
import type { QuotedFact } from './quote.ts';

/** What the words are read from. */
export interface Occasion {
  readonly county: { readonly name: string; readonly bodyName: string };
  readonly asked: Asked;
  readonly at: Date;
  /** What the county calls its consultations, at the end of the period. */
  readonly consultation: string;
}

interface Word {
  readonly name: string;
  readonly label: string;
  readonly definition: string;
  read(occasion: Occasion): string;
}

const declared: readonly Word[] = [
  { name: 'county', label: '县名', definition: '本县名称。', read: ({ county }) => county.name },
  { name: 'body', label: '政协全称', definition: '县政协的全称，落款用。', read: ({ county }) => county.bodyName },
  { name: 'period', label: '统计期间', definition: '统计的起止日期。', read: ({ asked }) => printedPeriod(asked) },
  { name: 'year', label: '年度', definition: '统计期间截止的年份。', read: ({ asked }) => asked.to.slice(0, 4) },
  { name: 'until', label: '截止日期', definition: '统计期间的最后一天。', read: ({ asked }) => printedDay(asked.to) },
  { name: 'consultation', label: '协商活动名称', definition: '协商活动在本县的名称，按统计期间最后一天的办法参数。', read: ({ consultation }) => consultation },
  { name: 'moment', label: '截至', definition: '记录截至的时刻。', read: ({ at }) => printedMoment(at) },
];

export const words: readonly Pick<Word, 'name' | 'label' | 'definition'>[] = declared;

export const readWords = (occasion: Occasion): QuotedFact[] =>
  declared.map(({ name, label, definition, read }) => ({ kind: 'fact', name, label, definition, text: read(occasion) }));
