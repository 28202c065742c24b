import { hash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';

/** As long as somebody may take at the provider. */
const MINUTES = 10;
const SWEPT = 20;

/** Somebody who is away at the provider. */
export interface Flow {
  verifier: string;
  nonce: string;
  next: string;
  /** Who proves once more; null: somebody comes in. */
  accountId: string | null;
}

const hashOf = (state: string): string => hash('sha256', state);

export async function keepFlow(db: Transaction<DB>, county: string, state: string, { verifier, nonce, next, accountId }: Flow, now = new Date()): Promise<void> {
  await sql`delete from sign_on_flows where county_id = ${county} and state_hash in (
    select state_hash from sign_on_flows where county_id = ${county} and ends_at <= ${now} order by ends_at limit ${SWEPT} for update skip locked)`.execute(db);
  await sql`
    insert into sign_on_flows (county_id, state_hash, verifier, nonce, next, account_id, ends_at)
    values (${county}, ${hashOf(state)}, ${verifier}, ${nonce}, ${next}, ${accountId}, ${now}::timestamptz + make_interval(mins => ${MINUTES}::int))`.execute(db);
}

/** Each comes back once. */
export async function takeFlow(db: Transaction<DB>, county: string, state: string, now = new Date()): Promise<Flow | undefined> {
  const { rows } = await sql<Flow>`
    delete from sign_on_flows where county_id = ${county} and state_hash = ${hashOf(state)} and ends_at > ${now}
    returning verifier, nonce, next, account_id as "accountId"`.execute(db);
  return rows[0];
}

/** Until when a log-out token is remembered: far longer than one is good for. */
const REMEMBERED = '1 hour';

/** Whether this log-out token comes for the first time. */
export async function isFirst(db: Transaction<DB>, county: string, jti: string, now = new Date()): Promise<boolean> {
  await sql`delete from sign_on_logouts where county_id = ${county} and jti_hash in (
    select jti_hash from sign_on_logouts where county_id = ${county} and until <= ${now} order by until limit ${SWEPT} for update skip locked)`.execute(db);
  const { rows } = await sql`
    insert into sign_on_logouts (county_id, jti_hash, until) values (${county}, ${hashOf(jti)}, ${now}::timestamptz + ${REMEMBERED}::interval)
    on conflict (county_id, jti_hash) do nothing returning 1`.execute(db);
  return rows.length > 0;
}

/** Ends what was opened by signing in there: the one session, or all of the person. */
export async function endSignedOn(db: Transaction<DB>, county: string, issuer: string, { sid, subject }: { sid?: string; subject?: string }): Promise<number> {
  const { rows } = await sql`
    delete from sessions where county_id = ${county} and sign_on_issuer = ${issuer}
      and (${sid ?? null}::text is null or sign_on_sid = ${sid ?? null}) and (${subject ?? null}::text is null or sign_on_subject = ${subject ?? null})
    returning 1`.execute(db);
  return rows.length;
}
