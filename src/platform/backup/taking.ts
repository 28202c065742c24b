import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { copyOut } from '#platform/backup/copying.ts';
import { fileIn, writeManifest, type Manifest, type Part } from '#platform/backup/manifest.ts';
import { copyingOut, SAME_EVERYWHERE, tablesOf, type Table } from '#platform/backup/tables.ts';
import type { DatabaseAddress } from '#platform/database/connect.ts';
import type { FileStore } from '#platform/files/store.ts';

/** Kept apart from the rest: who holds a backup must not be able to sign for the county. */
export const KEY_TABLES: readonly string[] = ['signing_keys'];

export interface Taking {
  address: DatabaseAddress;
  store: FileStore;
  /** A folder that is not there yet. */
  into: string;
  /** Where the keys are written; without it they are left out. */
  keysInto?: string;
  /** Only this county, to be taken in elsewhere. */
  county?: string;
  /** A backup taken before: files that it holds too are not written again. */
  before?: string;
}

/**
 * Copies database and files while people work: the rows are those of one moment, the files all that these rows name. It stands under its
 * name only when it is whole.
 */
export async function takeBackup(taking: Taking): Promise<Manifest> {
  const unfinished = `${taking.into}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const { keys, ...manifest } = await inSnapshot(taking.address, (client) => rowsOf(client, taking, unfinished));
  const files = await filesOf(taking, manifest.counties.map(({ id }) => id), unfinished);
  const whole: Manifest = { ...manifest, files, keys: keys.map(({ table, county, rows }) => ({ table, county, rows })) };
  await writeManifest(unfinished, whole);
  if (taking.keysInto) await writeKeys(taking.keysInto, whole.at, keys);
  await rename(unfinished, taking.into);
  return whole;
}

async function writeKeys(place: string, at: string, keys: readonly KeyPart[]): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(place, JSON.stringify({ at, keys }, null, 1), { mode: 0o600 });
}

export async function inSnapshot<T>(address: DatabaseAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(typeof address === 'string' ? { connectionString: address } : address);
  await client.connect();
  try {
    await client.query(SAME_EVERYWHERE);
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A key as it is kept apart: the text of its rows. */
export interface KeyPart {
  table: string;
  county: string;
  rows: number;
  text: string;
}

async function rowsOf(client: pg.Client, { county: only }: Taking, folder: string): Promise<Omit<Manifest, 'files' | 'keys'> & { keys: KeyPart[] }> {
  const { rows: [now] } = await client.query<{ at: Date }>('select now() as at');
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>('select number, name, checksum from migrations order by number');
  const { rows: known } = await client.query<{ id: string; slug: string; name: string }>('select county_id as id, slug, name from counties where $1::uuid is null or county_id = $1 order by county_id', [only ?? null]);
  const tables = await tablesOf(client);
  const parts: Part[] = [];
  const keys: KeyPart[] = [];
  const counties: Manifest['counties'] = [];
  for (const table of only ? [] : tables.filter(({ ofCounty }) => !ofCounty)) parts.push(...(await written(client, table, undefined, folder)));
  for (const { id, slug, name } of known) {
    await client.query(`set local citus.propagate_set_commands to 'local'; set local app.county to '${id}'`); // row-level security holds the owner too
    for (const table of tables.filter(({ ofCounty }) => ofCounty)) {
      if (KEY_TABLES.includes(table.name)) keys.push(...(await key(client, table, id)));
      else parts.push(...(await written(client, table, id, folder)));
    }
    const { rows: [head] } = await client.query<{ seq: string; hash: string }>('select seq, hash from journal_heads where county_id = $1', [id]);
    counties.push({ id, slug, name, lines: Number(head?.seq ?? 0), head: head?.hash ?? '' });
  }
  return { format: 1, at: now!.at.toISOString(), scope: only ? 'county' : 'installation', migrations, counties, parts, keys };
}

const NEWLINE = 10;

/** The rows as a packed file of their own; none when there are none. */
async function written(client: pg.Client, table: Table, county: string | undefined, folder: string): Promise<Part[]> {
  const path = join('rows', county ?? 'installation', `${table.name}.copy.gz`);
  const place = join(folder, path);
  let rows = 0;
  const hash = createHash('sha256');
  const packing = createGzip({ level: 4 });
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const kept = pipeline(packing, createWriteStream(place, { mode: 0o600, flush: true }));
  kept.catch(() => undefined); // told below
  let full: Promise<void> | undefined;
  await copyOut(client, copyingOut(table, county), (piece) => {
    hash.update(piece);
    for (const byte of piece) if (byte === NEWLINE) rows += 1; // COPY writes a line end inside a value as \n
    if (packing.write(piece)) return undefined;
    return (full ??= once(packing, 'drain').then(() => void (full = undefined)));
  });
  await full; // once it is ending it drains without saying so, and whoever waits for it waits for ever
  packing.end();
  await kept;
  if (rows > 0) return [{ table: table.name, county, path, rows, sha256: hash.digest('hex') }];
  await rm(place);
  return [];
}

async function key(client: pg.Client, table: Table, county: string): Promise<KeyPart[]> {
  const pieces: Buffer[] = [];
  await copyOut(client, copyingOut(table, county), (piece) => void pieces.push(piece));
  const text = Buffer.concat(pieces).toString('utf8');
  return text ? [{ table: table.name, county, rows: text.split('\n').length - 1, text }] : [];
}

/** After the rows: content without a row does no harm, a row without content does. */
async function filesOf({ store, before }: Taking, counties: readonly string[], folder: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = [];
  for (const county of counties) {
    for await (const hash of store.list(county)) {
      const place = fileIn(folder, county, hash);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      if (!before || !(await alike(fileIn(before, county, hash), place))) await fetched(store, county, hash, place);
      files.push({ county, hash, bytes: (await stat(place)).size });
    }
  }
  return files;
}

/** The same content in an earlier backup beside it takes no room twice; on a file system without links it is copied. */
const alike = (earlier: string, place: string): Promise<boolean> =>
  link(earlier, place).catch(() => copyFile(earlier, place)).then(() => true, () => false);

async function fetched(store: FileStore, county: string, hash: string, place: string): Promise<void> {
  await pipeline(Readable.fromWeb((await store.open(county, hash)) as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(place, { mode: 0o600, flush: true }));
}
