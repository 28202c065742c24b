import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { startEmbedded, type SocketAddress } from '#platform/database/embedded.ts';
import { restoreBase, takeBase } from './base.ts';

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ask<Row extends pg.QueryResultRow>(address: SocketAddress, text: string): Promise<Row[]> {
  const client = new pg.Client(address);
  await client.connect();
  const result = await client.query<Row>(text);
  await client.end();
  return (Array.isArray(result) ? result.at(-1) : result).rows;
}

const start = (dataDir: string, archiveDir?: string) => startEmbedded({ dir: join(dataDir, 'database'), durable: true, sharedBuffersMb: 16, maxConnections: 10, archiveDir });

test('a copy of the running PostgreSQL and the archive of its log bring back a moment: what came after it is not there', async () => {
  const [here, there, archive, base] = ['here', 'there', 'archive', 'base'].map((name) => join(folder, name)) as [string, string, string, string];
  mkdirSync(here, { mode: 0o755 });
  const server = await start(here, archive);
  await ask(server.address, 'create table towns (name text primary key)');
  await takeBase(server.address, here, base);
  await ask(server.address, `insert into towns select 'before ' || n from generate_series(1, 1000) as n`);
  await pause(50);
  const [{ moment }] = (await ask<{ moment: string }>(server.address, 'select clock_timestamp()::text as moment')) as [{ moment: string }];
  await pause(50);
  await ask(server.address, `delete from towns where name like 'before%'; insert into towns values ('after')`);
  await ask(server.admin, 'select pg_switch_wal()');
  await expect.poll(() => readdirSync(archive).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name)).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  await server.stop();

  await restoreBase({ base, archive, dataDir: there, until: moment });
  const restored = await start(there);
  expect(await ask(restored.address, `select count(*)::int as n, count(*) filter (where name = 'after')::int as later from towns`)).toEqual([{ n: 1000, later: 0 }]);
  await ask(restored.address, `insert into towns values ('work goes on')`);
  await restored.stop();

  await expect(restoreBase({ base, archive, dataDir: there })).rejects.toThrow(/已经有数据/);
  await expect(restoreBase({ base, archive, dataDir: join(folder, 'third'), until: '昨天' })).rejects.toThrow(/不是一个时刻/);
});
