import { sql } from 'kysely';
import { loginForm } from '#platform/identity/accounts.ts';
import { isPassword } from '#platform/identity/passwords.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import { useCode } from '#platform/identity/codes.ts';
import { nextSession, startSession, type Session, type Stage } from '#platform/identity/sessions.ts';
import { countTry, countUnknownName, forgetTries, ofAddress, takeBackTry, wrongTry } from '#platform/identity/tries.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, type House } from '#platform/records/act.ts';

/** What a county asks of its staff. */
export interface CountyPolicy {
  id: string;
  secondFactor: 'required' | 'optional';
}

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

/** What is asked next of somebody whose password was right. */
export const stageAfterPassword = (county: CountyPolicy, hasSecondFactor: boolean): Stage =>
  hasSecondFactor ? 'second_factor' : county.secondFactor === 'required' ? 'enrolment' : 'open';

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
  const stage = stageAfterPassword(county, account.has_second_factor);
  const cookie = await keeping(house, county.id, async (db) => {
    await (stage === 'open' ? forgetTries : takeBackTry)(db, county.id, account.id);
    return startSession(db, county.id, account.id, from.device, stage, now);
  });
  return { cookie, stage };
}

async function findAccount(house: House, county: string, login: string) {
  const { rows } = await keeping(house, county, (db) => sql<{ id: string; password_hash: string | null; has_second_factor: boolean }>`
    select id, password_hash, totp_secret is not null as has_second_factor
    from accounts where county_id = ${county} and lower(login) = ${login}`.execute(db));
  return rows[0];
}

/** The second factor of somebody whose password was right. @returns the cookie of the open session */
export async function enterCode(house: House, cookie: string, session: Session, code: string, now = new Date()): Promise<string> {
  const { countyId } = session.actor;
  const { id } = session.account;
  await countTry(house, countyId, id, now);
  const opened = await keeping(house, countyId, async (db) => {
    if (!(await useCode(db, countyId, id, code, now))) return undefined;
    await forgetTries(db, countyId, id);
    return nextSession(db, countyId, cookie, 'open', now);
  });
  if (opened) return opened;
  await wrongTry(house, countyId, id, now);
  throw wrongCode();
}
