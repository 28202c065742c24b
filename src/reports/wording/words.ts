/** Words of the county's own that a template may use beside figures and claims. */
import { dayOf, printedDay, printedMoment } from '#platform/time.ts';
import { daysOf, periods, periodWords } from '#platform/figures/dimension.ts';
import { printedPeriod, type Asked } from '#reports/asked.ts';
import type { QuotedFact } from '#reports/quoting/quote.ts';

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
  { name: 'last_year', label: '上年度', definition: '统计期间截止年份的前一年。', read: ({ asked }) => String(Number(asked.to.slice(0, 4)) - 1) },
  { name: 'span', label: '统计时段', definition: '统计期间的名称：2025年、2025年上半年、2025年第三季度、2025年3月；1月至9月这样的几个整月写起止月份，其他的写起止日期。', read: ({ asked }) => spanWords(asked) },
  { name: 'months', label: '起止月份', definition: '统计期间的起止月份，例如：1月至6月。', read: ({ asked }) => monthsOf(asked) },
  { name: 'until', label: '截止日期', definition: '统计期间的最后一天。', read: ({ asked }) => printedDay(asked.to) },
  { name: 'consultation', label: '协商活动名称', definition: '协商活动在本县的名称，按统计期间最后一天的办法参数。', read: ({ consultation }) => consultation },
  { name: 'moment', label: '截至', definition: '记录截至的时刻。', read: ({ at }) => printedMoment(at) },
  { name: 'moment_day', label: '截至日', definition: '记录截至的那一天，写在正文里；时刻在附表里。', read: ({ at }) => printedDay(dayOf(at)) },
];

export const words: readonly Pick<Word, 'name' | 'label' | 'definition'>[] = declared;

export const readWords = (occasion: Occasion): QuotedFact[] =>
  declared.map(({ name, label, definition, read }) => ({ kind: 'fact', name, label, definition, text: read(occasion) }));

/** A whole year, half-year, quarter or month by its name; any other period by its days. */
function spanWords({ from, to }: Asked): string {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))];
  const keys = { year, half: `${year}-H${month > 6 ? 2 : 1}`, quarter: `${year}-Q${Math.ceil(month / 3)}`, month: from.slice(0, 7) };
  const whole = periods.find((period) => daysOf(period, keys[period]).join() === `${from},${to}`);
  if (whole) return periodWords(whole, keys[whole]);
  return isWholeMonths({ from, to }) ? `${from.slice(0, 4)}年${monthsOf({ from, to })}` : printedPeriod({ from, to });
}

/** Several months of one year, from the first day to the last. */
const isWholeMonths = ({ from, to }: Asked): boolean =>
  from.slice(0, 4) === to.slice(0, 4) && from === daysOf('month', from.slice(0, 7))[0] && to === daysOf('month', to.slice(0, 7))[1];

function monthsOf({ from, to }: Asked): string {
  const [first, last] = [from, to].map((day) => ({ year: day.slice(0, 4), month: `${Number(day.slice(5, 7))}月` })) as [{ year: string; month: string }, { year: string; month: string }];
  if (first.year !== last.year) return `${first.year}年${first.month}至${last.year}年${last.month}`;
  return first.month === last.month ? first.month : `${first.month}至${last.month}`;
}
