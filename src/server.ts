import { join, resolve } from 'node:path';
import { countiesOf, openCounty, slices } from '#county.ts';
import type pg from 'pg';
import { demoLogins } from '../db/demo-county/institutions.ts';
import { placesOf } from '#platform/backup/places.ts';
import { openDatabase } from '#platform/database/open.ts';
import { standForElection } from '#platform/election.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { keepLog } from '#platform/health/log.ts';
import { healthRoutes } from '#platform/health/routes.ts';
import { keepUpkeep } from '#platform/health/upkeep.ts';
import type { Counties } from '#platform/http/counties.ts';
import { expectFreePort, listen } from '#platform/http/listen.ts';
import type { House } from '#platform/records/act.ts';
import { inEveryLanguage } from '#platform/languages/answering.ts';
import { builtLanguages, programsOf } from '#platform/languages/programs.ts';
import { openHouse } from '#platform/records/house.ts';
import { masterFor, suiteHere } from '#platform/secrets/here.ts';
import { sealWhatIsOpen } from '#platform/secrets/sealing-anew.ts';
import { Secrets } from '#platform/secrets/secrets.ts';
import { keepDailyWork } from '#platform/schedule.ts';
import { projectRoot } from '#platform/root.ts';
import { today } from '#platform/time.ts';

const port = Number(process.env['PORT'] ?? 8080);
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
const places = placesOf(process.env, dataDir);
/** A server of DATABASE_URL has somebody who cares for it, and its own ways. */
const backupAt = process.env['BACKUP_AT'] ?? (process.env['DATABASE_URL'] ? 'off' : '02:30');
const tell = (line: string) => console.log(line);

/** Leaves with a sentence for the person at the terminal, not a stack trace. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function start(): Promise<void> {
  await expectFreePort(port);
  const database = await openDatabase({ url: process.env['DATABASE_URL'], dataDir, archiveDir: places.archiveDir, tell });
  const close: (() => Promise<void>)[] = [() => database.end()];
  try {
    const master = await masterFor(database.owner, process.env, dataDir);
    const secrets = new Secrets(() => master, suiteHere(process.env));
    await sealWhatIsOpen(database.owner, () => master, secrets.suite, tell);
    const house = await openHouse(database.app, slices, fileStoreOf(process.env, dataDir), secrets);
    const election = standForElection(database.address);
    close.unshift(() => election.resign());
    const counties = countiesOf(house);
    const logins = await welcome(database.owner, house, counties);
    const languages = builtLanguages(projectRoot);
    const first = healthRoutes({ ...database, dataDir, election, token: process.env['METRICS_TOKEN'] });
    const chinese = openCounty(house, join(projectRoot, 'dist', 'assets'), { counties, first, languages });
    const server = await listen(inEveryLanguage(chinese, programsOf(projectRoot, { chinese, completed: counties.ready, first, app: database.app, files: house.files, languages })), port);
    close.unshift(() => server.close(), keepDailyWork(house, slices, counties, election.leads), keepUpkeep({ ...database, dataDir, store: house.files, places, at: backupAt, leads: election.leads }));
    tell(`连心桥已启动：http://localhost:${server.port}/ （按 Ctrl+C 停止）`);
    for (const line of logins) tell(line);
  } catch (error) {
    await closeAll(close);
    throw error;
  }
  stopWhenAsked(close);
  giveUp(new Error(await database.died));
}

/** On the first start: the invented county and an empty one. Answers what to print about log-ins. */
async function welcome(owner: pg.Pool, house: House, counties: Counties): Promise<string[]> {
  if ((await counties.all()).length === 0) {
    tell('正在录入虚构的演示县（只在第一次启动时，约半分钟）……');
    const { foundTrialCounty, loadDemoCounty } = await import('../db/demo-county/load.ts'); // needed once, and heavy
    await loadDemoCounty(owner, house, today(), tell);
    await foundTrialCounty(owner, house, today());
  }
  return (await counties.all()).some(({ invented }) => invented) ? demoLogins() : [];
}

/** Ctrl+C, a service manager, or the end of the process that started us. A second request does not hurry the first. */
function stopWhenAsked(close: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    tell('正在停止……');
    await closeAll(close);
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

async function closeAll(close: (() => Promise<void>)[]): Promise<void> {
  for (const one of close) await one();
}

keepLog(process.env['LOG_FORMAT'] === 'json' ? 'json' : 'plain');
await start().catch(giveUp);
