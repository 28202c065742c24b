import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { usualPolicy } from '#platform/identity/account-policy.ts';
import { enrol, pendingSecret } from '#platform/identity/enrolment.ts';
import { accountLines, bareHouse, foundCounty, goodPassword, setParameter, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { findSession, startSession } from '#platform/identity/sessions.ts';
import { enterCode, signIn } from '#platform/identity/sign-in.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';

let database: TestDatabase;
let house: House;
let county: TestCounty & { committee: string };

beforeAll(async () => {
  database = await testDatabase();
  house = bareHouse(database.appPool);
  county = await foundCounty(database.ownerPool, 'yunling');
});
afterAll(() => database.drop());

/** As nobody has set anything else. */
const lock = { tries: usualPolicy['lock.tries'], minutes: usualPolicy['lock.minutes'] };

let number = 0;
/** A clerk of their own for each test, and an address of their own. */
async function someone() {
  const login = `clerk${++number}`;
  const person = await settle(database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
  const account = await withAccount(house, county.id, person, login);
  const address = `10.0.0.${number}`;
  const enter = (password: string, now?: Date, name = login) => signIn(house, county, { login: name, password }, { device: '电脑', address }, now);
  return { login, account, enter, password: goodPassword + login };
}

const minutes = (n: number) => new Date(Date.now() + n * 60_000);

test('the right password opens a session, whatever case and width the name is typed in', async () => {
  const { enter, password, login } = await someone();
  const { cookie, stage } = await enter(password, undefined, ` ${login.toUpperCase().replace('C', 'Ｃ')} `);
  expect(stage).toBe('open');
  expect((await findSession(house, cookie))?.account.login).toBe(login);
});

test('an unknown name, a wrong password and another county get the same answer', async () => {
  const { enter, password, login } = await someone();
  const other = await foundCounty(database.ownerPool, 'qingxi');
  const answers = await Promise.allSettled([
    enter('wrong'), enter('wrong', undefined, 'nobody'), enter('', undefined, ''), enter('x'.repeat(100_000)),
    signIn(house, other, { login, password }, { device: '', address: 'b' }),
    enter(password, undefined, "' or 1=1 --"), enter(password, undefined, '名'.repeat(10_000)),
  ]);
  const reasons = answers.map((answer) => answer.status === 'rejected' && [answer.reason.status, answer.reason.code, answer.reason.message]);
  expect(new Set(reasons.map(String)).size).toBe(1);
  expect(reasons[0]).toEqual([401, 'wrong_password', expect.stringContaining('没有对上')]);
});

test.each(['known', 'unknown'])('after five wrong tries a name that is %s is locked for a quarter of an hour, even for the right password', async (kind) => {
  const { enter, password, login, account } = await someone();
  const name = kind === 'known' ? login : `ghost${number}`;
  for (let round = 0; round < lock.tries; round++) await expect(enter('wrong', minutes(round), name)).rejects.toMatchObject({ status: 401 });
  const refusal = await enter(password, minutes(lock.tries), name).catch((error) => error);
  expect(refusal).toMatchObject({ status: 429, message: expect.stringContaining(`连续${lock.tries}次`) });
  await expect(enter(password, minutes(lock.tries - 1 + lock.minutes - 0.1), name)).rejects.toMatchObject({ status: 429 });
  const later = enter(password, minutes(lock.tries - 1 + lock.minutes + 0.1), name);
  if (kind === 'known') expect((await later).stage).toBe('open');
  else await expect(later).rejects.toMatchObject({ status: 401 });
  const locks = (await accountLines(house, county.id, account)).filter(({ step }) => step === 'lock');
  expect(locks).toHaveLength(kind === 'known' ? 1 : 0);
});

test('twenty guesses at once gain no more than five tries, and the lock is journaled once', async () => {
  const { enter, account } = await someone();
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => enter('wrong')));
  const statuses = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.status : 200));
  expect(statuses.filter((status) => status === 401)).toHaveLength(lock.tries);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20 - lock.tries);
  expect((await accountLines(house, county.id, account)).filter(({ step }) => step === 'lock')).toHaveLength(1);
});

test('wrong tries of another day are forgotten; a sign-in forgets them too', async () => {
  const { enter, password } = await someone();
  for (let round = 0; round < 4; round++) await expect(enter('wrong', minutes(0))).rejects.toMatchObject({ status: 401 });
  for (let round = 0; round < 4; round++) await expect(enter('wrong', minutes(20))).rejects.toMatchObject({ status: 401 });
  await enter(password, minutes(21));
  for (let round = 0; round < 4; round++) await expect(enter('wrong', minutes(22))).rejects.toMatchObject({ status: 401 });
});

test('an address that tries many names is stopped; right passwords do not count', async () => {
  const { login, password } = await someone();
  const from = { device: '', address: 'one office' };
  for (let round = 0; round < 45; round++) await signIn(house, county, { login, password }, from);
  for (let round = 0; round < 40; round++) await expect(signIn(house, county, { login: `guess${round}`, password }, from)).rejects.toMatchObject({ status: 401 });
  await expect(signIn(house, county, { login, password }, from)).rejects.toMatchObject({ status: 429, code: 'too_many_tries' });
});

const codeAt = (secret: string, now: Date) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

/** A clerk whose telephone shows codes. */
async function withTelephone() {
  const clerk = await someone();
  const { cookie } = await clerk.enter(clerk.password);
  const session = (await findSession(house, cookie))!;
  const secret = await pendingSecret(house, county.id, clerk.account);
  await transact(house, session.actor, null, (act) => enrol(act, clerk.account, codeAt(secret, minutes(-10)), minutes(-10)));
  return { ...clerk, secret };
}

test('with a second factor the password alone opens nothing; the code does, with a new token', async () => {
  const { enter, password, secret } = await withTelephone();
  const { cookie, stage } = await enter(password);
  expect(stage).toBe('second_factor');
  const waiting = (await findSession(house, cookie))!;
  expect(waiting.stage).toBe('second_factor');
  const { cookie: opened } = await enterCode(house, county, cookie, waiting, codeAt(secret, minutes(0)));
  expect(opened).not.toBe(cookie);
  expect((await findSession(house, opened))?.stage).toBe('open');
  expect(await findSession(house, cookie)).toBeUndefined();
});

test('a code works once, even for two at the same moment', async () => {
  const { enter, password, secret } = await withTelephone();
  const now = new Date();
  const cookies = [await enter(password), await enter(password)].map(({ cookie }) => cookie);
  const answers = await Promise.allSettled(cookies.map(async (cookie) => enterCode(house, county, cookie, (await findSession(house, cookie))!, codeAt(secret, now), now)));
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('somebody who knows the password cannot guess codes without end by signing in again', async () => {
  const { enter, password, secret } = await withTelephone();
  const now = new Date();
  const wrong = codeAt(secret, now) === '000000' ? '111111' : '000000';
  const outcomes: number[] = [];
  for (let round = 0; round < 8; round++) {
    const entered = await enter(password, now).catch((error) => error);
    if (entered.status) outcomes.push(entered.status);
    else await enterCode(house, county, entered.cookie, (await findSession(house, entered.cookie))!, wrong, now).catch((error) => outcomes.push(error.status));
  }
  expect(outcomes).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
});

test('where the county demands a second factor, the first sign-in leads to its setting-up', async () => {
  const { login, password } = await someone();
  const { cookie, stage } = await signIn(house, { ...county, secondFactor: 'required' }, { login, password }, { device: '', address: 'c' });
  expect(stage).toBe('enrolment');
  expect((await findSession(house, cookie))?.stage).toBe('enrolment');
});

test('a secret that no code has proved is not in use, and stays the same until then', async () => {
  const { enter, password, account } = await someone();
  const { cookie } = await enter(password);
  const session = (await findSession(house, cookie))!;
  const secret = await pendingSecret(house, county.id, account);
  expect(await pendingSecret(house, county.id, account)).toBe(secret);
  await expect(transact(house, session.actor, null, (act) => enrol(act, account, 'abc'))).rejects.toMatchObject({ status: 422, fields: { code: expect.any(String) } });
  expect((await enter(password)).stage).toBe('open');
  expect((await accountLines(house, county.id, account)).map(({ step }) => step)).toEqual(['create']);
});

test('the journal of accounts holds no secret and no sign-in', async () => {
  const { account, secret, enter, password } = await withTelephone();
  await enter(password);
  const lines = await accountLines(house, county.id, account);
  expect(lines.map(({ step }) => step)).toEqual(['create', 'set_second_factor']);
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(JSON.stringify(lines)).not.toContain('argon2');
});

test('an open session of a device does not keep what the password gave once the password is gone', async () => {
  const { account } = await someone();
  const cookie = await keeping(house, county.id, (db) => startSession(db, county.id, account, ''));
  await keeping(house, county.id, (db) => db.updateTable('accounts').set({ password_hash: null }).where('id', '=', account).execute());
  expect(await findSession(house, cookie)).toBeUndefined();
});

test('how many tries there are, and how long the lock holds, are the county\'s rules', async () => {
  const strict = await foundCounty(database.ownerPool, 'strict');
  await setParameter(database.ownerPool, strict.id, 'lock.tries', '3');
  await setParameter(database.ownerPool, strict.id, 'lock.minutes', '60');
  const person = await settle(database.ownerPool, strict.id, '王小梅', { posts: [{ role: 'county_office' }] });
  await withAccount(house, strict.id, person, 'clerk');
  for (const login of ['clerk', 'nobody']) {
    const enter = (password: string, now: Date) => signIn(house, strict, { login, password }, { device: '', address: login }, now);
    for (let round = 0; round < 3; round++) await expect(enter('wrong', minutes(0)), login).rejects.toMatchObject({ status: 401 });
    await expect(enter(`${goodPassword}clerk`, minutes(59)), login).rejects.toMatchObject({ status: 429, message: expect.stringMatching(/连续3次.+60分钟/) });
    const later = enter(`${goodPassword}clerk`, minutes(61));
    if (login === 'clerk') expect((await later).stage).toBe('open');
    else await expect(later).rejects.toMatchObject({ status: 401 });
  }
});

test('a second factor may be asked of the county\'s posts, or of everybody with a log-in name', async () => {
  const stageOf = async (where: TestCounty, role: 'county_office' | 'worker', login: string) => {
    const person = await settle(database.ownerPool, where.id, login, { posts: [{ role }] });
    await withAccount(house, where.id, person, login);
    return (await signIn(house, where, { login, password: goodPassword + login }, { device: '', address: login })).stage;
  };
  const [some, all] = [await foundCounty(database.ownerPool, 'some'), await foundCounty(database.ownerPool, 'all')];
  await setParameter(database.ownerPool, some.id, 'second_factor.posts', 'county');
  await setParameter(database.ownerPool, all.id, 'second_factor.posts', 'all');
  expect([await stageOf(some, 'county_office', 'somea'), await stageOf(some, 'worker', 'someb')]).toEqual(['enrolment', 'open']);
  expect([await stageOf(all, 'county_office', 'alla'), await stageOf(all, 'worker', 'allb')]).toEqual(['enrolment', 'enrolment']);
});
