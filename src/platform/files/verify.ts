import { sql } from 'kysely';
import { readThrough, type FileStore } from '#platform/files/store.ts';
import type { House } from '#platform/records/act.ts';
import { inCounty } from '#platform/records/act.ts';

/** What is wrong with the content of an attached file. */
export interface DamagedFile {
  record: string;
  record_id: string;
  name: string;
  hash: string;
  why: 'missing' | 'changed';
}

export interface FilesVerdict {
  /** Attached files, withdrawn ones included, sealed volumes, sheets that were filled, and exports that wait to be fetched. */
  files: number;
  damaged: DamagedFile[];
  /** Content that no row names: an act that was refused after its files had arrived. Harmless. */
  unnamed: string[];
}

type Named = Omit<DamagedFile, 'why'>;

const PIECE = 1_000;

/** Reads every attached file of a county anew and compares it with its hash; then looks for content that nothing names. */
export async function verifyFiles(house: Pick<House, 'db' | 'files'>, county: string): Promise<FilesVerdict> {
  const verdict: FilesVerdict = { files: 0, damaged: [], unnamed: [] };
  let after: { hash: string; id: string } | undefined;
  const named = new Map<string, DamagedFile['why'] | undefined>();
  for (;;) {
    const rows = await namedAfter(house, county, after);
    for (const row of rows) {
      if (!named.has(row.hash)) named.set(row.hash, await faultOf(house.files, county, row.hash));
      const why = named.get(row.hash);
      const { id: _, ...file } = row;
      if (why) verdict.damaged.push({ ...file, why });
    }
    verdict.files += rows.length;
    after = rows.at(-1);
    if (rows.length < PIECE) break;
  }
  for await (const hash of house.files.list(county)) if (!named.has(hash)) verdict.unnamed.push(hash);
  return verdict;
}

async function namedAfter(house: Pick<House, 'db'>, county: string, after?: { hash: string; id: string }): Promise<(Named & { id: string })[]> {
  return inCounty(house, county, 'read only', async (db) => {
    const { rows } = await sql<Named & { id: string }>`
      select * from (
        select id, record, record_id, name, hash from attachments where county_id = ${county}
        union all select id, 'archive_volume', id, title, pack_hash from archive_volumes where county_id = ${county} and pack_hash is not null
        union all select id, 'superior_sheet', sheet_id, name, hash from superior_sheet_fillings where county_id = ${county}
        union all select id, 'list_export', id, title, hash from list_exports where county_id = ${county} and hash is not null
      ) as named ${after ? sql`where (hash, id) > (${after.hash}, ${after.id}::uuid)` : sql``}
      order by hash, id limit ${PIECE}`.execute(db);
    return rows;
  });
}

async function faultOf(store: FileStore, county: string, hash: string): Promise<DamagedFile['why'] | undefined> {
  if (!(await store.has(county, hash))) return 'missing';
  return (await readThrough(await store.open(county, hash))).hash === hash ? undefined : 'changed';
}
