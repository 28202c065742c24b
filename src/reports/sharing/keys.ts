import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sql } from 'kysely';
import type { Act, Reading } from '#platform/records/act.ts';

/** What a file says, and that nobody but the holder of the key can have said it. The content is signed as `JSON.stringify` writes it. */
export interface Signed<Content> {
  format: typeof FORMAT;
  public_key: string;
  signature: string;
  content: Content;
}

export const FORMAT = 'lianxinqiao-rollup/1';

interface SigningKey {
  public_key: string;
  private_key: string;
  fingerprint: string;
}

/** By this people know whose key it is: told on paper, compared by eye. */
export const fingerprintOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** In groups of four, to be read aloud. */
export const inGroups = (fingerprint: string): string => fingerprint.toUpperCase().match(/.{4}/g)!.join(' ');

export async function findKey({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<SigningKey | undefined> {
  const { rows } = await sql<SigningKey>`select public_key, private_key, fingerprint from signing_keys where county_id = ${county}`.execute(db);
  return rows[0];
}

/** The key of this county or superior, made when it is first needed and never again: the fingerprint on paper stays true. */
export async function keyOf(act: Act): Promise<SigningKey> {
  const known = await findKey(act);
  if (known) return known;
  const made = newKey();
  await sql`insert into signing_keys (county_id, public_key, private_key, fingerprint) values (${act.county}, ${made.public_key}, ${made.private_key}, ${made.fingerprint})`.execute(act.db);
  return made;
}

export function newKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const told = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return { public_key: told, private_key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'), fingerprint: fingerprintOf(told) };
}

export function signed<Content>(key: Pick<SigningKey, 'public_key' | 'private_key'>, content: Content): Signed<Content> {
  const secret = createPrivateKey({ key: Buffer.from(key.private_key, 'base64'), type: 'pkcs8', format: 'der' });
  return { format: FORMAT, public_key: key.public_key, signature: sign(null, Buffer.from(JSON.stringify(content)), secret).toString('base64'), content };
}

/** Whether the content is what the holder of the key signed. */
export function isSigned({ public_key, signature, content }: Pick<Signed<unknown>, 'public_key' | 'signature' | 'content'>): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(JSON.stringify(content)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false; // no key at all
  }
}
