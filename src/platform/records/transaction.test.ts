import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from '#platform/identity/actor.ts';
import { inCounty, reading, type House } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { testFiles } from '../../../test/setup/files.ts';

let database: TestDatabase;
let house: House;
let county: string;

beforeAll(async () => {
  database = await testDatabase();
  house = await openHouse(database.appPool, [], testFiles());
  county = await foundCounty(database.ownerPool, { slug: 'one', name: '一县', bodyName: '政协一县委员会' });
});
afterAll(() => database.drop());

const write = (slug: string) => sql`insert into numbers (county_id, series, last) values (${county}, ${slug}, 1)`;
const written = async () => (await reading(house, program(county), (r) => sql<{ series: string }>`select series from numbers order by series`.execute(r.db))).rows.map(({ series }) => series);

test('every connection comes back, also after many at once and after failures', async () => {
  const some = Array.from({ length: 60 }, (_, n) =>
    reading(house, program(county), (r) => (n % 7 ? sql`select ${n}::int`.execute(r.db) : sql`select 1 / ${0}::int`.execute(r.db))).catch(() => undefined));
  await Promise.all(some);
  expect(database.appPool.idleCount).toBe(database.appPool.totalCount);
  expect(database.appPool.waitingCount).toBe(0);
});

test('a failure takes everything back and is told', async () => {
  await expect(inCounty(house, county, 'read write', async (db) => {
    await write('lost').execute(db);
    throw new Error('no');
  })).rejects.toThrow('no');
  expect(await written()).not.toContain('lost');
});

test('a statement that failed unseen is not committed as a success', async () => {
  await expect(inCounty(house, county, 'read write', async (db) => {
    await write('unseen').execute(db);
    await sql`select 1 / ${0}::int`.execute(db).catch(() => undefined);
  })).rejects.toThrow(/rolled back/);
  expect(await written()).not.toContain('unseen');
});

test('the county is left with the transaction: nothing is seen outside', async () => {
  await inCounty(house, county, 'read write', (db) => write('kept').execute(db));
  expect(await written()).toContain('kept');
  const { rows } = await sql`select * from numbers`.execute(house.db);
  expect(rows).toEqual([]);
});
