import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { findEmbedded, type SocketAddress } from '#platform/database/embedded.ts';
import type { DB } from '#platform/database/schema.ts';
import { folderStore } from '#platform/files/store.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { openHouse } from '#platform/records/house.ts';
import type { Ground } from './ground.ts';
import type { Write } from './load.ts';

/** What must hold after any fault; each sentence is one thing that does not. */
export interface Proof {
  lost: number;
  wrong: string[];
}

/** The database of a running program, as its superuser: to look at everything, and to get in the way. */
export function adminOf({ dataDir }: Pick<Ground, 'dataDir'>): SocketAddress {
  const address = findEmbedded(join(dataDir, 'database'));
  if (!address) throw new Error('no database is running there');
  return { ...address, user: 'postgres' };
}

export async function asAdmin<T>(ground: Pick<Ground, 'dataDir'>, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(adminOf(ground));
  client.on('error', () => undefined); // a fault may take it away
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every acknowledged write present and whole, none twice, numbers without gaps, the chain intact, every attached file there. */
export async function prove(ground: Ground, writes: readonly Write[]): Promise<Proof> {
  const [written, states, chain, files] = [await missing(ground, writes), await halves(ground), await chainOf(ground), await filesOf(ground)];
  return { lost: written.lost, wrong: [...written.wrong, ...states, ...chain, ...files] };
}

async function missing(ground: Ground, writes: readonly Write[]): Promise<Proof> {
  const keys = writes.map(({ key }) => key);
  const found = await asAdmin(ground, async (client) => (await client.query<{ key: string; n: string; there: boolean }>(
    `select request_id as key, count(*) as n, bool_and(exists (select from ledger_entries e where e.county_id = j.county_id and e.id = j.record_id)) as there
     from journal j where county_id = $1 and request_id = any($2) group by 1`, [ground.county, keys])).rows);
  const byKey = new Map(found.map((row) => [row.key, row]));
  const lost = writes.filter(({ key, acknowledged }) => acknowledged && !byKey.get(key)?.there).length;
  const twice = found.filter(({ n }) => Number(n) > 1).length;
  return { lost, wrong: [...(lost ? [`${lost} acknowledged writes are not there`] : []), ...(twice ? [`${twice} writes were done twice`] : [])] };
}

/** A record says what its last line says; it has a line for every version, and its older versions are kept. */
async function halves(ground: Ground): Promise<string[]> {
  const { rows } = await asAdmin(ground, (client) => client.query<{ halves: string; gaps: string }>(
    `with line as (
       select record_id, count(*) as n, (array_agg(content::jsonb->>'to' order by seq desc))[1] as state
       from journal where county_id = $1 and record = 'ledger_entry' and step <> 'attach' group by 1
     )
     select count(*) filter (where line.n is distinct from e.version or line.state is distinct from e.state
         or (select count(*) from ledger_entries_history h where h.county_id = e.county_id and h.id = e.id) <> e.version - 1) as halves,
       coalesce(max(e.number), 0) - count(distinct e.number) as gaps
     from ledger_entries e full join line on line.record_id = e.id where e.county_id = $1 or e.county_id is null`, [ground.county]));
  const { halves: half, gaps } = rows[0]!;
  return [...(Number(half) ? [`${half} records do not agree with their journal and history`] : []), ...(Number(gaps) ? [`${gaps} gaps in the numbers`] : [])];
}

async function chainOf(ground: Ground): Promise<string[]> {
  const pool = new pg.Pool({ ...adminOf(ground), max: 1 });
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const { broken } = await verifyJournal(db, ground.county);
  await db.destroy();
  return broken ? [`the chain is broken: ${broken.sentence}`] : [];
}

async function filesOf({ dataDir, county }: Ground): Promise<string[]> {
  const database = connectDatabase(findEmbedded(join(dataDir, 'database'))!);
  try {
    const { damaged } = await verifyFiles(await openHouse(database.app, slices, folderStore(join(dataDir, 'files'))), county);
    return damaged.map(({ name, why }) => `the attached file ${name} is ${why}`);
  } finally {
    await database.end();
  }
}
