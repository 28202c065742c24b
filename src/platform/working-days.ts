/** A year's holidays with the working days that make up for them (调休). Days are `YYYY-MM-DD`. */
export interface YearOfWork {
  year: number;
  /** Every day of a holiday, weekends among them. */
  off: readonly string[];
  /** Saturdays and Sundays on which offices work. */
  worked: readonly string[];
}

/** Which days a county works on: Mondays to Fridays, but for what the announced years change. */
export interface WorkCalendar {
  /** The years that have been announced; of any other only the weekends are known. */
  years: ReadonlySet<number>;
  /** A weekday off takes one day away, a worked Saturday or Sunday adds one. */
  changes: readonly { day: number; by: 1 | -1 }[];
}

/** How many working days, and whether that is sure: of a year whose holidays are not announced yet only the weekends are known. */
export interface WorkingDays {
  days: number;
  sure: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(day) / DAY_MS;
const dayNumbered = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Mondays to Fridays from Monday, 29 December 1969, up to and with this day. */
function weekdaysUntil(day: number): number {
  const sinceMonday = day + 3;
  const intoWeek = ((sinceMonday % 7) + 7) % 7;
  return ((sinceMonday - intoWeek) / 7) * 5 + Math.min(intoWeek + 1, 5);
}

const isWeekday = (day: number): boolean => weekdaysUntil(day) > weekdaysUntil(day - 1);

export function workCalendar(years: readonly YearOfWork[]): WorkCalendar {
  return {
    years: new Set(years.map(({ year }) => year)),
    changes: years.flatMap(({ off, worked }) => [
      ...off.map(numberOf).filter(isWeekday).map((day) => ({ day, by: -1 as const })),
      ...worked.map(numberOf).filter((day) => !isWeekday(day)).map((day) => ({ day, by: 1 as const })),
    ]),
  };
}

/** The working days after the first day, up to and with the second. */
export function workingDaysBetween(calendar: WorkCalendar, after: string, until: string): WorkingDays {
  const [first, last] = [numberOf(after), numberOf(until)];
  const changed = calendar.changes.filter(({ day }) => day > first && day <= last).reduce((sum, { by }) => sum + by, 0);
  return { days: weekdaysUntil(last) - weekdaysUntil(first) + changed, sure: announced(calendar, after, until) };
}

function announced({ years }: WorkCalendar, after: string, until: string): boolean {
  const [first, last] = [Number(after.slice(0, 4)), Number(until.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).every((year) => years.has(year));
}

/** Whether offices work on this day. */
export const isWorkingDay = (calendar: WorkCalendar, day: string): boolean => workingDaysBetween(calendar, dayNumbered(numberOf(day) - 1), day).days > 0;

/** The day that is so many working days after the first: the first itself is not counted. */
export function workingDayAfter(calendar: WorkCalendar, day: string, days: number): string {
  const changed = new Map(calendar.changes.map((change) => [change.day, change.by]));
  let found = numberOf(day);
  for (let left = days; left > 0;) {
    found += 1;
    const by = changed.get(found);
    if (by === undefined ? isWeekday(found) : by > 0) left -= 1;
  }
  return dayNumbered(found);
}

/** The last day from which there are so many working days up to and with this one: with none, the day itself. */
export function workingDayBefore(calendar: WorkCalendar, day: string, days: number): string {
  const changed = new Map(calendar.changes.map((change) => [change.day, change.by]));
  let found = numberOf(day);
  for (let left = days; left > 0; found -= 1) {
    const by = changed.get(found);
    if (by === undefined ? isWeekday(found) : by > 0) left -= 1;
  }
  return dayNumbered(found);
}

/** Where something stands that is due on a day. `near` is how many working days before the day it begins to press. */
export type Deadline =
  | ({ standing: 'ahead'; near: number; today: boolean } & WorkingDays)
  | ({ standing: 'over' } & WorkingDays)
  | { standing: 'closed' };

/** Where it stands today. The day itself still counts: it is over on the next. */
export function deadlineOn(calendar: WorkCalendar, today: string, due: string, near: number): Deadline {
  if (due < today) return { standing: 'over', ...workingDaysBetween(calendar, due, today) };
  return { standing: 'ahead', near, today: due === today, ...workingDaysBetween(calendar, today, due) };
}
