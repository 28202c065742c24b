import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { sent } from '#platform/http/body.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import { accountLines, bareHouse, foundCounty, goodPassword, setParameter, settle, unproved, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { identitySlice } from '#platform/identity/slice.ts';
import { sql } from 'kysely';
import { keeping, type House } from '#platform/records/act.ts';
import { Secret, TOTP } from 'otpauth';

let database: TestDatabase;
let house: House;
let county: TestCounty & { committee: string };
let strict: TestCounty & { committee: string };
let app: Hono;
const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));

beforeAll(async () => {
  database = await testDatabase();
  house = bareHouse(database.appPool);
  county = await foundCounty(database.ownerPool, 'yunling');
  strict = await foundCounty(database.ownerPool, 'qingxi', 'required');
  writeFileSync(join(assets, 'manifest.json'), '{}');
  const site = newSite();
  identitySlice.mount?.(site);
  site.add({ method: 'GET', path: '/', handle: async (visit) => visit.context.text(`desk of ${visit.actor.name}`) });
  site.add({ method: 'POST', path: '/sealing', proof: true, handle: async (visit) => visit.context.text(`sealed ${(await sent(visit)).text('words')}`) });
  app = openSite(site, { house, counties: knownCounties(house), menu: { groups: () => [], tabs: () => [] }, assets });
});
afterAll(async () => {
  await database.drop();
  rmSync(assets, { recursive: true });
});

/** A browser: keeps cookies, follows where it is sent, and fills in what the form had hidden. */
class Browser {
  cookies = new Map<string, string>();
  page = '';
  status = 0;
  at = '';

  async go(path: string, init: RequestInit = {}): Promise<this> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next) return this.go(next);
    this.page = await response.text();
    this.status = response.status;
    this.at = path;
    return this;
  }

  send(path: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}): Promise<this> {
    const body = new URLSearchParams();
    const csrf = /name="csrf" value="([^"]+)"/.exec(this.page)?.[1];
    if (csrf) body.set('csrf', csrf);
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return this.go(path, { method: 'POST', body, headers });
  }
}

let number = 0;
async function clerk(where = county, role: 'county_office' | 'worker' = 'county_office') {
  const login = `clerk${++number}`;
  const person = await settle(database.ownerPool, where.id, `王小梅${number}`, { posts: [{ role, committee: where.committee }] });
  const account = await withAccount(house, where.id, person, login);
  return { login, account, person, fields: { county: where.slug, login, password: goodPassword + login } };
}

async function signedIn(where = county, role: 'county_office' | 'worker' = 'county_office') {
  const someone = await clerk(where, role);
  const browser = await new Browser().send('/login', someone.fields);
  expect(browser.page).toContain('desk of 王小梅');
  return { ...someone, browser };
}

test('without a session there is nothing but the door', async () => {
  const browser = await new Browser().go('/me/security');
  expect(browser.at).toBe('/login?next=%2Fme%2Fsecurity');
  for (const path of ['/slips', '/me/password', '/']) expect((await new Browser().go(path)).at).toContain('/login');
  for (const path of ['/slips', '/me/devices/closing', '/me/password']) expect((await new Browser().send(path, {})).status).toBe(401);
  expect((await app.request('/api/v1/slips')).status).toBe(401);
  for (const path of ['/login/code', '/login/enrolment', '/login/password']) expect((await new Browser().go(path)).at).toBe('/login');
});

test('after signing in one is where one wanted to go, and never elsewhere', async () => {
  const { fields } = await clerk();
  expect((await new Browser().send('/login', { ...fields, next: '/me/security' })).at).toBe('/me/security');
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a\\b', 'javascript:alert(1)', '/\n/evil', '/\t/evil.example']) {
    expect((await new Browser().send('/login', { ...fields, next })).at, next).not.toContain('evil');
  }
});

test('a refused sign-in shows the form again with the name, without the password, and status 401', async () => {
  const { fields } = await clerk();
  const browser = await new Browser().send('/login', { ...fields, password: 'wrong-secret' });
  expect(browser.status).toBe(401);
  expect(browser.page).toContain('登录名或密码没有对上');
  expect(browser.page).toContain(`value="${fields.login}"`);
  expect(browser.page).not.toContain('wrong-secret');
  expect(browser.cookies.has('session')).toBe(false);
});

test.each([
  [{}, '请选择您所在的县'], [{ county: 'yunling' }, '请填写“登录名”'], [{ county: 'nowhere', login: 'a', password: 'b' }, '请选择您所在的县'],
])('what is missing is said at its field: %j', async (fields, sentence) => {
  const browser = await new Browser().send('/login', fields);
  expect(browser.status).toBe(422);
  expect(browser.page).toContain(sentence);
});

test('the session cookie is out of reach of scripts and other sites, and guarded over HTTPS', async () => {
  const { fields } = await clerk();
  const post = (url: string) => app.request(url, { method: 'POST', body: new URLSearchParams(fields) });
  const plain = (await post('http://localhost/login')).headers.getSetCookie().find((line) => line.startsWith('session='));
  expect(plain).toMatch(/HttpOnly/);
  expect(plain).toMatch(/SameSite=Lax/);
  const guarded = (await post('https://localhost/login')).headers.getSetCookie().find((line) => line.startsWith('__Host-session='));
  expect(guarded).toMatch(/Secure/);
  expect(guarded).toMatch(/Path=\//);
  expect(guarded).not.toMatch(/Domain/);
});

test('a sign-in or an act sent from another site is refused', async () => {
  const { fields } = await clerk();
  expect((await new Browser().send('/login', fields, { origin: 'https://evil.example', host: 'localhost' })).status).toBe(403);
  const { browser } = await signedIn();
  browser.page = ''; // the proof is only on our page
  expect((await browser.send('/me/devices/closing', {})).status).toBe(403);
  expect((await browser.go('/')).page).toContain('desk of');
});

test('signing out ends the session, also for who kept the cookie', async () => {
  const { browser } = await signedIn();
  const kept = new Map(browser.cookies);
  await browser.go('/me/security');
  await browser.send('/logout', {});
  expect(browser.at).toBe('/login');
  expect(browser.page).toContain('您已退出');
  browser.cookies = kept;
  expect((await browser.go('/')).at).toBe('/login');
});

const code = (page: string, at = Date.now()) => {
  const secret = /<code class="code-text">([^<]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  return { secret, now: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at }) };
};

test('where a second factor is demanded, the first sign-in sets it up and the next asks for it', async () => {
  const { fields, account } = await clerk(strict);
  const browser = await new Browser().send('/login', { ...fields, next: '/me/security' });
  expect(browser.at).toBe('/login/enrolment?next=%2Fme%2Fsecurity');
  expect((await browser.go('/me/security')).at).toContain('/login'); // not in yet
  await browser.go('/login/enrolment?next=%2Fme%2Fsecurity');
  expect((await browser.send('/login/enrolment', { code: '000' })).status).toBe(422);
  const { secret, now } = code(browser.page);
  await browser.send('/login/enrolment', { code: now, next: '/me/security' });
  expect(browser.at).toBe('/me/security');
  expect(browser.page).toContain('已设置');
  expect((await browser.go('/me/second-factor/removal')).status).toBe(403);

  const again = await new Browser().send('/login', fields);
  expect(again.at).toBe('/login/code');
  expect((await again.send('/login/code', { code: now })).status).toBe(422); // used already
  await again.send('/login/code', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 }) });
  expect(again.page).toContain('desk of');
  expect((await accountLines(house, strict.id, account)).map(({ step }) => step)).toEqual(['create', 'set_second_factor']);
});

test('a step cannot be skipped: the password alone neither sets a new password nor another second factor', async () => {
  const { fields } = await clerk(strict);
  const first = await new Browser().send('/login', fields);
  await first.send('/login/enrolment', { code: code(first.page).now });
  const fresh = '老屋门前有三棵柚子树';
  for (const path of ['/login/password', '/login/enrolment']) {
    const thief = await new Browser().send('/login', fields);
    expect(thief.at).toBe('/login/code');
    const { page } = thief;
    expect((await thief.go(path)).at).toBe('/login');
    thief.page = page;
    await thief.send(path, { password: fresh, again: fresh, code: '000000' });
    expect(thief.at).toBe('/login');
    expect((await first.go(path)).at).not.toBe(path); // nor does an open session lead there
  }
  expect((await new Browser().send('/login', fields)).at).toBe('/login/code');
});

test('changing the password asks for the present one, ends other sessions and keeps this one', async () => {
  const { browser, fields, account } = await signedIn();
  const other = await new Browser().send('/login', fields);
  await browser.go('/me/password');
  const fresh = '老屋门前有三棵柚子树';
  for (const [wrong, sentence] of [
    [{ current: 'no', password: fresh, again: fresh }, '现在用的密码没有对上'],
    [{ current: fields.password, password: '123', again: '123' }, '密码至少要10个字'],
    [{ current: fields.password, password: fresh, again: 'x' }, '两次输入的不一样'],
    [{}, '请填写“现在用的密码”'],
  ] as const) {
    await browser.send('/me/password', wrong);
    expect(browser.status).toBe(422);
    expect(browser.page).toContain(sentence);
    expect(browser.page).not.toContain(fresh);
  }
  await browser.send('/me/password', { current: fields.password, password: fresh, again: fresh });
  expect(browser.at).toBe('/me/security');
  expect(browser.page).toContain('密码已改好');
  expect((await other.go('/')).at).toBe('/login');
  expect((await new Browser().send('/login', { ...fields, password: fresh })).page).toContain('desk of');
  expect((await accountLines(house, county.id, account)).map(({ step }) => step)).toEqual(['create', 'change_password']);
});

test('the own devices are listed and can be signed out one by one or all', async () => {
  const { browser, fields } = await signedIn();
  const phone = await new Browser().send('/login', fields, { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8.0' });
  await browser.go('/me/security');
  expect(browser.page).toContain('安卓手机 · 微信');
  const [, handle] = /devices\/([0-9a-f]+)\/closing/.exec(browser.page)!;
  await browser.send(`/me/devices/${handle}/closing`, {});
  expect((await phone.go('/')).at).toBe('/login');
  await browser.send('/me/devices/closing', {});
  expect(browser.at).toBe('/login');
  expect((await browser.go('/')).at).toBe('/login');
});

const codeOn = (page: string) => /class="paper-code">([^<]+)</.exec(page)?.[1] ?? '';

test('the office prints slips; a member comes in by the address and by the typed code, once', async () => {
  const { browser } = await signedIn();
  const ids = [await settle(database.ownerPool, county.id, '龙秀英', { member: true }), await settle(database.ownerPool, county.id, '<b>粗</b>', { member: true })];
  await browser.go('/slips?state=waiting&kind=member');
  expect(browser.page).toContain('龙秀英');
  await browser.send('/slips', { act: 'make', id: ids });
  expect(browser.page.match(/class="paper paper-a5"/g)).toHaveLength(2);
  expect(browser.page).toContain('&lt;b&gt;粗');
  const slip = codeOn(browser.page);

  const member = await new Browser().go(`/activate/yunling/${slip}`);
  await member.go(`/activate/yunling/${slip}`); // looked at twice, still good
  expect(member.page).toContain('龙秀英，您好');
  await member.send(`/activate/yunling/${slip}`, {});
  expect(member.page).toBe('desk of 龙秀英');
  expect((await new Browser().send(`/activate/yunling/${slip}`, {})).status).toBe(404);
  expect((await member.go('/slips')).status).toBe(403);
  expect((await member.go('/me/password')).status).toBe(404);

  await browser.go('/slips').then(() => browser.send('/slips', { act: 'make', id: ids[1]! }));
  const typed = await new Browser().send('/activate', { county: 'yunling', code: codeOn(browser.page).toLowerCase().replaceAll('-', ' ') });
  expect(typed.at).toMatch(/^\/activate\/yunling\//);
});

test.each([
  [{ county: 'yunling', code: '' }, '请填写“激活码”'], [{ county: 'yunling', code: '10OO' }, '激活码是16位'],
  [{ county: 'yunling', code: 'AAAA-AAAA-AAAA-AAAA' }, '这张激活单不能用'], [{ code: 'AAAA-AAAA-AAAA-AAAA' }, '请选择您所在的县'],
])('a code that is none gets a sentence: %j', async (fields, sentence) => {
  const browser = await new Browser().send('/activate', fields);
  expect([404, 422]).toContain(browser.status);
  expect(browser.page).toContain(sentence);
});

test('a worker of a township neither sees nor makes slips', async () => {
  const { browser, person } = await signedIn(county, 'worker');
  expect((await browser.go('/slips')).status).toBe(403);
  await browser.go('/me/security');
  expect((await browser.send('/slips', { act: 'make', id: person })).status).toBe(403);
  expect((await browser.send('/slips', { act: 'leave', id: person })).status).toBe(403);
});

test('slips for nobody, for nonsense and for too many are refused, and nothing is made', async () => {
  const { browser } = await signedIn();
  await browser.go('/slips');
  const before = (await accountLines(house, county.id)).length;
  const page = browser.page;
  for (const id of [[], ["x' or 1=1"], Array.from({ length: 101 }, (_, n) => `0198c000-0000-7000-8000-${String(n).padStart(12, '0')}`)]) {
    browser.page = page;
    expect((await browser.send('/slips', { act: 'make', id })).status).toBe(422);
  }
  const member = await settle(database.ownerPool, county.id, '半张', { member: true });
  browser.page = page;
  expect((await browser.send('/slips', { act: 'make', id: [member, '0198c000-0000-7000-8000-000000000001'] })).status).toBe(404);
  expect((await accountLines(house, county.id)).length).toBe(before);
});

test('the office signs a lost telephone out', async () => {
  const { browser } = await signedIn();
  const person = await settle(database.ownerPool, county.id, '丢手机', { member: true });
  await browser.go('/slips').then(() => browser.send('/slips', { act: 'make', id: person }));
  const phone = await new Browser().send(`/activate/yunling/${codeOn(browser.page)}`, {});
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
  const person = await settle(database.ownerPool, county.id, '石小水', { posts: [{ role: 'worker', committee: county.committee }] });
  await browser.go('/slips?kind=staff').then(() => browser.send('/slips', { act: 'make', id: person }));
  const worker = await new Browser().go(`/activate/yunling/${codeOn(browser.page)}`);
  await worker.send(worker.at, {});
  expect(worker.at).toBe('/login/password');
  const fresh = '老屋门前有三棵柚子树';
  await worker.send('/login/password', { login: '', password: fresh, again: fresh });
  expect(worker.page).toContain('请填写“登录名”');
  await worker.send('/login/password', { login: 'shi xiaoshui', password: fresh, again: fresh });
  expect(worker.page).toContain('登录名用2到32个');
  await worker.send('/login/password', { login: '石小水', password: fresh, again: fresh });
  expect(worker.page).toBe('desk of 石小水');
  expect((await new Browser().send('/login', { county: 'yunling', login: '石小水', password: fresh })).page).toBe('desk of 石小水');
});

test('large type is kept by the browser, and with the account for the next device; the way back stays on this site', async () => {
  const { browser, fields } = await signedIn();
  await browser.go('/me/security');
  expect(browser.page).not.toMatch(/<html[^>]*elder/);
  await browser.send('/display/elder', { elder: '1', back: '/me/security' });
  expect(browser.at).toBe('/me/security');
  expect(browser.page).toMatch(/<html[^>]*class="desk elder"/);
  const other = await new Browser().send('/login', { ...fields, next: '/me/security' });
  expect(other.page).toMatch(/<html[^>]*class="desk elder"/);
  await other.send('/display/elder', { elder: '0', back: '//evil.example' });
  expect(other.at).toBe('/');
  expect((await other.go('/me/security')).page).not.toMatch(/<html[^>]*elder/);
  const visitor = await new Browser().send('/display/elder', { elder: '1', back: '/login' });
  expect(visitor.page).toMatch(/<html[^>]*class="public elder"/);
});

test('what signs asks once more who one is when the last proof is old, and loses nothing of what was typed', async () => {
  const { browser, account, fields } = await signedIn();
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).page).toBe('sealed 甲');
  await unproved(database.ownerPool, county.id, account, 31);
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '关于修路的<建议>' }));
  expect(browser.status).toBe(403);
  expect((await new Browser().go('/me/security').then(async (other) => {
    other.cookies = browser.cookies;
    return other.go('/sealing', { method: 'POST', body: new URLSearchParams({ words: '别处来的' }) });
  })).page).not.toContain('name="proof"'); // a form of another site is not carried along
  expect(browser.page).toContain('name="words" value="关于修路的&lt;建议&gt;"');
  await browser.send('/sealing', { words: '关于修路的<建议>', proof: 'not the password' });
  expect(browser.status).toBe(422);
  expect(browser.page).not.toContain('not the password');
  await browser.send('/sealing', { words: '关于修路的<建议>', proof: fields.password });
  expect(browser.page).toBe('sealed 关于修路的<建议>');
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '乙' }))).page).toBe('sealed 乙');
});

test('for programs the proof is an operation of its own; wrong ones lock the account as at the door', async () => {
  const { browser, account, fields } = await signedIn();
  await unproved(database.ownerPool, county.id, account, 31);
  const asJson = (path: string, body: object) => browser.go(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', accept: 'application/json' } });
  expect((await asJson('/sealing', { words: '甲' })).page).toContain('prove_again');
  expect((await asJson('/api/v1/me/proof', { proof: fields.password })).page).toBe('{"proved":true}');
  expect((await asJson('/sealing', { words: '甲' })).page).toBe('sealed 甲');
  await unproved(database.ownerPool, county.id, account, 31);
  for (let round = 0; round < 5; round++) expect((await asJson('/api/v1/me/proof', { proof: 'wrong' })).status).toBe(422);
  expect((await asJson('/api/v1/me/proof', { proof: fields.password })).status).toBe(429);
});

test('the county says how old a proof may be', async () => {
  const somewhere = await foundCounty(database.ownerPool, 'guarded');
  await setParameter(database.ownerPool, somewhere.id, 'proof.minutes', '5');
  const { browser, account } = await signedIn(somewhere);
  await unproved(database.ownerPool, somewhere.id, account, 4);
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).page).toBe('sealed 甲');
  await unproved(database.ownerPool, somewhere.id, account, 6);
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).status).toBe(403);
});

/** As if the password had been set so many days ago. */
const aged = (where: TestCounty, account: string, days: number) => keeping(house, where.id, (db) =>
  sql`update accounts set password_set_on = current_date - ${days}::int where county_id = ${where.id} and id = ${account}`.execute(db));

test('under the rules of level 3 a password is changed by the calendar, has kinds of characters and none of the last five comes back', async () => {
  const assessed = await foundCounty(database.ownerPool, 'assessed');
  const { fields, account } = await clerk(assessed);
  await setParameter(database.ownerPool, assessed.id, 'password.profile', 'dengbao');
  expect((await new Browser().send('/login', fields)).page).toContain('desk of');
  await aged(assessed, account, 90);
  const browser = await new Browser().send('/login', fields);
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
  await aged(county, account, 3_000);
  expect((await new Browser().send('/login', fields)).page).toContain('desk of');
  await browser.go('/me/password');
  await browser.send('/me/password', { current: fields.password, password: '老屋门前有三棵柚子树', again: '老屋门前有三棵柚子树' });
  const { rows } = await keeping(house, county.id, (db) => sql`select 1 from former_passwords where county_id = ${county.id}`.execute(db));
  expect(rows).toEqual([]);
});

test('accounts that nobody used for long are listed for the office, without saying of anybody when', async () => {
  const { browser } = await signedIn();
  const idle = await clerk();
  await new Browser().send('/login', idle.fields);
  const among = async () => JSON.parse((await browser.go('/api/v1/slips?state=unused')).page);
  const before = (await among()).total;
  await keeping(house, county.id, (db) => sql`update accounts set entered_on = current_date - 90 where county_id = ${county.id} and id = ${idle.account}`.execute(db));
  const { total, items } = await among();
  expect(total).toBe(before + 1);
  expect(items.some(({ login }: { login: string }) => login === idle.login)).toBe(true);
  expect(JSON.stringify(items)).not.toMatch(/entered|seen/);
  await new Browser().send('/login', idle.fields);
  expect((await among()).total).toBe(before);
});

test('where the three administrators are apart, an auditor looks and changes nothing but the own account', async () => {
  const apart = await foundCounty(database.ownerPool, 'apart');
  const person = await settle(database.ownerPool, apart.id, '审计员', { posts: [{ role: 'auditor' }] });
  await withAccount(house, apart.id, person, 'auditor');
  const browser = await new Browser().send('/login', { county: 'apart', login: 'auditor', password: `${goodPassword}auditor` });
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }));
  expect(browser.page).toBe('sealed 甲');
  await setParameter(database.ownerPool, apart.id, 'administrators.apart', 'apart');
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }));
  expect(browser.status).toBe(403);
  expect(browser.page).toContain('只查看、不办理');
  await browser.go('/me/security').then((at) => at.send('/me/devices/closing', {}));
  expect(browser.at).toBe('/login');
});

/** S-10: what the limit counts by cannot be chosen by whoever is counted. */
test.each([
  ['x-forwarded-for', '203.0.113.7'], ['x-real-ip', '203.0.113.7'], ['forwarded', 'for=203.0.113.7'], ['true-client-ip', '203.0.113.7'], ['cf-connecting-ip', '203.0.113.7'],
  ['x-forwarded-host', 'evil.example'],
])('a forged %s changes neither the address that is counted nor where the program believes to be', async (header, value) => {
  const where = await foundCounty(database.ownerPool, `forged-${header.slice(0, 20)}`);
  const guess = (headers: Record<string, string>) => new Browser().send('/login', { county: where.slug, login: `guess${++number}`, password: 'wrong' }, headers);
  const statuses = [];
  for (let round = 0; round < 41; round++) statuses.push((await guess({ [header]: value.replace(/7$/, String(round)) })).status);
  expect(statuses.slice(0, 40).every((status) => status === 401)).toBe(true);
  expect(statuses[40]).toBe(429);
  const { fields } = await clerk();
  const answer = await app.request('http://localhost/login', { method: 'POST', body: new URLSearchParams(fields), headers: { [header]: value } });
  expect(answer.headers.get('location')).toBe('/');
  expect(answer.headers.getSetCookie().join()).not.toContain('__Host-');
});

test('behind a proxy that is named, the address is the one that the proxy added, not those that came with the request', async () => {
  process.env['TRUST_PROXY'] = '1';
  try {
    const where = await foundCounty(database.ownerPool, 'proxied');
    const guess = (forwarded: string) => new Browser().send('/login', { county: where.slug, login: `guess${++number}`, password: 'wrong' }, { 'x-forwarded-for': forwarded });
    for (let round = 0; round < 40; round++) expect((await guess(`203.0.113.${round}, 198.51.100.1`)).status).toBe(401);
    expect((await guess('203.0.113.200, 198.51.100.1')).status).toBe(429);
    expect((await guess('203.0.113.200, 198.51.100.2')).status).toBe(401);
  } finally {
    delete process.env['TRUST_PROXY'];
  }
});

/** S-12: a body is read as what it says it is, or not at all. */
test.each([
  ['application/json', 401], ['application/json; charset=utf-8', 401], ['APPLICATION/JSON', 401], ['application/x-www-form-urlencoded;charset=UTF-8', 422],
  ['text/plain', 415], ['text/plain; application/json', 415], ['application/jsonp', 415], ['application/json-patch+json', 415], ['application/vnd.api+json', 415],
  ['application/xml', 415], ['text/html', 415], ['multipart/mixed; boundary=x', 415],
])('content of the type %s is answered with %s', async (type, status) => {
  const body = JSON.stringify({ county: 'yunling', login: 'nobody-at-all', password: 'wrong' });
  const answer = await app.request('/login', { method: 'POST', body, headers: { 'content-type': type } });
  expect(answer.status).toBe(status);
});

test('whatever is sent to the addresses of keys and of signing in elsewhere, by nobody or by the office, none of it is a fault', async () => {
  const { browser } = await signedIn();
  await browser.go('/me/security');
  const { page } = browser;
  const odd = ['', 'x', '{}', '[]', '{"id":1}', "'; drop table passkeys; --", '\u0000', '📎'.repeat(50), 'x'.repeat(30_000)];
  const posts = ['/login/passkey/options', '/login/passkey', '/login/code/passkey', '/login/enrolment/passkey/options', '/login/enrolment/passkey', '/me/passkeys/options', '/me/passkeys',
    '/me/passkeys/not-an-id/removal', '/me/proof/passkey', '/login/sign-on/yunling/logout', '/login/sign-on/nowhere/logout', '/sign-on', '/sign-on/people/x/removal', '/sign-on/people/0198c000-0000-7000-8000-000000000001'];
  const gets = ['/me/passkeys/new', '/me/passkeys/first', '/sign-on', '/sign-on/people/x', '/login/sign-on/yunling', '/login/sign-on/yunling/return?state=%00&code=x', '/login/sign-on/%00', '/login/sign-on/yunling/again', '/login/sign-on/yunling/leaving'];
  const found: string[] = [];
  for (const value of odd) {
    for (const path of posts) {
      for (const visitor of [new Browser(), browser]) {
        visitor.page = visitor === browser ? page : '';
        await visitor.send(path, { passkey: value, name: value, logout_token: value, subject: value, label: value, issuer: value, client_id: value, secret: value, next: value });
        if (visitor.status >= 500) found.push(`${path} ${value.slice(0, 20)}: ${visitor.status}`);
      }
    }
  }
  for (const path of gets) for (const visitor of [new Browser(), browser]) if ((await visitor.go(path)).status >= 500) found.push(path);
  expect(found).toEqual([]);
});
