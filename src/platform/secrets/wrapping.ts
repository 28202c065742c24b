import { randomBytes, scryptSync } from 'node:crypto';
import type { DataKey } from '#platform/secrets/envelope.ts';
import type { MasterKey } from '#platform/secrets/master.ts';
import { suiteNamed, suites, type SuiteName } from '#platform/secrets/suites.ts';

/** A key of a county as the database keeps it: sealed with the master key. */
export interface WrappedKey {
  county_id: string;
  kid: string;
  suite: string;
  wrapped: string;
  /** Fingerprint of the master key that opens it. */
  sealed_by: string;
}

const placeOf = ({ county, kid, suite }: Pick<DataKey, 'county' | 'kid' | 'suite'>): string => `data key|${county}|${kid}|${suite}`;

export const newDataKey = (county: string, suite: SuiteName): DataKey => ({ kid: randomBytes(6).toString('hex'), county, suite, bytes: randomBytes(32) });

export const wrap = (key: DataKey, master: MasterKey): WrappedKey =>
  ({ county_id: key.county, kid: key.kid, suite: key.suite, wrapped: suites[key.suite].seal(master.bytes, placeOf(key), key.bytes).toString('base64url'), sealed_by: master.fingerprint });

/** @throws with a sentence for whoever keeps the keys when another master key is needed */
export function unwrap({ county_id: county, kid, suite, wrapped, sealed_by }: WrappedKey, master: MasterKey): DataKey {
  if (sealed_by !== master.fingerprint) throw new Error(otherMaster(sealed_by, master));
  const of = { county, kid, suite: suiteNamed(suite).name };
  return { ...of, bytes: suites[of.suite].open(master.bytes, placeOf(of), Buffer.from(wrapped, 'base64url')) };
}

/** What to do when the key at hand is not the one that is needed. */
export const otherMaster = (wanted: string, { place, fingerprint }: Pick<MasterKey, 'place' | 'fingerprint'>): string =>
  `数据库里的电话、身份证号等是用另一把主密钥（指纹 ${wanted}）加密的，${place} 里的主密钥（指纹 ${fingerprint}）打不开。请把原来那台机器的主密钥文件放回 ${place}，再启动；没有改动任何数据。`
  + ` / The master key in ${place} is not the one these data were sealed with: put the right one back. Nothing was changed.`;

/** The costs of guessing a passphrase: 64 MB and a fraction of a second for each try. */
const COSTS = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

/** A key of a county on its way to another installation: sealed with words told apart from it. */
export interface CarriedKey {
  county: string;
  kid: string;
  suite: string;
  salt: string;
  wrapped: string;
}

export function carry(key: DataKey, passphrase: string): CarriedKey {
  const salt = randomBytes(16);
  return { county: key.county, kid: key.kid, suite: key.suite, salt: salt.toString('base64url'), wrapped: suites.aes.seal(scryptSync(passphrase, salt, 32, COSTS), placeOf(key), key.bytes).toString('base64url') };
}

/** @throws with a sentence when the passphrase is not the one */
export function carried({ county, kid, suite, salt, wrapped }: CarriedKey, passphrase: string): DataKey {
  const of = { county, kid, suite: suiteNamed(suite).name };
  try {
    return { ...of, bytes: suites.aes.open(scryptSync(passphrase, Buffer.from(salt, 'base64url'), 32, COSTS), placeOf(of), Buffer.from(wrapped, 'base64url')) };
  } catch {
    throw new Error('口令不对，没有导入任何内容。请核对导出时屏幕上显示的口令。 / The passphrase is not the one that was shown at the export.');
  }
}

/** Five groups of letters and digits that nobody mistakes for each other: more than 110 bits. */
export const newPassphrase = (): string => {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 5 }, () => Array.from(randomBytes(5), (byte) => letters[byte % letters.length]).join('')).join('-');
};
