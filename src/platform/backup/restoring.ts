import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { copyIn } from '#platform/backup/copying.ts';
import { fileIn, type Manifest, type Part } from '#platform/backup/manifest.ts';
import { copyingIn, quoted, SAME_EVERYWHERE, tablesOf, type Table } from '#platform/backup/tables.ts';
import type { KeyPart } from '#platform/backup/taking.ts';
import { connectDatabase, type DatabaseAddress } from '#platform/database/connect.ts';
import { migrate, migrationsFolder } from '#platform/database/migrate.ts';
import type { FileStore } from '#platform/files/store.ts';

export interface Restoring {
  folder: string;
  manifest: Manifest;
  /** An empty database; for one county, one of the same migrations in which that county is not. */
  address: DatabaseAddress;
  store: FileStore;
  keys: readonly KeyPart[];
}

/** Brings the rows back in one transaction, then the files; an old backup is then brought up to this program's migrations. */
export async function restoreBackup(restoring: Restoring): Promise<void> {
  const { manifest, address } = restoring;
  if (manifest.scope === 'installation') await migrateAsOf(manifest, address);
  for (const { county, hash } of manifest.files) await broughtBack(restoring, county, hash); // first: a row never names content that is not there
  const client = new pg.Client(typeof address === 'string' ? { connectionString: address } : address);
  await client.connect();
  try {
    await client.query(SAME_EVERYWHERE);
    if (manifest.scope === 'county') await refuseOther(client, manifest);
    await client.query('begin');
    await load(client, restoring);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  if (manifest.scope === 'installation') await migrated(address, migrationsFolder);
}

/** The tables as they were when the backup was taken: by the same migrations, which this program still has. */
async function migrateAsOf({ migrations }: Manifest, address: DatabaseAddress): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    for (const { name, checksum } of migrations) {
      const sql = await readFile(join(migrationsFolder, name), 'utf8').catch(() => '');
      if (createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') !== checksum) {
        throw new Error(`备份来自另一个版本的程序（${name}），请用那个版本或更新的版本恢复。 / The backup has the migration ${name}, which this program does not.`);
      }
      await copyFile(join(migrationsFolder, name), join(folder, name));
    }
    await migrated(address, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function migrated(address: DatabaseAddress, folder: string): Promise<void> {
  const database = connectDatabase(address);
  try {
    await migrate(database.owner, folder);
  } finally {
    await database.end();
  }
}

/** One county goes only into tables of the same making, and never over one that is there. */
async function refuseOther(client: pg.Client, { migrations, counties }: Manifest): Promise<void> {
  const { rows } = await client.query<{ number: number; checksum: string }>('select number, checksum from migrations order by number');
  const same = (some: readonly { number: number; checksum: string }[]) => some.map(({ number, checksum }) => `${number} ${checksum}`).join();
  if (same(rows) !== same(migrations)) throw new Error('两边程序的版本不同：请先把两边升级到同一版本，再导出、导入。 / Bring both installations to the same version first.');
  const { rows: [known] } = await client.query<{ name: string }>('select name from counties where county_id = $1 or slug = $2', [counties[0]!.id, counties[0]!.slug]);
  if (known) throw new Error(`这里已经有${known.name}（同一编号或同一简称），没有导入。 / It is already here.`);
}

/**
 * Row-level security, foreign keys and triggers are lifted within the transaction and put back in it: nobody ever sees the tables without
 * them, and putting a foreign key back proves every row against it.
 */
async function load(client: pg.Client, { folder, manifest, keys }: Restoring): Promise<void> {
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const walls = await wallsOf(client);
  for (const { down } of walls) await client.query(down);
  if (manifest.scope === 'installation') await client.query(`truncate ${[...tables.keys()].map(quoted).join(', ')}`);
  for (const part of manifest.parts) await loadPart(client, folder, part, tableOf(tables, part.table));
  for (const part of keys) {
    if (manifest.counties.some(({ id }) => id === part.county)) await copyIn(client, copyingIn(tableOf(tables, part.table)), once(part.text));
  }
  for (const { up } of walls.toReversed()) await client.query(up);
}

function tableOf(tables: ReadonlyMap<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`the backup has a table that is not here: ${name}`);
  return table;
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

interface Wall {
  down: string;
  up: string;
}

async function wallsOf(client: pg.Client): Promise<Wall[]> {
  const { rows } = await client.query<Wall>(`
    select format('alter table %s no force row level security', oid::regclass) as down, format('alter table %s force row level security', oid::regclass) as up
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity
    union all select format('alter table %s drop constraint %I', conrelid::regclass, conname), format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'
    union all select format('alter table %s disable trigger %I', tgrelid::regclass, tgname), format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
      from pg_trigger t join pg_class c on c.oid = tgrelid where relnamespace = 'public'::regnamespace and not tgisinternal`);
  return rows;
}

/** @throws when the text is not that of the manifest: then nothing is restored */
async function loadPart(client: pg.Client, folder: string, { path, sha256, table }: Part, its: Table): Promise<void> {
  const hash = createHash('sha256');
  const packed = createReadStream(join(folder, path));
  const unpacked = packed.pipe(createGunzip());
  packed.once('error', (error) => unpacked.destroy(error));
  await copyIn(client, copyingIn(its), (async function* hashed() {
    for await (const piece of unpacked) {
      hash.update(piece);
      yield piece as Buffer;
    }
  })());
  if (hash.digest('hex') !== sha256) throw new Error(`备份里的 ${table}（${path}）与校验值不符，没有恢复任何内容。 / The rows of ${table} were changed.`);
}

async function broughtBack({ folder, store }: Restoring, county: string, hash: string): Promise<void> {
  const arrival = join(store.incoming, randomUUID());
  await copyFile(fileIn(folder, county, hash), arrival); // put moves what it is given
  const kept = await store.put(county, arrival);
  if (kept.hash !== hash) throw new Error(`备份里的附件 ${county}/${hash} 与校验值不符，没有恢复任何内容。 / An attached file was changed.`);
}
