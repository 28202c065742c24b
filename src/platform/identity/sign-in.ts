import { sql } from 'kysely';
import { loginForm } from '#platform/identity/accounts.ts';
import { demandsOn, nextStage, type CountyPolicy } from '#platform/identity/demands.ts';
import { isPassword } from '#platform/identity/passwords.ts';
import { expectSigned, whoSigned, type Party } from '#platform/identity/passkeys/ceremonies.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import { useCode } from '#platform/identity/codes.ts';
import { nextSession, startSession, type Session, type Stage } from '#platform/identity/sessions.ts';
import { countTry, countUnknownName, forgetTries, ofAddress, takeBackTry, wrongTry } from '#platform/identity/tries.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, type House } from '#platform/records/act.ts';

/** From where somebody tries to come in. */
export interface Origin {
  device: string;
  address: string;
}

export interface Entered {
  cookie: string;
  stage: Stage;
}

/** The same sentence for an unknown name and a wrong password. */
const wrongPassword = () =>
  new Problem(401, 'wrong_password', '登录名或密码没有对上。请核对大小写和输入法后再试；忘记了密码，请联系县政协办公室重新开通。');

const wrongCode = () => new Problem(422, 'wrong_code', '口令没有对上。', {
  fields: { code: '这6位数字没有对上，或者已经用过。请等手机上换出下一组数字再填；手机时间要调成自动。' },
});

/**
 * Name and password. @returns the cookie of a session that is open, or that waits for the second factor.
 * @throws Problem 401 (wrong), 429 (too often)
 */
export async function signIn(house: House, county: CountyPolicy, typed: { login: string; password: string }, from: Origin, now = new Date()): Promise<Entered> {
  const door = { house, county };
  await ofAddress.count(door, from.address, now);
  const login = loginForm(typed.login);
  const account = await findAccount(house, county.id, login);
  if (account) await countTry(house, county.id, account.id, now);
  else await countUnknownName(door, login, now);
  const right = await isPassword(account?.password_hash, typed.password.slice(0, LONGEST_PASSWORD + 1));
  if (!account) throw wrongPassword();
  if (!right) {
    await wrongTry(house, county.id, account.id, now);
    throw wrongPassword();
  }
  await ofAddress.forgive(door, from.address);
  return keeping(house, county.id, async (db) => {
    const stage = nextStage(await demandsOn(db, county, account.id), 'password');
    await (stage === 'open' ? forgetTries : takeBackTry)(db, county.id, account.id);
    return { cookie: await startSession(db, county.id, account.id, from.device, stage, now), stage };
  });
}

async function findAccount(house: House, county: string, login: string) {
  const { rows } = await keeping(house, county, (db) => sql<{ id: string; password_hash: string | null }>`
    select id, password_hash from accounts where county_id = ${county} and lower(login) = ${login}`.execute(db));
  return rows[0];
}

/** The second factor of somebody whose password was right. @returns the cookie of the session that goes on */
export async function enterCode(house: House, county: CountyPolicy, cookie: string, session: Session, code: string, now = new Date()): Promise<Entered> {
  const { id } = session.account;
  await countTry(house, county.id, id, now);
  const opened = await keeping(house, county.id, async (db) => {
    if (!(await useCode(db, county.id, id, code, now))) return undefined;
    return goingOn(db, county, cookie, id, now);
  });
  if (opened) return opened;
  await wrongTry(house, county.id, id, now);
  throw wrongCode();
}

/** A passkey in the place of the code. */
export async function enterKey(house: House, county: CountyPolicy, party: Party, cookie: string, session: Session, answer: string, now = new Date()): Promise<Entered> {
  const { id } = session.account;
  await expectSigned(house, party, { county: county.id, accountId: id }, answer, now);
  return keeping(house, county.id, (db) => goingOn(db, county, cookie, id, now));
}

async function goingOn(db: Parameters<typeof demandsOn>[0], county: CountyPolicy, cookie: string, accountId: string, now: Date): Promise<Entered> {
  await forgetTries(db, county.id, accountId);
  const stage = nextStage(await demandsOn(db, county, accountId), 'both');
  return { cookie: await nextSession(db, county.id, cookie, stage, now), stage };
}

/**
 * By passkey alone: it is in somebody's hand and was opened by finger, face or the lock of the screen, which makes two factors. Wrong tries of passwords, and
 * the lock that follows from them, are not its business: nobody guesses a signature, and nobody shall be locked out by another's guesses.
 */
export async function enterByPasskey(house: House, door: CountyPolicy, party: Party, answer: string, from: Origin, now = new Date()): Promise<Entered> {
  await ofAddress.count({ house, county: door }, from.address, now);
  const { county, accountId } = await whoSigned(house, party, door.id, answer, now);
  await ofAddress.forgive({ house, county: door }, from.address);
  return { cookie: await keeping(house, county, (db) => startSession(db, county, accountId, from.device, 'open', now)), stage: 'open' };
}
