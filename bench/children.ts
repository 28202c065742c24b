import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';

/** A server under measurement, in a process of its own. */
export interface Child {
  url: string;
  pid: number;
  /** From the start of the process until it said that it listens. */
  startMs: number;
  stop(): Promise<void>;
}

/** As `npm start` runs it. */
const { compiled, serverFlags } = (await import(join(projectRoot, 'bin', 'server-flags.mjs'))) as { compiled: Record<string, string>; serverFlags: string[] };
const ticksPerSecond = 100; // USER_HZ, fixed on Linux
const patienceMs = 120_000;

/** Starts a Node program and waits for a line of its output that tells that it listens. */
export async function startChild(script: string, port: number, env: Record<string, string>, listening: RegExp): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, [...serverFlags, script], { env: { ...process.env, ...compiled, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await said(child, listening);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    startMs: performance.now() - began,
    stop: () =>
      new Promise((done) => {
        child.once('close', () => done());
        child.kill('SIGTERM');
      }),
  };
}

function said(child: ChildProcess, listening: RegExp): Promise<void> {
  return new Promise((done, refuse) => {
    const patience = setTimeout(() => refuse(new Error('did not begin to listen')), patienceMs);
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (!listening.test(line)) return;
      clearTimeout(patience);
      done();
    });
    child.once('close', (code) => refuse(new Error(`ended with ${code} before it listened`)));
  });
}

/** CPU seconds that a process has used. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : 0;
}

/** CPU seconds of all processes of a PostgreSQL, those that have ended included. */
export function cpuOfPostgres(postmaster: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(postmaster));
  const fields = statOf(postmaster);
  const ended = fields ? (Number(fields[13]) + Number(fields[14])) / ticksPerSecond : 0;
  return children.reduce((sum, name) => sum + cpuOf(Number(name)), cpuOf(postmaster) + ended);
}

/** CPU seconds that everything on the machine has used. */
export function cpuOfMachine(): number {
  const [user, nice, system, , , irq, softIrq] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system! + irq! + softIrq!) / ticksPerSecond;
}

/** proc(5) stat, without the first two fields: [state, ppid, …, utime (11), stime (12), cutime (13), cstime (14), …]. */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

/** Resident memory now and at its highest, MB. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}
