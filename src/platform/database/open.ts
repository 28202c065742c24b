import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabase, type ConnectSettings, type Database, type DatabaseAddress } from './connect.ts';
import { findEmbedded, startEmbedded, type EmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';

/** Long enough for somebody to come and make room on a full disk. */
const AGAIN_FOR_MS = 30 * 60_000;

export type OpenDatabase = Database & {
  address: DatabaseAddress;
  /** Resolves with a sentence when the embedded PostgreSQL ends unasked and cannot be started again; never for a server of DATABASE_URL. */
  died: Promise<string>;
};

export type OpenSettings = ConnectSettings & {
  /** DATABASE_URL; without it the embedded PostgreSQL is started in `dataDir`. */
  url?: string;
  dataDir: string;
  /** Where the embedded PostgreSQL archives its log; absent: it does not. */
  archiveDir?: string;
  tell?: (line: string) => void;
};

/** The database of the program, migrated and ready; `end()` also stops the PostgreSQL that was started for it. */
export async function openDatabase({ url, dataDir, archiveDir, tell, ...settings }: OpenSettings): Promise<OpenDatabase> {
  const embedded = url ? undefined : await startEmbedded({ dir: join(dataDir, 'database'), durable: true, againForMs: AGAIN_FOR_MS, archiveDir, tell });
  const address = embedded?.address ?? url!;
  const database = connectDatabase(address, settings);
  const end = async () => {
    await database.end();
    await embedded?.stop();
  };
  try {
    await migrate(database.owner);
  } catch (error) {
    await end();
    throw error;
  }
  return { ...database, end, address, died: embedded?.died ?? new Promise(() => undefined) };
}

/** For a restore: the embedded PostgreSQL of a new data folder, or a server; nothing is migrated yet. */
export async function openEmptyDatabase({ url, dataDir, tell, ...settings }: OpenSettings): Promise<OpenDatabase> {
  const started = url ? undefined : await startEmbedded({ dir: join(dataDir, 'database'), durable: true, tell });
  return connected(url ?? started!.address, started, settings);
}

/**
 * For commands that look into the database as it is: joins the PostgreSQL of the program when that is running on the
 * data folder, else starts it for as long as the command takes. Nothing is migrated.
 */
export async function joinDatabase({ url, dataDir, tell, ...settings }: OpenSettings): Promise<OpenDatabase> {
  const folder = join(dataDir, 'database');
  if (!url && !existsSync(folder)) throw new Error(`${folder} 里还没有数据，请先用 npm start 启动一次，或用 DATA_DIR 指明数据文件夹。 / No data in ${folder}.`);
  const running = url ?? findEmbedded(folder);
  const started = running ? undefined : await startEmbedded({ dir: folder, durable: true, tell });
  return connected(running ?? started!.address, started, settings);
}

function connected(address: DatabaseAddress, started: EmbeddedPostgres | undefined, settings: ConnectSettings): OpenDatabase {
  const database = connectDatabase(address, settings);
  const end = async () => {
    await database.end();
    await started?.stop();
  };
  return { ...database, end, address, died: started?.died ?? new Promise(() => undefined) };
}
