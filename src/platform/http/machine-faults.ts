import { DatabaseError } from '#platform/database/driver.ts';
import { Problem } from '#platform/problems.ts';

/**
 * What the machine cannot do at this moment although nothing is wrong with the program nor with what was asked: the database is starting
 * again, all its connections are taken, the disk is full. Said as what it is, so that people know what to do and programs when to come back.
 */
export function machineFault(error: unknown): Problem | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < DEEPEST; one = one.cause, depth++) {
    if (isDiskFull(one)) return diskFull();
    if (isUnreachable(one)) return unreachable();
    if (isOverloaded(one)) return overloaded();
  }
  return undefined;
}

/** After so many seconds it is worth asking again. */
export const RETRY_AFTER_SECONDS = 5;

const DEEPEST = 5; // errors wrapped in errors

/** Whoever asked cannot know whether the write was done just before; the request id makes it harmless to ask again. */
const unreachable = () => new Problem(503, 'database_unreachable', '数据库正在恢复，这一次没有办成。请过几秒再提交一次：同一份表单重复提交只记一次。');
const overloaded = () => new Problem(503, 'busy', '现在同时使用的人较多，这一次没有轮到。请过几秒再试一次：同一份表单重复提交只记一次。');
const diskFull = () => new Problem(507, 'disk_full', '服务器的磁盘满了，这一次没有保存。请告诉维护人员腾出磁盘空间，再提交一次；已经保存的内容都在。');

const codeOf = (error: Error): string => String((error as { code?: unknown }).code ?? '');

/** PostgreSQL 53100, and what the file system says of writing. */
const isDiskFull = (error: Error): boolean => ['53100', 'ENOSPC', 'EDQUOT'].includes(codeOf(error));

/** PostgreSQL class 08 (connection exceptions) and 57P01–57P05 (shut down, crashed, starting, idle), the socket's own words, and pg's, which have no code. */
const isUnreachable = (error: Error): boolean =>
  /^(08|57P0)/.test(codeOf(error))
  || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(codeOf(error))
  || (codeOf(error) === 'ENOENT' && (error as { syscall?: string }).syscall === 'connect') // the socket of a PostgreSQL that is not up; of a file it is a fault of ours
  || /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after)/.test(error.message);

/** Too many connections, a statement stopped for its time, a lock not had, acts that got in each other's way; pg's own words when its pool has none free. */
const isOverloaded = (error: Error): boolean =>
  (error instanceof DatabaseError && ['53300', '53200', '57014', '55P03', '40001', '40P01'].includes(codeOf(error)))
  || /^timeout exceeded when trying to connect/.test(error.message);
