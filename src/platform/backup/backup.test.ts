import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { attach } from '#platform/files/attachments.ts';
import { arrivalIn, folderStore } from '#platform/files/store.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { program } from '#platform/identity/actor.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading, transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { createMany } from '#platform/records/write.ts';
import { unit } from '#institutions/units/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { differences } from './comparing.ts';
import { damagedFiles, fileIn, readManifest } from './manifest.ts';
import { restoreBackup } from './restoring.ts';
import { takeBackup, type KeyPart } from './taking.ts';

/** So many rows come faster than they can be packed. */
const MANY = 10_000;

/** A restore makes and checks every foreign key anew: seconds on an idle machine, minutes on a busy one. */
const PATIENCE = 180_000;

let county: TestCounty;
let other: string;
let folder: string;
let hash: string;
const into = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
  county = await testCounty(slices);
  county.house.files = folderStore(into('store'));
  const path = arrivalIn(county.house.files);
  writeFileSync(path, '一份说明');
  const kept = await county.house.files.put(county.id, path);
  hash = kept.hash;
  await transact(county.house, county.cast.office, null, async (act) => {
    const [made] = await createMany(act, unit, [{ name: '县\\住建局\t第二行\n', side: 'government' }, { name: 'County “Bureau”', side: 'party' }]);
    await attach(act, unit, made!.id, [{ ...kept, name: '说明.txt', kind: 'text' } as never], {});
  });
  await county.database.ownerPool.query(`begin; set local app.county to '${county.id}'; insert into signing_keys values ('${county.id}', 'öffentlich', '~geheim: ein\\\\e Zeile', 'fingerprint'); commit`);
  await county.database.ownerPool.query(`begin; set local app.county to '${county.id}'; insert into units (county_id, id, state, version, changed_at, created_at, name, side)
    select '${county.id}', gen_random_uuid(), 'active', 1, now(), now(), '很长的单位名称' || n, 'government' from generate_series(1, ${MANY}) n; commit`);
  other = await foundCounty(county.database.ownerPool, { slug: 'second', name: '第二县', bodyName: '政协第二县委员会', invented: true });
  await transact(county.house, program(other), null, (act) => createMany(act, unit, [{ name: '另一个县的局', side: 'government' }]));
});
afterAll(async () => {
  await county.drop();
  rmSync(folder, { recursive: true, force: true });
});

const taken = (name: string, more: { county?: string; before?: string } = {}) =>
  takeBackup({ address: county.database.address, store: county.house.files, into: into(name), keysInto: into(`${name}.keys`), ...more });

const keysOf = async (name: string): Promise<KeyPart[]> => JSON.parse(await readFile(into(`${name}.keys`), 'utf8')).keys;

test('a backup restored into a fresh database is the same in every table, row by row, with its files, keys and chains', { timeout: PATIENCE }, async () => {
  await taken('whole');
  const manifest = await readManifest(into('whole'));
  expect(manifest.counties.map(({ slug }) => slug).toSorted()).toEqual(['second', 'test']);
  expect(manifest.files).toEqual([{ county: county.id, hash, bytes: 12 }]);
  expect(manifest.keys).toEqual([{ table: 'signing_keys', county: county.id, rows: 1 }]);
  expect(manifest.parts.some(({ table }) => table === 'signing_keys')).toBe(false);
  expect(await damagedFiles(into('whole'), manifest)).toEqual([]);
  const fresh = await testDatabase({ migrated: false });
  try {
    const store = folderStore(into('restored-store'));
    await restoreBackup({ folder: into('whole'), manifest, address: fresh.address, store, keys: await keysOf('whole') });
    expect(await differences(manifest, fresh.address, store)).toEqual([]);
    const house = await openHouse(fresh.appPool, slices, store);
    for (const { id, lines } of manifest.counties) {
      expect(await reading(house, program(id), (r) => verifyJournal(r.db, id))).toEqual({ lines });
      expect((await verifyFiles(house, id)).damaged).toEqual([]);
    }
    await transact({ ...house, indexSoon: undefined }, program(county.id), null, (act) => createMany(act, unit, [{ name: '恢复以后的局', side: 'government' }]));
    expect((await differences(manifest, fresh.address, store)).join()).toMatch(/units/);
    const { rows } = await fresh.ownerPool.query(`select count(*) filter (where relforcerowsecurity) as forced, count(*) as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity`);
    expect(Number(rows[0].forced)).toBeGreaterThan(100);
  } finally {
    await fresh.drop();
  }
});

test('one county goes elsewhere with journal and files, and its chain holds there; a second time it is refused', { timeout: PATIENCE }, async () => {
  await taken('one', { county: county.id });
  const manifest = await readManifest(into('one'));
  expect(manifest.parts.every((part) => part.county === county.id)).toBe(true);
  const elsewhere = await testDatabase();
  try {
    const there = await foundCounty(elsewhere.ownerPool, { slug: 'already', name: '先到县', bodyName: '政协先到县委员会', invented: true });
    const store = folderStore(into('elsewhere-store'));
    const coming = { folder: into('one'), manifest, address: elsewhere.address, store, keys: await keysOf('one') };
    await restoreBackup(coming);
    expect(await differences(manifest, elsewhere.address, store)).toEqual([]);
    const house = { ...(await openHouse(elsewhere.appPool, slices, store)), indexSoon: undefined };
    expect(await reading(house, program(county.id), (r) => verifyJournal(r.db, county.id))).toEqual({ lines: manifest.counties[0]!.lines });
    await transact(house, program(there), null, (act) => createMany(act, unit, [{ name: '先到县的局', side: 'government' }]));
    await expect(restoreBackup(coming)).rejects.toThrow(/已经有/);
  } finally {
    await elsewhere.drop();
  }
});

test('a changed row, a changed file and a changed manifest are found, and nothing is restored', { timeout: PATIENCE }, async () => {
  await taken('changed');
  const manifest = await readManifest(into('changed'));
  const fresh = await testDatabase({ migrated: false });
  try {
    const part = manifest.parts.find(({ table }) => table === 'units')!;
    const rows = gunzipSync(await readFile(into(join('changed', part.path)))).toString();
    await writeFile(into(join('changed', part.path)), gzipSync(rows.replace('县水务局', '县税务局')));
    await expect(restoreBackup({ folder: into('changed'), manifest, address: fresh.address, store: folderStore(into('never')), keys: [] })).rejects.toThrow(/units.*校验值不符/);
    const { rows: [left] } = await fresh.ownerPool.query('select count(*) as n from counties');
    expect(Number(left.n)).toBe(0);
  } finally {
    await fresh.drop();
  }
  appendFileSync(fileIn(into('changed'), county.id, hash), '改');
  expect(await damagedFiles(into('changed'), manifest)).toEqual([expect.stringMatching(/被改动/)]);
  appendFileSync(into('changed/manifest.json'), ' ');
  await expect(readManifest(into('changed'))).rejects.toThrow(/校验值不符/);
});

test('a backup that was cut off is none; one that follows another does not write its files twice', async () => {
  await expect(readManifest(into('not-there'))).rejects.toThrow(/没有完整的备份/);
  await taken('first');
  const second = await taken('second', { before: into('first') });
  expect(await damagedFiles(into('second'), second)).toEqual([]);
});
