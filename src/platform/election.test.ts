import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { standForElection } from './election.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrated: false });
});
afterAll(() => database.drop());

test('one of several leads, for as long as it lives; then another', async () => {
  const [first, second] = [standForElection(database.address), standForElection(database.address)];
  expect([await first.leads(), await second.leads(), await first.leads()]).toEqual([true, false, true]);
  await first.resign();
  expect([await second.leads(), await first.leads(), second.led, first.led]).toEqual([true, false, true, false]);
  const admin = new pg.Client(database.address);
  await admin.connect();
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lianxinqiao election'`);
  await admin.end();
  await expect.poll(() => second.led).toBe(false);
  const again = [await first.leads(), await second.leads()];
  expect(again.filter(Boolean)).toHaveLength(1);
  await Promise.all([first.resign(), second.resign()]);
});

test('many questions at once are one; a database that is not there has no leader', async () => {
  const asked = standForElection(database.address);
  expect(await Promise.all(Array.from({ length: 20 }, () => asked.leads()))).toEqual(Array.from({ length: 20 }, () => true));
  await asked.resign();
  const nowhere = standForElection({ host: '/nowhere', user: 'nobody', database: 'none' });
  expect(await nowhere.leads()).toBe(false);
});
