import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** Content under its own SHA-256, apart for each county: no county can learn whether another holds the same. */
export interface FileStore {
  /** A folder of this machine for what arrives and is looked at before it is kept. */
  readonly incoming: string;
  /** Takes a file of this machine in, for good when this returns. The same content is kept once. */
  put(county: string, path: string): Promise<StoredContent>;
  /** @throws when it is not there */
  open(county: string, hash: string): Promise<ReadableStream<Uint8Array>>;
  has(county: string, hash: string): Promise<boolean>;
  /** Takes content away for good; that it is not there is no fault. Only for what the law or a rule has erased: see files/attachments.ts for what is merely withdrawn. */
  remove(county: string, hash: string): Promise<void>;
  /** The hashes under which something is kept. */
  list(county: string): AsyncIterable<string>;
}

export interface StoredContent {
  hash: string;
  bytes: number;
}

/** What arrived and was never decided on, because the program was stopped meanwhile, is removed after so long. */
const STALE_MS = 24 * 60 * 60 * 1000;

/** Keeps content as files: `<county>/ab/cdef…`. */
export function folderStore(folder: string): FileStore {
  const incoming = arrivalsIn(folder);
  const placeOf = (county: string, hash: string) => join(folder, county, hash.slice(0, 2), hash.slice(2));

  return {
    incoming,
    async put(county, path) {
      const content = await readThrough(createReadStream(path));
      const place = placeOf(county, content.hash);
      await flush(path);
      await makeFolder(folder, dirname(place));
      await rename(path, place); // over what may be there: it is the same, or it was damaged
      await flush(dirname(place));
      return content;
    },
    async open(county, hash) {
      const file = await open(placeOf(county, hash));
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
    },
    has: (county, hash) => access(placeOf(county, hash)).then(() => true, () => false),
    remove: (county, hash) => rm(placeOf(county, hash), { force: true }),
    async *list(county) {
      for (const first of await namesIn(join(folder, county))) {
        for (const rest of await namesIn(join(folder, county, first))) yield first + rest;
      }
    },
  };
}

/** The folder of arrivals in a data folder, made and swept. */
export function arrivalsIn(folder: string): string {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  sweep(incoming);
  return incoming;
}

/** A name in the folder of arrivals that nothing else has. */
export const arrivalIn = (store: FileStore): string => join(store.incoming, randomUUID());

/** Reads content to its end: its hash and length. */
export async function readThrough(content: AsyncIterable<Uint8Array>): Promise<StoredContent> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { hash: hash.digest('hex'), bytes };
}

async function makeFolder(above: string, folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!made) return;
  for (let upper = dirname(folder); upper.length >= above.length; upper = dirname(upper)) await flush(upper);
}

/** What was answered must outlive a power cut: content and the folder entries that lead to it are on disk before a row names it. */
async function flush(path: string): Promise<void> {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return; // Windows opens no folders; it keeps their entries in its own journal
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const namesIn = async (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

function sweep(incoming: string): void {
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) rmSync(path, { force: true });
  }
}
