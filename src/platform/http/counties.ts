import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OwnNames, Slice } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type House } from '#platform/records/act.ts';
import type { County, ListedCounty } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import { workCalendar } from '#platform/working-days.ts';

const FRESH_MS = 10_000;
/** A visitor waits for so long that a county becomes complete; who comes later is told at once to come back. */
const PATIENCE_MS = 5_000;

/** The counties of this installation, looked up again every few seconds. */
export interface Counties {
  /** All of them by their founding, in one question. */
  all(): Promise<readonly ListedCounty[]>;
  /**
   * One with its own names for things and its working days, for a visitor: it is complete, which it becomes at the first visit after the program started.
   * @throws Problem 503 while that takes long, as after an upgrade with a million records
   */
  open(county: ListedCounty): Promise<County>;
  /** The same however long it takes: for work that nobody waits for. */
  ready(county: ListedCounty): Promise<County>;
}

/**
 * @param complete what a county of an earlier program lacks is brought to it; once, before anybody sees it
 * @param patience how long its first visitor waits for that, ms
 */
export function knownCounties(house: House, slices: readonly Slice[] = [], complete?: (county: ListedCounty) => Promise<unknown>, patience = PATIENCE_MS): Counties {
  const list = remembered(() => listed(house), { by: () => '' });
  const late = new Set<string>();
  const completed = remembered(async (county: ListedCounty) => {
    await complete?.(county);
    late.delete(county.id);
  }, { by: idOf, freshMs: Infinity });
  const withOwn = async (county: ListedCounty): Promise<County> => ({ ...county, ...(await ownOf(house, county.id, slices)) });
  const open = remembered(async (county: ListedCounty) => {
    await inTime(completed(county), late.has(county.id) ? 0 : patience, () => late.add(county.id));
    return withOwn(county);
  }, { by: idOf });
  return { all: () => list(undefined), open, ready: (county) => completed(county).then(() => withOwn(county)) };
}

/** @param isLate says that somebody has waited in vain */
async function inTime(done: Promise<void>, patience: number, isLate: () => unknown): Promise<void> {
  const end = new AbortController();
  const waited = pause(patience, undefined, { signal: end.signal }).then(() => {
    isLate();
    throw new Problem(503, 'county_in_preparation', '系统刚刚升级，正在整理本县的数据，一般几分钟就好，数据都在。请过一会儿再打开。');
  });
  await Promise.race([done, waited]).finally(() => end.abort());
}

const idOf = ({ id }: ListedCounty): string => id;

/** Asks once for all who want the same at the same time or soon after. What failed is asked again. */
function remembered<Of, Value>(ask: (of: Of) => Promise<Value>, { by, freshMs = FRESH_MS }: { by: (of: Of) => string; freshMs?: number }): (of: Of) => Promise<Value> {
  const known = new Map<string, { value: Promise<Value>; until: number }>();
  return (of) => {
    const key = by(of);
    const found = known.get(key);
    if (found && Date.now() <= found.until) return found.value;
    const value = ask(of).catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, { value, until: Date.now() + freshMs });
    return value;
  };
}

async function listed(house: House): Promise<readonly ListedCounty[]> {
  const { rows } = await sql<{ county_id: string; slug: string; name: string; body_name: string; invented: boolean; second_factor: County['secondFactor']; level: County['level'] }>`
    select county_id, slug, name, body_name, invented, second_factor, level from counties where ready order by founded_at, slug`.execute(house.db);
  return rows.map((row) => ({ id: row.county_id, slug: row.slug, name: row.name, bodyName: row.body_name, invented: row.invented, secondFactor: row.second_factor, level: row.level }));
}

/** Row-level security shows a county's parameters only within that county, so each is asked for itself. */
async function ownOf(house: House, county: string, slices: readonly Slice[]): Promise<Pick<County, 'called' | 'workDays' | 'secondHead'>> {
  const names = Object.entries(Object.assign({}, ...slices.map((slice) => slice.names)) as OwnNames);
  const workDays = slices.find((slice) => slice.workDays)?.workDays;
  const secondHead = slices.find((slice) => slice.secondHead)?.secondHead;
  const own: Pick<County, 'called' | 'workDays' | 'secondHead'> & { called: Record<string, string> } = { called: {}, workDays: workCalendar([]) };
  if (names.length === 0 && !workDays && !secondHead) return own;
  await reading(house, program(county), async (look) => {
    for (const [record, nameOf] of names) own.called[record] = await nameOf(look);
    if (workDays) own.workDays = await workDays(look);
    if (secondHead) own.secondHead = await secondHead(look);
  });
  return own;
}
