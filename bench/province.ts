/**
 * `npm run province [-- --counties=1,10,100] [--rows=100000] [--clients=1,16,64] [--seconds=6] [--keep]`: what a county's work costs on a
 * PostgreSQL that it shares with so many others. Each province is filled, measured through the program as `npm start` runs it, and removed.
 * A hundred counties of 100,000 ledger rows need some 50 GB of disk for an hour or two. The figures stand in docs/scale.md.
 */
import { mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDatabase } from '#platform/database/connect.ts';
import { startEmbedded, type EmbeddedPostgres } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { memoryOf, startChild } from './children.ts';
import { ask, filled, type FilledCounty } from './fill.ts';
import { provinceOf } from './province-filling.ts';
import { askedOf, assessed, pressed, quiet, sessionsOf, type Pressed } from './province-asking.ts';

const { values } = parseArgs({
  options: {
    counties: { type: 'string', default: '1,10,100' }, rows: { type: 'string', default: '100000' }, clients: { type: 'string', default: '1,16,64' },
    seconds: { type: 'string', default: '6' }, keep: { type: 'boolean', default: false },
  },
});
const provinces = values.counties.split(',').map(Number);
const clients = values.clients.split(',').map(Number);
const rows = Number(values.rows);
const seconds = Number(values.seconds);
const folder = join(projectRoot, '.cache', 'province');
const port = 18_093;
/** Of disk for a ledger row with all that belongs to it, with room for the building of indexes. */
const BYTES_A_ROW = 5_000;
const SHARED_MB = 3_072;
const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { build } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { build(): Promise<void> };
  await build();
  tell(`${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB; ${rows.toLocaleString('en')} ledger rows a county; shared_buffers ${SHARED_MB} MB`);
  for (const counties of provinces) {
    await fill(counties);
    await measure(counties);
  }
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

/** What an earlier run kept has its room already. */
async function expectRoom({ admin }: EmbeddedPostgres, counties: number): Promise<void> {
  if ((await ask(admin, `select from pg_database where datname = '${named(counties)}'`)).length > 0) return;
  const { bavail, bsize } = statfsSync(folder);
  const needed = counties * rows * BYTES_A_ROW;
  if (bavail * bsize < needed) throw new Error(`${Math.round(needed / 1024 ** 3)} GB of free disk are needed in ${folder}, ${Math.round((bavail * bsize) / 1024 ** 3)} GB are there`);
}

const named = (counties: number): string => `province_${counties}_${rows}`;

/** Without waiting for the disk; what is measured is then started anew, as durable as every other. */
async function fill(counties: number): Promise<void> {
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: false, sharedBuffersMb: SHARED_MB, tell });
  try {
    await expectRoom(cluster, counties);
    await ask(cluster.admin, `alter system set max_wal_size = '8GB'`, `alter system set checkpoint_timeout = '15min'`, 'select pg_reload_conf()');
    await migratedAnew(cluster);
    const began = Date.now();
    await filled(cluster.admin, cluster.address, named(counties), provinceOf(counties, rows, tell), tell);
    tell(`${counties} counties filled in ${Math.round((Date.now() - began) / 1000)} s`);
  } finally {
    await cluster.stop();
  }
}

async function migratedAnew({ admin, address }: EmbeddedPostgres): Promise<void> {
  await ask(admin, `drop database ${address.database} with (force)`, `create database ${address.database} owner ${address.user}`);
  const database = connectDatabase(address);
  await migrate(database.owner);
  await database.end();
}

async function measure(counties: number): Promise<void> {
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, sharedBuffersMb: SHARED_MB, maxConnections: 200, tell });
  try {
    const county = { rows, ...(await filled(cluster.admin, cluster.address, named(counties), provinceOf(counties, rows, tell), tell)) };
    await sizes(county);
    const postmaster = Number(readFileSync(join(cluster.address.host, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const { host, port: socket, user, database } = county.address;
    const ours = await startChild(join(projectRoot, 'dist', 'server.js'), port, { DATABASE_URL: `postgresql://${user}@${encodeURIComponent(host)}:${socket}/${database}`, TRUST_PROXY: '1' }, /http:\/\/localhost/);
    try {
      tell(`started in ${Math.round(ours.startMs)} ms; the work of the day of all counties then took ${await quiet(ours.pid, postmaster)} s`);
      const asked = await askedOf(county, await sessionsOf(county.address));
      for (const [what, requests] of Object.entries(asked)) {
        for (const n of clients) say(counties, n, what, await pressed(ours, postmaster, requests, n, seconds));
      }
      tell(`memory of the program: ${memoryOf(ours.pid).now} MB now, ${memoryOf(ours.pid).peak} MB at its highest`);
    } finally {
      await ours.stop();
    }
    for (const n of clients) say(counties, n, 'assessment of a year, 20 committees by 30 indicators', await assessed(county.address, postmaster, n, seconds));
    if (!values.keep) await ask(cluster.admin, `drop database ${named(counties)} with (force)`);
  } finally {
    await cluster.stop();
  }
}

/** One line a figure, so that what was measured before a stop is not lost. */
const say = (counties: number, n: number, what: string, { perSecond, p50, p99, cpu, databaseCpu, busy, refused }: Pressed): void =>
  tell(['figure', counties, n, what, perSecond.toFixed(1), p50.toFixed(1), p99.toFixed(1), cpu.toFixed(2), databaseCpu.toFixed(2), busy.toFixed(2), refused].join('\t'));

async function sizes({ bare }: FilledCounty & { rows: number }): Promise<void> {
  const [whole] = await ask<{ gb: string; entries: string; members: string }>(bare, `select round(pg_database_size(current_database()) / 1e9, 2) as gb, (select count(*) from ledger_entries) as entries, (select count(*) from members) as members`);
  tell(`database ${whole!.gb} GB, ${Number(whole!.entries).toLocaleString('en')} ledger rows, ${Number(whole!.members).toLocaleString('en')} members`);
  const largest = await ask<{ name: string; heap: string; indexes: string }>(bare, `
    select relname as name, round(pg_table_size(oid) / 1e9, 2) as heap, round(pg_indexes_size(oid) / 1e9, 2) as indexes from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by pg_total_relation_size(oid) desc limit 6`);
  for (const { name, heap, indexes } of largest) tell(`  ${name}: ${heap} GB and ${indexes} GB of indexes`);
}

await main();
