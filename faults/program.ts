import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { freePort, type Ground } from './ground.ts';

/** The program in a process of its own, as `npm start` runs it. */
export interface Program {
  url: string;
  pid: number;
  /** From its start until it listened. */
  startMs: number;
  /** What it printed, the last lines. */
  said: string[];
  /** Its exit code, or null when it was killed. */
  ended: Promise<number | null>;
  alive(): boolean;
  kill(): Promise<void>;
  /** In order, as a service manager asks. @returns the exit code */
  stop(): Promise<number | null>;
}

const listening = /连心桥已启动/;
const patienceMs = 60_000;
const keptLines = 200;
const { serverFlags } = (await import(join(projectRoot, 'bin', 'server-flags.mjs'))) as { serverFlags: string[] };

export interface Start {
  port?: number;
  env?: Record<string, string>;
  /** So many of its lines are kept. */
  kept?: number;
}

export async function startProgram({ dataDir }: Pick<Ground, 'dataDir'>, { port, env = {}, kept = keptLines }: Start = {}): Promise<Program> {
  const began = performance.now();
  const at = port ?? (await freePort());
  const { DATABASE_URL: _, ...surroundings } = process.env;
  const child = spawn(process.execPath, [...serverFlags, join(projectRoot, 'dist', 'server.js')], {
    cwd: projectRoot,
    env: { ...surroundings, TZ: 'Asia/Shanghai', NODE_COMPILE_CACHE: join(projectRoot, '.cache', 'node'), DATA_DIR: dataDir, PORT: String(at), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const alive = () => child.exitCode === null && child.signalCode === null;
  await new Promise<void>((done, refuse) => {
    const patience = setTimeout(() => refuse(new Error('the program did not begin to listen')), patienceMs);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (said.length > kept) said.shift();
        if (listening.test(line)) done();
      });
    }
    void ended.then((code) => {
      clearTimeout(patience);
      refuse(new Error(`the program ended with ${code}:\n${said.join('\n')}`));
    });
  });
  return {
    url: `http://127.0.0.1:${at}`, pid: child.pid!, startMs: performance.now() - began, said, ended, alive,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The process of the embedded PostgreSQL that answers for the others. */
export const postmasterOf = ({ dataDir }: Pick<Ground, 'dataDir'>): number => Number(readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
