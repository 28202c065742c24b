import { sql } from 'kysely';
import type { DailyWork, FrequentWork, Slice } from '#platform/chapter.ts';
import type { Counties } from '#platform/http/counties.ts';
import type { County, ListedCounty } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { keeping, reading, type House } from '#platform/records/act.ts';
import { dayOf, hourOf } from '#platform/time.ts';
import { isWorkingDay, type WorkCalendar } from '#platform/working-days.ts';

/** Nothing is done in the evening or at night: nobody finds a reminder of three in the morning (ux R6). */
const OPENS = 8;
const CLOSES = 20;

/** So many missed days are made up; after a longer pause the oldest are let go. */
const MOST_MADE_UP = 20;

const DAY_MS = 86_400_000;

/**
 * Does for a county the work of each working day that is not done yet, in the order of days. Asked again it does nothing; a day on which the
 * program stood still is made up once, as if it had run. A run that was cut off begins its day anew: each work leaves what it has done.
 */
export async function doDailyWork(house: House, county: Pick<County, 'id' | 'workDays'>, works: readonly DailyWork[], now: Date): Promise<string[]> {
  if (!isAtWork(county, now)) return [];
  const days = daysLeft(county.workDays, await lastDone(house, county.id), dayOf(now));
  for (const day of days) {
    for (const work of works) await work(house, county.id, day);
    await keeping(house, county.id, (db) => sql`insert into days_worked (county_id, day) values (${county.id}, ${day}) on conflict do nothing`.execute(db));
  }
  return days;
}

function isAtWork({ workDays }: Pick<County, 'workDays'>, now: Date): boolean {
  const hour = hourOf(now);
  return hour >= OPENS && hour < CLOSES && isWorkingDay(workDays, dayOf(now));
}

/** Does what may have to be done at any time of a working day. One that fails is told and does not hold back the others. */
export async function doFrequentWork(house: House, county: Pick<County, 'id' | 'slug' | 'workDays'>, works: readonly FrequentWork[], now: Date): Promise<void> {
  if (!isAtWork(county, now)) return;
  for (const work of works) await work(house, county.id, now).catch((error: unknown) => console.error(`what ${county.slug} does in between will be tried again:`, error));
}

/** The working days after the last that was done, up to today; of a county's first day only that. */
function daysLeft(calendar: WorkCalendar, last: string | null, today: string): string[] {
  if (last === null) return [today];
  const days: string[] = [];
  for (let at = Date.parse(today); at > Date.parse(last) && days.length < MOST_MADE_UP; at -= DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (isWorkingDay(calendar, day)) days.unshift(day);
  }
  return days;
}

const lastDone = (house: House, county: string): Promise<string | null> => reading(house, program(county), async (look) => {
  const { rows } = await sql<{ day: string | null }>`select max(day) as day from days_worked where county_id = ${county}`.execute(look.db);
  return rows[0]!.day;
});

const EVERY_MS = 10 * 60 * 1000;

interface Works {
  daily: readonly DailyWork[];
  often: readonly FrequentWork[];
}

/** Looks now and every few minutes whether a county's day is to be done. Answers how to stop. */
export function keepDailyWork(house: House, slices: readonly Slice[], counties: Counties, leads: () => Promise<boolean>): () => Promise<void> {
  const works: Works = { daily: slices.flatMap((slice) => slice.daily ?? []), often: slices.flatMap((slice) => slice.often ?? []) };
  let running = Promise.resolve();
  let stopping = false;
  const goesOn = async () => !stopping && (await leads());
  const run = () => (running = running.then(() => doAll(house, works, counties, goesOn)));
  const timer = setInterval(run, EVERY_MS);
  void run();
  return () => {
    clearInterval(timer);
    stopping = true; // after the county that is being worked for
    return running;
  };
}

async function doAll(house: House, works: Works, counties: Counties, goesOn: () => Promise<boolean>): Promise<void> {
  for (const county of await counties.all().catch(() => [])) {
    if (!(await goesOn())) return;
    await doAllOf(house, county, works, counties).catch((error: unknown) => console.error(`the day's work of ${county.slug} will be tried again:`, error));
  }
}

/** Opened even where there is nothing to do today: what a program of a later year brings is counted in turn, before somebody asks for it. */
async function doAllOf(house: House, listed: ListedCounty, { daily, often }: Works, counties: Counties): Promise<void> {
  const county = await counties.ready(listed);
  await doDailyWork(house, county, daily, new Date());
  await doFrequentWork(house, county, often, new Date());
}
