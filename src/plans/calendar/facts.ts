import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { onceIn } from '#platform/records/once.ts';
import { source } from '#platform/records/source.ts';
import { workCalendar, type WorkCalendar, type YearOfWork } from '#platform/working-days.ts';
import { yearCalendar } from '#plans/calendar/record.ts';

/** The years that the county has entered. */
export async function yearsOfWork(reading: Reading): Promise<YearOfWork[]> {
  const { rows } = await onceIn(reading, 'years of work', () => sql<YearOfWork>`
    select r.year, r.off_days as off, r.worked_days as worked from ${source(reading, yearCalendar.table, 'r')}
    where r.county_id = ${reading.county} order by r.year`.execute(reading.db));
  return rows;
}

/** The days on which the county works. */
export const workCalendarOf = async (reading: Reading): Promise<WorkCalendar> => workCalendar(await yearsOfWork(reading));
