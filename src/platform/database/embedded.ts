import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { accountFor, canRead, makeOpenFolder, temporaryBase, type Account } from './embedded-account.ts';
import { postgresBinaries } from './embedded-binaries.ts';
import { keepRunning } from './embedded-again.ts';
import { isLocked, stopOrphan, takeLock } from './embedded-lock.ts';
import { cannotStart, environment, libcLocale, port } from './embedded-server.ts';

/** Where to reach a database: a unix socket folder as `host`, never a network port. */
export type SocketAddress = { host: string; port: number; user: string; database: string };

export type EmbeddedPostgres = {
  /** The database of the program, as its owner (not a superuser). */
  address: SocketAddress;
  /** The superuser, on the maintenance database: for tests and backups only. */
  admin: SocketAddress;
  /** Resolves with a sentence when PostgreSQL ends although nobody asked it to, and could not be started again. */
  died: Promise<string>;
  /** Orderly stop; waits until everything is on disk. */
  stop(): Promise<void>;
};

export type EmbeddedSettings = {
  /** The data folder; made on first use, private to the account PostgreSQL runs under. */
  dir: string;
  /** false only for test clusters: faster, and lost at a power cut. */
  durable: boolean;
  sharedBuffersMb?: number;
  maxConnections?: number;
  /** For so long it is tried to start it again when it ends unasked; absent: not at all. */
  againForMs?: number;
  /** Where the log of all changes is archived, packed, so that any later moment can be brought back. */
  archiveDir?: string;
  /** Where another PostgreSQL is installed, with its `bin/postgres`: for tests on the oldest version that we run on. Absent: the one of the packages. */
  installed?: string;
  /** Told in one line when a first start takes longer. */
  tell?: (line: string) => void;
};

const major = '18';
const BUILTIN_LOCALES = 17; // the version that has them; before, the C library's C.UTF-8 orders alike
const owner = 'lianxinqiao';
const sheltersOfRoot = '/var/lib/lianxinqiao';
const longestSocketPath = process.platform === 'darwin' ? 103 : 107; // sockaddr_un.sun_path less its end mark

/**
 * Starts the PostgreSQL that came with the packages, on a unix socket, and waits until it answers.
 * It ends with this process, however this process ends.
 */
export async function startEmbedded(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') throw new Error(windowsSentence);
  const asked = resolve(settings.dir);
  makeOpenFolder(dirname(asked));
  const unlock = takeLock(`${asked}.lock`);
  try {
    const account = accountFor(asked);
    const folder = reachableFolder(asked, account);
    const binaries = settings.installed ?? postgresBinaries(account, sheltersOfRoot);
    if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, binaries, account, settings);
    refuseOtherVersion(folder, versionOf(settings));
    await stopOrphan(folder);
    const socketFolder = socketFolderFor(folder, account);
    if (settings.archiveDir) giveArchive(settings.archiveDir, account);
    const removeSocketFolder = () => socketFolder !== folder && rmSync(socketFolder, { recursive: true, force: true });
    const server = await keepRunning({ folder, socketFolder, binaries, account }, settings).catch((error: unknown) => {
      removeSocketFolder();
      throw error;
    });
    void server.died.then(removeSocketFolder);
    const admin = { host: socketFolder, port, user: 'postgres', database: 'postgres' };
    await makeOwnDatabase(admin);
    return {
      address: { host: socketFolder, port, user: owner, database: owner },
      admin,
      died: server.died,
      stop: async () => {
        await server.stop();
        removeSocketFolder();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The address of an embedded PostgreSQL that a running program has started on this data folder; undefined when there is none. */
export function findEmbedded(dir: string): SocketAddress | undefined {
  const asked = resolve(dir);
  if (!isLocked(`${asked}.lock`)) return undefined;
  const [, , , socketPort, socketFolder] = readFileSync(join(asked, 'postmaster.pid'), 'utf8').split('\n');
  if (!socketFolder) return undefined;
  return { host: socketFolder, port: Number(socketPort), user: owner, database: owner };
}

const windowsSentence =
  '在 Windows 上请用环境变量 DATABASE_URL 指定一个 PostgreSQL 服务器（15 版或更新），或在 WSL 里运行本程序。' +
  ' / On Windows set DATABASE_URL to a PostgreSQL server (15 or newer), or run inside WSL.';

/**
 * The folder itself, or, when root works under a private folder (such as /root) that PostgreSQL's
 * account cannot pass, a place below /var/lib with a link to it where the folder was asked for.
 */
function reachableFolder(asked: string, account: Account): string {
  if (existsSync(asked)) return realpathSync(asked);
  if (canRead(dirname(asked), account)) return asked;
  const mark = createHash('sha256').update(asked).digest('hex').slice(0, 8);
  const sheltered = join(sheltersOfRoot, `${basename(asked)}-${mark}`);
  makeOpenFolder(dirname(sheltered));
  rmSync(asked, { force: true }); // a link whose target somebody removed
  symlinkSync(sheltered, asked);
  return sheltered;
}

/** PostgreSQL itself writes there, as its account. */
function giveArchive(folder: string, account: Account): void {
  if (/['%\\]/.test(folder)) throw new Error(`归档文件夹的路径里不能有引号、百分号或反斜杠：${folder} / No quotes, percent signs or backslashes in the path of the archive.`);
  makeOpenFolder(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

function initialise(folder: string, binaries: string, account: Account, settings: EmbeddedSettings): void {
  const { durable, tell } = settings;
  tell?.('正在建立数据库（只在第一次启动时）……');
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (account) chownSync(unfinished, account.uid, account.gid);
  chmodSync(unfinished, 0o700);
  const made = spawnSync(
    join(binaries, 'bin', 'initdb'),
    ['-D', unfinished, '-U', 'postgres', '-E', 'UTF8', '--auth=trust', ...(Number(versionOf(settings)) < BUILTIN_LOCALES ? [] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']), `--locale=${libcLocale}`, ...(durable ? [] : ['--no-sync'])],
    { ...account, cwd: unfinished, env: environment(), encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(cannotStart(`${made.stdout}\n${made.stderr}\n${made.error ?? ''}`));
  rmSync(folder, { recursive: true, force: true }); // at most an empty folder: one with PG_VERSION does not come here
  renameSync(unfinished, folder);
}

const versionOf = ({ installed }: EmbeddedSettings): string =>
  (installed ? /\d+/.exec(spawnSync(join(installed, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] : major) ?? 'unknown';

function refuseOtherVersion(folder: string, brought: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (found === brought) return;
  throw new Error(
    `数据文件夹 ${folder} 属于 PostgreSQL ${found}，本程序附带的是 ${brought}。请用原来的程序版本导出数据，再导入新的文件夹。` +
      ` / The data folder belongs to PostgreSQL ${found}; this program brings ${brought}.`,
  );
}

/** The private data folder also holds the socket; a long path needs a short private folder instead. */
function socketFolderFor(folder: string, account: Account): string {
  if (`${folder}/.s.PGSQL.${port}.lock`.length <= longestSocketPath) return folder;
  const base = temporaryBase(account);
  const short = mkdtempSync(join(base.length < longestSocketPath / 2 ? base : '/tmp', 'lxq-')); // made private, 0700
  if (account) chownSync(short, account.uid, account.gid);
  return short;
}

/** The program works as an owner without superuser rights, so that no statement of ours reaches the machine. */
async function makeOwnDatabase(admin: SocketAddress): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [owner]);
    if (!role.rowCount) await client.query(`create role ${owner} login createrole createdb`);
    const database = await client.query('select 1 from pg_database where datname = $1', [owner]);
    if (!database.rowCount) await client.query(`create database ${owner} owner ${owner}`);
  } finally {
    await client.end();
  }
}
