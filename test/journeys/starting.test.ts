import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { projectRoot } from '#platform/root.ts';

/** The one command of the README, as a person types it: first start, second start, stop, and being stopped roughly. */

const minutes = 60_000;
let dataDir: string;
const started: ChildProcess[] = [];

beforeAll(() => {
  dataDir = makeTemporaryFolder();
});
afterAll(() => {
  for (const program of started) program.kill('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Program {
  process: ChildProcess;
  lines: string[];
  /** The address it printed; rejects with all it said when it ended without printing one. */
  address: Promise<string>;
}

function start(env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'start.mjs')], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const lines: string[] = [];
  const address = new Promise<string>((done, refuse) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const found = /http:\/\/localhost:\d+/.exec(line)?.[0];
        if (found) done(found);
      });
    }
    child.once('close', () => refuse(new Error(lines.join('\n'))));
  });
  address.catch(() => undefined); // looked at only by those who wait for it
  return { process: child, lines, address };
}

async function stop({ process: child }: Program): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

test('given a bare folder, when it is started, then it says where it is, answers, and stops cleanly', { timeout: 5 * minutes }, async () => {
  const program = start();
  const response = await fetch(`${await program.address}/`);
  expect(response.status).toBeLessThan(500);
  expect(await response.text()).toContain('<html lang="zh-CN"');
  expect(await stop(program)).toBe(0);
});

test('given a folder in use, a second start says so and the first goes on', { timeout: 3 * minutes }, async () => {
  const first = start();
  const address = await first.address;
  await expect(start().address).rejects.toThrow('另一个正在运行的连心桥');
  const elsewhere = makeTemporaryFolder();
  await expect(start({ PORT: new URL(address).port, DATA_DIR: elsewhere }).address).rejects.toThrow(/端口 \d+ 已被别的程序占用/);
  rmSync(elsewhere, { recursive: true });
  expect((await fetch(`${address}/`)).status).toBeLessThan(500);
  await stop(first);
});

test('when only its starter is killed, the program and its database stop too, and the next start works', { timeout: 3 * minutes }, async () => {
  const program = start();
  const address = await program.address;
  const postmaster = Number(readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
  program.process.kill('SIGKILL');
  await expect.poll(() => fetch(`${address}/`).catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
  await expect.poll(() => isRunning(postmaster), { timeout: 10_000 }).toBe(false);
  const next = start();
  expect(await next.address).toMatch(/^http/);
  await stop(next);
});

function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '); // a zombie has ended
  } catch {
    return false;
  }
}
