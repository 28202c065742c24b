import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { placesOf } from '#platform/backup/places.ts';
import type { DB } from '#platform/database/schema.ts';
import type { Role } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';
import { standingOf } from './standing.ts';
import { doUpkeep, keepUpkeep, upkeepDone, type Keeper } from './upkeep.ts';

/** The proof restores everything. */
const PATIENCE = 180_000;

let county: TestCounty;
let folder: string;
let keeper: Keeper;

beforeAll(async () => {
  county = await testCounty(slices);
  folder = mkdtempSync(join(tmpdir(), 'upkeep-'));
  const { address, ownerPool: owner, appPool: app } = county.database;
  const places = placesOf({ BACKUP_DIR: join(folder, 'backups'), BACKUP_KEYS_DIR: join(folder, 'keys'), BACKUP_KEEP: '2' }, folder);
  mkdirSync(join(places.folder, '20260101T000000Z.unfinished'), { recursive: true });
  keeper = { address, owner, app, dataDir: folder, store: county.house.files, places, at: '02:30', leads: async () => true };
});
afterAll(async () => {
  await county.drop();
  rmSync(folder, { recursive: true, force: true });
});

const tonight = new Date(Date.now() + 60_000);
const done = async () => new Map((await upkeepDone(new Kysely<DB>({ dialect: new PostgresDialect({ pool: county.database.appPool }) }))).map((one) => [one.kind, one]));
const checks = () => reading(county.house, county.cast.office, (look) => standingOf(look));
const wanting = async () => (await checks()).filter(({ well }) => !well).map(({ name }) => name);

test('each night a backup, proved by restoring, and the journals; not twice, not before its time, and only by the one that leads', { timeout: PATIENCE }, async () => {
  expect(await wanting()).toEqual(expect.arrayContaining(['backup', 'backup_proved', 'journal']));
  expect(await doUpkeep({ ...keeper, leads: async () => false }, tonight)).toEqual([]);
  expect(await doUpkeep(keeper, new Date('2026-03-04T02:29:00+08:00'))).toEqual([]);
  expect(await doUpkeep({ ...keeper, at: '00:00' }, tonight)).toEqual(['backup', 'journal']);
  expect(await doUpkeep({ ...keeper, at: '00:00' }, tonight)).toEqual([]);
  const after = await done();
  expect([...after.values()].map(({ kind, good }) => [kind, good])).toEqual([['backup', true], ['backup_proved', true], ['journal', true]]);
  expect(readdirSync(keeper.places.folder)).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z$/)]); // what was cut off long ago is gone
  expect((await wanting()).filter((name) => name !== 'disk')).toEqual([]);
});

test('what did not succeed is told, with what to do', async () => {
  await county.database.ownerPool.query(`update upkeep set at = now() - interval '3 days' where kind = 'backup'`);
  expect(await wanting()).toContain('backup');
  writeFileSync(join(folder, 'no-folder'), '');
  const nowhere = { ...keeper.places, folder: join(folder, 'no-folder', 'backups') };
  expect(await doUpkeep({ ...keeper, at: '00:00', places: nowhere }, tonight)).toEqual(['backup']);
  expect((await done()).get('backup')).toMatchObject({ good: false, sentence: expect.stringMatching(/没有备份成功/) });
  const shown = (await checks()).find(({ name }) => name === 'backup');
  expect(shown).toMatchObject({ well: false, value: expect.stringMatching(/没有成功/), advice: expect.stringMatching(/npm run backup/) });
});

test('the page is of the office, the auditor and whoever maintains; nobody else finds it', async () => {
  const enter = siteOf(county, slices);
  const asked = async (role: Role, committee?: string) => (await (await enter({ role, committee })).fetch('/system-status')).status;
  expect([await asked('county_office'), await asked('auditor'), await asked('maintainer')]).toEqual([200, 200, 200]);
  expect([await asked('worker', county.here.committee), await asked('leader')]).toEqual([404, 404]);
});

test('a time that is none is refused at the start', () => {
  expect(() => keepUpkeep({ ...keeper, at: 'night' })).toThrow(/BACKUP_AT/);
});
