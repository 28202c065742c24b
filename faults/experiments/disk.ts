import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { counted, type Bench, type Experiment, type Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';
import { ask, inWords, Writers } from '../load.ts';
import { startProgram } from '../program.ts';
import { prove } from '../proof.ts';

/** A disk with no room left, made of memory. reliability F-04. Needs the right to mount; said plainly where there is none. */

const MEBIBYTE = 1024 * 1024;
const HEALED_WITHIN_MS = 60_000;
const refusals = [503, 507];

function smallDisk(folder: string, megabytes: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'faults', folder], { stdio: 'pipe' });
}

const takeAway = (folder: string) => execFileSync('umount', [folder], { stdio: 'pipe' });

/** Whether this machine lets us make a small disk. */
function mayMount(bench: Bench): boolean {
  const folder = join(bench.ground().dataDir, 'probe');
  try {
    smallDisk(folder, 1);
    takeAway(folder);
    return true;
  } catch {
    return false;
  }
}

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

async function databaseFull(bench: Bench): Promise<Outcome> {
  if (!mayMount(bench)) return counted('skipped: no right to mount a small disk here', []);
  const laid = bench.ground();
  const disk = join(laid.dataDir, 'disk');
  smallDisk(disk, 400);
  try {
    execFileSync('cp', ['-a', join(laid.dataDir, 'database'), join(laid.dataDir, 'files'), disk]);
    return await fillUp({ ...laid, dataDir: disk });
  } finally {
    takeAway(disk);
  }
}

async function fillUp(ground: Ground): Promise<Outcome> {
  const ballast = join(ground.dataDir, 'ballast');
  const program = await startProgram(ground);
  const writers = new Writers(ground);
  const wrong: string[] = [];
  writeFileSync(ballast, Buffer.alloc(Math.max(0, roomIn(ground.dataDir) - 6 * MEBIBYTE)));
  writers.begin(program.url, 8);
  const refused = await until(() => refusals.some((status) => writers.statuses.has(status)) || writers.statuses.has(500), 60_000);
  await pause(1_000);
  const read = await ask(ground, program.url, '/api/v1/ledger');
  await writers.stop();
  if (!refused) wrong.push('the disk never was full');
  rmSync(ballast);
  const began = Date.now();
  const healed = program.alive() && (await until(async () => ((await writers.send(program.url, writers.plan('/api/v1/ledger', { committee_id: ground.committee, received_on: '2026-01-15', way: 'visit', matter: '有地方了' })))?.status ?? 0) === 201, HEALED_WITHIN_MS));
  const healedMs = Date.now() - began;
  if (!program.alive()) wrong.push(`the program ended: ${program.said.slice(-3).join(' ')}`);
  else if (!healed) wrong.push('writing did not go on when there was room again');
  if (writers.statuses.has(500)) wrong.push(`${writers.statuses.get(500)} answers were 500`);
  const again = program.alive() ? program : await startProgram(ground);
  await writers.retry(again.url);
  const proof = await prove(ground, writers.writes);
  await again.stop();
  const acknowledged = writers.writes.filter((write) => write.acknowledged).length;
  return { tried: writers.writes.length, acknowledged, lost: proof.lost, wrong: [...wrong, ...proof.wrong], told: `reading meanwhile ${read?.status ?? 'no answer'}; writing again after ${healedMs} ms; ${inWords(writers.statuses)}` };
}

async function uploadsFull(bench: Bench): Promise<Outcome> {
  if (!mayMount(bench)) return counted('skipped: no right to mount a small disk here', []);
  const ground = bench.ground();
  const disk = join(ground.dataDir, 'files');
  rmSync(disk, { recursive: true, force: true });
  smallDisk(disk, 8);
  try {
    return await attachUntilFull(ground);
  } finally {
    takeAway(disk);
  }
}

const FILE_BYTES = 1.5 * MEBIBYTE;

async function attachUntilFull(ground: Ground): Promise<Outcome> {
  const program = await startProgram(ground);
  const writers = new Writers(ground);
  const entry = writers.plan('/api/v1/ledger', { committee_id: ground.committee, received_on: '2026-01-15', way: 'visit', matter: '附照片的一件' });
  await writers.send(program.url, entry);
  const page = await (await fetch(`${program.url}/ledger/${entry.id}`, { headers: { cookie: `session=${ground.session}` } })).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  let sentence = '';
  for (let n = 0; n < 8; n++) {
    const form = new FormData();
    form.append('csrf', csrf);
    form.append('files', new Blob([textOf(n)], { type: 'text/plain' }), `第${n + 1}份.txt`);
    const answer = await fetch(`${program.url}/api/v1/ledger/${entry.id}/attachments`, { method: 'POST', body: form, headers: { cookie: `session=${ground.session}` } });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const body = (await answer.json().catch(() => ({}))) as { detail?: string };
    if (refusals.includes(answer.status)) sentence = body.detail ?? '';
    else if (answer.status >= 300) wrong.push(`an upload was answered ${answer.status}: ${body.detail}`);
  }
  if (!/磁盘/.test(sentence)) wrong.push(`nobody was told that the disk is full: ${sentence || inWords(statuses)}`);
  const proof = await prove(ground, writers.writes);
  await program.stop();
  const kept = [...statuses].filter(([status]) => status < 300).reduce((sum, [, n]) => sum + n, 0);
  return { tried: 9, acknowledged: kept + 1, lost: proof.lost, wrong: [...wrong, ...proof.wrong], told: `${inWords(statuses)}; “${sentence}”` };
}

const textOf = (n: number): string => `${n} 一行普通的文字。\n`.repeat(Math.ceil(FILE_BYTES / 30));

async function until(holds: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (await holds()) return true;
    await pause(100);
  }
  return false;
}

export const disk: readonly Experiment[] = [
  { name: 'the disk of the database is full', onlyLong: true, run: databaseFull },
  { name: 'the disk of attached files is full', run: uploadsFull },
];
