/**
 * `DATABASE_URL=… npm run distribute [-- --dry-run]`: lays an existing database out on the machines of a Citus cluster, by county. Run it on
 * the coordinator as a superuser (row-level security would hide from anybody else the rows that are to be moved), with the program stopped.
 * A run that was cut off is begun again; a second run changes nothing. `--dry-run` prints each statement and does none of them, on any
 * PostgreSQL. docs/operations.md says what comes before and after.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { appRole } from '#platform/database/connect.ts';
import { laidOut, obstaclesIn, stepsTo } from '#platform/database/distribution.ts';
import { migrate } from '#platform/database/migrate.ts';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const url = process.env['DATABASE_URL'];
/** The first Citus whose roles, policies and functions all reach the machines that join later. */
const OLDEST = 12;

async function distribute(): Promise<void> {
  if (!url) throw new Error('请用 DATABASE_URL 指明 Citus 集群的协调节点（超级用户）。随程序附带的数据库只有一台机器，不能分布。 / Name the coordinator in DATABASE_URL.');
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c statement_timeout=0' });
  try {
    if (!values['dry-run']) {
      await expectCluster(pool);
      await migrate(pool);
    }
    const obstacles = await obstaclesIn(pool);
    if (obstacles.length > 0) throw new Error(`这个数据库不能按县分布：\n${obstacles.join('\n')}\n / It cannot be distributed.`);
    const { distributed, reference, local, across } = await laidOut(pool);
    console.log(`按县分布 ${distributed.length} 张表；每台机器一份：${reference.join('、')}；只在协调节点：${[...local, ...across].join('、')}。`);
    const steps = await stepsTo(pool, appRole);
    for (const [n, { statement, why }] of steps.entries()) {
      console.log(`${n + 1}/${steps.length} ${statement};  -- ${why}`);
      if (!values['dry-run']) await pool.query(statement);
    }
    console.log(steps.length === 0 ? '已经全部按县分布，没有什么要做。' : values['dry-run'] ? '以上语句只是列出，一条也没有执行。' : '已按县分布。');
  } finally {
    await pool.end();
  }
}

/** @throws with what is missing */
async function expectCluster(pool: pg.Pool): Promise<void> {
  const { rows: [found] } = await pool.query<{ version: string | null; superuser: boolean }>(`
    select (select extversion from pg_extension where extname = 'citus') as version, (select rolsuper from pg_roles where rolname = current_user) as superuser`);
  if (!found?.version) throw new Error('这个数据库里没有 citus 扩展：请先在每台机器上安装，并执行 create extension citus。 / There is no citus extension here.');
  if (Number(found.version.split('.')[0]) < OLDEST) throw new Error(`citus ${found.version} 太旧，需要 ${OLDEST} 或更新。 / Citus ${OLDEST} or newer is required.`);
  if (!found.superuser) throw new Error('请用超级用户连接：行级安全会让别的用户看不到要搬的行。 / Connect as a superuser.');
  const { rows: [workers] } = await pool.query<{ n: string }>(`select count(*) as n from pg_dist_node where noderole = 'primary' and isactive and shouldhaveshards`);
  if (Number(workers!.n) === 0) throw new Error('集群里还没有放数据的机器：请先用 select citus_add_node(…) 加入。 / No machine of the cluster may hold data yet.');
}

await distribute().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
