/**
 * `npm run move-files -- --from=<folder>`: takes the attached files of a data folder into the store that the settings name now (FILES_S3), and
 * `npm run move-files -- --to=<folder>` brings them back into a folder. Each is compared with its hash on the way; what is there already is
 * left, so that a run that was cut off is begun again. Nothing is removed where it was.
 */
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { joinDatabase } from '#platform/database/open.ts';
import { arrivalIn, folderStore, type FileStore } from '#platform/files/store.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { projectRoot } from '#platform/root.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');

async function move(): Promise<void> {
  if (Boolean(values.from) === Boolean(values.to)) throw new Error('请写明 --from=文件夹（搬进现在的存储）或 --to=文件夹（从现在的存储搬出来）。 / Say --from or --to.');
  const now = fileStoreOf(process.env, dataDir);
  const other = folderStore(resolve((values.from ?? values.to)!));
  const [from, to] = values.from ? [other, now] : [now, other];
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir });
  try {
    const { rows } = await database.owner.query<{ county_id: string; name: string }>('select county_id, name from counties order by name');
    for (const { county_id, name } of rows) {
      let [moved, there] = [0, 0];
      for await (const hash of from.list(county_id)) {
        if (await to.has(county_id, hash)) there += 1;
        else {
          await moveOne(from, to, county_id, hash);
          moved += 1;
        }
      }
      console.log(`${name}：搬了 ${moved} 份，原已有 ${there} 份。`);
    }
  } finally {
    await database.end();
  }
}

async function moveOne(from: FileStore, to: FileStore, county: string, hash: string): Promise<void> {
  const path = arrivalIn(to);
  await pipeline(Readable.fromWeb((await from.open(county, hash)) as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
  const kept = await to.put(county, path);
  if (kept.hash !== hash) throw new Error(`${join(county, hash)} 的内容与校验值不符，已停下：请先运行 verify-files。 / The content is not what its name says.`);
}

await move().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
