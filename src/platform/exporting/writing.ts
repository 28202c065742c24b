import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { arrivalIn } from '#platform/files/store.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { processWide } from '#platform/process-wide.ts';
import { inCounty, type House, type Reading } from '#platform/records/act.ts';
import { endExport } from '#platform/exporting/store.ts';

/** The workbook of a list as it is written from this reading; `told` hears how many rows are done. */
export type Written = (reading: Reading, told: (rows: number) => void) => AsyncGenerator<Uint8Array>;

/** How far the exports are that are being written in this program now. What was cut off is in no program and says so on its page. */
export interface Progress {
  done: number;
  cancelled: boolean;
  finished: Promise<void>;
}

const underWay = processWide('exports under way', () => new Map<string, Progress>());

export const progressOf = (id: string): Progress | undefined => underWay.get(id);

/** Stops it at the next rows. */
export function cancelWriting(id: string): void {
  const progress = underWay.get(id);
  if (progress) progress.cancelled = true;
}

class Cancelled extends Error {}

let last: Promise<void> = Promise.resolve();

/** Writes an export beside everything else, one after the other: two at once would only make each other, and everybody else, slower. */
export function beginWriting(house: House, actor: Actor, id: string, written: Written): void {
  const progress: Progress = { done: 0, cancelled: false, finished: Promise.resolve() };
  underWay.set(id, progress);
  const turn = last.then(() => write(house, actor, id, written, progress)).catch((error: unknown) => failed(house, actor.countyId, id, error)).finally(() => underWay.delete(id));
  progress.finished = turn;
  last = turn;
}

async function write(house: House, actor: Actor, id: string, written: Written, progress: Progress): Promise<void> {
  const path = arrivalIn(house.files);
  const told = (rows: number) => {
    progress.done = rows;
    if (progress.cancelled) throw new Cancelled();
  };
  try {
    told(0);
    await inCounty(house, actor.countyId, 'isolation level repeatable read read only', (db) =>
      pipeline(Readable.from(written({ house, db, county: actor.countyId, actor }, told)), createWriteStream(path, { mode: 0o600 })));
    const { hash, bytes } = await house.files.put(actor.countyId, path);
    await endExport(house, actor.countyId, id, { state: 'ready', hash, bytes: String(bytes) });
  } finally {
    await rm(path, { force: true });
  }
}

async function failed(house: House, county: string, id: string, error: unknown): Promise<void> {
  if (error instanceof Cancelled) return void (await endExport(house, county, id, { state: 'cancelled' }));
  console.error(`export ${id} was not written:`, error);
  await endExport(house, county, id, { state: 'failed', fault: '导出时出错，没有写完。请再导出一次；还不行，请把操作的时间告诉维护人员。' }).catch((again: unknown) => console.error(again));
}
