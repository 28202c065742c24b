import { hash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';

/** What a signature is for: one that was made to come in adds no key and proves nothing later. */
export type Purpose = 'enter' | 'add' | 'prove';

/** As long as the browser waits for the finger, and a slow network besides. */
const MINUTES = 5;
/** What is over is swept away with each new one. */
const SWEPT = 20;

interface Asked {
  purpose: Purpose;
  /** Null: whoever has a key. */
  accountId: string | null;
}

const hashOf = (challenge: string): string => hash('sha256', challenge);

export async function keepChallenge(db: Transaction<DB>, county: string, challenge: string, { purpose, accountId }: Asked, now: Date): Promise<void> {
  await sql`delete from passkey_challenges where county_id = ${county} and challenge_hash in (
    select challenge_hash from passkey_challenges where county_id = ${county} and ends_at <= ${now} order by ends_at limit ${SWEPT} for update skip locked)`.execute(db);
  await sql`
    insert into passkey_challenges (county_id, challenge_hash, purpose, account_id, ends_at)
    values (${county}, ${hashOf(challenge)}, ${purpose}, ${accountId}, ${now}::timestamptz + make_interval(mins => ${MINUTES}::int))`.execute(db);
}

/** Whether this was asked, of this person and for this, and was not answered before. */
export async function takeChallenge(db: Transaction<DB>, county: string, challenge: string, { purpose, accountId }: Asked, now: Date): Promise<boolean> {
  const { rows } = await sql`
    delete from passkey_challenges where county_id = ${county} and challenge_hash = ${hashOf(challenge)} and purpose = ${purpose}
      and account_id is not distinct from ${accountId}::uuid and ends_at > ${now} returning 1`.execute(db);
  return rows.length > 0;
}
