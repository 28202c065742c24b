import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { accountLines, bareHouse, dismiss, foundCounty, setParameter, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { closeAllSessions, closeDevice, closeSession, findSession, listDevices, nextSession, openSession, sessionLimits, startSession, type Stage } from '#platform/identity/sessions.ts';
import { createMemberAccount } from '#platform/identity/accounts.ts';
import { program } from '#platform/identity/actor.ts';
import { keeping, reading, transact, type House } from '#platform/records/act.ts';

let database: TestDatabase;
let house: House;
let county: TestCounty & { committee: string };
let clerk: string;
let member: string;

beforeAll(async () => {
  database = await testDatabase();
  house = bareHouse(database.appPool);
  county = await foundCounty(database.ownerPool, 'yunling');
  const wang = await settle(database.ownerPool, county.id, '王小梅', { posts: [{ role: 'worker', committee: county.committee }] });
  clerk = await withAccount(house, county.id, wang, 'wang');
  const long = await settle(database.ownerPool, county.id, '龙秀英', { member: true });
  member = await transact(house, program(county.id), null, (act) => createMemberAccount(act, long));
});
afterAll(() => database.drop());

const open = (account: string, stage: Stage = 'open', now?: Date) =>
  keeping(house, county.id, (db) => startSession(db, county.id, account, '安卓手机 · 微信', stage, now));
const hours = (n: number) => new Date(Date.now() + n * 3_600_000);

test('the cookie leads to the person with the posts held today; the table holds only its hash', async () => {
  const cookie = await openSession(house, county.id, clerk, '');
  expect(cookie).toMatch(new RegExp(`^${county.id}\\.[\\w-]{43}$`));
  const session = await findSession(house, cookie);
  expect(session).toMatchObject({
    stage: 'open', personName: '王小梅', postLabel: '白石镇 联络委工作人员', elder: false,
    account: { id: clerk, login: 'wang', hasPassword: true, hasSecondFactor: false },
    actor: { countyId: county.id, accountId: clerk, memberId: null, name: '王小梅', posts: [{ role: 'worker', committeeId: county.committee, unitId: null }] },
  });
  const rows = await reading(house, program(county.id), ({ db }) => db.selectFrom('sessions').selectAll().execute());
  expect(JSON.stringify(rows)).not.toContain(cookie.split('.')[1]);
});

test('a member has the membership and no posts', async () => {
  const session = await findSession(house, await open(member));
  expect(session).toMatchObject({ postLabel: '县政协委员', account: { login: null }, actor: { posts: [] } });
  expect(session?.actor.memberId).toMatch(/^[0-9a-f-]{36}$/);
});

test('a post that has not begun or is over gives nothing', async () => {
  const person = await settle(database.ownerPool, county.id, '石大山', {
    member: true,
    posts: [{ role: 'county_office', since: '2999-01-01' }, { role: 'auditor', until: '2020-01-01' }],
  });
  const account = await withAccount(house, county.id, person, 'shi');
  expect((await findSession(house, await open(account)))?.actor.posts).toEqual([]);
});

test('who came in by slip alone has none of the rights that need a password', async () => {
  const person = await settle(database.ownerPool, county.id, '杨光明', {
    member: true, posts: [{ role: 'director', committee: county.committee }, { role: 'committee_member', committee: county.committee }],
  });
  const account = await transact(house, program(county.id), null, (act) => createMemberAccount(act, person));
  const session = await findSession(house, await open(account));
  expect(session?.actor.posts.map(({ role }) => role)).toEqual(['committee_member']);
  expect(session?.actor.memberId).not.toBeNull();
});

test('whoever has left is out at once', async () => {
  const person = await settle(database.ownerPool, county.id, '吴阿贵', { posts: [{ role: 'worker', committee: county.committee }] });
  const cookie = await open(await withAccount(house, county.id, person, 'wu'));
  expect(await findSession(house, cookie)).toBeDefined();
  await dismiss(database.ownerPool, county.id, person);
  expect(await findSession(house, cookie)).toBeUndefined();
});

test.each(['', 'x', '.', 'null', `${'0'.repeat(8)}-0000-0000-0000-000000000000.${'A'.repeat(43)}`, "';drop table sessions;--", 'é'.repeat(5000)])(
  'the cookie %j is nobody', async (cookie) => {
    expect(await findSession(house, cookie)).toBeUndefined();
    await expect(closeSession(house, cookie)).resolves.toBeUndefined();
  });

test('the token of one county is nothing in another', async () => {
  const other = await foundCounty(database.ownerPool, 'qingxi');
  const [, token] = (await open(clerk)).split('.');
  expect(await findSession(house, `${other.id}.${token}`)).toBeUndefined();
});

test('staff are signed out when idle, and in any case after the longest time; members later', async () => {
  const staff = await open(clerk);
  expect(await findSession(house, staff, hours(sessionLimits.staff.idleHours - 0.1))).toBeDefined();
  expect(await findSession(house, staff, hours(2 * sessionLimits.staff.idleHours - 0.3))).toBeDefined(); // the look before counted as use
  expect(await findSession(house, staff, hours(3 * sessionLimits.staff.idleHours))).toBeUndefined();
  const busy = await open(clerk);
  for (let at = 6; at < sessionLimits.staff.hours; at += 6) expect(await findSession(house, busy, hours(at)), `after ${at} h`).toBeDefined();
  expect(await findSession(house, busy, hours(sessionLimits.staff.hours + 0.1))).toBeUndefined();
  const phone = await open(member);
  expect(await findSession(house, phone, hours(24 * 29))).toBeDefined();
  expect(await findSession(house, phone, hours(24 * 31))).toBeUndefined();
});

test('use is noted at most once a minute', async () => {
  const begun = new Date();
  const cookie = await open(clerk, 'open', begun);
  const seen = async () => (await reading(house, program(county.id), ({ db }) => listDevices(db, county.id, clerk, begun))).map(({ seenAt }) => seenAt.getTime());
  await findSession(house, cookie, new Date(begun.getTime() + 59_000));
  expect(await seen()).toContain(begun.getTime());
  await findSession(house, cookie, new Date(begun.getTime() + 60_000));
  expect(await seen()).toContain(begun.getTime() + 60_000);
  expect(await seen()).not.toContain(begun.getTime());
});

test('somebody still signing in is not signed in, and has a quarter of an hour', async () => {
  const cookie = await open(clerk, 'second_factor');
  expect(await findSession(house, cookie)).toMatchObject({ stage: 'second_factor', account: { id: clerk } });
  expect(await findSession(house, cookie, hours(0.3))).toBeUndefined();
  const next = await keeping(house, county.id, (db) => nextSession(db, county.id, cookie, 'open'));
  expect(next).not.toBe(cookie);
  expect(await findSession(house, cookie)).toBeUndefined();
  expect((await findSession(house, next))?.stage).toBe('open');
  await expect(keeping(house, county.id, (db) => nextSession(db, county.id, cookie, 'open'))).rejects.toMatchObject({ status: 401 });
});

test('signing out ends one session; everywhere ends all of this account and says so once', async () => {
  const [one, two, others] = [await open(clerk), await open(clerk), await open(member)];
  await closeSession(house, one);
  expect(await findSession(house, one)).toBeUndefined();
  const session = await findSession(house, two);
  await transact(house, session!.actor, null, (act) => closeAllSessions(act, clerk));
  expect(await findSession(house, two)).toBeUndefined();
  expect(await findSession(house, others)).toBeDefined();
  expect((await accountLines(house, county.id, clerk)).map(({ step }) => step)).toEqual(['create', 'leave_everywhere']);
});

test('one device can be signed out by its handle, only by its own account', async () => {
  const cookie = await open(clerk);
  const { handle } = (await findSession(house, cookie))!;
  await closeDevice(house, county.id, member, handle);
  expect(await findSession(house, cookie)).toBeDefined();
  await closeDevice(house, county.id, clerk, handle);
  expect(await findSession(house, cookie)).toBeUndefined();
});

test('more devices than the limit close the oldest; ended sessions are removed at the next sign-in', async () => {
  const first = await open(member, 'open', new Date(Date.now() - 5000));
  for (let n = 0; n < sessionLimits.devices; n++) await open(member);
  expect(await findSession(house, first)).toBeUndefined();
  const count = async () => Number((await reading(house, program(county.id), ({ db }) => db.selectFrom('sessions').select(({ fn }) => fn.countAll().as('n')).where('account_id', '=', member).executeTakeFirstOrThrow())).n);
  expect(await count()).toBe(sessionLimits.devices);
  await open(clerk, 'open', hours(24 * 40));
  expect(await count()).toBe(0);
});

test('a county under the classified protection scheme ends idle sessions of its staff sooner, and long ones too; members keep theirs', async () => {
  const guarded = await foundCounty(database.ownerPool, 'guarded');
  for (const [key, value] of [['sessions.idle_minutes', '15'], ['sessions.hours', '10']] as const) await setParameter(database.ownerPool, guarded.id, key, value);
  const clerkOf = await withAccount(house, guarded.id, await settle(database.ownerPool, guarded.id, '王小梅', { posts: [{ role: 'worker', committee: guarded.committee }] }), 'wang');
  const person = await settle(database.ownerPool, guarded.id, '龙秀英', { member: true });
  const memberOf = await transact(house, program(guarded.id), null, (act) => createMemberAccount(act, person));
  const enter = (account: string) => keeping(house, guarded.id, (db) => startSession(db, guarded.id, account, ''));
  const staff = await enter(clerkOf);
  expect(await findSession(house, staff, hours(14 / 60))).toBeDefined();
  expect(await findSession(house, staff, hours(30 / 60))).toBeUndefined();
  const busy = await enter(clerkOf);
  for (let at = 0.2; at < 9.9; at += 0.2) expect(await findSession(house, busy, hours(at)), `after ${at} h`).toBeDefined();
  expect(await findSession(house, busy, hours(10.05))).toBeUndefined();
  expect(await findSession(house, await enter(memberOf), hours(24 * 29))).toBeDefined();
});
