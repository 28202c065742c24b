/**
 * `npm run bench [-- --rows=100000,1000000] [--seconds=4] [--rounds=3] [--only=entry]`: what the program costs, beside the same work
 * written by hand on a bare Node server and the same database, in one run. What counts are the ratios: the times of a busy machine are not.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { connectDatabase } from '#platform/database/connect.ts';
import { startEmbedded, type EmbeddedPostgres } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { boardTimes } from './boards.ts';
import { chainsOf, opening } from './chain.ts';
import { memoryOf, startChild, type Child } from './children.ts';
import { DIVIDED, dividing, dividingFurther, ledgerToDivide } from './dividing.ts';
import { assessing, province, provinceOf, workOf } from './assessing.ts';
import { entering } from './entry.ts';
import { EXPORTED, throughTheProgram, writers } from './exporting.ts';
import { ask, filled, filledCounty, type FilledCounty } from './fill.ts';
import { importMany } from './importing.ts';
import { intake } from './intake.ts';
import { alone, expectSame, measure, type Measured, type Pair, type Settings } from './measure.ts';
import { operationsOn } from './operations.ts';
import { boardsAndSearches, contentOf, PROPOSALS } from './proposals.ts';
import { provinceBoard, provincesOf } from './sharing.ts';
import { suggestions } from './suggesting.ts';
import { weigh } from './weights.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000,1000000' }, seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
});
const settings: Settings = { rounds: Number(values.rounds), seconds: Number(values.seconds), connections: 16 };
const sizes = values.rows.split(',').map(Number);
const folder = join(projectRoot, '.cache', 'bench');
const ports = { ours: 18_091, bare: 18_092 };
/** What a start used is given back some twenty seconds after it, when V8 has seen that nobody asks for anything. */
const restSeconds = 45;
const server = join(projectRoot, 'dist', 'server.js');
const tell = (line: string) => console.log(line);

async function main(): Promise<void> {
  if (values.only === 'suggesting') return suggesting();
  if (values.only === 'proposals') return proposals();
  if (values.only === 'assessing') return assessments();
  if (values.only === 'chain') return chains();
  if (values.only === 'sharing') return sharing();
  if (values.only === 'board') return boards();
  if (values.only === 'dividing') return divisions();
  if (values.only === 'export') return exports();
  mkdirSync(folder, { recursive: true });
  await build();
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const costs = new Map<string, Measured[]>();
    for (const rows of sizes) {
      tell(`\n${rows.toLocaleString('en')} ledger rows`);
      await benchmark(await filledCounty(cluster.admin, cluster.address, rows, tell), cluster, costs);
    }
    if (sizes.length > 1) growth(costs);
  } finally {
    await cluster.stop();
  }
}

/** Alone, since nothing else needs a hundred thousand proposals. */
async function proposals(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build();
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const county = await filled(cluster.admin, cluster.address, 'bench_proposals', contentOf(tell), tell);
    await upgraded(county);
    await during(await startOurs(county), async (ours) => {
      const rows = (await boardsAndSearches(ours, county)).map(({ what, page, kb, json, byHand }) => [what, ms(page), kb === undefined ? '' : `${kb.toFixed(1)} kB`, ms(json), ms(byHand), byHand === undefined || json === undefined ? '' : (byHand / json).toFixed(2)]);
      tell(table([`${PROPOSALS.toLocaleString('en')} proposals, each asked alone`, 'page', 'page', 'JSON', 'hand-written query', 'hand-written to JSON'], rows));
    });
  } finally {
    await cluster.stop();
  }
}

/** Alone: records of all duties, which nothing else needs. Nothing is asked of the server, so none is started. */
async function assessments(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const records = sizes.at(-1)!;
    const county = await filled(cluster.admin, cluster.address, `bench_assessing_${records}`, workOf(records, tell), tell);
    const { together, apart, byHand } = await assessing(county.address, county.bare, county.id);
    tell(table(['20 committees, 30 indicators', 'totals (aim 1000 ms)', 'sheets with every record', 'hand-written', 'hand-written to totals'], [[`${records.toLocaleString('en')} records`, ms(together), ms(apart), ms(byHand), (byHand / together).toFixed(2)]]));
    const { seconds, heap } = await province((await filled(cluster.admin, cluster.address, `bench_province_${records}`, provinceOf(records, tell), tell)).address);
    tell(table(['a province, one county after another', 'in all', 'heap after the 1st', 'the 10th', 'the 50th', 'the last'], [[`${heap.length} counties`, `${seconds.toFixed(1)} s`, ...[0, 9, 49, heap.length - 1].map((n) => `${heap[n]} MB`)]]));
  } finally {
    await cluster.stop();
  }
}

/** Alone, as above: the chain of a record among a hundred thousand voices. */
async function chains(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const county = await filled(cluster.admin, cluster.address, 'bench_chain', chainsOf(tell), tell);
    const { opened, scanned } = await opening(county.address, county.bare, county.id);
    tell(table(['a chain opened from', 'half within', 'the slowest', 'the line on its page', 'records in it'], opened.map(({ what, half, worst, beside, nodes }) => [what, ms(half), ms(worst), ms(beside), String(nodes)])));
    tell(scanned.length === 0 ? 'no large table was read whole' : `read whole: ${scanned.join(', ')}`);
  } finally {
    await cluster.stop();
  }
}

/** Alone, as above: a ledger by everything that divides it. */
async function divisions(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const county = await filled(cluster.admin, cluster.address, 'bench_dividing', ledgerToDivide(tell), tell);
    const times = await dividing(county.address, county.bare, county.id);
    const slowest = times.toSorted((a, b) => b.ours - a.ours);
    tell(table([`${DIVIDED.toLocaleString('en')} entries (aim 200 ms)`, 'by', 'days of', 'ours', 'hand-written'], slowest.slice(0, 40).map(({ figure, by, span, ours, byHand }) => [figure, by, span, ms(ours), byHand < 1 ? '' : ms(byHand)])));
    tell(`${times.length} divisions, ${times.filter(({ ours }) => ours > 200).length} above 200 ms; half within ${ms(slowest[slowest.length >> 1]!.ours)}`);
    const more = (await dividingFurther(county.address, county.id)).toSorted((a, b) => b.ours - a.ours);
    tell(table(['by two ways, as of a past day, put together', 'by', 'days of', 'ours'], more.slice(0, 40).map(({ figure, by, span, ours }) => [figure, by, span, ms(ours)])));
    tell(`${more.length} of these, ${more.filter(({ ours }) => ours > 200).length} above 200 ms; half within ${ms(more[more.length >> 1]!.ours)}`);
  } finally {
    await cluster.stop();
  }
}

/** Alone, as above: a province's board of a hundred counties. */
async function sharing(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await buildAssets(join(folder, 'assets'));
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const county = await filled(cluster.admin, cluster.address, 'bench_sharing', provincesOf(tell), tell);
    const { times, scanned } = await provinceBoard(county.address, county.bare, join(folder, 'assets'));
    tell(table(['a province of 100 counties, 30 figures (aim 300 ms)', 'half within', 'the slowest of 60'], times.map(({ what, p50, p99 }) => [what, ms(p50), ms(p99)])));
    tell(scanned === 0 ? 'the reported numbers were never read whole' : `the reported numbers were read whole ${scanned} times`);
  } finally {
    await cluster.stop();
  }
}

/** Alone, over the same entries as the divisions: what a county's office, a committee and a leader look at. */
async function boards(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await buildAssets(join(folder, 'assets'));
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const county = await filled(cluster.admin, cluster.address, 'bench_dividing', ledgerToDivide(tell), tell);
    const times = await boardTimes(county, join(folder, 'assets'));
    tell(table([`${DIVIDED.toLocaleString('en')} entries (aim 300 ms)`, 'half within', 'the slowest'], times.map(({ what, p50, p99 }) => [what, ms(p50), ms(p99)])));
  } finally {
    await cluster.stop();
  }
}

/** Alone, as above: ledgers of 100,000 and ten times as many entries as workbooks, beside libraries that are given the rows in memory. */
async function exports(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const found = await writers(folder);
  await build();
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: true, tell });
  try {
    await migratedAnew(cluster);
    const counties = [await filledCounty(cluster.admin, cluster.address, EXPORTED, tell), await filled(cluster.admin, cluster.address, 'bench_dividing', ledgerToDivide(tell), tell)];
    for (const county of counties) await upgraded(county);
    for (const county of counties) await during(await startOurs(county), async (ours) => void found.push(await throughTheProgram(ours, county.session)));
  } finally {
    await cluster.stop();
  }
  tell(table(['as a workbook', 'rows', 'taken (aim 10 s of 100,000)', 'more memory (aim 64 MB)', 'peak memory', 'file'],
    found.map(({ what, rows, seconds, moreMb, peakMb, fileMb }) => [what, rows.toLocaleString('en'), `${seconds.toFixed(1)} s`, `${moreMb} MB`, `${peakMb} MB`, `${fileMb.toFixed(1)} MB`])));
}

const ms = (taken: number | undefined): string => (taken === undefined ? '' : `${taken.toFixed(1)} ms`);

/** Alone, since it needs the demonstration county and none of the filled ones. */
async function suggesting(): Promise<void> {
  const rows = (await suggestions(tell)).map(({ what, proposals, units, first, firstThree, busiest, ms }) => [what, String(proposals), String(units), percent(first), percent(firstThree), percent(busiest), `${ms.toFixed(0)} ms`]);
  tell(table(['units suggested, each proposal held out once', 'proposals', 'units', 'top 1', 'top 3', 'always the busiest', 'all of them'], rows));
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** An empty database as the migrations make it now; the filled ones are compared with it. */
async function migratedAnew({ admin, address }: EmbeddedPostgres): Promise<void> {
  await ask(admin, `drop database ${address.database} with (force)`, `create database ${address.database} owner ${address.user}`);
  const database = connectDatabase(address);
  await migrate(database.owner);
  await database.end();
}

/** The program as `npm start` runs it, and the hand-written server. */
async function build(): Promise<void> {
  const { build: buildProgram } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { build(): Promise<void> };
  await buildProgram();
  await esbuild.build({ absWorkingDir: projectRoot, entryPoints: ['bench/bare.ts'], outfile: join(folder, 'bare.mjs'), bundle: true, packages: 'external', platform: 'node', format: 'esm' });
}

/** What this program keeps beyond what was filled is counted at its first start, as after an upgrade; its visitors are told to wait so long. */
async function upgraded(county: Pick<FilledCounty, 'address' | 'session'>): Promise<void> {
  await during(await startOurs(county), async (ours) => {
    const began = performance.now();
    while ((await fetch(`${ours.url}/api/v1/ledger`, { headers: { cookie: `session=${county.session}` } })).status === 503) await pause(1_000);
    tell(`  complete ${((performance.now() - began) / 1_000).toFixed(1)} s after the first start`);
  });
}

async function benchmark(county: FilledCounty, { address }: EmbeddedPostgres, costs: Map<string, Measured[]>): Promise<void> {
  await upgraded(county);
  const postmaster = Number(readFileSync(join(address.host, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const bare = await startChild(join(folder, 'bare.mjs'), ports.bare, { DATABASE: JSON.stringify(county.bare), COUNTY: county.id }, /listening/);
  try {
    await during(await startOurs(county), async (ours) => {
      await atRest(ours, bare);
      await operations(county, { ours, bare, postmaster, session: county.session }, costs);
      await pages(county, ours);
    });
    if ('intake'.startsWith(values.only)) await during(await startOurs(county), (ours) => takingIn(ours, county));
    if ('entry'.startsWith(values.only)) await during(await startOurs(county), (ours) => writing(ours, county));
    // Started anew, so that the memory is that of the import alone.
    if ('import'.startsWith(values.only)) await during(await startOurs(county), (ours) => importing(ours, county));
  } finally {
    await bare.stop();
  }
}

/** The program on the filled database, as `npm start` runs it. */
function startOurs({ address }: Pick<FilledCounty, 'address'>): Promise<Child> {
  const url = `postgresql://${address.user}@${encodeURIComponent(address.host)}:${address.port}/${address.database}`;
  return startChild(server, ports.ours, { DATABASE_URL: url, TRUST_PROXY: '1' }, /http:\/\/localhost/);
}

async function during(child: Child, work: (child: Child) => Promise<void>): Promise<void> {
  try {
    await work(child);
  } finally {
    await child.stop();
  }
}

async function atRest(ours: Child, bare: Child): Promise<void> {
  await fetch(ours.url);
  await fetch(bare.url);
  await pause(restSeconds * 1000);
  tell(table(['', 'ours', 'hand-written', 'aim'], [
    ['start until it listens (database running)', `${Math.round(ours.startMs)} ms`, `${Math.round(bare.startMs)} ms`, '2000 ms'],
    ['memory at rest', `${memoryOf(ours.pid).now} MB`, `${memoryOf(bare.pid).now} MB`, '150 MB'],
  ]));
}

async function operations(county: FilledCounty, pair: Pair, costs: Map<string, Measured[]>): Promise<void> {
  const rows: string[][] = [];
  for (const operation of await operationsOn(county)) {
    if (!operation.name.startsWith(values.only)) continue;
    await expectSame(operation, pair);
    const { ours, bare, disturbed } = await measure(operation, pair, settings);
    costs.set(operation.name, [...(costs.get(operation.name) ?? []), ours]);
    const ratio = ours.perSecond / bare.perSecond;
    const single = await alone(pair.ours, operation.ours[0]!.method ? '/api/v1/openapi.json' : operation.ours[0]!.path!, county.session);
    rows.push([
      operation.name, rate(ours), rate(bare), ratio.toFixed(2), operation.aim ? `${operation.aim}${ratio >= operation.aim ? '' : ' missed'}` : '',
      cost(ours), cost(bare), `${ours.p50} / ${ours.p99}`, operation.ours[0]!.method ? '' : single.toFixed(0), `${Math.round(ours.bytes / 1024)} / ${Math.round(bare.bytes / 1024)}`,
    ]);
    tell(`  ${operation.name}: ${ratio.toFixed(2)}${disturbed ? ' (the machine was busy with something else)' : ''}`);
  }
  tell(table(['operation', 'ours /s', 'bare /s', 'ratio', 'aim', 'ours CPU ms (Node + PG)', 'bare CPU ms', 'ours p50 / p99 ms', 'alone ms', 'kB ours / bare'], rows));
  await ask(county.bare, 'checkpoint');
}

const rate = ({ perSecond }: Measured) => (perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond)));
const cost = ({ cpu, databaseCpu }: Measured) => `${cpu.toFixed(2)} + ${databaseCpu.toFixed(2)}`;

async function pages(county: FilledCounty, ours: Child): Promise<void> {
  const [row] = await ask<{ id: string }>(county.bare, `select id from ledger_entries where county_id = '${county.id}' limit 1`);
  const weighed = [
    await weigh(ours, 'resident page (aim 60 kB in all)', `/r/${county.slug}/${county.committees[0]}`, ''),
    await weigh(ours, 'list page (aim 150 kB first, 30 kB after)', '/ledger', county.session),
    await weigh(ours, 'detail page', `/ledger/${row!.id}`, county.session),
  ];
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`;
  tell(table(['page', 'first load', 'after that', 'alone ms'], weighed.map(({ page, first, html, ms }) => [page, kb(first), kb(html), ms.toFixed(0)])));
}

/** Aim: 500 reports a minute, and nobody of the office waits longer than 100 ms for a list (99 of 100). */
async function takingIn(ours: Child, county: FilledCounty): Promise<void> {
  const waited = await intake(ours, county);
  const rows = waited.map(({ what, perMinute, p50, p99, quietP99, worst, refused }) => [what, String(perMinute), `${p50} ms`, `${p99} ms`, quietP99 === undefined ? '' : `${quietP99} ms`, `${worst} ms`, String(refused)]);
  tell(table(['while 540 residents report in a minute', 'a minute', 'p50', 'p99 (list: aim 100 ms)', 'p99 while nobody reports', 'worst', 'refused'], rows));
}

/** Aim: 45 s for what a clerk writes down for somebody, 30 s for what the secretary types from a paper. */
async function writing(ours: Child, county: FilledCounty): Promise<void> {
  const rows = (await entering(ours, county)).map(({ what, aim, keys, points, homes, thoughts, loads, handled, waited }) => [
    what, ...[keys, points, homes, thoughts, loads].map(String), `${handled.toFixed(1)} s`, `${waited.toFixed(1)} s`, `${(handled + waited).toFixed(1)} s`, `${aim} s${handled + waited <= aim ? '' : ' missed'}`,
  ]);
  tell(table(['written by keystrokes (reckoned)', 'keys', 'clicks', 'hand moves', 'thoughts', 'page loads', 'person', 'program', 'together', 'aim'], rows));
}

async function importing(ours: Child, county: FilledCounty): Promise<void> {
  const { readSeconds, enterSeconds, peakMb } = await importMany(ours, county.session);
  tell(table(['import of 5,000 rows', 'read and checked', 'entered', 'peak memory (aim 300 MB)'], [['', `${readSeconds.toFixed(1)} s`, `${enterSeconds.toFixed(1)} s`, `${peakMb} MB`]]));
}

/** How much more CPU an operation of ours costs with more rows; flat is 1. */
function growth(costs: Map<string, Measured[]>): void {
  const sum = ({ cpu, databaseCpu }: Measured) => cpu + databaseCpu;
  const rows = [...costs].map(([name, measured]) => [name, ...measured.map((one) => sum(one).toFixed(2)), (sum(measured.at(-1)!) / sum(measured[0]!)).toFixed(2)]);
  tell(`\nCPU ms an operation as the rows grow\n${table(['operation', ...sizes.map((size) => size.toLocaleString('en')), 'growth'], rows)}`);
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)));
  const line = (cells: string[]) => `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`;
  return ['', line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

await main();
