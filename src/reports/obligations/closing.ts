import type { DailyWork } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { daysLater, type Span } from '#platform/obligations/spans.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { isWorkingDay, type WorkCalendar } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterOver } from '#plans/facts.ts';
import { spansOwed, standingsOf, type OwedSpan, type Standing } from '#plans/obligations/facts.ts';
import { zeroReport, type ZeroReport } from '#plans/obligations/record.ts';

/** A span can fall due so many days after it began. */
const LOOK_BACK = 400;

/**
 * Where the plan says so, the program signs for each committee that a month was empty, on the last working day on which that is in time (ux R7:
 * nothing to report costs one tap or none). What is entered later counts for the month as before.
 */
export const closeEmpty = (obligations: readonly Obligation[]): DailyWork => async (house, county, day) => {
  const signable = obligations.filter(({ zeroReport: counts }) => counts);
  await transact(house, program(county), null, async (act) => {
    for (const owing of signable) await closeOn(act, owing, day);
  });
};

async function closeOn(act: Act, owing: Obligation, day: string): Promise<void> {
  const closing = await spansClosing(act, owing, day);
  const empty = (await standingsOf(act, owing, closing)).filter(({ done, zero, excused, span }) => done === 0 && !zero && !excused && span.to < day);
  if (empty.length > 0) await createMany<ZeroReport>(act, zeroReport, empty.map((one) => signedByProgram(one, day)));
}

/** Those whose last working day in time this is, under a plan that lets the program sign. */
async function spansClosing(act: Act, owing: Obligation, day: string): Promise<OwedSpan[]> {
  const [calendar, who] = [await workCalendarOf(act), await parameterOver(act, 'monthly.zero_close')];
  const spans = await spansOwed(act, owing, { from: daysLater(day, -LOOK_BACK), to: day });
  return spans.filter((span) => span.zero && who(span.to) === 'system' && lastWorkingDayUntil(calendar, span) === day);
}

function lastWorkingDayUntil(calendar: WorkCalendar, { due, to }: OwedSpan): string {
  let day = due;
  while (day > to && !isWorkingDay(calendar, day)) day = daysLater(day, -1);
  return day;
}

const signedByProgram = ({ owing, span, debtor }: Standing, day: string): Partial<ZeroReport> => ({
  obligation: owing.name, committee_id: debtor.id, span_from: span.from, sentence: nothingIn(span), signed_on: day, signatory: '系统',
});

/** What stands there until somebody finds better words. */
export const nothingIn = ({ label }: Span): string => `${label}没有收集到需要反映的民情。`;
