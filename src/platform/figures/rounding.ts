import { percentage } from '#platform/figures/percentage.ts';

/** How the shares of parts are written: how many decimals, and whether they are made to add up to 100 (domain rules: real reports do both). */
export interface Rounding {
  decimals: number;
  forced: boolean;
}

/**
 * The shares of parts in a whole, in percent. Forced ones are rounded down, and what is missing to 100 goes to the largest remainders
 * (of equal ones to the larger part, then the earlier); only where the parts are the whole.
 */
export function sharesOf(parts: readonly number[], whole: number, { decimals, forced }: Rounding): (string | undefined)[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  if (!forced || sum !== whole || whole === 0 || parts.some((part) => part < 0)) return parts.map((part) => percentage(part, whole, decimals));
  const units = 100 * 10 ** decimals;
  const exact = parts.map((part) => (part * units) / whole);
  const given = exact.map(Math.floor);
  const missing = units - given.reduce((all, one) => all + one, 0);
  const order = parts.map((part, place) => ({ place, part, rest: exact[place]! - given[place]! })).toSorted((a, b) => b.rest - a.rest || b.part - a.part || a.place - b.place);
  for (const { place } of order.slice(0, missing)) given[place]! += 1;
  return given.map((one) => percentage(one, units, decimals));
}
