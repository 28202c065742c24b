import { daysLater } from '#platform/obligations/spans.ts';
import { isWorkingDay, type WorkCalendar } from '#platform/working-days.ts';

/** Every Wednesday from nine to eleven, the twelve members in turn: the shifts that such a rule makes. Pure. */

export interface ShiftRule {
  from: string;
  to: string;
  /** 0 Sunday to 6 Saturday. */
  weekdays: readonly number[];
  starts: string;
  ends: string;
  /** In the order in which they serve. */
  members: readonly string[];
  /** How many serve at one shift. */
  each: number;
  /** With it no shift falls on a Monday to Friday that is a holiday; a Saturday is asked for by whoever asks for Saturdays. */
  working?: WorkCalendar;
  /** Who served last: the turn goes on after them. */
  after?: string;
}

export interface PlannedShift {
  day: string;
  starts: string;
  ends: string;
  member_ids: string[];
}

/** At most a year of a shift on every day. */
export const MOST_PLANNED = 366;

export function shiftsBy(rule: ShiftRule): PlannedShift[] {
  const { starts, ends, members } = rule;
  if (members.length === 0) return [];
  const each = Math.min(rule.each, members.length);
  const first = rule.after ? members.indexOf(rule.after) + 1 : 0;
  return daysBy(rule).map((day, n) => ({
    day, starts, ends, member_ids: Array.from({ length: each }, (_, place) => members[(first + n * each + place) % members.length]!),
  }));
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());

function daysBy({ from, to, weekdays, working }: ShiftRule): string[] {
  const found: string[] = [];
  for (let day = from; day <= to && found.length < MOST_PLANNED; day = daysLater(day, 1)) {
    if (weekdays.includes(new Date(day).getUTCDay()) && (!working || isWeekend(day) || isWorkingDay(working, day))) found.push(day);
  }
  return found;
}
