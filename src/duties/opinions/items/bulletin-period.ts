import { quarterWords } from '#platform/time.ts';

/** The month (`2025-06`) or quarter (`2025-Q2`) that a bulletin is about. */
export interface BulletinPeriod {
  name: string;
  from: string;
  to: string;
  /** 2025年6月, 2025年第二季度 */
  words: string;
}

const pad = (month: number): string => String(month).padStart(2, '0');

function span(name: string, year: number, first: number, months: number, words: string): BulletinPeriod {
  const to = new Date(Date.UTC(year, first - 1 + months, 0)).toISOString().slice(0, 10);
  return { name, from: `${year}-${pad(first)}-01`, to, words };
}

/** Undefined: no such period. */
export function bulletinPeriod(name: string): BulletinPeriod | undefined {
  const [, month] = /^(?:19|20)\d{2}-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  const year = Number(name.slice(0, 4));
  if (month) return span(name, year, Number(month), 1, `${year}年${Number(month)}月`);
  const [, quarter] = /^(?:19|20)\d{2}-Q([1-4])$/.exec(name) ?? [];
  return quarter ? span(name, year, 3 * Number(quarter) - 2, 3, quarterWords(year, Number(quarter))) : undefined;
}

/** How many months one may choose from. */
const MONTHS = 12;

/** The months and quarters to choose from on a day, the latest month that is over first. */
export function recentPeriods(day: string): { months: BulletinPeriod[]; quarters: BulletinPeriod[] } {
  const now = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const before = Array.from({ length: MONTHS }, (_, back) => now - 1 - back);
  const months = before.map((n) => `${Math.floor(n / 12)}-${pad((n % 12) + 1)}`);
  const quarters = [...new Set(before.filter((n) => n % 3 === 2).map((n) => `${Math.floor(n / 12)}-Q${Math.floor((n % 12) / 3) + 1}`))];
  return { months: months.map((name) => bulletinPeriod(name)!), quarters: quarters.map((name) => bulletinPeriod(name)!) };
}
