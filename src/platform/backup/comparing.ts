import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '#platform/backup/manifest.ts';
import { takeBackup } from '#platform/backup/taking.ts';
import type { DatabaseAddress } from '#platform/database/connect.ts';
import type { FileStore } from '#platform/files/store.ts';

/** What the database holds now beside what a backup says: a sentence for each table that differs. The rows come in the order of their keys, so equal hashes are equal rows. */
export async function differences(manifest: Manifest, address: DatabaseAddress, store: FileStore): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'compared-'));
  try {
    const now = await takeBackup({ address, store: withoutFiles(store), into: join(folder, 'now'), county: manifest.scope === 'county' ? manifest.counties[0]!.id : undefined });
    return [...partsApart(manifest, now), ...keysApart(manifest, now), ...(await filesApart(manifest, store))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ table, county }: { table: string; county?: string }): string => `${table}${county ? `（${county}）` : ''}`;

function partsApart(then: Manifest, now: Manifest): string[] {
  const found = new Map(now.parts.map((part) => [nameOf(part), part]));
  const apart = then.parts.filter((part) => found.get(nameOf(part))?.sha256 !== part.sha256).map((part) => `${nameOf(part)}：备份 ${part.rows} 行，现在 ${found.get(nameOf(part))?.rows ?? 0} 行，内容不同`);
  const known = new Set(then.parts.map(nameOf));
  return [...apart, ...now.parts.filter((part) => !known.has(nameOf(part))).map((part) => `${nameOf(part)}：备份里没有，现在有 ${part.rows} 行`)];
}

const keysApart = (then: Manifest, now: Manifest): string[] =>
  (then.keys.length === now.keys.length ? [] : [`签名密钥：备份时 ${then.keys.length} 个，现在 ${now.keys.length} 个`]);

async function filesApart({ files }: Manifest, store: FileStore): Promise<string[]> {
  const missing: string[] = [];
  for (const { county, hash } of files) if (!(await store.has(county, hash))) missing.push(`附件 ${county}/${hash} 不见了`);
  return missing;
}

/** The files are compared by their names, which are their hashes; nothing need be copied for that. */
const withoutFiles = (store: FileStore): FileStore => ({ ...store, async *list() { /* none */ } });
