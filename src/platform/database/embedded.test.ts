import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from './embedded-account.ts';
import { startEmbedded, type SocketAddress } from './embedded.ts';

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (name = 'database') => startEmbedded({ dir: join(folder, name), durable: false, sharedBuffersMb: 16, maxConnections: 10 });

async function ask(address: SocketAddress, text: string): Promise<string> {
  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return String(Object.values(rows[0] ?? {})[0]);
}

test('what was written is there after a stop and a start; nothing listens on the network', async () => {
  const first = await start();
  await ask(first.address, 'create table towns as select 1 as n');
  expect(await ask(first.address, 'show listen_addresses')).toBe('');
  await first.stop();
  const second = await start();
  expect(await ask(second.address, 'select n from towns')).toBe('1');
  expect(await ask(second.address, "select '中' < '阿' and lower('ÀÉ') = 'àé'")).toBe('true');
  expect(await ask(second.address, 'select rolsuper from pg_roles where rolname = current_user')).toBe('false');
  await second.stop();
});

test('a long path gets a short private socket folder, gone at the stop', async () => {
  const server = await start(`${'long'.repeat(25)}/database`);
  expect(await ask(server.address, 'select 1')).toBe('1');
  expect(server.address.host.length).toBeLessThan(80);
  await server.stop();
  expect(existsSync(server.address.host)).toBe(false);
});

test('a second program on the same folder is refused and disturbs nothing', async () => {
  const server = await start();
  await expect(start()).rejects.toThrow(/另一个正在运行的连心桥/);
  expect(await ask(server.address, 'select 1')).toBe('1');
  await server.stop();
});

test('the lock of a process that is gone, or of another with its number, does not hold', async () => {
  writeFileSync(join(folder, 'database.lock'), `${process.pid} born-at-another-time`);
  const server = await start();
  await server.stop();
  expect(existsSync(join(folder, 'database.lock'))).toBe(false);
});

test('killing the program without warning ends PostgreSQL too, and the next start finds everything', async () => {
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    const server = await startEmbedded({ dir: ${JSON.stringify(join(folder, 'database'))}, durable: true, sharedBuffersMb: 16, maxConnections: 10 });
    console.log(JSON.stringify(server.address));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = JSON.parse(await new Promise<string>((done) => child.stdout.once('data', (line) => done(String(line))))) as SocketAddress;
  await ask(address, 'create table towns as select 7 as n');
  const postmaster = Number(readFileSync(join(folder, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(isAlive(postmaster)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(postmaster), { timeout: 5000 }).toBe(false);
  const next = await start();
  expect(await ask(next.address, 'select n from towns')).toBe('7');
  await next.stop();
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '); // ended, but not yet collected by its new parent
  } catch {
    return false;
  }
}

test('a first start that was cut off is begun again', async () => {
  mkdirSync(join(folder, 'database.unfinished'));
  writeFileSync(join(folder, 'database.unfinished', 'half'), '');
  const server = await start();
  expect(await ask(server.address, 'select 1')).toBe('1');
  await server.stop();
  expect(existsSync(join(folder, 'database.unfinished'))).toBe(false);
});

test('when PostgreSQL cannot start, its own words are told', async () => {
  await (await start()).stop();
  appendFileSync(join(folder, 'database', 'postgresql.conf'), 'nonsense = 1\n');
  await expect(start()).rejects.toThrow(/数据库没有启动起来[^]*unrecognized configuration parameter "nonsense"/);
});

test('a folder of another version is refused, untouched', async () => {
  mkdirSync(join(folder, 'database'));
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow(/PostgreSQL 15/);
});

test('a PostgreSQL that dies is reported', async () => {
  const server = await start();
  process.kill(Number(readFileSync(join(folder, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  expect(await server.died).toMatch(/数据库意外停止/);
  await server.stop();
});

test.runIf(process.getuid?.() === 0)('started by root under a folder private to root, the data lie where PostgreSQL may enter, with a link to them', async () => {
  chmodSync(folder, 0o700);
  const server = await start();
  const place = realpathSync(join(folder, 'database'));
  expect(place).toMatch(/^\/var\/lib\/lianxinqiao\/database-/);
  await ask(server.address, 'create table towns as select 3 as n');
  await server.stop();
  const again = await start();
  expect(await ask(again.address, 'select n from towns')).toBe('3');
  await again.stop();
  rmSync(place, { recursive: true });
});

test('a PostgreSQL that is killed is started again, at the same address and with everything in it', async () => {
  const server = await startEmbedded({ dir: join(folder, 'database'), durable: true, againForMs: 20_000, sharedBuffersMb: 16, maxConnections: 10 });
  await ask(server.address, 'create table towns as select 5 as n');
  const postmaster = () => Number(readFileSync(join(folder, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const first = postmaster();
  process.kill(first, 'SIGKILL');
  await expect.poll(() => ask(server.address, 'select n from towns').catch(() => 'not yet'), { timeout: 20_000 }).toBe('5');
  expect(postmaster()).not.toBe(first);
  await server.stop();
  expect(existsSync(join(folder, 'database', 'postmaster.pid'))).toBe(false);
});
