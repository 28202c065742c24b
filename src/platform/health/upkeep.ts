import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { backUp, keepBase, newestBase, type Places } from '#platform/backup/places.ts';
import { expectRestorable } from '#platform/backup/rehearsing.ts';
import type { DatabaseAddress } from '#platform/database/connect.ts';
import type { DB } from '#platform/database/schema.ts';
import type { FileStore } from '#platform/files/store.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { inCounty } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';

/** What the program itself does for the whole installation while nobody is there: a backup each night, its proof and the journals each week. */

export type Upkeep = 'backup' | 'backup_proved' | 'journal';

export interface Done {
  kind: Upkeep;
  at: Date;
  good: boolean;
  sentence: string;
}

const NO_SUCH_TABLE = '42P01';

export async function noteUpkeep(pool: pg.Pool, kind: Upkeep, good: boolean, sentence: string): Promise<void> {
  await pool.query(`insert into upkeep (kind, at, good, sentence) values ($1, now(), $2, $3)
    on conflict (kind) do update set at = excluded.at, good = excluded.good, sentence = excluded.sentence`, [kind, good, sentence.slice(0, 1000)]).catch((error: unknown) => {
    if ((error as { code?: string }).code !== NO_SUCH_TABLE) throw error; // commands also look into a database that no program of today has started on
  });
}

export async function upkeepDone(db: Kysely<DB>): Promise<Done[]> {
  return (await sql<Done>`select kind, at, good, sentence from upkeep order by kind`.execute(db)).rows;
}

export interface Keeper {
  address: DatabaseAddress;
  owner: pg.Pool;
  app: pg.Pool;
  dataDir: string;
  store: FileStore;
  places: Places;
  /** From which time of the day on (`02:30`), or `off`. */
  at: string;
  leads: () => Promise<boolean>;
}

const LOOK_EVERY_MS = 60_000;
/** A program that was just started is wanted by somebody. */
const AFTER_START_MS = 10 * 60_000;
const WEEK_MS = 7 * 86_400_000;
const STOP_WAITS_MS = 3_000;

/** Looks every minute what is due. Answers how to stop, which waits a little for what is under way: a backup that is cut off is none, and made anew. */
export function keepUpkeep(keeper: Keeper): () => Promise<void> {
  if (!/^([01]\d|2[0-3]):[0-5]\d$|^off$/.test(keeper.at)) throw new Error('BACKUP_AT 请写成 02:30 这样的时间，或写 off。 / BACKUP_AT is a time of the day, or off.');
  if (keeper.at === 'off') return async () => undefined;
  let running = Promise.resolve();
  let idle = true;
  const look = () => {
    if (!idle) return;
    idle = false;
    running = doUpkeep(keeper, new Date()).then(() => undefined, (error: unknown) => console.error('upkeep will be tried again:', error)).finally(() => (idle = true));
  };
  let every: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    look();
    every = setInterval(look, LOOK_EVERY_MS);
  }, AFTER_START_MS);
  return () => {
    clearTimeout(first);
    clearInterval(every);
    return Promise.race([running, pause(STOP_WAITS_MS, undefined, { ref: false })]);
  };
}

/** Does what is due and tells what was done; a night on which the machine was off is made up in the morning. */
export async function doUpkeep(keeper: Keeper, now: Date): Promise<Upkeep[]> {
  if (timeOf(now) < keeper.at || !(await keeper.leads())) return [];
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: keeper.app }) });
  const last = new Map((await upkeepDone(db)).map((one) => [one.kind, one]));
  const done: Upkeep[] = [];
  const before = last.get('backup');
  if (!before || dayOf(before.at) < dayOf(now)) {
    await backUpTonight(keeper, !isFresh(last.get('backup_proved'), now));
    done.push('backup');
  }
  if (!isFresh(last.get('journal'), now)) {
    await verifyJournals(keeper, db);
    done.push('journal');
  }
  return done;
}

const timeOf = (now: Date): string => now.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const isFresh = (one: Done | undefined, now: Date): boolean => Boolean(one?.good) && now.getTime() - one!.at.getTime() < WEEK_MS;

/** A fault is noted once a day and not tried again until the next: a full disk must not be made fuller every minute. */
async function backUpTonight({ address, owner, store, places, dataDir }: Keeper, proof: boolean): Promise<void> {
  try {
    const { into, manifest } = await backUp(address, store, places);
    if (places.archiveDir && (await newestBase(places)) < dayOf(new Date(Date.now() - WEEK_MS)).replaceAll('-', '')) await keepBase(address, dataDir, places);
    await noteUpkeep(owner, 'backup', true, `已备份到 ${into}：${manifest.counties.length} 个县，${manifest.files.length} 份附件`);
    if (!proof) return;
    await expectRestorable(into, manifest).then(
      () => noteUpkeep(owner, 'backup_proved', true, `${into} 恢复后逐表逐行一致`),
      (error: Error) => noteUpkeep(owner, 'backup_proved', false, error.message),
    );
  } catch (error) {
    await noteUpkeep(owner, 'backup', false, `没有备份成功：${error instanceof Error ? error.message : String(error)}`);
  }
}

async function verifyJournals({ owner }: Keeper, db: Kysely<DB>): Promise<void> {
  const counties = await db.selectFrom('counties').select(['county_id', 'name']).orderBy('name').execute();
  const broken: string[] = [];
  let lines = 0;
  for (const { county_id, name } of counties) {
    const verdict = await inCounty({ db }, county_id, 'isolation level repeatable read read only', (trx) => verifyJournal(trx, county_id));
    lines += verdict.lines;
    if (verdict.broken) broken.push(`${name}：${verdict.broken.sentence}`);
  }
  await noteUpkeep(owner, 'journal', broken.length === 0, broken.length === 0 ? `${counties.length} 个县的操作日志共 ${lines} 行，没有被改动` : broken.join('；'));
}
