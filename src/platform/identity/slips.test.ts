import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { usualPolicy } from '#platform/identity/account-policy.ts';
import { createMemberAccount, createStaffAccount, hashNew, judging, ownAccount, setPassword } from '#platform/identity/accounts.ts';
import { accountLines, bareHouse, dismiss, foundCounty, goodPassword, office, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { findSession, openSession } from '#platform/identity/sessions.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { codeForm, makeSlip, ownerOfSlip, useSlip } from '#platform/identity/slips.ts';
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

const slipFor = (person: string, actor = office(county.id)) => transact(house, actor, null, (act) => makeSlip(act, person));
const member = () => settle(database.ownerPool, county.id, '龙秀英', { member: true });

test('a slip brings a member in, once; the journal says who made it and that it was used', async () => {
  const slip = await slipFor(await member());
  expect(slip.code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
  const { cookie, stage } = await useSlip(house, county.id, slip.code, '安卓手机');
  expect(stage).toBe('open');
  const session = await findSession(house, cookie);
  expect(session?.personName).toBe('龙秀英');
  await expect(useSlip(house, county.id, slip.code, '')).rejects.toMatchObject({ status: 404, code: 'no_such_slip' });
  await expect(ownerOfSlip(house, county.id, slip.code)).rejects.toMatchObject({ status: 404 });
  const lines = await accountLines(house, county.id, session!.account.id);
  expect(lines.map(({ step }) => step)).toEqual(['create', 'make_slip', 'activate']);
  expect(lines.map(({ content }) => JSON.parse(content).relation)).toEqual(['county_office', 'county_office', 'self']);
  expect(JSON.stringify(lines)).not.toContain(slip.code);
});

test('of twenty who use the same slip at once, one comes in', async () => {
  const { code } = await slipFor(await member());
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => useSlip(house, county.id, code, '')));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('looking at a slip does not use it up', async () => {
  const { code } = await slipFor(await member());
  expect((await ownerOfSlip(house, county.id, code)).name).toBe('龙秀英');
  expect((await ownerOfSlip(house, county.id, code)).name).toBe('龙秀英');
  expect((await useSlip(house, county.id, code, '')).stage).toBe('open');
});

test('a new slip makes the old one void; an expired one is void; another county knows it not', async () => {
  const person = await member();
  const old = await slipFor(person);
  const fresh = await slipFor(person);
  await expect(ownerOfSlip(house, county.id, old.code)).rejects.toMatchObject({ status: 404 });
  const other = await foundCounty(database.ownerPool, 'qingxi');
  await expect(useSlip(house, other.id, fresh.code, '')).rejects.toMatchObject({ status: 404 });
  expect(fresh.endsAt.getTime() - Date.now()).toBeGreaterThan((usualPolicy['slips.days'] - 0.01) * 86_400_000);
  await keeping(house, county.id, (db) => db.updateTable('slips').set({ ends_at: new Date(Date.now() - 1000) }).execute());
  await expect(useSlip(house, county.id, fresh.code, '')).rejects.toMatchObject({ status: 404 });
  await expect(ownerOfSlip(house, county.id, fresh.code)).rejects.toMatchObject({ status: 404 });
});

test('a member who has left cannot come in by a slip made before', async () => {
  const person = await member();
  const { code } = await slipFor(person);
  await dismiss(database.ownerPool, county.id, person);
  await expect(useSlip(house, county.id, code, '')).rejects.toMatchObject({ status: 404 });
});

test.each([
  ['7k3m q8rt 9xyz 2345', '7K3M-Q8RT-9XYZ-2345'], ['７Ｋ３Ｍ－Ｑ８ＲＴ－９ＸＹＺ－２３４５', '7K3M-Q8RT-9XYZ-2345'], ['7K3MQ8RT9XYZ2345', '7K3M-Q8RT-9XYZ-2345'],
  ['7K3M-Q8RT-9XYZ', undefined], ['0K3M-Q8RT-9XYZ-2345', undefined], ['', undefined], ['激活', undefined],
])('%s is read as %s', (typed, code) => {
  expect(codeForm(typed)).toBe(code);
});

test('only the county office and the maintainer make slips and accounts', async () => {
  const person = await member();
  for (const role of ['worker', 'director', 'auditor', 'unit_clerk', 'leader', 'chair'] as const) {
    await expect(slipFor(person, office(county.id, role))).rejects.toMatchObject({ status: 403 });
    await expect(transact(house, office(county.id, role), null, (act) => createMemberAccount(act, person))).rejects.toMatchObject({ status: 403 });
    await expect(transact(house, office(county.id, role), null, (act) => createStaffAccount(act, person, 'evil', goodPassword))).rejects.toMatchObject({ status: 403 });
  }
  await expect(slipFor(person, office(county.id, 'maintainer'))).resolves.toBeDefined();
});

test('the office cannot take over the account of the auditor or the maintainer', async () => {
  for (const role of ['auditor', 'maintainer'] as const) {
    const person = await settle(database.ownerPool, county.id, '审计', { posts: [{ role }] });
    await withAccount(house, county.id, person, `${role}1`);
    await expect(slipFor(person)).rejects.toMatchObject({ status: 403 });
    await expect(slipFor(person, office(county.id, 'maintainer'))).resolves.toBeDefined();
  }
});

test('nobody gets a slip who is neither member nor in a post', async () => {
  const person = await settle(database.ownerPool, county.id, '路人', {});
  await expect(slipFor(person)).rejects.toMatchObject({ status: 404 });
});

test('staff who lost the password: from the use of the slip the old one is void, and a new one must be set', async () => {
  const person = await settle(database.ownerPool, county.id, '王小梅', { posts: [{ role: 'worker', committee: county.committee }] });
  const account = await withAccount(house, county.id, person, 'wang');
  const before = await openSession(house, county.id, account, '');
  const { code } = await slipFor(person);
  expect(await findSession(house, before)).toBeDefined(); // a slip in the drawer changes nothing yet
  const { cookie, stage } = await useSlip(house, county.id, code, '');
  expect(stage).toBe('new_password');
  expect((await findSession(house, cookie))?.stage).toBe('new_password');
  expect(await findSession(house, before)).toBeUndefined();
  const old = { login: 'wang', password: `${goodPassword}wang` };
  await expect(signIn(house, county, old, { device: '', address: 'd' })).rejects.toMatchObject({ status: 401 });

  const session = (await findSession(house, cookie))!;
  const { actor } = session;
  await transact(house, actor, null, async (act) => {
    const own = await ownAccount(act, account);
    const judge = await judging(act, own, account);
    const fresh = '老屋门前有三棵柚子树';
    await expect(hashNew(own, judge, { password: fresh, again: '另一棵' })).rejects.toMatchObject({ fields: { again: expect.any(String) } });
    await expect(hashNew(own, judge, { password: '王小梅2025王小梅', again: '王小梅2025王小梅' })).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    await setPassword(act, account, await hashNew(own, judge, { password: fresh, again: fresh }));
  });
  expect((await signIn(house, county, { login: 'wang', password: '老屋门前有三棵柚子树' }, { device: '', address: 'd' })).stage).toBe('open');
});

test('a log-in name belongs to one account, whatever its case; a person has one account', async () => {
  const post = [{ role: 'worker' as const, committee: county.committee }];
  const [one, two] = [await settle(database.ownerPool, county.id, '甲', { posts: post }), await settle(database.ownerPool, county.id, '乙', { posts: post })];
  await withAccount(house, county.id, one, 'Baishi.Wang');
  await expect(withAccount(house, county.id, two, 'baishi.WANG')).rejects.toMatchObject({ status: 422, fields: { login: expect.any(String) } });
  await expect(withAccount(house, county.id, one, 'another')).rejects.toMatchObject({ status: 409 });
  for (const bad of ['', 'a', 'a b', '<b>', 'x'.repeat(40), '-a', 'a\u0000b']) {
    await expect(withAccount(house, county.id, two, bad)).rejects.toMatchObject({ status: 422 });
  }
  await expect(withAccount(house, county.id, two, 'weak', 'password123')).rejects.toMatchObject({ status: 422, fields: { password: expect.any(String) } });
});
