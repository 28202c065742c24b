import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { program } from '#platform/identity/actor.ts';
import { policyIn, policyOf, type Policy } from '#platform/identity/account-policy.ts';
import { attempts, type Door } from '#platform/identity/attempts.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';

/** After so many wrong tries an account cannot be entered for so long, as the county's rules say. */
const lockedSentence = (policy: Policy) => `连续${policy['lock.tries']}次没有输对。为保护账号，请过${policy['lock.minutes']}分钟再试；忘记了密码或口令，请联系县政协办公室重新开通。`;

/** Names that no account has are treated alike, so that the lock does not tell which names exist. */
const ofUnknownNames = attempts({ kind: 'unknown name', tries: 'lock.tries', minutes: 'lock.minutes', sentence: lockedSentence });

/** A whole office may share one address, so it has more tries than a name. */
export const ofAddress = attempts({ kind: 'address', tries: 40, minutes: 15, sentence: '从您这里登录没有输对的次数较多，请过15分钟再试。' });

/** Each question for a passkey's signature leaves a row for some minutes. */
export const ofChallenges = attempts({ kind: 'challenge', tries: 200, minutes: 15, sentence: '从您这里请求通行密钥的次数较多，请过15分钟再试。' });

export const ofSlips = attempts({ kind: 'slip', tries: 30, minutes: 15, sentence: '激活码没有对上的次数较多，请过15分钟再试，或请县政协办公室帮您看看。' });

/** @throws Problem 429 when the unknown name has been tried too often. */
export const countUnknownName = (door: Door, login: string, now: Date): Promise<void> => ofUnknownNames.count(door, login.slice(0, 100), now);

/** Counts a try before it is looked at, so that many at once gain nothing. @throws Problem 429 while the account is locked */
export async function countTry(house: House, county: string, accountId: string, now: Date): Promise<void> {
  const forgotten = sql`(failed_since is null or failed_since <= ${now}::timestamptz - make_interval(mins => ${policyOf(county, 'lock.minutes')}))`;
  const { rows } = await keeping(house, county, (db) => sql`
    update accounts set
      failed = case when ${forgotten} then 1 else failed + 1 end,
      failed_since = case when ${forgotten} then ${now}::timestamptz else failed_since end
    where county_id = ${county} and id = ${accountId} and (locked_until is null or locked_until <= ${now})
      and (failed < ${policyOf(county, 'lock.tries')} or ${forgotten})
    returning id`.execute(db));
  if (rows.length === 0) throw new Problem(429, 'locked', lockedSentence(await keeping(house, county, (db) => policyIn(db, county))));
}

/** The try was wrong: the last one allowed locks the account, once, and says so in the journal. */
export async function wrongTry(house: House, county: string, accountId: string, now: Date): Promise<void> {
  const full = await keeping(house, county, (db) => sql`
    select 1 from accounts where county_id = ${county} and id = ${accountId} and failed >= ${policyOf(county, 'lock.tries')}`.execute(db));
  if (full.rows.length === 0) return;
  await transact(house, program(county), null, async (act) => {
    const { rows } = await sql`
      update accounts set locked_until = ${now}::timestamptz + make_interval(mins => ${policyOf(county, 'lock.minutes')}), failed = 0, failed_since = null
      where county_id = ${county} and id = ${accountId} and failed >= ${policyOf(county, 'lock.tries')} returning id`.execute(act.db);
    if (rows.length > 0) noteAccount(act, accountId, 'lock', 'maintainer');
  });
}

/** The try was right, but more is asked: only this try is taken back. */
export const takeBackTry = (db: Transaction<DB>, county: string, accountId: string): Promise<unknown> =>
  sql`update accounts set failed = greatest(failed - 1, 0) where county_id = ${county} and id = ${accountId}`.execute(db);

/** Signed in: earlier tries are forgotten. */
export const forgetTries = (db: Transaction<DB>, county: string, accountId: string): Promise<unknown> =>
  sql`update accounts set failed = 0, failed_since = null, locked_until = null where county_id = ${county} and id = ${accountId}`.execute(db);
