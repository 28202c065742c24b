/**
 * `npm run restore -- --from=<backup> (--keys=<file> | --without-keys)`: brings a backup into an empty data folder (DATA_DIR) or an empty
 * database (DATABASE_URL), and compares every table row by row. The program must not be running. A backup of one county goes into an
 * installation that has other counties. `--base=<folder> --archive=<folder> --until="2026-03-04 10:00:00+08"` brings the embedded
 * PostgreSQL back as it was at a moment.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBase } from '#platform/backup/base.ts';
import { differences } from '#platform/backup/comparing.ts';
import { damagedFiles, readManifest, type Manifest } from '#platform/backup/manifest.ts';
import { restoreBackup } from '#platform/backup/restoring.ts';
import type { KeyPart } from '#platform/backup/taking.ts';
import { joinDatabase, openEmptyDatabase, type OpenDatabase } from '#platform/database/open.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { projectRoot } from '#platform/root.ts';
import { settleKeys, unpackKeys } from '#platform/secrets/carrying.ts';
import { masterFor } from '#platform/secrets/here.ts';

const { values } = parseArgs({
  options: { from: { type: 'string' }, keys: { type: 'string' }, 'without-keys': { type: 'boolean', default: false }, base: { type: 'string' }, archive: { type: 'string' }, until: { type: 'string' } },
});
const url = process.env['DATABASE_URL'];
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');

async function restore(): Promise<void> {
  if (values.base) return toMoment(values.base);
  if (!values.from) throw new Error('请写明备份在哪里：npm run restore -- --from=备份文件夹 --keys=密钥文件 / Say where the backup is.');
  const folder = resolve(values.from);
  const manifest = await readManifest(folder);
  const keys = await keysFor(manifest);
  const carried = manifest.scope === 'county' && values.keys ? await unpackKeys(values.keys, process.env['PASSPHRASE']) : [];
  const damaged = await damagedFiles(folder, manifest);
  if (damaged.length > 0) throw new Error(`备份已损坏，没有恢复任何内容：\n${damaged.join('\n')}`);
  const database = await opened(manifest);
  const master = carried.length > 0 ? await masterFor(database.owner, process.env, dataDir) : undefined; // before the county's own keys, which another one sealed, are there
  const store = fileStoreOf(process.env, dataDir);
  try {
    await expectRoom(database, manifest);
    await restoreBackup({ folder, manifest, address: database.address, store, keys });
    const apart = await differences({ ...manifest, keys: values['without-keys'] ? [] : manifest.keys }, database.address, store);
    if (apart.length > 0) throw new Error(`已恢复，但与备份有不同之处：\n${apart.join('\n')}`);
    if (master) await settleKeys(database.owner, carried, master);
  } finally {
    await database.end();
  }
  console.log(`已恢复 ${manifest.at} 的备份：${manifest.counties.map(({ name }) => name).join('、')}，逐表逐行与备份一致，${manifest.files.length} 份附件齐全。`);
  for (const { name, lines, head } of manifest.counties) console.log(`  ${name}：操作日志 ${lines} 行，末行校验值 ${head || '（无）'}`);
}

/** The one of several counties joins those that are there; everything else begins with nothing. */
const opened = ({ scope }: Manifest): Promise<OpenDatabase> =>
  (scope === 'county' ? joinDatabase({ url, dataDir, statementTimeoutMs: 0 }) : openEmptyDatabase({ url, dataDir, statementTimeoutMs: 0 }));

async function expectRoom({ owner }: OpenDatabase, { scope }: Manifest): Promise<void> {
  if (scope === 'county') return;
  const { rows: [found] } = await owner.query<{ n: string }>(`select count(*) as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`);
  if (Number(found!.n) > 0) throw new Error('这里已经有数据，没有恢复任何内容。请用 DATA_DIR 指明一个新文件夹（或用 DATABASE_URL 指明一个空数据库）。 / There are data here already; restore into an empty place.');
}

/** Without the keys nothing that the county signed before can be continued; who really has lost them says so. */
async function keysFor({ keys, scope }: Manifest): Promise<KeyPart[]> {
  if (keys.length === 0 || values['without-keys']) return [];
  if (!values.keys || !existsSync(values.keys)) {
    throw new Error(`这份备份的签名密钥另存在别处，请用 --keys=密钥文件 指明。密钥确实丢失的，用 --without-keys 恢复：${scope === 'county' ? '这个县' : '各县'}会另立新的签名密钥，上级要重新登记指纹。 / The keys of this backup lie apart: name their file by --keys, or say --without-keys.`);
  }
  return (JSON.parse(await readFile(values.keys, 'utf8')) as { keys: KeyPart[] }).keys;
}

async function toMoment(base: string): Promise<void> {
  if (!values.archive) throw new Error('请用 --archive=归档文件夹 指明数据库日志归档在哪里。 / Name the archive folder by --archive.');
  if (url) throw new Error('恢复到某一时刻只用于程序自带的数据库；服务器请用它自己的办法。 / Only for the embedded PostgreSQL.');
  await restoreBase({ base: resolve(base), archive: resolve(values.archive), dataDir, until: values.until });
  console.log(`已恢复到${values.until ? ` ${values.until}` : '归档的最后一刻'}。附件另在备份里：请把备份中的 files 一并放回，再运行 npm run verify-files 和 npm run verify-journal。`);
}

await restore().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
