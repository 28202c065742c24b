import { sql } from 'kysely';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { recountDeadlines, type Moved } from '#platform/records/deadlines.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { workCalendar } from '#platform/working-days.ts';
import { yearsOfWork } from '#plans/calendar/facts.ts';
import { nationalNotices } from '#plans/calendar/national.ts';
import { readNotice } from '#plans/calendar/notice.ts';
import { yearCalendar, type YearCalendar } from '#plans/calendar/record.ts';

type Announced = Pick<YearCalendar, 'year' | 'source' | 'notice'>;

/** Enters a year's notice: the days are read from its text, and open deadlines are counted anew in the same act. */
export async function enterYear(act: Act, values: Announced, how: Circumstances): Promise<YearCalendar> {
  if ((await yearsOfWork(act)).some(({ year }) => year === values.year)) throw invalid({ year: `${values.year}年的工作日历已经登记过。要改动，请打开那一年点“修改”。` });
  const { moved, ...read } = await taken(act, values);
  return create<YearCalendar>(act, yearCalendar, { ...values, ...read, moved: moved as unknown as YearCalendar['moved'] }, how);
}

/** A notice that was pasted wrongly or changed later. */
export async function correctYear(act: Act, row: YearCalendar, values: Partial<Announced>): Promise<Partial<YearCalendar>> {
  if (values.year !== undefined && values.year !== row.year) throw invalid({ year: `这是${row.year}年的工作日历，年份不能改。别的年份请另行登记。` });
  const { moved, ...read } = await taken(act, { ...row, ...values });
  return { ...values, ...read, moved: JSON.stringify(moved) }; // a single column of jsonb wants its text
}

/** What the notice says, with the deadlines that it moves. */
async function taken(act: Act, { year, source, notice }: Announced): Promise<Pick<YearCalendar, 'off_days' | 'worked_days'> & { moved: Moved[] }> {
  const read = readNotice(year, notice);
  const others = (await yearsOfWork(act)).filter((one) => one.year !== year);
  const moved = await recountDeadlines(act, workCalendar([...others, read]), source);
  return { off_days: [...read.off], worked_days: [...read.worked], moved };
}

/** Every county has the notices that were issued when the program was made. Does nothing where they are there. */
export async function bringNationalNotices(act: Act): Promise<void> {
  const { rows } = await sql<{ year: number }>`select year from work_calendars where county_id = ${act.county}`.execute(act.db);
  for (const one of nationalNotices) {
    if (!rows.some(({ year }) => year === one.year)) await enterYear(act, one, { reason: '随系统带来的国家节假日安排' });
  }
}
