import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { bringWork } from '#platform/kept-work.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { inCounty, reading, transact, type House } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { createMany } from '#platform/records/write.ts';
import { committee } from '#institutions/committees/record.ts';
import { scoresOf, subjectsOf, type Scored } from '#assessment/scores/facts.ts';
import { assessed, byHand } from './assessing-scheme.ts';
import { assessedYear, fillWork } from './assessing-work.ts';
import { connected, type Content } from './fill.ts';

/** A year of twenty committees under thirty indicators, in a county of very many records and in a province of a hundred counties. */
const COUNTIES = 100;
const TIMES = 5;

export const workOf = (records: number, tell: (line: string) => void): Content => async ({ bare, county, committees }) => {
  tell(`  … ${records.toLocaleString('en')} records`);
  await connected(bare, (client) => fillWork(client, county, committees, records));
  tell('  … what is kept of them');
  await keepAll(bare, [county]);
};

/** What the program keeps with its writes, counted at once. */
async function keepAll(bare: SocketAddress, counties: readonly string[]): Promise<void> {
  const database = connectDatabase(bare, { statementTimeoutMs: 0 });
  const house = await openHouse(database.owner, slices, folderStore(tmpdir()));
  for (const county of counties) await inCounty(house, county, 'read write', (db) => bringWork({ house, db, county, actor: program(county) }));
  await database.end();
}

/** The other counties of a province, each with a hundredth of the records. */
export const provinceOf = (records: number, tell: (line: string) => void): Content => async ({ address, bare, county, committees }) => {
  const ids = [county];
  await connected(bare, (client) => fillWork(client, county, committees, records / COUNTIES));
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const house = { ...(await openHouse(database.app, slices, folderStore(tmpdir()))), indexSoon: undefined };
  for (let n = 2; n <= COUNTIES; n += 1) {
    const id = await foundCounty(database.owner, { slug: `bench${n}`, name: `测速${n}县`, bodyName: `政协测速${n}县委员会`, invented: true, secondFactor: 'optional' });
    const rows = await transact(house, program(id), null, (act) => createMany(act, committee, Array.from({ length: 20 }, (_, place) => ({ state: 'established', name: `第${place + 1}镇政协联络委`, place: `第${place + 1}镇`, place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: place }))));
    await connected(bare, (client) => fillWork(client, id, rows.map((one) => one.id), records / COUNTIES));
    ids.push(id);
    if (n % 20 === 0) tell(`  … ${n} counties`);
  }
  await database.end();
  await keepAll(bare, ids);
};

const works = slices.flatMap((slice) => slice.work ?? []);

export const reckon = (house: House, county: string, together: boolean): Promise<Scored[]> => reading(house, program(county), async (look) =>
  scoresOf(look, works, assessed, { ...assessedYear, subjects: await subjectsOf(look, 'committee', assessedYear), together }));

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

/** Milliseconds for the totals, for the sheets with every record behind them, and for the hand-written queries. */
export async function assessing(address: SocketAddress, bare: SocketAddress, county: string): Promise<{ together: number; apart: number; byHand: number }> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const client = new pg.Client(bare);
  await client.connect();
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    const [ours, hands]: [number[], number[]] = [[], []];
    for (let time = 0; time < TIMES; time += 1) {
      const { ms, result } = await timed(() => reckon(house, county, true));
      const hand = await timed(() => handWritten(client, county));
      ours.push(ms);
      hands.push(hand.ms);
      if (time === 0) expectAlike(result, hand.result);
    }
    return { together: middle(ours), byHand: middle(hands), apart: (await timed(() => reckon(house, county, false))).ms };
  } finally {
    await client.end();
    await database.end();
  }
}

async function handWritten(client: pg.Client, county: string): Promise<Map<string, number>> {
  const totals = new Map<string, number>();
  for (const query of byHand) {
    const { rows } = await client.query<{ committee_id: string | null; points: string }>(query, [county, assessedYear.from, assessedYear.to]);
    for (const { committee_id: id, points } of rows) if (id) totals.set(id, (totals.get(id) ?? 0) + Number(points));
  }
  return totals;
}

/** @throws when the two do not give the same points */
function expectAlike(scores: readonly Scored[], totals: ReadonlyMap<string, number>): void {
  for (const { id, sheet } of scores) {
    const [ours, theirs] = [Number(sheet.total.toString()), totals.get(id) ?? 0];
    if (Math.abs(ours - theirs) > 0.02) throw new Error(`${id}: ${ours} points, by hand ${theirs}`);
  }
}

/** Megabytes of heap after each of the counties, one after another in one run, and how long all of them took. */
export async function province(address: SocketAddress): Promise<{ seconds: number; heap: number[] }> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    const counties = await database.owner.query<{ county_id: string }>('select county_id from counties order by slug');
    const heap: number[] = [];
    const { ms } = await timed(async () => {
      for (const { county_id: id } of counties.rows) {
        await reckon(house, id, false);
        collect();
        heap.push(Math.round(process.memoryUsage().heapUsed / 1024 ** 2));
      }
    });
    return { seconds: ms / 1000, heap };
  } finally {
    await database.end();
  }
}
