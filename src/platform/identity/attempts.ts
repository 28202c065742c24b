import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { policyIn, policyOf, type Policy, type PolicyKey } from '#platform/identity/account-policy.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, type House } from '#platform/records/act.ts';

/** How many tries are allowed to whom, within how many minutes. */
export interface Allowance {
  /** What is counted: the same word for the same thing in every process. */
  kind: string;
  /** A number, or the rule of the county that sets it. */
  tries: number | PolicyKey;
  minutes: number | PolicyKey;
  sentence: string | ((policy: Policy) => string);
}

const amount = (county: string, said: number | PolicyKey) => (typeof said === 'number' ? sql<number>`${said}::int` : policyOf(county, said));

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
  const untilThen = (county: string, now: Date) => sql`${now}::timestamptz + make_interval(mins => ${amount(county, minutes)})`;
  const sentenceFor = async ({ house, county: { id } }: Door) => (typeof sentence === 'string' ? sentence : sentence(await keeping(house, id, (db) => policyIn(db, id))));

  return {
    /** @throws Problem 429 when this key has no try left. */
    async count(door: Door, key: string, now = new Date()): Promise<void> {
      const { house, county: { id: county } } = door;
      const counted = await keeping(house, county, async (db) => {
        await sql`delete from attempts where county_id = ${county} and (kind, key_hash) in (
          select kind, key_hash from attempts where county_id = ${county} and until <= ${now} order by until limit ${SWEPT} for update skip locked)`.execute(db);
        return sql`
          insert into attempts as a (county_id, kind, key_hash, tries, until) values (${county}, ${kind}, ${hash('sha256', key)}, 1, ${untilThen(county, now)})
          on conflict (county_id, kind, key_hash) do update set
            tries = case when a.until <= ${now} then 1 else a.tries + 1 end,
            until = case when a.until <= ${now} or a.tries + 1 >= ${amount(county, tries)} then excluded.until else a.until end
          where a.until <= ${now} or a.tries < ${amount(county, tries)}
          returning 1`.execute(db);
      });
      if (counted.rows.length === 0) throw new Problem(429, 'too_many_tries', await sentenceFor(door));
    },
    /** Whether this key has no try left. */
    async spent({ house, county: { id: county } }: Door, key: string, now = new Date()): Promise<boolean> {
      const { rows } = await keeping(house, county, (db) => sql`select 1 from attempts where ${row(county, key)} and until > ${now} and tries >= ${amount(county, tries)}`.execute(db));
      return rows.length > 0;
    },
    /** The try was a right one: it does not count. */
    async forgive({ house, county: { id: county } }: Door, key: string): Promise<void> {
      await keeping(house, county, (db) => sql`update attempts set tries = greatest(tries - 1, 0) where ${row(county, key)}`.execute(db));
    },
  };
}
