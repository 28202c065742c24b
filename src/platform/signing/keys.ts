import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sql } from 'kysely';
import type { Act, Reading } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

/** The key (Ed25519) with which a county or superior signs what leaves the house. */
export interface SigningKey {
  public_key: string;
  private_key: string;
  fingerprint: string;
}

/** By this people know whose key it is: told on paper, compared by eye. */
export const fingerprintOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** In groups of four, to be read aloud. */
export const inGroups = (fingerprint: string): string => fingerprint.toUpperCase().match(/.{4}/g)!.join(' ');

export async function findKey({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<SigningKey | undefined> {
  const { rows } = await sql<SigningKey>`select county_id as id, public_key, private_key, fingerprint from signing_keys where county_id = ${county}`.execute(db);
  return rows[0];
}

/** The key of this county or superior, made when it is first needed and never again: the fingerprint on paper stays true. */
export async function keyOf(act: Act): Promise<SigningKey> {
  const known = await findKey(act);
  if (known) return known;
  const made = newKey();
  const kept = await sealed(act, 'signing_keys.private_key', act.county, made.private_key);
  await sql`insert into signing_keys (county_id, public_key, private_key, fingerprint) values (${act.county}, ${made.public_key}, ${kept}, ${made.fingerprint})`.execute(act.db);
  return made;
}

export function newKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const told = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return { public_key: told, private_key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'), fingerprint: fingerprintOf(told) };
}

export function signatureOf({ private_key }: Pick<SigningKey, 'private_key'>, bytes: Buffer): string {
  const secret = createPrivateKey({ key: Buffer.from(private_key, 'base64'), type: 'pkcs8', format: 'der' });
  return sign(null, bytes, secret).toString('base64');
}

/** Whether the holder of the key signed exactly these bytes. */
export function isSignatureOf(publicKey: string, bytes: Buffer, signature: string): boolean {
  const bytesOf = Buffer.from(signature, 'base64');
  if (bytesOf.toString('base64') !== signature) return false; // other letters for the same bytes are another signature
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, bytesOf);
  } catch {
    return false; // no key at all
  }
}
