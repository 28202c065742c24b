/**
 * `npm run rehearse [-- --from=<backup>]`: before an upgrade: brings the newest backup (or this one) into a throw-away PostgreSQL, lets this
 * program's migrations run on it, and proves that journals and files are whole afterwards. The installation itself is not touched.
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { slices } from '#county.ts';
import { readManifest } from '#platform/backup/manifest.ts';
import { placesOf } from '#platform/backup/places.ts';
import { onRestored } from '#platform/backup/rehearsing.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { program } from '#platform/identity/actor.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';

const { values } = parseArgs({ options: { from: { type: 'string' } } });

async function newest(): Promise<string> {
  const { folder } = placesOf(process.env, resolve(projectRoot, process.env['DATA_DIR'] ?? 'data'));
  const last = (await readdir(folder).catch(() => [])).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).toSorted().at(-1);
  if (!last) throw new Error(`${folder} 里还没有备份，请先运行 npm run backup。 / There is no backup yet.`);
  return join(folder, last);
}

async function rehearse(): Promise<void> {
  const folder = values.from ? resolve(values.from) : await newest();
  const manifest = await readManifest(folder);
  const began = Date.now();
  await onRestored(folder, manifest, async (address, store) => {
    const database = connectDatabase(address, { statementTimeoutMs: 0 });
    try {
      const { rows: now } = await database.owner.query<{ name: string }>('select name from migrations where number > $1 order by number', [manifest.migrations.at(-1)?.number ?? 0]);
      const house = await openHouse(database.app, slices, store);
      for (const { id, name, lines } of manifest.counties) {
        const { broken, lines: found } = await reading(house, program(id), (look) => verifyJournal(look.db, id));
        const { damaged, files } = await verifyFiles(house, id);
        if (broken || found !== lines || damaged.length > 0) throw new Error(`${name}：升级演练没有通过：${broken?.sentence ?? (damaged.length > 0 ? `${damaged.length} 份附件损坏` : `操作日志应有 ${lines} 行，只有 ${found} 行`)}`);
        console.log(`${name}：操作日志 ${lines} 行、附件 ${files} 份，升级以后完整。`);
      }
      console.log(`演练通过：从 ${manifest.at} 的备份恢复并升级，用了 ${Math.round((Date.now() - began) / 1000)} 秒；新的迁移：${now.map(({ name }) => name).join('、') || '没有'}。`);
    } finally {
      await database.end();
    }
  });
}

await rehearse().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
