import { dirname } from 'node:path';
import { sql } from 'kysely';
import { freeBytes, LEAST_FREE_BYTES, WARN_FREE_BYTES } from '#platform/health/disk.ts';
import { upkeepDone, type Done, type Upkeep } from '#platform/health/upkeep.ts';
import type { Reading } from '#platform/records/act.ts';
import { shownMoment } from '#platform/time.ts';

/** How the installation stands, in the words of the person in the office: what it is, whether it is well, and what to do when it is not. */
export interface Check {
  name: string;
  label: string;
  value: string;
  well: boolean;
  /** What to do, where something is to be done. */
  advice?: string;
}

const DAY_MS = 86_400_000;
/** A backup of the night before last still lies within this. */
const BACKUP_OLD_DAYS = 2;
const PROOF_OLD_DAYS = 8;
/** What was written is found again within seconds; so many that wait mean that the search is not kept up. */
const MANY_WAITING = 1_000;

export async function standingOf(reading: Reading, now = new Date()): Promise<Check[]> {
  const done = new Map((await upkeepDone(reading.db)).map((one) => [one.kind, one]));
  const { rows: [queues] } = await sql<{ searched: string; exports: string; worked: string | null; version: string; bytes: string }>`
    select (select count(*) from (select from search_pending where county_id = ${reading.county} limit ${MANY_WAITING + 1}) as waiting) as searched,
      (select count(*) from list_exports where county_id = ${reading.county} and state = 'writing') as exports,
      (select max(day)::text from days_worked where county_id = ${reading.county}) as worked,
      current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(reading.db);
  return [
    ofUpkeep(done, 'backup', '上次备份', BACKUP_OLD_DAYS, now, '请告诉维护人员：运行 npm run backup 试一次，看看它怎么说。'),
    ofUpkeep(done, 'backup_proved', '上次恢复演练', PROOF_OLD_DAYS, now, '请告诉维护人员：运行 npm run backup -- --verify，确认备份能恢复。'),
    ofUpkeep(done, 'journal', '上次核验操作日志', PROOF_OLD_DAYS, now, '请告诉维护人员：运行 npm run verify-journal；也可以在“操作日志”里核验本县的。'),
    await ofDisk(dirname(reading.house.files.incoming)),
    { name: 'search', label: '等待编入搜索', value: Number(queues!.searched) > MANY_WAITING ? `${MANY_WAITING}条以上` : `${queues!.searched}条`, well: Number(queues!.searched) <= MANY_WAITING, advice: '刚导入过大量表格时属正常，过一会儿再看。' },
    { name: 'exports', label: '正在写的导出', value: `${queues!.exports}份`, well: true },
    { name: 'daily', label: '每日提醒和到期处理做到', value: queues!.worked ?? '还没有做过', well: true },
    { name: 'database', label: '数据库', value: `PostgreSQL ${queues!.version}，${inMegabytes(Number(queues!.bytes))}`, well: true },
  ];
}

function ofUpkeep(done: ReadonlyMap<Upkeep, Done>, kind: Upkeep, label: string, days: number, now: Date, advice: string): Check {
  const last = done.get(kind);
  if (!last) return { name: kind, label, value: '还没有做过', well: false, advice };
  const fresh = now.getTime() - last.at.getTime() < days * DAY_MS;
  return { name: kind, label, value: `${shownMoment(last.at)}，${last.good ? '成功' : '没有成功'}`, well: last.good && fresh, advice };
}

async function ofDisk(folder: string): Promise<Check> {
  const free = await freeBytes(folder);
  const advice = free > LEAST_FREE_BYTES ? '磁盘快满了，请告诉维护人员腾出空间或换大一点的磁盘。' : '磁盘已经没有空间，新的内容存不进来，请马上告诉维护人员。';
  return { name: 'disk', label: '磁盘剩余空间', value: inMegabytes(free), well: free > WARN_FREE_BYTES, advice };
}

const inMegabytes = (bytes: number): string => (bytes < 1024 ** 3 ? `${Math.round(bytes / 1024 ** 2)} MB` : `${(bytes / 1024 ** 3).toFixed(1)} GB`);
