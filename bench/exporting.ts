import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import { csrfOf } from '#platform/http/security.ts';
import { projectRoot } from '#platform/root.ts';
import { memoryOf, type Child } from './children.ts';

export const EXPORTED = 100_000;

/** What flat memory means: as much for ten times the rows. */
const TEN_TIMES = 10 * EXPORTED;

export interface Exported {
  what: string;
  rows: number;
  seconds: number;
  /** Above a process that writes ten rows the same way. */
  moreMb: number;
  peakMb: number;
  fileMb: number;
}

const run = promisify(execFile);
const ways = { ours: 'ours, piece by piece', exceljs: 'exceljs, its streaming writer', sheetjs: 'SheetJS, without a look' };

/** The same rows written by our writer and by libraries used bare, each alone in a process of its own, one after the other. */
export async function writers(folder: string): Promise<Exported[]> {
  const script = join(folder, 'export-writers.mjs');
  await esbuild.build({ absWorkingDir: projectRoot, entryPoints: ['bench/export-writers.ts'], outfile: script, bundle: true, packages: 'external', platform: 'node', format: 'esm' });
  const found: Exported[] = [];
  for (const [way, what] of Object.entries(ways)) {
    const file = join(folder, `${way}.xlsx`);
    const few = await alone(script, way, 10, file);
    for (const rows of way === 'ours' ? [EXPORTED, TEN_TIMES] : [EXPORTED]) {
      const many = await alone(script, way, rows, file);
      found.push({ what, rows, seconds: many.seconds, peakMb: many.peakMb, moreMb: many.peakMb - few.peakMb, fileMb: statSync(file).size / 1024 ** 2 });
    }
  }
  return found;
}

async function alone(script: string, way: string, rows: number, file: string): Promise<{ seconds: number; peakMb: number }> {
  const { stdout } = await run(process.execPath, ['--max-old-space-size=4096', script, way, String(rows), file]);
  return JSON.parse(stdout) as { seconds: number; peakMb: number };
}

/** The whole way: asked for at the page, read from the database, written, kept. */
export async function throughTheProgram(child: Child, session: string): Promise<Exported> {
  const before = memoryOf(child.pid).peak;
  const headers = { cookie: `session=${session}` };
  const began = performance.now();
  const asked = await fetch(`${child.url}/ledger.xlsx`, { method: 'POST', headers, body: new URLSearchParams({ csrf: csrfOf(session) }), redirect: 'manual' });
  const at = asked.headers.get('location');
  if (!at) throw new Error(`the export did not begin: ${asked.status} ${await asked.text()}`);
  for (;;) {
    const { state, bytes, rows_done } = (await (await fetch(`${child.url}/api/v1${at}`, { headers })).json()) as { state: string; bytes: number; rows_done: number };
    if (state === 'ready') {
      const { peak } = memoryOf(child.pid);
      return { what: 'the program, from the database', rows: rows_done, seconds: (performance.now() - began) / 1000, moreMb: peak - before, peakMb: peak, fileMb: bytes / 1024 ** 2 };
    }
    if (state !== 'writing') throw new Error(`the export ended as ${state}`);
    await pause(200);
  }
}
