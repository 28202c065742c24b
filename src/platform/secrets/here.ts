import { resolve } from 'node:path';
import type pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { findMaster, keyFileOf, masterOf, type MasterKey } from '#platform/secrets/master.ts';
import { mastersNeeded } from '#platform/secrets/sealing-anew.ts';
import { Secrets } from '#platform/secrets/secrets.ts';
import { suiteNamed, type SuiteName } from '#platform/secrets/suites.ts';
import { otherMaster } from '#platform/secrets/wrapping.ts';

/** What new keys of this installation are made for: CIPHER_SUITE. */
export const suiteHere = (env: NodeJS.ProcessEnv): SuiteName => suiteNamed(env['CIPHER_SUITE'] ?? 'aes').name;

/** What this installation seals with, by its settings; the master key is looked for, or made, when it is first needed. */
export function secretsHere(env: NodeJS.ProcessEnv = process.env, dataDir: string = resolve(projectRoot, env['DATA_DIR'] ?? 'data')): Secrets {
  let master: MasterKey | undefined;
  return new Secrets(() => (master ??= masterOf(env, dataDir)), suiteHere(env));
}

/**
 * The master key of this database; a new one only where nothing is sealed yet.
 * @throws with a sentence when the database was sealed with one that is not here: nothing is made and nothing changed then
 */
export async function masterFor(owner: pg.Pool, env: NodeJS.ProcessEnv, dataDir: string): Promise<MasterKey> {
  const needed = await mastersNeeded(owner);
  const [wanted] = needed;
  if (wanted === undefined) return masterOf(env, dataDir);
  const here = findMaster(env, dataDir);
  if (!here) throw new Error(withoutMaster(wanted, keyFileOf(env, dataDir)));
  const other = needed.find((fingerprint) => fingerprint !== here.fingerprint);
  if (other) throw new Error(otherMaster(other, here));
  return here;
}

const withoutMaster = (wanted: string, file: string): string =>
  `数据库里的电话、身份证号等是加密的，这台机器上没有主密钥。请把原来那台机器的主密钥文件（指纹 ${wanted}）放到 ${file}，或用 MASTER_KEY_FILE 指明，再启动；没有改动任何数据。主密钥确实丢失的，这些内容打不开，其余数据仍在，请联系开发人员。`
  + ` / The data are sealed and the master key ${wanted} is not here: put it into ${file}.`;
