/**
 * `npm run verify-files`: reads the content of every attached file anew and says whether some is missing or was changed, and
 * whether something is kept that no record names. Works while the program runs. Leaves with 1 when a file is damaged.
 */
import { resolve } from 'node:path';
import { slices } from '#county.ts';
import { joinDatabase } from '#platform/database/open.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { verifyFiles, type FilesVerdict } from '#platform/files/verify.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';

async function verify(): Promise<void> {
  const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    const house = await openHouse(database.app, slices, fileStoreOf(process.env, dataDir));
    const counties = await house.db.selectFrom('counties').select(['county_id', 'name']).orderBy('name').execute();
    for (const { county_id, name } of counties) {
      const verdict = await verifyFiles(house, county_id);
      if (verdict.damaged.length > 0) process.exitCode = 1;
      for (const line of wordsOf(verdict)) console.log(`${name}：${line}`);
    }
    if (counties.length === 0) console.log('数据库里还没有县。');
  } finally {
    await database.end();
  }
}

function wordsOf({ files, damaged, unnamed }: FilesVerdict): string[] {
  const verdict = damaged.length === 0 ? `${files} 份附件完整，内容与校验值一致。` : `${files} 份附件中有 ${damaged.length} 份损坏，请从备份恢复：`;
  return [
    verdict,
    ...damaged.map((file) => `  “${file.name}”${file.why === 'missing' ? '的内容不见了' : '的内容被改动'}（${file.record} ${file.record_id}，校验值 ${file.hash}）`),
    ...(unnamed.length > 0 ? [`另有 ${unnamed.length} 份内容没有记录提到（提交时未办成所留），不影响使用：${unnamed.slice(0, 20).join('、')}`] : []),
  ];
}

await verify().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
