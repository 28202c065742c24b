import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { kinds } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { program } from '#platform/identity/actor.ts';
import { keeping, reading, type House } from '#platform/records/act.ts';
import { workerFile } from '#platform/root.ts';

/** So many pictures are looked at on a day, the newest first; the next day goes on. */
const A_DAY = 200;
/** So many by one process. */
const TOGETHER = 20;

const pictures = Object.entries(kinds).filter(([, kind]) => 'image' in kind).map(([name]) => name);

/** Keeps of each attached picture that was not looked at yet how it looks. Done again it changes nothing. */
export async function markPictures(house: House, county: string): Promise<void> {
  const hashes = await reading(house, program(county), async ({ db }) => {
    const { rows } = await sql<{ hash: string }>`
      select a.hash from attachments a where a.county_id = ${county} and a.kind in (${sql.join(pictures)}) and a.withdrawn_at is null
        and not exists (select from picture_marks m where m.county_id = a.county_id and m.hash = a.hash)
      group by a.hash order by max(a.id::text) desc limit ${A_DAY}`.execute(db);
    return rows.map(({ hash }) => hash);
  });
  for (let done = 0; done < hashes.length; done += TOGETHER) await markSome(house, county, hashes.slice(done, done + TOGETHER));
}

async function markSome(house: House, county: string, hashes: readonly string[]): Promise<void> {
  const paths = hashes.map(() => join(house.files.incoming, randomUUID()));
  try {
    await Promise.all(hashes.map((hash, n) => fetchTo(house, county, hash, paths[n]!)));
    const marks = await marksOf(paths);
    if (!marks) return; // the machine was too busy: another day
    const rows = JSON.stringify(hashes.map((hash, n) => ({ hash, mark: marks[n] ?? null })));
    await keeping(house, county, (db) => sql`
      insert into picture_marks (county_id, hash, mark) select ${county}, r.hash, r.mark from jsonb_to_recordset(${rows}::jsonb) as r (hash text, mark text) on conflict do nothing`.execute(db));
  } finally {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }
}

/** What is not in the store any more has no mark. */
async function fetchTo(house: House, county: string, hash: string, path: string): Promise<void> {
  if (await house.files.has(county, hash)) await pipeline(Readable.fromWeb(await house.files.open(county, hash) as never), createWriteStream(path));
}

function marksOf(paths: readonly string[]): Promise<(string | null)[] | undefined> {
  return new Promise((resolve) => {
    const worker = fork(workerFile('platform/files/mark-worker'), paths, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], timeout: TOGETHER * fileLimits.imageMilliseconds, killSignal: 'SIGKILL' });
    worker.once('message', (marks) => resolve(marks as (string | null)[]));
    worker.once('error', () => resolve(undefined));
    worker.once('disconnect', () => resolve(undefined));
  });
}
