import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { keeping } from '#platform/records/act.ts';
import type { House } from '#platform/records/act.ts';
import { initialsText } from '#platform/people/initials.ts';
import { grams, weekOf, weekPiece } from '#platform/search/grams.ts';

const BATCH = 500;

/** Indexes what was written since the last time, batch by batch. Harmless to run twice, or after a crash. */
export async function indexPending(house: House, county: string): Promise<number> {
  let indexed = 0;
  for (;;) {
    const n = await keeping(house, county, (db) => indexBatch(house, db, county));
    indexed += n;
    if (n < BATCH) return indexed;
  }
}

async function indexBatch(house: House, db: Transaction<DB>, county: string): Promise<number> {
  const { rows: taken } = await sql<{ record: string; id: string }>`
    delete from search_pending where (county_id, record, id) in (
      select county_id, record, id from search_pending where county_id = ${county}
      limit ${BATCH} for update skip locked
    ) returning record, id`.execute(db);
  const byRecord = Map.groupBy(taken, ({ record }) => record);
  for (const [record, items] of byRecord) {
    const declared = house.records.get(record);
    if (!declared?.searchable) continue;
    const columns = declared.searchable as readonly string[];
    const day = declared.newestBy as string | undefined;
    const { rows } = await sql<Record<string, string | null>>`
      select id, ${sql.join([...columns, ...(day ? [day] : [])].map((column) => sql.ref(column)))} from ${sql.table(declared.table)}
      where county_id = ${county} and id = any(${items.map(({ id }) => id)}::uuid[])`.execute(db);
    const named = (declared.named ?? []) as readonly string[];
    const entries = rows.map((row) => {
      const initials = initialsText(named.map((column) => row[column]));
      return { id: row.id, pieces: [...piecesOf(row, columns, day), ...grams(initials)], initials: initials || null };
    });
    await sql`
      insert into search_entries (county_id, record, id, keys, initials)
      select ${county}::uuid, ${record}, id, coalesce(search_keys(${county}::uuid, ${record}, array(select jsonb_array_elements_text(entry.pieces))), '{}'), initials
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as entry (id uuid, pieces jsonb, initials text)
      on conflict (county_id, record, id) do update set keys = excluded.keys, initials = excluded.initials`.execute(db);
  }
  return taken.length;
}

/** What a record is found by. */
function piecesOf(row: Record<string, string | null>, columns: readonly string[], day: string | undefined): string[] {
  const pieces = grams(...columns.map((column) => row[column]));
  if (day) pieces.push(weekPiece(row[day] ? weekOf(row[day]) : null));
  return pieces;
}

/** Indexes soon after a commit, one run at a time for each county. */
export function indexer(getHouse: () => House): (county: string) => void {
  const waiting = new Set<string>();
  return (county) => {
    if (waiting.has(county)) return;
    waiting.add(county);
    setTimeout(() => {
      waiting.delete(county);
      indexPending(getHouse(), county).catch((error) => console.error('indexing will be tried again:', error));
    }, 200).unref();
  };
}
