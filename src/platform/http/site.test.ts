import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openCounty, slices } from '#county.ts';
import { openHouse } from '#platform/records/house.ts';
import { goodPassword, settle, withAccount, foundCounty } from '#platform/identity/fixtures.ts';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { testFiles } from '../../../test/setup/files.ts';
import type { Hono } from 'hono';

let database: TestDatabase;
let app: Hono;
let cookie: string;

beforeAll(async () => {
  database = await testDatabase({ appConnections: 2 });
  const house = await openHouse(database.appPool, slices, testFiles());
  const county = await foundCounty(database.ownerPool, 'lists');
  const person = await settle(database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
  await withAccount(house, county.id, person, 'wang');
  app = openCounty(house, inject('assets'));
  const body = new URLSearchParams({ login: 'wang', password: `${goodPassword}wang`, county: county.slug });
  const answer = await app.request('/login', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  cookie = answer.headers.getSetCookie().find((one) => one.includes('session='))!.split(';')[0]!;
}, 60_000);
afterAll(async () => {
  await database.drop();
});

test('many more requests than connections, at the very start, are all answered: none waits for another', { timeout: 15_000 }, async () => {
  const fresh = openCounty(await openHouse(database.appPool, slices, testFiles()), inject('assets'));
  const statuses = await Promise.all(Array.from({ length: 24 }, async (_, n) => (await fresh.request(n % 2 ? '/ledger' : '/api/v1/ledger', { headers: { cookie } })).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test('without a session nothing is shown: a page leads to the door, the twin says so', async () => {
  expect((await app.request('/ledger')).status).toBe(303);
  expect((await app.request('/api/v1/ledger')).status).toBe(401);
});
