import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The one key that is not in the database: it opens the keys of the counties, and those open what is sealed. */
export interface MasterKey {
  bytes: Buffer;
  /** By this the database knows which master key its keys were sealed with; says nothing of the key. */
  fingerprint: string;
  /** Where it is kept, for people. */
  place: string;
}

const BYTES = 32;

const asMaster = (bytes: Buffer, place: string): MasterKey => ({ bytes, place, fingerprint: createHmac('sha256', bytes).update('lianxinqiao master key').digest('hex').slice(0, 16) });

/** Where the master key lies when no setting says otherwise. */
export const keyFileOf = (env: NodeJS.ProcessEnv, dataDir: string): string => env['MASTER_KEY_FILE'] ?? join(dataDir, 'master.key');

/** The master key of this installation: MASTER_KEY, or the file of MASTER_KEY_FILE, or master.key in the data folder; undefined when there is none yet. */
export function findMaster(env: NodeJS.ProcessEnv, dataDir: string): MasterKey | undefined {
  const given = env['MASTER_KEY'];
  if (given) return asMaster(bytesOf(given, 'MASTER_KEY'), 'MASTER_KEY');
  const file = keyFileOf(env, dataDir);
  return existsSync(file) ? asMaster(bytesOf(readFileSync(file, 'utf8'), file), file) : undefined;
}

/** The same, made when there is none; of two programs that start at once one makes it and both have it. */
export function masterOf(env: NodeJS.ProcessEnv, dataDir: string): MasterKey {
  const known = findMaster(env, dataDir);
  if (known) return known;
  const file = keyFileOf(env, dataDir);
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(beside, `${randomBytes(BYTES).toString('hex')}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600); // whatever the umask says
  try {
    linkSync(beside, file); // whole or not at all, and never over one that is there
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(beside);
  }
  return findMaster(env, dataDir)!;
}

/** A master key that was just thought of, for a change of masters. */
export const newMaster = (place: string): MasterKey => asMaster(randomBytes(BYTES), place);

function bytesOf(text: string, place: string): Buffer {
  const typed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(typed) ? Buffer.from(typed, 'hex') : Buffer.from(typed, 'base64');
  if (bytes.length !== BYTES) throw new Error(`${place} 里的主密钥不完整：应是64位十六进制数字。 / The master key in ${place} is not 32 bytes.`);
  return bytes;
}
