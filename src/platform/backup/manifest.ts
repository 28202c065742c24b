import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readThrough } from '#platform/files/store.ts';

/** What lies in a backup, so that it can be proved whole before anything is restored from it. */
export interface Manifest {
  format: 1;
  /** When the snapshot was taken. */
  at: string;
  /** `county`: one county of several, to be taken in elsewhere. */
  scope: 'installation' | 'county';
  /** The migrations of the database it is of. */
  migrations: { number: number; name: string; checksum: string }[];
  counties: { id: string; slug: string; name: string; lines: number; head: string }[];
  parts: Part[];
  files: { county: string; hash: string; bytes: number }[];
  /** Tables that lie in the keys' own file; their rows are counted here, no more. */
  keys: { table: string; county: string; rows: number }[];
}

/** The rows of one table (of one county). `sha256` is of the text before it was packed: the same rows, the same hash. */
export interface Part {
  table: string;
  county?: string;
  path: string;
  rows: number;
  sha256: string;
}

const NAME = 'manifest.json';
const SEAL = 'manifest.sha256';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = JSON.stringify(manifest, null, 1);
  await writeFile(join(folder, NAME), text, { mode: 0o600 });
  await writeFile(join(folder, SEAL), `${createHash('sha256').update(text).digest('hex')}  ${NAME}\n`, { mode: 0o600 }); // last: a backup without it was cut off
}

/** @throws with a sentence when the folder holds no whole backup */
export async function readManifest(folder: string): Promise<Manifest> {
  const [text, seal] = await Promise.all([readFile(join(folder, NAME), 'utf8'), readFile(join(folder, SEAL), 'utf8')]).catch(() => {
    throw new Error(`${folder} 里没有完整的备份（缺 ${NAME} 或 ${SEAL}）。 / No whole backup there.`);
  });
  if (!seal.startsWith(createHash('sha256').update(text).digest('hex'))) throw new Error(`${folder} 的目录 ${NAME} 与校验值不符，备份已被改动。 / The manifest was changed.`);
  return JSON.parse(text) as Manifest;
}

/** Every attached file of a backup read anew. @returns a sentence for each that is damaged */
export async function damagedFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const damaged: string[] = [];
  for (const { county, hash } of files) {
    const found = await readThrough(createReadStream(fileIn(folder, county, hash))).catch(() => undefined);
    if (found?.hash !== hash) damaged.push(`附件 ${county}/${hash} ${found ? '的内容被改动' : '不见了'}`);
  }
  return damaged;
}

export const fileIn = (folder: string, county: string, hash: string): string => join(folder, 'files', county, hash.slice(0, 2), hash.slice(2));
