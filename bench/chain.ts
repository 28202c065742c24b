import { tmpdir } from 'node:os';
import pg from 'pg';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { chainOf, MOST_NODES, neighboursOf } from '#duties/crossings/chain.ts';
import { fillWork } from './assessing-work.ts';
import { connected, type Content } from './fill.ts';

/** A hundred thousand ledger entries and what followed from them, in chains as long as one picture holds, opened from each of their ends. */
const RECORDS = 143_000;
const STARTS = 60;

const ends = ['ledger_entry', 'opinion_item', 'inspection', 'consultation', 'proposal', 'deed'] as const;
const tables = { ledger_entry: 'ledger_entries', opinion_item: 'opinion_items', inspection: 'inspections', consultation: 'consultations', proposal: 'proposals', deed: 'deeds' } as const;

/** Each record leads to one of the next kind, so that several of the earlier meet in one of the later. */
const link = (from: (typeof ends)[number], to: (typeof ends)[number]): string => `
  insert into crossings (county_id, id, state, version, changed_at, created_at, kind, from_record, from_id, to_record, to_id, why, made_on, made_by)
  select $1::uuid, uuidv7(), 'standing', 1, now(), now(), 'led_to', '${from}', f.id, '${to}', t.id, '同一件事', '2025-06-01', '石大山'
  from (select id, row_number() over (order by id) % (select count(*) from ${tables[to]} where county_id = $1) as n from ${tables[from]} where county_id = $1) f
  join (select id, row_number() over (order by id) - 1 as n from ${tables[to]} where county_id = $1) t on t.n = f.n`;

export const chainsOf = (tell: (line: string) => void): Content => async ({ bare, county, committees }) => {
  tell(`  … ${RECORDS.toLocaleString('en')} records and their links`);
  await connected(bare, async (client) => {
    await fillWork(client, county, committees, RECORDS);
    for (const [n, from] of ends.slice(0, -1).entries()) await client.query(link(from, ends[n + 1]!), [county]);
    await client.query('analyze');
  });
};

export interface Opened {
  what: string;
  /** Milliseconds: the whole picture, and the line on the record's own page. */
  half: number;
  worst: number;
  beside: number;
  nodes: number;
}

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/** How long it takes from each end, and which tables were read whole meanwhile: none should be. */
export async function opening(address: SocketAddress, bare: SocketAddress, county: string): Promise<{ opened: Opened[]; scanned: string[] }> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const client = new pg.Client(bare);
  await client.connect();
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    const look = <T>(work: Parameters<typeof reading<T>>[2]) => reading(house, program(county), work);
    const before = await scans(client);
    const opened: Opened[] = [];
    for (const record of ends) {
      const { rows } = await client.query<{ id: string }>(`select id from ${tables[record]} where county_id = $1 order by id offset 100 limit ${STARTS}`, [county]);
      const pictures = [];
      for (const { id } of rows) pictures.push(await timed(() => look((at) => chainOf(at, { record, id }, {}))));
      const lines = [];
      for (const { id } of rows) lines.push((await timed(() => look((at) => neighboursOf(at, { record, id }, {})))).ms);
      const times = pictures.map(({ ms }) => ms);
      opened.push({ what: record, half: middle(times), worst: Math.max(...times), beside: middle(lines), nodes: Math.max(...pictures.map(({ result }) => result!.nodes.length)) });
    }
    if (!opened.some(({ nodes }) => nodes === MOST_NODES)) throw new Error('the chains are shorter than one picture holds: nothing was measured');
    const after = await scans(client);
    return { opened, scanned: [...after].filter(([table, n]) => n - (before.get(table) ?? 0) >= STARTS).map(([table]) => table) };
  } finally {
    await client.end();
    await database.end();
  }
}

/** How often each of the large tables was read from beginning to end. */
async function scans(client: pg.Client): Promise<Map<string, number>> {
  await client.query('select pg_stat_force_next_flush(), pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ relname: string; seq_scan: string }>('select relname, seq_scan from pg_stat_user_tables where n_live_tup > 1000');
  return new Map(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
}
