import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../root.ts';

type Migration = { number: number; name: string; sql: string; checksum: string };
type Applied = { number: number; name: string; checksum: string };

export const migrationsFolder = join(projectRoot, 'db', 'migrations');

const oldestServer = 150_000; // PostgreSQL 15: the newest that the distributed engine we must run on is built from
const lockKey = 5_204_915_873; // any number that only this program uses
const fileName = /^(\d{3,})[-_][a-z0-9_-]+\.sql$/;

/**
 * Brings the database up to the numbered files of the folder, each in its own transaction, one
 * program at a time. Returns the names of the files applied now.
 * Throws, before changing anything, when the server is too old, when a file that was applied has
 * been edited, or when the database is ahead of the program.
 */
export async function migrate(owner: pg.Pool, folder: string = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await owner.connect();
  try {
    await client.query('set statement_timeout = 0');
    await refuseOldServer(client);
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    try {
      const pending = pendingOf(migrations, await readApplied(client));
      for (const migration of pending) await apply(client, migration);
      return pending.map(({ name }) => name);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey]);
    }
  } finally {
    client.release(true); // its session settings are not for others
  }
}

/** The numbered files in order. Line ends do not count for the checksum: a Windows checkout may change them. */
async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = Number(fileName.exec(name)?.[1]);
      if (!number) throw new Error(`db/migrations/${name}: name it like 012-what-it-makes.sql / 文件名应形如 012-what-it-makes.sql`);
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  migrations.sort((a, b) => a.number - b.number);
  for (const [index, { number, name }] of migrations.entries()) {
    const before = migrations[index - 1];
    if (before?.number === number) throw new Error(`${before.name} and ${name} have the same number; give one the next free number / 两个迁移文件编号相同`);
  }
  return migrations;
}

async function refuseOldServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>("select current_setting('server_version_num')::int as number, current_setting('server_version') as name");
  const [server] = rows;
  if (server && server.number >= oldestServer) return;
  throw new Error(`数据库服务器是 PostgreSQL ${server?.name}，本程序需要 15 版或更新，请升级服务器。 / PostgreSQL 15 or newer is required, found ${server?.name}.`);
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  await client.query(`
    create table if not exists migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  return (await client.query<Applied>('select number, name, checksum from migrations order by number')).rows;
}

/** What is still to do, after comparing what was done with the files at hand. */
function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const done of applied) {
    const file = migrations.find(({ number }) => number === done.number);
    if (!file) {
      throw new Error(
        `数据库已升级到 ${done.name}，比本程序新，请使用新版程序。 / The database has ${done.name}, which this program does not know: run the newer program.`,
      );
    }
    if (file.checksum !== done.checksum) {
      throw new Error(
        `${file.name} 已经执行过，之后又被修改。请恢复原文件，把改动写进新的迁移文件。` +
          ` / ${file.name} was edited after it ran here. Restore it and put the change into a new file; on a development machine you may instead delete the data folder.`,
      );
    }
  }
  const last = applied.at(-1);
  const pending = migrations.filter(({ number }) => !applied.some((done) => done.number === number));
  const late = pending.find(({ number }) => last && number < last.number);
  if (late && last) throw new Error(`${late.name} comes before ${last.name}, which has already run here: give it the next free number / 新迁移文件的编号应排在最后`);
  return pending;
}

async function apply(client: pg.PoolClient, { number, name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [number, name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${name}${lineOf(error, sql)}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError) || !error.position) return '';
  return `:${sql.slice(0, Number(error.position)).split('\n').length}`;
}
