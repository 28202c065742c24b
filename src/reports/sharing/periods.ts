import { daysOf, periodWords, type Period } from '#platform/figures/dimension.ts';

export const rhythms = { month: '每月', quarter: '每季度', half: '每半年', year: '每年' } as const satisfies Record<Period, string>;

export interface Span {
  key: string;
  from: string;
  to: string;
}

/** So many periods back are filled in when a county begins, or after a long pause. */
const MOST_FILLED = 24;

/** Which length a period has, by its key: 2026-Q1. */
export const rhythmOf = (key: string): Period => (key.length === 4 ? 'year' : key.includes('Q') ? 'quarter' : key.includes('H') ? 'half' : 'month');

/** How a period is written. */
export const periodOf = (key: string): string => periodWords(rhythmOf(key), key);

/** The period of this length in which a day lies. */
export function spanOn(rhythm: Period, day: string): Span {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  const key = { year, month: day.slice(0, 7), quarter: `${year}-Q${Math.ceil(month / 3)}`, half: `${year}-H${month > 6 ? 2 : 1}` }[rhythm];
  const [from, to] = daysOf(rhythm, key);
  return { key, from, to };
}

export const daysAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The periods that began on or after a day and were over before another, the earliest first. */
export function spansOver(rhythm: Period, since: string, today: string): Span[] {
  const spans: Span[] = [];
  for (let span = before(rhythm, spanOn(rhythm, today)); span.from >= since && spans.length < MOST_FILLED; span = before(rhythm, span)) spans.unshift(span);
  return spans;
}

const before = (rhythm: Period, { from }: Span): Span => spanOn(rhythm, daysAfter(from, -1));

/** The last periods up to one, the latest last. */
export function spansUntil(key: string, many: number): Span[] {
  const rhythm = rhythmOf(key);
  const [from, to] = daysOf(rhythm, key);
  const spans: Span[] = [{ key, from, to }];
  while (spans.length < many) spans.unshift(before(rhythm, spans[0]!));
  return spans;
}
