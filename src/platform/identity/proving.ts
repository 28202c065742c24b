import { sql } from 'kysely';
import { policyOf } from '#platform/identity/account-policy.ts';
import { useCode } from '#platform/identity/codes.ts';
import { expectSigned, type Party } from '#platform/identity/passkeys/ceremonies.ts';
import { isPassword } from '#platform/identity/passwords.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import type { Session } from '#platform/identity/sessions.ts';
import { countTry, forgetTries, wrongTry } from '#platform/identity/tries.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, type House, type Reading } from '#platform/records/act.ts';

/**
 * Once more who one is: asked before a signature, before rights are handed out and before lists leave the house, when the last proof is older than the
 * county's parameter allows. A browser left open at a desk then opens what it shows, and nothing more.
 */

/** Whether the session has proved lately who it is. Who came in by slip and has no passkey has nothing to prove with, and no post in which any of this could be done. */
export async function provedLately(house: House, session: Session, now = new Date()): Promise<boolean> {
  if (!session.account.hasPassword && !session.account.hasPasskey && !session.signedOn) return true;
  const { countyId } = session.actor;
  const { rows } = await keeping(house, countyId, (db) => sql`
    select 1 from sessions where county_id = ${countyId} and account_id = ${session.account.id} and left(token_hash, ${session.handle.length}::int) = ${session.handle}
      and proved_at > ${now}::timestamptz - make_interval(mins => ${policyOf(countyId, 'proof.minutes')})`.execute(db));
  return rows.length > 0;
}

/**
 * Whether so many rows of a list may leave the house in this session: few always, many only when somebody has proved lately who they are (ASVS 5.0, 7.5.3).
 * Asked within the transaction in which the list is read.
 */
export async function mayLeave({ db, county }: Pick<Reading, 'db' | 'county'>, session: Session | undefined, rows: number): Promise<boolean> {
  if (!session || rows <= ALWAYS_FEW || !(session.account.hasPassword || session.account.hasPasskey || session.signedOn)) return true;
  const { rows: [found] } = await sql<{ few: boolean; proved: boolean }>`
    select ${rows} <= ${policyOf(county, 'proof.rows')} as few, exists (
      select from sessions where county_id = ${county} and account_id = ${session.account.id} and left(token_hash, ${session.handle.length}::int) = ${session.handle}
        and proved_at > now() - make_interval(mins => ${policyOf(county, 'proof.minutes')})) as proved`.execute(db);
  return found!.few || found!.proved;
}

/** No county can set the parameter lower; what every page of a list holds is not asked about. */
const ALWAYS_FEW = 200;

/** Takes a password or, where there is one, a code of the second factor. Wrong ones count like those at the door. @throws Problem 422 at the field `proof` */
export async function proveAgain(house: House, session: Session, typed: string, now = new Date()): Promise<void> {
  const { countyId } = session.actor;
  const { id } = session.account;
  await countTry(house, countyId, id, now);
  if (!(await isRight(house, session, typed, now))) {
    await wrongTry(house, countyId, id, now);
    throw new Problem(422, 'wrong_proof', '没有对上，请再输入一次。', { fields: { proof: '没有对上，请再输入一次。' } });
  }
  await keeping(house, countyId, (db) => forgetTries(db, countyId, id));
  await proved(house, session, now);
}

/** The same by a passkey. @throws Problem 422 at the field `proof` */
export async function proveByKey(house: House, party: Party, session: Session, answer: string, now = new Date()): Promise<void> {
  await expectSigned(house, party, { county: session.actor.countyId, accountId: session.account.id }, answer, now).catch((error: unknown) => {
    throw error instanceof Problem ? new Problem(422, 'wrong_proof', error.message, { fields: { proof: error.message } }) : error;
  });
  await proved(house, session, now);
}

/** Notes that the person has just shown who they are, there or here. */
export const proved = (house: House, { actor: { countyId }, account: { id }, handle }: Session, now: Date): Promise<unknown> =>
  keeping(house, countyId, (db) => sql`
    update sessions set proved_at = ${now} where county_id = ${countyId} and account_id = ${id} and left(token_hash, ${handle.length}::int) = ${handle}`.execute(db));

async function isRight(house: House, session: Session, typed: string, now: Date): Promise<boolean> {
  const { countyId } = session.actor;
  const { id, hasSecondFactor } = session.account;
  if (hasSecondFactor && /^[\d\s]{6,8}$/.test(typed.normalize('NFKC'))) return keeping(house, countyId, (db) => useCode(db, countyId, id, typed, now));
  const { rows } = await keeping(house, countyId, (db) => sql<{ password_hash: string | null }>`select password_hash from accounts where county_id = ${countyId} and id = ${id}`.execute(db));
  return isPassword(rows[0]?.password_hash, typed.slice(0, LONGEST_PASSWORD + 1));
}
