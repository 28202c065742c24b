import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await testDatabase({ migrated: false });
  folder = await mkdtemp(join(tmpdir(), 'lxq-migrations-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const put = (name: string, sql: string) => writeFile(join(folder, name), sql);
const run = () => migrate(database.ownerPool, folder);
const tables = async () => {
  const { rows } = await database.ownerPool.query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1");
  return rows.map(({ relname }) => relname);
};

test('files run once, in the order of their numbers', async () => {
  await put('010_second.sql', 'alter table towns add column name text');
  await put('002_first.sql', 'create table towns ()');
  expect(await run()).toEqual(['002_first.sql', '010_second.sql']);
  expect(await run()).toEqual([]);
  await put('011_third.sql', 'create table roads ()');
  expect(await run()).toEqual(['011_third.sql']);
});

test('two programs that start together migrate once', async () => {
  await put('001_slow.sql', 'create table towns (); select pg_sleep(0.2)');
  expect((await Promise.all([run(), run()])).flat()).toEqual(['001_slow.sql']);
});

test('a file that breaks leaves nothing of itself, and is named with its line', async () => {
  await put('001_good.sql', 'create table towns ()');
  await put('002_bad.sql', 'create table roads ();\nselect nothing_like_this;\n');
  await expect(run()).rejects.toThrow(/002_bad\.sql:2: .*nothing_like_this/);
  expect(await tables()).toEqual(['migrations', 'towns']);
  await put('002_bad.sql', 'create table roads (); alter table migrations add constraint never check (number < 2)');
  await expect(run()).rejects.toThrow(/002_bad\.sql: .*never/);
  expect(await tables()).toEqual(['migrations', 'towns']);
  await put('002_bad.sql', 'create table roads ()');
  expect(await run()).toEqual(['002_bad.sql']);
});

test('an edited old file is refused; its line ends do not count', async () => {
  await put('001_a.sql', 'create table towns\n()');
  await run();
  await put('001_a.sql', 'create table towns\r\n()');
  expect(await run()).toEqual([]);
  await put('001_a.sql', 'create table towns ( )');
  await expect(run()).rejects.toThrow(/001_a\.sql was edited/);
});

test('a database ahead of the program, a late number, a double number and a nameless file are refused', async () => {
  await put('003_c.sql', 'create table c ()');
  await run();
  await put('002_b.sql', 'create table b ()');
  await expect(run()).rejects.toThrow(/002_b\.sql comes before 003_c\.sql/);
  await rm(join(folder, '002_b.sql'));
  await put('003_d.sql', '');
  await expect(run()).rejects.toThrow(/same number/);
  await rm(join(folder, '003_d.sql'));
  await rm(join(folder, '003_c.sql'));
  await expect(run()).rejects.toThrow(/003_c\.sql.*本程序新/);
  await put('notes.sql', '');
  await expect(run()).rejects.toThrow(/notes\.sql/);
  expect(await tables()).toEqual(['c', 'migrations']);
});

test('an old server is refused in plain words', async () => {
  const client = { query: async () => ({ rows: [{ number: 140_011, name: '14.11' }] }), release: () => undefined };
  const old = Object.assign(Object.create(database.ownerPool), { connect: async () => client });
  await expect(migrate(old, folder)).rejects.toThrow(/PostgreSQL 14\.11.*15 版/);
});

test('no file writes rows outside of a county: row-level security, which holds the owner too, would silently leave them out', () => {
  const folder = join(projectRoot, 'db', 'migrations');
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((file) => /^(insert|update|delete)\b/m.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
});
