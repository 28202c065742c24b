import type { Scope } from '#platform/figures/count.ts';
import type { Rhythm } from '#platform/obligations/obligation.ts';

const MONTHS: Record<Rhythm, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** How many months a span has. */
export const monthsOf = (rhythm: Rhythm): number => MONTHS[rhythm];

const ORDINALS = ['一', '二', '三', '四'];

export interface Span {
  from: string;
  to: string;
  label: string;
}

/** The months, quarters … that lie wholly inside the scope: one of which only a part is asked for cannot be judged. */
export function spansWithin(rhythm: Rhythm, { from, to }: Scope): Span[] {
  if (!from || !to) return [];
  const found: Span[] = [];
  const length = MONTHS[rhythm];
  const [year, month] = from.split('-').map(Number) as [number, number];
  for (let index = year * 12 + Math.floor((month - 1) / length) * length; ; index += length) {
    const span = spanAt(rhythm, index, length);
    if (span.to > to) return found;
    if (span.from >= from) found.push(span);
  }
}

/** The span that begins on this day; undefined where none does. */
export function spanFrom(rhythm: Rhythm, day: string): Span | undefined {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const span = spanAt(rhythm, year * 12 + month - 1, MONTHS[rhythm]);
  return day.endsWith('-01') && (month - 1) % MONTHS[rhythm] === 0 ? span : undefined;
}

/** The span in which a day lies. */
export function spanOf(rhythm: Rhythm, day: string): Span {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const length = MONTHS[rhythm];
  return spanAt(rhythm, year * 12 + Math.floor((month - 1) / length) * length, length);
}

function spanAt(rhythm: Rhythm, index: number, length: number): Span {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const lastMonth = index + length - 1;
  const end = new Date(Date.UTC(Math.floor(lastMonth / 12), (lastMonth % 12) + 1, 0));
  const label = {
    month: `${year}年${month}月`,
    quarter: `${year}年第${ORDINALS[Math.floor((month - 1) / 3)]}季度`,
    half: `${year}年${month <= 6 ? '上' : '下'}半年`,
    year: `${year}年`,
  }[rhythm];
  return { from: `${year}-${String(month).padStart(2, '0')}-01`, to: end.toISOString().slice(0, 10), label };
}

/** That day of the month after, or its last one when it is shorter. */
export function dayOfMonthAfter(span: Span, day: number): string {
  const [year, number] = span.to.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, number, Math.min(day, last))).toISOString().slice(0, 10);
}

/** So many days later; backward when negative. */
export const daysLater = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
