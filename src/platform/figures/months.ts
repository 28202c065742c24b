import type { Scope } from '#platform/figures/scope.ts';

/** A period as whole months and what is left over. */
export interface Months {
  /** The first whole month, and the first that is not whole any more. */
  first?: string;
  before?: string;
  /** The days at both ends that fill no month. */
  ends: readonly Pick<Scope, 'from' | 'to'>[];
  /** The days of the whole months. */
  within: Pick<Scope, 'from' | 'to'>;
}

/** Days outside of these are typed by mistake; the records answer for them. */
const reach = { from: '1900-01-01', to: '2199-12-31' };

/** The whole months of a period; undefined where it has none. */
export function wholeMonths({ from, to }: Scope): Months | undefined {
  if ([from, to].some((day) => day !== undefined && (day < reach.from || day > reach.to))) return undefined;
  const first = from?.endsWith('-01') ? from : from && monthAfter(from);
  const before = to && monthOf(dayAfter(to));
  if (first && before && first >= before) return undefined;
  const ends = [...(from && first !== from ? [{ from, to: dayBefore(first!) }] : []), ...(to && dayAfter(to) !== before ? [{ from: before, to }] : [])];
  return { first, before, ends, within: { from: first, to: before && dayBefore(before) } };
}

const DAY_MS = 86_400_000;
const moved = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const dayAfter = (day: string): string => moved(day, 1);
const dayBefore = (day: string): string => moved(day, -1);
const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
const monthAfter = (day: string): string => monthOf(moved(monthOf(day), 31));
