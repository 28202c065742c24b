import { arrangements } from '#platform/holidays.ts';

/** How many working days, and whether that is sure: of a year whose holidays are not announced yet only the weekends are known. */
export interface WorkingDays {
  days: number;
  sure: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(day) / DAY_MS;

/** Mondays to Fridays from Monday, 29 December 1969, up to and with this day. */
function weekdaysUntil(day: number): number {
  const sinceMonday = day + 3;
  const intoWeek = ((sinceMonday % 7) + 7) % 7;
  return ((sinceMonday - intoWeek) / 7) * 5 + Math.min(intoWeek + 1, 5);
}

const isWeekday = (day: number): boolean => weekdaysUntil(day) > weekdaysUntil(day - 1);

/** What the announced holidays change: a weekday off takes one away, a worked Saturday or Sunday adds one. */
const changes: readonly { day: number; by: number }[] = Object.values(arrangements).flatMap(({ off, on }) => [
  ...off.flatMap(([first, last]) => daysFrom(numberOf(first), numberOf(last))).filter(isWeekday).map((day) => ({ day, by: -1 })),
  ...on.map((day) => ({ day: numberOf(day), by: 1 })),
]);

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** The working days after the first day, up to and with the second. */
export function workingDaysBetween(after: string, until: string): WorkingDays {
  const [first, last] = [numberOf(after), numberOf(until)];
  const changed = changes.filter(({ day }) => day > first && day <= last).reduce((sum, { by }) => sum + by, 0);
  return { days: weekdaysUntil(last) - weekdaysUntil(first) + changed, sure: announced(after, until) };
}

function announced(after: string, until: string): boolean {
  const [first, last] = [Number(after.slice(0, 4)), Number(until.slice(0, 4))];
  return daysFrom(first, last).every((year) => String(year) in arrangements);
}

/** Where something stands that is due on a day. `near` is how many working days before the day it begins to press. */
export type Deadline =
  | ({ standing: 'ahead'; near: number; today: boolean } & WorkingDays)
  | ({ standing: 'over' } & WorkingDays)
  | { standing: 'closed' };

/** Where it stands today. The day itself still counts: it is over on the next. */
export function deadlineOn(today: string, due: string, near: number): Deadline {
  if (due < today) return { standing: 'over', ...workingDaysBetween(due, today) };
  return { standing: 'ahead', near, today: due === today, ...workingDaysBetween(today, due) };
}
