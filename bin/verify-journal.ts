/**
 * `npm run verify-journal`: recomputes the hash chain of every county's journal and says whether a line was changed,
 * removed or put in. Works while the program runs. Leaves with 1 when a chain is broken. A last hash noted on paper
 * today proves later that the lines up to it are still those.
 * `npm run verify-journal -- file.jsonl` looks at an exported journal instead, without a database: chain, number of lines and signature. The fingerprint that it
 * prints must be the one that the county told on paper.
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Kysely, PostgresDialect } from 'kysely';
import { joinDatabase } from '#platform/database/open.ts';
import type { DB } from '#platform/database/schema.ts';
import { verifyFile } from '#platform/journal/taken-out.ts';
import { noteUpkeep } from '#platform/health/upkeep.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { inCounty } from '#platform/records/act.ts';
import { projectRoot } from '#platform/root.ts';

async function verify(): Promise<void> {
  const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: database.app }) });
    const counties = await db.selectFrom('counties').select(['county_id', 'name']).orderBy('name').execute();
    let whole = true;
    for (const { county_id, name } of counties) {
      const { lines, broken, head } = await examine(db, county_id);
      if (broken) process.exitCode = 1;
      whole &&= !broken;
      console.log(broken ? `${name}：第 ${broken.seq} 行起不可信：${broken.sentence}。` : `${name}：${lines} 行操作记录完整，没有被改动。末行校验值 ${head || '（无）'}`);
    }
    if (counties.length === 0) console.log('数据库里还没有县。');
    await noteUpkeep(database.owner, 'journal', whole, whole ? `${counties.length} 个县的操作日志没有被改动` : '有操作日志不可信，请看 npm run verify-journal 的说明');
  } finally {
    await database.end();
  }
}

/** In one snapshot, so that acts that go on meanwhile are either wholly in it or not at all. */
function examine(db: Kysely<DB>, county: string) {
  return inCounty({ db }, county, 'isolation level repeatable read read only', async (trx) => {
    const head = await trx.selectFrom('journal_heads').select('hash').where('county_id', '=', county).executeTakeFirst();
    return { ...(await verifyJournal(trx, county)), head: head?.hash };
  });
}

async function verifyTakenOut(path: string): Promise<void> {
  const { county, lines, head, fingerprint, broken } = await verifyFile(createInterface({ input: createReadStream(path), crlfDelay: Infinity }));
  if (broken) process.exitCode = 1;
  console.log(broken ? `${county}：不可信：${broken}。` : `${county}：${lines} 行操作记录完整，签名相符。末行校验值 ${head}`);
  console.log(`签名指纹 ${fingerprint}`);
}

const [path] = process.argv.slice(2);
await (path ? verifyTakenOut(path) : verify()).catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
