import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { enterCounty, type House } from '#platform/records/act.ts';

/**
 * Writes in a county that are no act of a person and change no record: sessions, the search index, saved views.
 * They leave no journal line and do not wait for the county's acts.
 */
export function transactQuietly<T>(house: House, county: string, work: (db: Transaction<DB>) => Promise<T>): Promise<T> {
  return house.db.transaction().execute(async (db) => {
    await enterCounty(db, county);
    return work(db);
  });
}
