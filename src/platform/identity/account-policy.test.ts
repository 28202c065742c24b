import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../test/door.ts';
import { foundCounty, goodPassword, setParameter, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { keeping } from '#platform/records/act.ts';

const { door, newBrowser, clerk, signedIn } = atTheDoor();

/** As if the password had been set so many days ago. */
const aged = (where: TestCounty, account: string, days: number) => keeping(door.house, where.id, (db) =>
  sql`update accounts set password_set_on = current_date - ${days}::int where county_id = ${where.id} and id = ${account}`.execute(db));

test('under the rules of level 3 a password is changed by the calendar, has kinds of characters and none of the last five comes back', async () => {
  const assessed = await foundCounty(door.database.ownerPool, 'assessed');
  const { fields, account } = await clerk(assessed);
  await setParameter(door.database.ownerPool, assessed.id, 'password.profile', 'dengbao');
  expect((await newBrowser().send('/login', fields)).page).toContain('desk of');
  await aged(assessed, account, 90);
  const browser = await newBrowser().send('/login', fields);
  expect(browser.at).toBe('/login/password');
  expect(browser.page).toContain('密码用满90天');
  expect((await browser.go('/')).at).toContain('/login'); // not in before it is changed
  await browser.go('/login/password');
  const change = (password: string) => browser.send(browser.at, { password, again: password, current: used.at(-1)! });
  const used = [fields.password];
  await change('枇杷熟了就去赶场吧走');
  expect(browser.page).toContain('至少有3种字符');
  await change(fields.password);
  expect(browser.page).toMatch(/至少有3种字符|最近用过/);
  const fresh = (n: number) => `老屋门前有${n}棵柚子树Xk`;
  await change(fresh(1));
  expect(browser.page).toContain('desk of');
  used.push(fresh(1));
  for (const n of [2, 3, 4, 5]) {
    await browser.go('/me/password');
    await change(fresh(n));
    expect(browser.at, browser.page).toBe('/me/security');
    used.push(fresh(n));
  }
  await browser.go('/me/password');
  for (const n of [1, 2, 5]) {
    await change(fresh(n));
    expect(browser.page, String(n)).toContain('最近5次用过');
  }
  await change(fresh(6));
  used.push(fresh(6));
  await browser.go('/me/password');
  await change(fresh(1));
  expect(browser.at).toBe('/me/security');
});

test('where nothing is said, a password stays as long as it serves, and no hash of a former one is kept', async () => {
  const { fields, account, browser } = await signedIn();
  await aged(door.county, account, 3_000);
  expect((await newBrowser().send('/login', fields)).page).toContain('desk of');
  await browser.go('/me/password');
  await browser.send('/me/password', { current: fields.password, password: '老屋门前有三棵柚子树', again: '老屋门前有三棵柚子树' });
  const { rows } = await keeping(door.house, door.county.id, (db) => sql`select 1 from former_passwords where county_id = ${door.county.id}`.execute(db));
  expect(rows).toEqual([]);
});

test('where the three administrators are apart, an auditor looks and changes nothing but the own account', async () => {
  const apart = await foundCounty(door.database.ownerPool, 'apart');
  const person = await settle(door.database.ownerPool, apart.id, '审计员', { posts: [{ role: 'auditor' }] });
  await withAccount(door.house, apart.id, person, 'auditor');
  const browser = await newBrowser().send('/login', { county: 'apart', login: 'auditor', password: `${goodPassword}auditor` });
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }));
  expect(browser.page).toBe('sealed 甲');
  await setParameter(door.database.ownerPool, apart.id, 'administrators.apart', 'apart');
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }));
  expect(browser.status).toBe(403);
  expect(browser.page).toContain('只查看、不办理');
  await browser.go('/me/security').then((at) => at.send('/me/devices/closing', {}));
  expect(browser.at).toBe('/login');
});
