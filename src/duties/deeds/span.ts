import type { Scope } from '#platform/figures/count.ts';
import { today } from '#platform/time.ts';
import type { Action } from '#platform/ui/head.tsx';

/** The year that a page is about: this one unless another is asked for. */
export interface YearAsked extends Scope {
  year: number;
  from: string;
  to: string;
}

export function yearAsked(query: URLSearchParams): YearAsked {
  const typed = query.get('year') ?? '';
  const year = /^(19|20)\d{2}$/.test(typed) ? Number(typed) : Number(today().slice(0, 4));
  return { year, from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The year before, and the one after while it has begun. */
export const otherYears = (year: number, path: string): Action[] =>
  [year - 1, year + 1].filter((one) => one <= Number(today().slice(0, 4))).map((one) => ({ label: `${one}年`, href: `${path}?year=${one}` }));
