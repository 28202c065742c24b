import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import { keeping, type House } from '#platform/records/act.ts';

/** How many tries are allowed to whom, within how many minutes. */
export interface Allowance {
  /** What is counted: the same word for the same thing in every process. */
  kind: string;
  tries: number;
  minutes: number;
  sentence: string;
}

/** Where tries are counted: at the door of a county. A visit is one. */
export interface Door {
  house: House;
  county: { id: string };
}

/** What is long over is swept away with each try, so many at a time. */
const SWEPT = 20;

/**
 * Counts tries by key (a log-in name, an address) in the database, so that all processes agree and a restart forgives nothing; each is counted before
 * it is made, so that many at once gain nothing.
 */
export function attempts({ kind, tries, minutes, sentence }: Allowance) {
  const row = (county: string, key: string) => sql`county_id = ${county} and kind = ${kind} and key_hash = ${hash('sha256', key)}`;
  const untilThen = (now: Date) => sql`${now}::timestamptz + make_interval(mins => ${minutes}::int)`;

  return {
    /** @throws Problem 429 when this key has no try left. */
    async count({ house, county: { id: county } }: Door, key: string, now = new Date()): Promise<void> {
      const counted = await keeping(house, county, async (db) => {
        await sql`delete from attempts where county_id = ${county} and (kind, key_hash) in (
          select kind, key_hash from attempts where county_id = ${county} and until <= ${now} order by until limit ${SWEPT} for update skip locked)`.execute(db);
        return sql`
          insert into attempts as a (county_id, kind, key_hash, tries, until) values (${county}, ${kind}, ${hash('sha256', key)}, 1, ${untilThen(now)})
          on conflict (county_id, kind, key_hash) do update set
            tries = case when a.until <= ${now} then 1 else a.tries + 1 end,
            until = case when a.until <= ${now} or a.tries + 1 >= ${tries} then excluded.until else a.until end
          where a.until <= ${now} or a.tries < ${tries}
          returning 1`.execute(db);
      });
      if (counted.rows.length === 0) throw new Problem(429, 'too_many_tries', sentence);
    },
    /** Whether this key has no try left. */
    async spent({ house, county: { id: county } }: Door, key: string, now = new Date()): Promise<boolean> {
      const { rows } = await keeping(house, county, (db) => sql`select 1 from attempts where ${row(county, key)} and until > ${now} and tries >= ${tries}`.execute(db));
      return rows.length > 0;
    },
    /** The try was a right one: it does not count. */
    async forgive({ house, county: { id: county } }: Door, key: string): Promise<void> {
      await keeping(house, county, (db) => sql`update attempts set tries = greatest(tries - 1, 0) where ${row(county, key)}`.execute(db));
    },
  };
}
