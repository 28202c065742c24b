import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { House, Reading } from '#platform/records/act.ts';
import { keeping } from '#platform/records/act.ts';

/**
 * Looking at records as they stood at a moment, so that the same question can be answered alike at any later time.
 *
 * Acts of a county follow each other and each has a later moment than the one before (`transact`). So the records that a
 * transaction sees are exactly those of its county's last act, and no later act can change what stood then.
 */
export interface Standing {
  /** The moment whose records are seen. */
  at: Date;
  /** A reading of that moment; of the present when nothing has changed since, which is quicker. */
  reading: Reading;
}

/** The records as they stood at `asked`; without it as they stand, with the moment at which they began to stand so. */
export async function standingAt(reading: Reading, asked?: Date): Promise<Standing> {
  const last = await lastAct(reading);
  if (!asked) return { at: last, reading };
  return { at: asked, reading: asked >= last ? reading : { ...reading, asOf: asked } };
}

/** The same, for those who only look. */
export const readingAt = async (reading: Reading, asked?: Date): Promise<Reading> =>
  asked ? (await standingAt(reading, asked)).reading : reading;

/** The moment of the county's last act. */
export async function lastAct(reading: Reading): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select at from journal_heads where county_id = ${reading.county}`.execute(reading.db);
  return rows[0]?.at ?? new Date(0);
}

/**
 * Waits until every act that belongs before this moment is committed: needed for a moment after the last act, which might
 * otherwise be read before an act that carries an earlier one; every act that begins afterwards carries a later one.
 * @throws Problem 422 for a moment that has not come: it could not be looked at again alike.
 */
export async function settle(house: House, county: string, moment: Date): Promise<void> {
  const settled = await keeping(house, county, async (db) => {
    const { rows } = await sql<{ settled: boolean }>`
      select ${moment}::timestamptz <= greatest(at, clock_timestamp() - interval '1 millisecond') as settled
      from journal_heads where county_id = ${county} for update`.execute(db);
    return rows[0]?.settled ?? false;
  });
  if (!settled) throw new Problem(422, 'moment_to_come', '“截至时刻”还没有到。请填现在或以前的时刻。', { fields: { asof: '请填现在或以前的时刻' } });
}
