import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { connectDatabase } from './connect.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const one = async (pool: pg.Pool, text: string) => Object.values((await pool.query(text)).rows[0])[0];

test('the application works as a role that owns nothing and cannot step up by a reset', async () => {
  const client = await database.appPool.connect();
  expect((await client.query('select current_user')).rows[0].current_user).toBe('lianxinqiao_app');
  await client.query('reset role');
  expect((await client.query('select current_user')).rows[0].current_user).toBe('lianxinqiao_app');
  await client.query('discard all');
  expect((await client.query('select current_user')).rows[0].current_user).toBe('lianxinqiao_app');
  client.release();
  expect(await one(database.appPool, "select count(*)::int from pg_class where relowner = 'lianxinqiao_app'::regrole")).toBe(0);
  await expect(database.appPool.query('create table mine ()')).rejects.toThrow(/permission denied/);
});

test('neither pool is a superuser, and neither passes row-level security', async () => {
  for (const pool of [database.ownerPool, database.appPool]) {
    expect(await one(pool, 'select rolsuper or rolbypassrls from pg_roles where rolname = current_user')).toBe(false);
  }
});

test('a day stays a day, whatever the time zone; exact numbers stay exact', async () => {
  expect(await one(database.appPool, "select date '2025-03-01'")).toBe('2025-03-01');
  expect(await one(database.appPool, "select array[date '2025-03-01', null]")).toEqual(['2025-03-01', null]);
  expect(await one(database.appPool, 'select 9007199254740993::bigint')).toBe('9007199254740993');
  expect(await one(database.appPool, 'select 0.10::numeric')).toBe('0.10');
  expect(await one(database.appPool, "select timestamptz '2025-01-13 17:00+08'")).toEqual(new Date('2025-01-13T09:00:00Z'));
  expect(await one(database.appPool, "select jsonb '{\"a\": [1]}'")).toEqual({ a: [1] });
});

test('days are cut at midnight in Shanghai', async () => {
  expect(await one(database.appPool, "select timestamptz '2025-01-13 17:00Z' ::date")).toBe('2025-01-14');
});

test('a statement that takes too long is stopped', async () => {
  const hasty = connectDatabase(database.address, { statementTimeoutMs: 50 });
  await expect(hasty.app.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/);
  await hasty.end();
});

test('a broken connection, idle or borrowed, does not end the program, and the pool goes on', async () => {
  const client = await database.appPool.connect();
  const idle = await database.appPool.connect();
  idle.release();
  await database.ownerPool.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = session_user and application_name = 'lianxinqiao' and datname = current_database()");
  const answer = await client.query('select 1').then(String, String);
  client.release(true);
  expect(answer).toMatch(/connection|EPIPE|ECONNRESET/i); // who notices first, the program or the operating system, is not ours to say
  await expect.poll(() => one(database.appPool, 'select 1').catch(() => 'broken')).toBe(1);
});

test('options inside a connection string are kept, and ours with them', async () => {
  const { host, user, database: name } = database.address;
  const address = `postgresql://${user}@${encodeURIComponent(host)}/${name}?options=${encodeURIComponent('-c work_mem=5MB')}`;
  const other = connectDatabase(address);
  expect(await one(other.app, 'show work_mem')).toBe('5MB');
  expect(await one(other.app, 'select current_user')).toBe('lianxinqiao_app');
  await other.end();
});
