/**
 * `npm run verify-journal`: recomputes the hash chain of every county's journal and says whether a line was changed,
 * removed or put in. Works while the program runs. Leaves with 1 when a chain is broken. A last hash noted on paper
 * today proves later that the lines up to it are still those.
 */
import { resolve } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { joinDatabase } from '#platform/database/open.ts';
import type { DB } from '#platform/database/schema.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { inCounty } from '#platform/records/act.ts';
import { projectRoot } from '#platform/root.ts';

async function verify(): Promise<void> {
  const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: database.app }) });
    const counties = await db.selectFrom('counties').select(['county_id', 'name']).orderBy('name').execute();
    for (const { county_id, name } of counties) {
      const { lines, broken, head } = await examine(db, county_id);
      if (broken) process.exitCode = 1;
      console.log(broken ? `${name}：第 ${broken.seq} 行起不可信：${broken.sentence}。` : `${name}：${lines} 行操作记录完整，没有被改动。末行校验值 ${head || '（无）'}`);
    }
    if (counties.length === 0) console.log('数据库里还没有县。');
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

await verify().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
