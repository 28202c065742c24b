import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownCounties } from '#platform/http/counties.ts';
import type { ListedCounty } from '#platform/http/visit.ts';
import { bareHouse, foundCounty } from '#platform/identity/fixtures.ts';
import type { House } from '#platform/records/act.ts';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';

let database: TestDatabase;
let house: House;
beforeAll(async () => {
  database = await testDatabase();
  house = bareHouse(database.appPool);
  await foundCounty(database.ownerPool, 'yunling');
  await foundCounty(database.ownerPool, 'qingxi');
});
afterAll(() => database?.drop());

test('counties are listed without completing any; each is completed once, for all who come at the same time', async () => {
  const completed: string[] = [];
  const counties = knownCounties(house, [], async ({ slug }) => void completed.push(slug));
  const [yunling, qingxi] = (await counties.all()) as [ListedCounty, ListedCounty];
  expect(completed).toEqual([]);
  expect((await Promise.all([counties.open(qingxi), counties.open(qingxi), counties.open(qingxi)])).map(({ slug }) => slug)).toEqual(['qingxi', 'qingxi', 'qingxi']);
  await counties.open(yunling);
  await counties.open(qingxi);
  expect(completed).toEqual(['qingxi', 'yunling']);
});

test('nobody sees a county before it is complete, and what failed is tried again by the next who comes', async () => {
  let tries = 0;
  const counties = knownCounties(house, [], async () => {
    tries += 1;
    if (tries === 1) throw new Error('the database was busy');
  });
  const [one] = (await counties.all()) as [ListedCounty];
  await expect(counties.open(one)).rejects.toThrow('busy');
  expect((await counties.open(one)).workDays).toBeDefined();
  expect(tries).toBe(2);
});

test('while completing takes long a visitor is told to come back; it goes on meanwhile, and who needs nobody waits for it', async () => {
  let begun = 0;
  let finish = (): void => undefined;
  const completing = () => new Promise<void>((done) => {
    begun += 1;
    finish = done;
  });
  const counties = knownCounties(house, [], completing, 200);
  const [one] = (await counties.all()) as [ListedCounty];
  const work = counties.ready(one);
  await expect(counties.open(one)).rejects.toMatchObject({ status: 503, code: 'county_in_preparation' });
  const next = counties.open(one).catch((told: unknown) => told);
  expect(await Promise.race([next, pause(100, 'kept waiting')])).toMatchObject({ status: 503 }); // who comes later is not kept waiting
  finish();
  expect((await work).slug).toBe(one.slug);
  expect((await counties.open(one)).workDays).toBeDefined();
  expect(begun).toBe(1);
});
