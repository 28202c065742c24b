import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeBase } from '#platform/backup/base.ts';
import type { Manifest } from '#platform/backup/manifest.ts';
import { takeBackup } from '#platform/backup/taking.ts';
import type { DatabaseAddress } from '#platform/database/connect.ts';
import type { FileStore } from '#platform/files/store.ts';

/** Where backups lie and how many of them: by settings of the installation. */
export interface Places {
  folder: string;
  /** Apart from the backups, at best on another disk. */
  keysFolder: string;
  keep: number;
  /** Where the embedded PostgreSQL archives its log. */
  archiveDir?: string;
}

const USUALLY_KEPT = 14;

export function placesOf(env: NodeJS.ProcessEnv, dataDir: string): Places {
  const folder = resolve(env['BACKUP_DIR'] ?? join(dataDir, 'backups'));
  const keep = Number(env['BACKUP_KEEP'] ?? USUALLY_KEPT);
  if (!Number.isSafeInteger(keep) || keep < 1) throw new Error('BACKUP_KEEP 请写一个正整数，例如 14。 / BACKUP_KEEP is how many backups are kept.');
  return { folder, keysFolder: resolve(env['BACKUP_KEYS_DIR'] ?? join(dataDir, 'backup-keys')), keep, archiveDir: env['ARCHIVE_DIR'] && resolve(env['ARCHIVE_DIR']) };
}

const WHOLE = /^\d{8}T\d{6}Z$/;
const BASE = /^base-\d{8}T\d{6}Z$/;
/** What a stop of the program cut off; a day old, so that nobody can still be writing it. */
const CUT_OFF = /^(?:base-)?(\d{8}T\d{6}Z).*\.unfinished$/;
const DAY_MS = 86_400_000;
const stamp = (now: Date): string => now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
const named = async (folder: string, pattern: RegExp): Promise<string[]> => (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name)).toSorted();

export interface Kept {
  into: string;
  keysInto: string;
  manifest: Manifest;
}

/** A backup under the time of its making; of the installation, the oldest that need not be kept are then removed. */
export async function backUp(address: DatabaseAddress, store: FileStore, { folder, keysFolder, keep }: Places, one?: { county: string; slug: string }): Promise<Kept> {
  const earlier = await named(folder, WHOLE);
  const aDayAgo = stamp(new Date(Date.now() - DAY_MS));
  for (const left of await named(folder, CUT_OFF)) if (CUT_OFF.exec(left)![1]! < aDayAgo) await rm(join(folder, left), { recursive: true, force: true });
  const name = one ? `${stamp(new Date())}-${one.slug}` : stamp(new Date());
  const into = join(folder, name);
  const keysInto = join(keysFolder, `${name}.keys.json`);
  const manifest = await takeBackup({ address, store, into, keysInto, county: one?.county, before: earlier.length > 0 ? join(folder, earlier.at(-1)!) : undefined });
  for (const old of one ? [] : [...earlier, name].slice(0, -keep)) { // what was erased for good lives on in them no longer than this
    await rm(join(folder, old), { recursive: true, force: true });
    await rm(join(keysFolder, `${old}.keys.json`), { force: true });
  }
  return { into, keysInto, manifest };
}

/** Two copies of the database itself, so that one is always whole, and the archive since the older of them. */
const BASES = 2;

/** @returns the copy's folder */
export async function keepBase(address: DatabaseAddress, dataDir: string, { folder, archiveDir }: Places): Promise<string> {
  const made = await takeBase(address, dataDir, join(folder, `base-${stamp(new Date())}`));
  const bases = await named(folder, BASE);
  for (const old of bases.slice(0, -BASES)) await rm(join(folder, old), { recursive: true, force: true });
  const oldest = bases.slice(-BASES)[0];
  if (archiveDir && oldest) await removeArchivedBefore(archiveDir, await readFile(join(folder, oldest, 'backup_label'), 'utf8'));
  return made;
}

/** The day of the newest copy, '' when there is none. */
export const newestBase = async ({ folder }: Places): Promise<string> => (await named(folder, BASE)).at(-1)?.slice('base-'.length, 'base-'.length + 8) ?? '';

async function removeArchivedBefore(archiveDir: string, label: string): Promise<void> {
  const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1];
  if (!first) return;
  for (const name of await named(archiveDir, /^[0-9A-F]{24}\.gz$/)) if (name < first) await rm(join(archiveDir, name), { force: true });
}
