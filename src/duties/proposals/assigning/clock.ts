import type { Act, Reading } from '#platform/records/act.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** By which days an assigned proposal is to be objected to, answered and extended, as the plan in force on the day of the assignment says (domain rules 2.3, 2.4). */

/** The parameters by which these days are told. */
export const timeLimits = ['assigning.session_rule', 'assigning.session_months', 'assigning.fixed_month', 'assigning.fixed_day', 'assigning.ordinary_months', 'assigning.object_days', 'assigning.assisting_days'] as const;

/** The same day so many months later, or the last of a month that has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return dayIn(year, month + months, date);
}

/** A month beyond the twelfth lies in the next year. */
function dayIn(year: number, month: number, date: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Session proposals may have a fixed day of the year; one that is past already leaves the months. */
export async function dueDayOf(reading: Reading, { time_class }: Pick<Proposal, 'time_class'>, from: string): Promise<string> {
  if (time_class !== 'session') return monthsAfter(from, await parameterAt(reading, 'assigning.ordinary_months', from));
  const byMonths = monthsAfter(from, await parameterAt(reading, 'assigning.session_months', from));
  if ((await parameterAt(reading, 'assigning.session_rule', from)) === 'months') return byMonths;
  const fixed = dayIn(Number(from.slice(0, 4)), await parameterAt(reading, 'assigning.fixed_month', from), await parameterAt(reading, 'assigning.fixed_day', from));
  return fixed > from ? fixed : byMonths;
}

/** The last day on which an assigned unit may say that it is not its affair. */
export const objectionDay = async (reading: Reading, from: string): Promise<string> =>
  workingDayAfter(await workCalendarOf(reading), from, await parameterAt(reading, 'assigning.object_days', from));

/** By when assisting units send their opinion to the lead unit. */
export async function assistingDay(reading: Reading, from: string): Promise<string> {
  const days = await parameterAt(reading, 'assigning.assisting_days', from);
  return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How the plan is cited for these days: 《履职方案》第六条; without an adopted plan it is only called the plan. */
export const citedFor = async (act: Act, day: string): Promise<string> => (await act.house.clauseWords?.(act, 'duty.yearly', day)) ?? '本县方案';
