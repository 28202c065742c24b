import { slices } from '#county.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type House } from '#platform/records/act.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { doDailyWork } from '#platform/schedule.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';

/** So many days before the first day of whoever opens the program the daily work was done, too. */
const DAYS = 14;

/** The daily work of the last days that were lived. */
export async function lastDays(house: House, countyId: string, until: string): Promise<void> {
  const workDays = await reading(house, program(countyId), workCalendarOf);
  const works = slices.flatMap((slice) => slice.daily ?? []);
  for (let n = DAYS; n >= 0; n -= 1) await doDailyWork(house, { id: countyId, workDays }, works, new Date(`${daysLater(until, -n)}T09:00:00+08:00`));
}
