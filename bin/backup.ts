/**
 * `npm run backup [-- --to=<folder>] [--verify] [--county=<slug>] [--base]`: copies database and attached files while people work, the keys
 * apart, with checksums. With `--verify` it is restored into a throw-away PostgreSQL and every table compared row by row. `--county` takes
 * one county, to be brought into another installation; `--base` copies the embedded PostgreSQL itself, from which its archive leads to a moment.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp, keepBase, placesOf } from '#platform/backup/places.ts';
import { expectRestorable } from '#platform/backup/rehearsing.ts';
import { joinDatabase, type OpenDatabase } from '#platform/database/open.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { noteUpkeep } from '#platform/health/upkeep.ts';
import { projectRoot } from '#platform/root.ts';
import { packKeys } from '#platform/secrets/carrying.ts';
import { masterFor } from '#platform/secrets/here.ts';
import { keyFileOf } from '#platform/secrets/master.ts';

const { values } = parseArgs({ options: { to: { type: 'string' }, county: { type: 'string' }, verify: { type: 'boolean', default: false }, base: { type: 'boolean', default: false } } });
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
const places = placesOf(values.to ? { ...process.env, BACKUP_DIR: values.to } : process.env, dataDir);

async function backup(): Promise<void> {
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    if (values.base) return console.log(`已复制数据库本身：${await keepBase(database.address, dataDir, places)}`);
    const one = values.county ? await countyNamed(database, values.county) : undefined;
    const { into, keysInto, manifest } = await backUp(database.address, fileStoreOf(process.env, dataDir), places, one);
    const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0);
    const told = `${into}（${manifest.counties.length} 个县，${rows} 行，${manifest.files.length} 份附件）`;
    console.log(`已备份：${told}\n密钥另存：${keysInto}（请与备份分开保管）`);
    if (one) await tellPassphrase(database, one.county, keysInto);
    else console.log(`电话、身份证号等是加密的，主密钥（${process.env['MASTER_KEY'] ? 'MASTER_KEY' : keyFileOf(process.env, dataDir)}）不在备份里：请抄存一份，放在与备份不同的地方；没有它，恢复出来的打不开。`);
    if (!values.county) await noteUpkeep(database.owner, 'backup', true, `已备份到 ${told}`);
    if (!values.verify) return;
    await expectRestorable(into, manifest);
    console.log('已核验：恢复到一个新的数据库，逐表逐行一致，附件与校验值一致。');
    if (!values.county) await noteUpkeep(database.owner, 'backup_proved', true, `${into} 恢复后逐表逐行一致`);
  } finally {
    await database.end();
  }
}

/** Whoever brings the county in elsewhere needs it once; it is kept nowhere. */
async function tellPassphrase({ owner }: OpenDatabase, county: string, keysInto: string): Promise<void> {
  const passphrase = await packKeys(owner, county, () => masterFor(owner, process.env, dataDir), keysInto);
  if (passphrase) console.log(`导入时要用的口令：${passphrase}（只显示这一次，请抄下来，与密钥文件分开送）`);
}

async function countyNamed({ owner }: OpenDatabase, slug: string): Promise<{ county: string; slug: string }> {
  const { rows: [found] } = await owner.query<{ id: string }>('select county_id as id from counties where slug = $1', [slug]);
  if (!found) throw new Error(`没有简称是 ${slug} 的。 / There is no ${slug}.`);
  return { county: found.id, slug };
}

await backup().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
