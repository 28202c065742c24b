import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseAddress } from '#platform/database/connect.ts';
import { startEmbedded } from '#platform/database/embedded.ts';

/** The embedded PostgreSQL as it is on disk, from which the archive of its log leads to any later moment. */

/** What a copy of a running PostgreSQL leaves out (its manual, 25.3.5: Backing Up the Data Directory). */
const leftOut = new Set(['pg_wal', 'postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const emptyAnew = [...leftOut].filter((name) => !name.startsWith('postmaster'));

/** @returns the folder, which stands under its name only when it is whole */
export async function takeBase(address: DatabaseAddress, dataDir: string, into: string): Promise<string> {
  if (typeof address === 'string') throw new Error('--base 只用于程序自带的数据库。 / Only for the embedded PostgreSQL.');
  const folder = realpathSync(join(dataDir, 'database'));
  const client = new pg.Client({ ...address, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query("select pg_backup_start('lianxinqiao', fast => true)");
    const unfinished = `${into}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) if (!leftOut.has(name)) copyWithOwner(join(folder, name), join(unfinished, name));
    const { rows: [end] } = await client.query<{ labelfile: string; spcmapfile: string }>('select labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)');
    writeFileSync(join(unfinished, 'backup_label'), end!.labelfile, { mode: 0o600 });
    await client.query('select pg_switch_wal()'); // what the copy needs to be consistent goes to the archive now
    renameSync(unfinished, into);
    return into;
  } finally {
    await client.end();
  }
}

/** Owners and modes stay: PostgreSQL refuses a folder that is not its account's alone. Files that vanish meanwhile are tables dropped meanwhile. */
function copyWithOwner(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to], { stdio: ['ignore', 'ignore', 'pipe'] });
}

export interface ToMoment {
  base: string;
  archive: string;
  dataDir: string;
  /** As PostgreSQL reads a timestamp; without it everything that is in the archive. */
  until?: string;
}

/** Lays the copy into an empty data folder and lets PostgreSQL go through the archive up to the moment. */
export async function restoreBase({ base, archive, dataDir, until }: ToMoment): Promise<void> {
  const folder = join(dataDir, 'database');
  if (existsSync(folder)) throw new Error(`${folder} 里已经有数据，没有恢复任何内容。请用 DATA_DIR 指明一个新文件夹。 / There are data there already.`);
  if (!existsSync(join(base, 'backup_label'))) throw new Error(`${base} 不是完整的数据库副本。 / No whole copy of a database.`);
  if (until !== undefined && Number.isNaN(Date.parse(until))) throw new Error(`“${until}”不是一个时刻，请写成 2026-03-04 10:00:00+08。 / Not a moment.`);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const { uid, gid } = statSync(join(base, 'PG_VERSION'));
  cpSync(base, folder, { recursive: true });
  for (const name of emptyAnew) mkdirSync(join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'pg_wal', 'archive_status'), { recursive: true });
  const settings = { restore_command: `gunzip -c '${archive}/%f.gz' > '%p'`, recovery_target_action: 'promote', ...(until && { recovery_target_time: until }) };
  const before = readFileSync(join(folder, 'postgresql.auto.conf'), 'utf8');
  writeFileSync(join(folder, 'postgresql.auto.conf'), before + Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`).join(''));
  writeFileSync(join(folder, 'recovery.signal'), '');
  execFileSync('chmod', ['-R', 'u=rwX,go=', folder]);
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', `${uid}:${gid}`, folder]);
  if (process.getuid?.() === 0) chownSync(folder, uid, gid);
  await throughTheArchive(folder);
  writeFileSync(join(folder, 'postgresql.auto.conf'), before);
}

const RECOVERED_WITHIN_MS = 3_600_000;

/** PostgreSQL is ready for questions before it is through. */
async function throughTheArchive(folder: string): Promise<void> {
  const cluster = await startEmbedded({ dir: folder, durable: true });
  const client = new pg.Client(cluster.admin);
  try {
    await client.connect();
    const until = Date.now() + RECOVERED_WITHIN_MS;
    while (Date.now() < until && (await client.query<{ on: boolean }>('select pg_is_in_recovery() as on')).rows[0]!.on) await new Promise((done) => setTimeout(done, 200));
  } finally {
    await client.end();
    await cluster.stop();
  }
}
