/**
 * `npm run backup [-- --to=<folder>] [--keys=<folder>] [--verify] [--keep=14] [--county=<slug>] [--base]`: copies database and attached files
 * while people work, the keys apart, with checksums. With `--verify` it is restored into a fresh database and every table compared row by row.
 * `--county` takes one county, to be brought into another installation; `--base` copies the running PostgreSQL itself, for a moment in time.
 */
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeBase } from '#platform/backup/base.ts';
import { expectRestorable } from '#platform/backup/rehearsing.ts';
import { takeBackup } from '#platform/backup/taking.ts';
import { joinDatabase } from '#platform/database/open.ts';
import { folderStore } from '#platform/files/store.ts';
import { projectRoot } from '#platform/root.ts';

const { values } = parseArgs({
  options: { to: { type: 'string' }, keys: { type: 'string' }, keep: { type: 'string' }, county: { type: 'string' }, verify: { type: 'boolean', default: false }, base: { type: 'boolean', default: false } },
});
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
const folder = resolve(values.to ?? process.env['BACKUP_DIR'] ?? join(dataDir, 'backups'));
const keysFolder = resolve(values.keys ?? process.env['BACKUP_KEYS_DIR'] ?? folder);

async function backup(): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const earlier = (await readdir(folder).catch(() => [])).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).toSorted();
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    if (values.base) return console.log(`已复制数据库本身：${await takeBase(database.address, dataDir, join(folder, `base-${stamp}`))}`);
    const county = values.county && (await database.owner.query<{ id: string }>('select county_id as id from counties where slug = $1', [values.county])).rows[0]?.id;
    if (values.county && !county) throw new Error(`没有简称是 ${values.county} 的。 / There is no ${values.county}.`);
    const into = join(folder, county ? `${stamp}-${values.county}` : stamp);
    const last = earlier.at(-1);
    const keysInto = join(keysFolder, `${stamp}${county ? `-${values.county}` : ''}.keys.json`);
    const manifest = await takeBackup({ address: database.address, store: folderStore(join(dataDir, 'files')), into, keysInto, county: county || undefined, before: last && join(folder, last) });
    const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0);
    console.log(`已备份：${into}（${manifest.counties.length} 个县，${rows} 行，${manifest.files.length} 份附件）\n密钥另存：${keysInto}（请与备份分开保管）`);
    if (values.verify) {
      await expectRestorable(into, manifest);
      console.log('已核验：恢复到一个新的数据库，逐表逐行一致，附件与校验值一致。');
    }
    if (values.keep && !county) await removeOldest([...earlier, stamp], Number(values.keep));
  } finally {
    await database.end();
  }
}

/** Only whole backups of the installation, the oldest first; what was erased for good lives on in them no longer than this. */
async function removeOldest(all: readonly string[], keep: number): Promise<void> {
  if (!Number.isSafeInteger(keep) || keep < 1) throw new Error('--keep 请写一个正整数，例如 --keep=14。');
  for (const name of all.slice(0, -keep)) {
    await rm(join(folder, name), { recursive: true, force: true });
    await rm(join(keysFolder, `${name}.keys.json`), { force: true });
  }
}

await backup().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
