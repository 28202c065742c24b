import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const orphanStopMs = 30_000;

/**
 * One program per data folder. The lock names the holder's process and its birth, so that a process
 * number given to somebody else after a power cut is not taken for the holder.
 */
export function takeLock(lockFile: string): () => void {
  const mine = holderLine(process.pid);
  const holder = holderOf(lockFile);
  if (holder) {
    throw new Error(
      `另一个正在运行的连心桥（进程 ${holder}）在使用同一个数据文件夹，请先停止它，或用 DATA_DIR 指定别的文件夹。` +
        ` / Another running program (process ${holder}) uses this data folder.`,
    );
  }
  writeLock(lockFile, mine);
  return () => {
    if (existsSync(lockFile) && readFileSync(lockFile, 'utf8') === mine) rmSync(lockFile);
  };
}

/** Whether a living program holds the lock. */
export function isLocked(lockFile: string): boolean {
  return holderOf(lockFile) !== undefined;
}

/** The process that holds the lock and lives. */
function holderOf(lockFile: string): number | undefined {
  if (!existsSync(lockFile)) return undefined;
  const held = readFileSync(lockFile, 'utf8');
  const holder = Number(held.split(' ')[0]);
  return held === holderLine(holder) ? holder : undefined;
}

function writeLock(lockFile: string, line: string): void {
  try {
    writeFileSync(lockFile, line);
  } catch (error) {
    throw new Error(
      `数据文件夹所在的位置不能写入（${lockFile}）。它可能属于别的系统账号：请用原来的账号启动，或用 DATA_DIR 指定别的文件夹。` +
        ` / Cannot write ${lockFile}: start under the account that owns the data folder, or set DATA_DIR.`,
      { cause: error },
    );
  }
}

function holderLine(pid: number): string {
  return `${pid} ${birthOf(pid) ?? 'gone'}`;
}

/** When this process was born, in the words of the system; undefined when there is no such process. */
function birthOf(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return `${boot} ${afterName.split(' ')[19]}`; // proc(5): field 22 is the start time; 20 fields after the name
  } catch {
    return undefined;
  }
}

/**
 * Stops a PostgreSQL left over on this data folder by a program that was killed. Its pid file is
 * believed only when that very process works in this very folder. Needs the lock to be held.
 */
export async function stopOrphan(dataFolder: string): Promise<void> {
  const pid = orphanOf(dataFolder);
  if (!pid) return collected(dataFolder);
  process.kill(pid, 'SIGINT');
  const end = Date.now() + orphanStopMs;
  while (Date.now() < end) {
    if (orphanOf(dataFolder) !== pid) return;
    await pause(50);
  }
  throw new Error(`数据文件夹里还有一个没有停下的数据库（进程 ${pid}），请先停止它。 / A left-over PostgreSQL (process ${pid}) does not stop.`);
}

function orphanOf(dataFolder: string): number | undefined {
  try {
    const pid = pidIn(dataFolder);
    return worksIn(pid, dataFolder) ? pid : undefined;
  } catch {
    return undefined;
  }
}

const pidIn = (dataFolder: string): number => Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** One that was killed keeps its number until the system has collected it, and PostgreSQL takes that for a living one (faults/: both killed at once). */
async function collected(dataFolder: string): Promise<void> {
  const end = Date.now() + orphanStopMs;
  while (Date.now() < end && isZombie(dataFolder)) await pause(50);
}

function isZombie(dataFolder: string): boolean {
  try {
    return readFileSync(`/proc/${pidIn(dataFolder)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false; // no such file, no such process, or no such system
  }
}

function worksIn(pid: number, dataFolder: string): boolean {
  if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return command.includes('postgres') && command.includes(dataFolder);
}
