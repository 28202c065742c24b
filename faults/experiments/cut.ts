import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { sql } from 'kysely';
import { slices } from '#county.ts';
import type { DailyWork } from '#platform/chapter.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { startEmbedded, type EmbeddedPostgres, type SocketAddress } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { folderStore } from '#platform/files/store.ts';
import { knownCounties } from '#platform/http/counties.ts';
import type { County } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading, transact, type House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { secretsHere } from '#platform/secrets/here.ts';
import { create } from '#platform/records/write.ts';
import { doDailyWork } from '#platform/schedule.ts';
import { projectRoot } from '#platform/root.ts';
import { unit } from '#institutions/units/record.ts';
import { counted, type Bench, type Experiment, type Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';

/** Work that is cut off in the middle, and a clock that jumps. reliability F-10, F-11, F-14. */

const MIGRATION_SECONDS = 3;

async function onCluster<T>({ dataDir }: Pick<Ground, 'dataDir'>, work: (cluster: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const cluster = await startEmbedded({ dir: join(dataDir, 'database'), durable: true });
  try {
    return await work(cluster);
  } finally {
    await cluster.stop();
  }
}

/** Killed at some moment of all migrations, again and again, until they are through: the same tables as those of one that was left in peace. */
const migrationsCut = ({ ground: lay, rounds }: Bench): Promise<Outcome> => onCluster(lay(), async (cluster) => {
  const wrong: string[] = [];
  let kills = 0;
  const whole = await shapeOf({ ...cluster.admin, database: cluster.address.database });
  for (let round = 0; round < rounds; round++) {
    const address = { ...cluster.address, database: `cut_${round}` };
    await statement(cluster.admin, `create database ${address.database} owner ${address.user}`);
    for (let tries = 0; tries < 4; tries++) kills += Number(await migrateUntilKilled(address, Math.random() * MIGRATION_SECONDS * 1_000));
    const halves = await shapeOf({ ...cluster.admin, database: address.database });
    const database = connectDatabase(address);
    await migrate(database.owner);
    await database.end();
    const shape = await shapeOf({ ...cluster.admin, database: address.database });
    if (shape !== whole) wrong.push(`after ${kills} kills the tables differ from those of an uninterrupted migration`);
    if (halves === '') wrong.push('nothing was migrated before a kill');
  }
  return counted(`${kills} kills in ${rounds} databases; every table, column, index and policy as if nothing had happened`, wrong);
});

/** @returns whether it was killed before it was through */
async function migrateUntilKilled(address: SocketAddress, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [join(projectRoot, 'faults', 'migrating.ts'), JSON.stringify(address)], { cwd: projectRoot, stdio: 'ignore' });
  const ended = new Promise<boolean>((done) => child.once('close', (_code, signal) => done(signal !== null)));
  await Promise.race([pause(ms), ended]);
  child.kill('SIGKILL');
  return ended;
}

/** All that migrations make, as one text. */
async function shapeOf(address: SocketAddress): Promise<string> {
  const [{ shape } = { shape: '' }] = await statement<{ shape: string }>(address, `
    select md5(string_agg(line, e'\\n' order by line)) as shape from (
      select format('%s.%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull) as line
        from pg_attribute join pg_class c on c.oid = attrelid where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select format('%s %s %s', tablename, policyname, qual) from pg_policies
      union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
      union all select format('%s %s', number, checksum) from migrations
    ) as all_lines`);
  return shape;
}

async function statement<Row extends pg.QueryResultRow>(address: SocketAddress, text: string): Promise<Row[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function inHouse<T>(ground: Ground, work: (house: House) => Promise<T>): Promise<T> {
  return onCluster(ground, async (cluster) => {
    const database = connectDatabase(cluster.address);
    try {
      return await work({ ...(await openHouse(database.app, slices, folderStore(join(ground.dataDir, 'files')), secretsHere(process.env, ground.dataDir))), indexSoon: undefined });
    } finally {
      await database.end();
    }
  });
}

class Cut extends Error {}

const works = slices.flatMap((slice) => slice.daily ?? []);

/** The day's work ends after each of its parts in turn, before the day is marked as done; done again, it leaves what one run in peace leaves. */
const dailyWorkCut = async ({ ground: lay }: Bench): Promise<Outcome> => {
  const now = new Date('2026-03-04T10:00:00+08:00');
  const inPeace = await inHouse(lay(), async (house) => {
    await doDailyWork(house, await firstCounty(house), works, now);
    return linesOf(house);
  });
  const wrong: string[] = [];
  await inHouse(lay(), async (house) => {
    const county = await firstCounty(house);
    for (let cutAfter = 1; cutAfter <= works.length; cutAfter++) {
      let done = 0;
      const cutting = works.map((work): DailyWork => async (...given) => {
        await work(...given);
        if (++done === cutAfter) throw new Cut();
      });
      await doDailyWork(house, county, cutting, now).catch((error: unknown) => {
        if (!(error instanceof Cut)) throw error;
      });
    }
    const days = [await doDailyWork(house, county, works, now), await doDailyWork(house, county, works, now)];
    if (days[0]?.length !== 1 || days[1]?.length !== 0) wrong.push(`a day that was cut off was done ${days.flat().length} times`);
    const lines = await linesOf(house);
    if (lines !== inPeace) wrong.push(`cut off and done again it left ${lines}, in peace ${inPeace}`);
  });
  return counted(`${works.length} works, each cut off after its effect and done again; journal lines by record: ${inPeace || 'none'}`, wrong);
};

const linesOf = (house: House): Promise<string> => inFirstCounty(house, async (db) => {
  const { rows } = await sql<{ line: string }>`select record || ' ' || step || ' ' || count(*) as line from journal group by record, step order by 1`.execute(db);
  return rows.map(({ line }) => line).join(', ');
});

async function firstCounty(house: House): Promise<County> {
  const counties = knownCounties(house, slices);
  return counties.open((await counties.all())[0]!);
}

async function inFirstCounty<T>(house: House, look: (db: Parameters<Parameters<typeof reading>[2]>[0]['db'], county: string) => Promise<T>): Promise<T> {
  const county = await firstCounty(house);
  return reading(house, program(county.id), ({ db }) => look(db, county.id));
}

const HOUR = 3_600_000;

/** The clock of the machine goes two days ahead, an hour back, a year back: acts stay in order, days are neither lost nor done twice. */
const clockJumps = ({ ground: lay }: Bench): Promise<Outcome> => inHouse(lay(), async (house) => {
  const county = await firstCounty(house);
  const wrong: string[] = [];
  const start = Date.parse('2026-03-04T10:00:00+08:00');
  const jumps = [0, 48 * HOUR, 47 * HOUR, 47 * HOUR + 1, -365 * 24 * HOUR, 72 * HOUR];
  const worked: string[] = [];
  let made = 0;
  for (const jump of jumps) {
    const jumped: House = { ...house, clock: () => new Date(start + jump) };
    await transact(jumped, program(county.id), null, (act) => create(act, unit, { name: `县第${made += 1}局`, side: 'government' }));
    worked.push(...(await doDailyWork(house, county, [], new Date(start + jump))));
  }
  if (new Set(worked).size !== worked.length) wrong.push(`a day was worked twice: ${worked.join()}`);
  const { rows } = await inFirstCounty(house, (db) => sql<{ back: string }>`select count(*) as back from (select at < lag(at) over (order by seq) as back from journal) as lines where back`.execute(db));
  if (Number(rows[0]!.back)) wrong.push(`${rows[0]!.back} lines of the journal are earlier than the one before`);
  const { broken } = await inFirstCounty(house, verifyJournal);
  if (broken) wrong.push(broken.sentence);
  return counted(`${jumps.length} jumps, from a year back to three days ahead; days worked: ${worked.join(' ')}`, wrong, made);
});

export const cut: readonly Experiment[] = [
  { name: 'a migration that is killed', onlyLong: true, run: migrationsCut },
  { name: 'the day’s work cut off between effect and acknowledgement', run: dailyWorkCut },
  { name: 'a clock that jumps', run: clockJumps },
];
