import { readFile, writeFile } from 'node:fs/promises';
import type pg from 'pg';
import type { MasterKey } from '#platform/secrets/master.ts';
import { inCounty, keysOf, rewrap } from '#platform/secrets/sealing-anew.ts';
import { carried, carry, newPassphrase, unwrap, wrap, type CarriedKey } from '#platform/secrets/wrapping.ts';

/** A county that goes to another installation: its keys go along in the file of keys, sealed with a passphrase that is told apart from it. */

interface KeysFile {
  carried?: CarriedKey[];
}

/** @returns the passphrase, which is kept nowhere; undefined when nothing of the county is sealed */
export async function packKeys(owner: pg.Pool, county: string, master: () => Promise<MasterKey>, file: string): Promise<string | undefined> {
  const wrapped = await inCounty(owner, county, (client) => keysOf(client, county));
  if (wrapped.length === 0) return undefined;
  const own = await master();
  const passphrase = newPassphrase();
  const keys = wrapped.map((one) => carry(unwrap(one, own), passphrase));
  await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), carried: keys } satisfies KeysFile, null, 1), { mode: 0o600 });
  return passphrase;
}

/** The keys in such a file, to be sealed with the master key of this installation. @throws with a sentence before anything is brought in */
export async function unpackKeys(file: string, passphrase: string | undefined): Promise<ReturnType<typeof carried>[]> {
  const { carried: keys = [] } = JSON.parse(await readFile(file, 'utf8')) as KeysFile;
  if (keys.length === 0) return [];
  if (!passphrase) throw new Error('这个县的电话、身份证号等是加密的：请用环境变量 PASSPHRASE 给出导出时屏幕上显示的口令。 / Give the passphrase of the export in PASSPHRASE.');
  return keys.map((key) => carried(key, passphrase));
}

/** From now on the county's keys open with the master key of this installation; what they sealed stays as it came. */
export async function settleKeys(owner: pg.Pool, keys: readonly ReturnType<typeof carried>[], master: MasterKey): Promise<void> {
  for (const key of keys) await inCounty(owner, key.county, (client) => rewrap(client, wrap(key, master)));
}
