/** Shares of a whole in percent, as a column of a table prints them. */
import { percentage } from '#platform/figures/percentage.ts';
import { fromEnd } from '#reports/wording/numerals.ts';

/** Each part rounded by itself: the column may add up to a little more or less than 100. */
export const sharesAlone = (parts: readonly number[], whole: number, decimals: number): string[] =>
  parts.map((part) => percentage(part, whole, decimals) ?? '—');

/**
 * The largest remainders are rounded up until the column adds up to exactly 100; of equal remainders the one that stands first.
 * Only of parts that make up the whole: of others each is rounded by itself.
 */
export function sharesOfHundred(parts: readonly number[], decimals: number): string[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => '—');
  const units = 100 * 10 ** decimals;
  const floors = parts.map((part) => Math.floor((part * units) / whole));
  const missing = units - floors.reduce((sum, part) => sum + part, 0);
  const byRemainder = parts.map((part, place) => ({ place, rest: (part * units) % whole })).toSorted((a, b) => b.rest - a.rest || a.place - b.place);
  const raised = new Set(byRemainder.slice(0, missing).map(({ place }) => place));
  return floors.map((floor, place) => `${decimals === 0 ? floor + (raised.has(place) ? 1 : 0) : fromEnd(floor + (raised.has(place) ? 1 : 0), decimals)}%`);
}
