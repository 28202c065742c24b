import type { AuthenticatorTransport } from '@simplewebauthn/server';
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';

/** Telephone, tablet, computer, a stick in the drawer: more keys than these nobody tells apart. */
export const MOST_PASSKEYS = 10;

/** A key as its owner sees it. */
export interface Passkey {
  id: string;
  name: string;
  madeAt: Date;
  usedAt: Date | null;
}

/** A key as it is checked. */
export interface KeptKey {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer<ArrayBuffer>;
  counter: string;
  transports: AuthenticatorTransport[];
}

export async function passkeysOf(db: Transaction<DB>, county: string, accountId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select id, name, made_at as "madeAt", used_at as "usedAt" from passkeys
    where county_id = ${county} and account_id = ${accountId} order by made_at, id limit ${MOST_PASSKEYS}`.execute(db);
  return rows;
}

const kept = sql`id, account_id, credential_id, public_key, counter, transports`;

export async function keptKeys(db: Transaction<DB>, county: string, accountId: string): Promise<KeptKey[]> {
  const { rows } = await sql<KeptKey>`
    select ${kept} from passkeys where county_id = ${county} and account_id = ${accountId} order by made_at, id limit ${MOST_PASSKEYS}`.execute(db);
  return rows;
}

export async function keptKey(db: Transaction<DB>, county: string, credentialId: string): Promise<KeptKey | undefined> {
  const { rows } = await sql<KeptKey>`select ${kept} from passkeys where county_id = ${county} and credential_id = ${credentialId}`.execute(db);
  return rows[0];
}

export interface NewKey {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: readonly string[];
  name: string;
}

/** @throws Problem 409 when the account has as many as one can tell apart, or the key is known already */
export async function addPasskey(act: Act, accountId: string, key: NewKey): Promise<void> {
  const others = await passkeysOf(act.db, act.county, accountId);
  if (others.length >= MOST_PASSKEYS) throw new Problem(409, 'many_passkeys', `您已经有${MOST_PASSKEYS}把通行密钥。请先停用不再用的，再添加。`);
  const { rows } = await sql`
    insert into passkeys (county_id, id, account_id, credential_id, public_key, counter, transports, name, made_at)
    values (${act.county}, ${uuidv7()}, ${accountId}, ${key.credentialId}, ${Buffer.from(key.publicKey)}, ${key.counter}, ${[...key.transports]}, ${key.name}, ${act.at})
    on conflict (county_id, credential_id) do nothing returning 1`.execute(act.db);
  if (rows.length === 0) throw new Problem(409, 'known_passkey', '这把通行密钥已经添加过，可以直接用。');
  noteAccount(act, accountId, 'add_passkey', 'self');
}

/** @throws Problem 404 */
export async function dropPasskey(act: Act, accountId: string, id: string): Promise<void> {
  const { rows } = await sql`delete from passkeys where county_id = ${act.county} and account_id = ${accountId} and id::text = ${id} returning 1`.execute(act.db);
  if (rows.length === 0) throw new Problem(404, 'not_found', '这把通行密钥已经停用。');
  noteAccount(act, accountId, 'drop_passkey', 'self');
}

/** Of somebody whose telephone is lost, or who begins anew with a slip. */
export const dropPasskeys = (act: Act, accountId: string): Promise<unknown> =>
  sql`delete from passkeys where county_id = ${act.county} and account_id = ${accountId}`.execute(act.db);

/** Notes what the key said of itself. @returns false when another use came between: one of the two keys is a copy */
export async function notePasskeyUse(db: Transaction<DB>, county: string, key: KeptKey, counter: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update passkeys set counter = ${counter}, used_at = ${now} where county_id = ${county} and id = ${key.id} and counter = ${key.counter} returning 1`.execute(db);
  return rows.length > 0;
}
