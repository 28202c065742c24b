import { countFigures, type Scope } from '#platform/figures/count.ts';
import { byPeriod, daysOf, keyOfDay, periodWords, type Period } from '#platform/figures/dimension.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import type { Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';

/** The figure in one month, quarter, half-year or year; of what only part of which was asked for, in that part. */
export interface TrendPoint {
  key: string;
  label: string;
  from: string;
  to: string;
  value: number;
}

/** More points than this nobody reads off a line. */
export const MOST_POINTS = 36;

/** The shortest length of time in which a period has not too many parts. */
export const lengthFor = ({ from, to }: { from: string; to: string }): Period =>
  (['month', 'quarter', 'half', 'year'] as const).find((period) => keysWithin(period, { from, to }).length <= MOST_POINTS) ?? 'year';

/**
 * How a figure went through a period up to the moment of the reading: what happened in each part of it, or how many there were at its end. Empty for what stands as it
 * does at any time, and for a period without a beginning.
 */
export async function trendOf(reading: Reading, figure: Figure, scope: Scope, period: Period): Promise<TrendPoint[]> {
  const { from, to } = scope;
  if (!from || !to || !movesInTime(figure)) return [];
  const now = dayOf(reading.asOf ?? new Date());
  const parts = partsOf(period, { from, to }).filter((part) => part.from <= now).slice(-MOST_POINTS);
  const values = figure.day && !figure.derived ? await divided(reading, figure, scope, period) : await asked(reading, figure, scope, parts);
  return parts.map((part) => ({ ...part, label: periodWords(period, part.key), value: values.get(part.key) ?? 0 }));
}

/** The day a year, or so many days, before a day's end: the first of a span that ends on it. */
export const yearBack = (day: string, days = 364): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** Whether another period can give another number. */
export const movesInTime = ({ day, span, derived, belonging }: Figure): boolean => Boolean(day ?? span ?? derived ?? belonging);

async function divided(reading: Reading, figure: Figure, scope: Scope, period: Period): Promise<Map<string, number>> {
  const shares = await divide(reading, figure, [byPeriod<any>(figure.day!, period)], scope);
  return new Map(shares.map(({ keys, n }) => [keys[0]!, n]));
}

async function asked(reading: Reading, figure: Figure, scope: Scope, parts: readonly Part[]): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  for (const { key, from, to } of parts) values.set(key, (await countFigures(reading, [figure], { ...scope, from, to })).get(figure.name) ?? 0);
  return values;
}

interface Part {
  key: string;
  from: string;
  to: string;
}

/** The parts of a period, the first and the last cut to it. */
export const partsOf = (period: Period, scope: { from: string; to: string }): Part[] =>
  keysWithin(period, scope).map((key) => {
    const [from, to] = daysOf(period, key);
    return { key, from: from < scope.from ? scope.from : from, to: to > scope.to ? scope.to : to };
  });

/** Longer than any report: two hundred years of months. */
const ENDLESS = 2_400;

function keysWithin(period: Period, { from, to }: { from: string; to: string }): string[] {
  const keys: string[] = [];
  for (let day = from; day <= to && keys.length <= ENDLESS;) {
    const key = keyOfDay(period, day);
    keys.push(key);
    const [, last] = daysOf(period, key);
    day = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
  }
  return keys;
}
