import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../test/door.ts';
import { accountLines, settle } from '#platform/identity/fixtures.ts';
import { keeping } from '#platform/records/act.ts';

const { door, newBrowser, clerk, signedIn } = atTheDoor();

const codeOn = (page: string) => /class="paper-code">([^<]+)</.exec(page)?.[1] ?? '';

test('the office prints slips; a member comes in by the address and by the typed code, once', async () => {
  const { browser } = await signedIn();
  const ids = [await settle(door.database.ownerPool, door.county.id, '龙秀英', { member: true }), await settle(door.database.ownerPool, door.county.id, '<b>粗</b>', { member: true })];
  await browser.go('/slips?state=waiting&kind=member');
  expect(browser.page).toContain('龙秀英');
  await browser.send('/slips', { act: 'make', id: ids });
  expect(browser.page.match(/class="paper paper-a5"/g)).toHaveLength(2);
  expect(browser.page).toContain('&lt;b&gt;粗');
  const slip = codeOn(browser.page);

  const member = await newBrowser().go(`/activate/yunling/${slip}`);
  await member.go(`/activate/yunling/${slip}`); // looked at twice, still good
  expect(member.page).toContain('龙秀英，您好');
  await member.send(`/activate/yunling/${slip}`, {});
  expect(member.page).toBe('desk of 龙秀英');
  expect((await newBrowser().send(`/activate/yunling/${slip}`, {})).status).toBe(404);
  expect((await member.go('/slips')).status).toBe(403);
  expect((await member.go('/me/password')).status).toBe(404);

  await browser.go('/slips').then(() => browser.send('/slips', { act: 'make', id: ids[1]! }));
  const typed = await newBrowser().send('/activate', { county: 'yunling', code: codeOn(browser.page).toLowerCase().replaceAll('-', ' ') });
  expect(typed.at).toMatch(/^\/activate\/yunling\//);
});

test.each([
  [{ county: 'yunling', code: '' }, '请填写“激活码”'], [{ county: 'yunling', code: '10OO' }, '激活码是16位'],
  [{ county: 'yunling', code: 'AAAA-AAAA-AAAA-AAAA' }, '这张激活单不能用'], [{ code: 'AAAA-AAAA-AAAA-AAAA' }, '请选择您所在的县'],
])('a code that is none gets a sentence: %j', async (fields, sentence) => {
  const browser = await newBrowser().send('/activate', fields);
  expect([404, 422]).toContain(browser.status);
  expect(browser.page).toContain(sentence);
});

test('a worker of a township neither sees nor makes slips', async () => {
  const { browser, person } = await signedIn(door.county, 'worker');
  expect((await browser.go('/slips')).status).toBe(403);
  await browser.go('/me/security');
  expect((await browser.send('/slips', { act: 'make', id: person })).status).toBe(403);
  expect((await browser.send('/slips', { act: 'leave', id: person })).status).toBe(403);
});

test('slips for nobody, for nonsense and for too many are refused, and nothing is made', async () => {
  const { browser } = await signedIn();
  await browser.go('/slips');
  const before = (await accountLines(door.house, door.county.id)).length;
  const page = browser.page;
  for (const id of [[], ["x' or 1=1"], Array.from({ length: 101 }, (_, n) => `0198c000-0000-7000-8000-${String(n).padStart(12, '0')}`)]) {
    browser.page = page;
    expect((await browser.send('/slips', { act: 'make', id })).status).toBe(422);
  }
  const member = await settle(door.database.ownerPool, door.county.id, '半张', { member: true });
  browser.page = page;
  expect((await browser.send('/slips', { act: 'make', id: [member, '0198c000-0000-7000-8000-000000000001'] })).status).toBe(404);
  expect((await accountLines(door.house, door.county.id)).length).toBe(before);
});

test('the office signs a lost telephone out', async () => {
  const { browser } = await signedIn();
  const person = await settle(door.database.ownerPool, door.county.id, '丢手机', { member: true });
  await browser.go('/slips').then(() => browser.send('/slips', { act: 'make', id: person }));
  const phone = await newBrowser().send(`/activate/yunling/${codeOn(browser.page)}`, {});
  expect(phone.page).toBe('desk of 丢手机');
  await browser.go('/slips').then(() => browser.send('/slips', { act: 'leave', id: person }));
  expect(browser.page).toContain('已让丢手机退出全部设备');
  expect((await phone.go('/')).at).toBe('/login');
});

test('list and count agree under every filter; the JSON twin carries the same', async () => {
  const { browser } = await signedIn();
  for (const query of ['', '?state=waiting', '?state=active', '?kind=staff', '?kind=member', '?q=龙', "?q=';--%25_", '?state=nonsense&page=-1', '?page=99999999999', '?page=abc', '?q=%00']) {
    const twin = JSON.parse((await browser.go(`/api/v1/slips${query}`)).page);
    expect(browser.status).toBe(200);
    if (twin.page === 1) expect(twin.items).toHaveLength(Math.min(50, twin.total));
    await browser.go(`/slips${query}`);
    expect(browser.page).toContain(`共 ${twin.total} 条`);
  }
  const among = async (query: string) => JSON.parse((await browser.go(`/api/v1/slips${query}`)).page);
  const [all, staff, members, waiting, active] = [await among(''), await among('?kind=staff'), await among('?kind=member'), await among('?state=waiting'), await among('?state=active')];
  expect(staff.total).toBeGreaterThan(0);
  expect(members.total).toBeGreaterThan(0);
  expect(staff.total + members.total).toBe(all.total);
  expect(waiting.total + active.total).toBe(all.total);
  expect(staff.items.every((one: { staff: boolean }) => one.staff)).toBe(true);
  expect(members.items.some((one: { staff: boolean }) => one.staff)).toBe(false);
  expect(active.items.every((one: { state: string }) => one.state === 'active')).toBe(true);
});

test('staff begin with a slip: log-in name and password of their own, then in', async () => {
  const { browser } = await signedIn();
  const person = await settle(door.database.ownerPool, door.county.id, '石小水', { posts: [{ role: 'worker', committee: door.county.committee }] });
  await browser.go('/slips?kind=staff').then(() => browser.send('/slips', { act: 'make', id: person }));
  const worker = await newBrowser().go(`/activate/yunling/${codeOn(browser.page)}`);
  await worker.send(worker.at, {});
  expect(worker.at).toBe('/login/password');
  const fresh = '老屋门前有三棵柚子树';
  await worker.send('/login/password', { login: '', password: fresh, again: fresh });
  expect(worker.page).toContain('请填写“登录名”');
  await worker.send('/login/password', { login: 'shi xiaoshui', password: fresh, again: fresh });
  expect(worker.page).toContain('登录名用2到32个');
  await worker.send('/login/password', { login: '石小水', password: fresh, again: fresh });
  expect(worker.page).toBe('desk of 石小水');
  expect((await newBrowser().send('/login', { county: 'yunling', login: '石小水', password: fresh })).page).toBe('desk of 石小水');
});

test('accounts that nobody used for long are listed for the office, without saying of anybody when', async () => {
  const { browser } = await signedIn();
  const idle = await clerk();
  await newBrowser().send('/login', idle.fields);
  const among = async () => JSON.parse((await browser.go('/api/v1/slips?state=unused')).page);
  const before = (await among()).total;
  await keeping(door.house, door.county.id, (db) => sql`update accounts set entered_on = current_date - 90 where county_id = ${door.county.id} and id = ${idle.account}`.execute(db));
  const { total, items } = await among();
  expect(total).toBe(before + 1);
  expect(items.some(({ login }: { login: string }) => login === idle.login)).toBe(true);
  expect(JSON.stringify(items)).not.toMatch(/entered|seen/);
  await newBrowser().send('/login', idle.fields);
  expect((await among()).total).toBe(before);
});
