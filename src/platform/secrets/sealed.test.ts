import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { peopleLike } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { useCode } from '#platform/identity/codes.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { enrol, pendingSecret } from '#platform/identity/enrolment.ts';
import { program } from '#platform/identity/actor.ts';
import { keeping, reading } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { lastAct } from '#platform/records/moment.ts';
import { find } from '#platform/records/read.ts';
import { create, edit, removeMany } from '#platform/records/write.ts';
import { packKeys, settleKeys, unpackKeys } from '#platform/secrets/carrying.ts';
import { masterFor } from '#platform/secrets/here.ts';
import { newMaster, masterOf } from '#platform/secrets/master.ts';
import { changeMaster, rotateKeys, sealWhatIsOpen } from '#platform/secrets/sealing-anew.ts';
import { Secrets } from '#platform/secrets/secrets.ts';
import { keyOf, signatureOf } from '#platform/signing/keys.ts';
import { emptyCounty, testCounty, type TestCounty } from '../../../test/county.ts';
import { tablesHolding } from '../../../test/leaks.ts';
import { testFiles } from '../../../test/setup/files.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county?.drop());

const totpOf = (secret: string, now: Date) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

const PHONE = '13877776666';
const NUMBER = '11010519491231002X';

const asOwner = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await county.database.ownerPool.connect();
  try {
    await client.query(`select set_config('app.county', $1, false)`, [county.id]);
    return await work(client);
  } finally {
    client.release(true);
  }
};

const entered = (more: Partial<Person> = {}) => county.act((act) => create<Person>(act, person, { name: '封存人', phone: PHONE, id_number: NUMBER, ...more }));
const known = (id: string, asOf?: Date) => reading(county.house, county.cast.office, (look) => find<Person>({ ...look, asOf }, person, id));

test('what is sealed is read as it was typed, also as it stood before, and lies open in no table', async () => {
  const row = await entered();
  const then = await reading(county.house, county.cast.office, lastAct);
  await county.act((act) => edit<Person>(act, person, row.id, undefined, { phone: '13877775555' }), county.cast.office);
  expect(await known(row.id)).toMatchObject({ phone: '13877775555', id_number: NUMBER });
  expect(await known(row.id, then)).toMatchObject({ phone: PHONE });
  const entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2026-05-06', matter: '路灯不亮', reporter: '司空摘星', phone: '13866665555', proxy: '司空小妹' }, {}));
  expect(await reading(county.house, county.cast.office, (look) => find<LedgerEntry>(look, ledgerEntry, entry.id))).toMatchObject({ reporter: '司空摘星', phone: '13866665555', proxy: '司空小妹' });
  expect(await tablesHolding(county, [PHONE, '13877775555', NUMBER, '司空摘星', '司空小妹', '13866665555'])).toEqual([]);
});

test('an exact identity number still finds its person, a corrected one does not, and nobody is found who was taken away', async () => {
  const number = '522631197302150018';
  const row = await entered({ name: '认人', id_number: number });
  const found = () => county.act(async (act) => (await peopleLike(act, { name: '另外一个名字', id_number: number })).map(({ id }) => id));
  expect(await found()).toEqual([row.id]);
  await county.act((act) => edit<Person>(act, person, row.id, undefined, { id_number: NUMBER }), county.cast.office);
  expect(await found()).toEqual([]);
  await county.act(async (act) => removeMany<Person>(act, person, [(await find<Person>(act, person, row.id))!], { step: 'undo', relation: 'program' }));
  expect(await asOwner(async (client) => (await client.query('select 1 from blind_marks where row_id = $1', [row.id])).rows)).toEqual([]);
});

test('the database takes nothing in a sealed column that is not sealed', async () => {
  const row = await entered();
  await expect(asOwner((client) => client.query('update people set phone = $1 where id = $2', [PHONE, row.id]))).rejects.toThrow('people_phone_sealed');
});

test('a text that was moved to another row, or to another column of its row, does not open', async () => {
  const [row, other] = [await entered({ name: '甲某人' }), await entered({ name: '乙某人', phone: '13812121212' })];
  await asOwner((client) => client.query('update people set phone = (select phone from people where id = $1) where id = $2', [other.id, row.id]));
  await expect(known(row.id)).rejects.toThrow(/authenticate|not what was sealed/);
  await asOwner((client) => client.query('update people set phone = (select id_number from people where id = $1) where id = $1', [row.id]));
  await expect(known(row.id)).rejects.toThrow('sealed for people.id_number');
  expect(await known(other.id)).toMatchObject({ phone: '13812121212' });
  await asOwner((client) => client.query('update people set phone = null where id = $1', [row.id]));
});

test('the second factor and the key that signs lie sealed and serve', async () => {
  const account = await county.act(async (act) => createStaffAccount(act, county.here.person, 'sealed.clerk', 'eine lange Folge von Worten 7'));
  const secret = await pendingSecret(county.house, county.id, account);
  expect(await pendingSecret(county.house, county.id, account), 'the same until it is proved').toBe(secret);
  const now = new Date();
  await county.act((act) => enrol(act, account, totpOf(secret, now), now));
  const later = new Date(now.getTime() + 60_000);
  expect(await keeping(county.house, county.id, (db) => useCode(db, county.id, account, totpOf(secret, later), later))).toBe(true);
  const key = await county.act(keyOf);
  expect(signatureOf(await county.act(keyOf), Buffer.from('x'))).toBe(signatureOf(key, Buffer.from('x')));
  expect(await tablesHolding(county, [secret, key.private_key])).toEqual([]);
});

/** Everything of a county as the program reads it. */
const meaning = async (house = county.house) => reading(house, program(county.id), async ({ db }) => {
  const people = await db.selectFrom('people').selectAll().orderBy('id').execute();
  const before = await db.selectFrom('people_history').selectAll().orderBy('id').orderBy('version').execute();
  const entries = await db.selectFrom('ledger_entries').selectAll().orderBy('id').execute();
  return JSON.stringify({ people, before, entries });
});

const suitesIn = () => asOwner(async (client) => (await client.query<{ suite: string }>(`select distinct split_part(substr(phone, 2), '.', 1) as suite from people where phone is not null union select suite from data_keys`)).rows.map(({ suite }) => suite));
const master = () => masterOf(process.env, '');

test('keys are changed, from AES to SM4 and back, and nothing means anything else', async () => {
  const then = await meaning();
  for (const suite of ['sm', 'aes', 'sm', 'aes'] as const) {
    const { rows } = await rotateKeys(county.database.ownerPool, master(), suite);
    expect(rows).toBeGreaterThan(5);
    expect(await suitesIn()).toEqual([suite]);
    expect(await meaning(), 'a program that held the old key').toBe(then);
    expect(await meaning(await openHouse(county.database.appPool, slices, testFiles())), 'a program that starts').toBe(then);
  }
  const row = await entered({ name: '之后登记' });
  expect(await known(row.id)).toMatchObject({ phone: PHONE });
  expect(await county.act(async (act) => (await peopleLike(act, { name: '无此人', id_number: NUMBER })).length)).toBeGreaterThan(1);
});

test('a change that was cut off anywhere goes on, with people at work in between', async () => {
  const then = await meaning();
  let cuts = 0;
  for (let n = 1; ; n += 3) {
    let calls = 0;
    const failing = { query: (...all: [string]) => county.database.ownerPool.query(...all), connect: () => (++calls > n ? Promise.reject(new Error('the plug')) : county.database.ownerPool.connect()) } as unknown as pg.Pool;
    const done = await rotateKeys(failing, master(), 'sm').then(() => true, (error: Error) => {
      expect(error.message).toBe('the plug');
      return false;
    });
    expect(await meaning()).toBe(then);
    if (done) break;
    cuts += 1;
  }
  expect(cuts).toBeGreaterThan(5);
  expect(await suitesIn()).toEqual(['sm']);
  expect(await meaning()).toBe(then);
});

test('what lay open before a column was sealed is sealed at the start, once, and the check then holds for all', async () => {
  const row = await entered({ name: '旧数据' });
  await asOwner(async (client) => {
    for (const table of ['people', 'people_history']) await client.query(`alter table ${table} drop constraint ${table}_phone_sealed`);
    await client.query(`update people set phone = '13800000001' where id = $1`, [row.id]);
    for (const table of ['people', 'people_history']) await client.query(`alter table ${table} add constraint ${table}_phone_sealed check (is_sealed(phone)) not valid`);
  });
  expect(await sealWhatIsOpen(county.database.ownerPool, master, 'aes')).toBe(1);
  expect(await known(row.id)).toMatchObject({ phone: '13800000001' });
  expect(await tablesHolding(county, ['13800000001'])).toEqual([]);
  expect(await sealWhatIsOpen(county.database.ownerPool, master, 'aes')).toBe(0);
});

test('without the right master key the program does not start and says what is missing; with it, also a new one', async () => {
  const owner = county.database.ownerPool;
  const nowhere = '/nowhere-at-all';
  await expect(masterFor(owner, {}, nowhere)).rejects.toThrow(/没有主密钥.*没有改动任何数据/su);
  await expect(masterFor(owner, { MASTER_KEY: '0d'.repeat(32) }, nowhere)).rejects.toThrow('打不开');
  const then = await meaning();
  const next = newMaster('next');
  expect(await changeMaster(owner, master(), next)).toBeGreaterThan(0);
  const house = await openHouse(county.database.appPool, slices, testFiles(), new Secrets(() => next, 'aes'));
  expect(await meaning(house)).toBe(then);
  await changeMaster(owner, next, master());
});

test('a county goes to another installation with its keys under a passphrase, and no other opens them', async () => {
  const owner = county.database.ownerPool;
  const file = join(mkdtempSync(join(tmpdir(), 'carried-')), 'keys.json');
  writeFileSync(file, '{"keys":[]}');
  const then = await meaning();
  const passphrase = await packKeys(owner, county.id, async () => master(), file);
  expect(passphrase).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
  expect(readFileSync(file, 'utf8')).not.toContain(passphrase);
  await expect(unpackKeys(file, undefined)).rejects.toThrow('PASSPHRASE');
  await expect(unpackKeys(file, 'aaaaa-bbbbb-ccccc-ddddd-eeeee')).rejects.toThrow('口令不对');
  const next = newMaster('elsewhere');
  await settleKeys(owner, await unpackKeys(file, passphrase), next);
  expect(await meaning(await openHouse(county.database.appPool, slices, testFiles(), new Secrets(() => next, 'aes')))).toBe(then);
  await changeMaster(owner, next, master());
});

test('a county in which nothing is sealed has no key', async () => {
  const empty = await emptyCounty([]);
  await sealWhatIsOpen(empty.database.ownerPool, () => { throw new Error('not needed'); }, 'aes');
  expect((await empty.database.ownerPool.query('select 1 from data_keys')).rows).toEqual([]);
  await empty.drop();
});
