import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../test/door.ts';
import { accountLines } from '#platform/identity/fixtures.ts';

const { door, newBrowser, clerk, signedIn } = atTheDoor();

test('without a session there is nothing but the door', async () => {
  const browser = await newBrowser().go('/me/security');
  expect(browser.at).toBe('/login?next=%2Fme%2Fsecurity');
  for (const path of ['/slips', '/me/password', '/']) expect((await newBrowser().go(path)).at).toContain('/login');
  for (const path of ['/slips', '/me/devices/closing', '/me/password']) expect((await newBrowser().send(path, {})).status).toBe(401);
  expect((await door.app.request('/api/v1/slips')).status).toBe(401);
  for (const path of ['/login/code', '/login/enrolment', '/login/password']) expect((await newBrowser().go(path)).at).toBe('/login');
});

test('after signing in one is where one wanted to go, and never elsewhere', async () => {
  const { fields } = await clerk();
  expect((await newBrowser().send('/login', { ...fields, next: '/me/security' })).at).toBe('/me/security');
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a\\b', 'javascript:alert(1)', '/\n/evil', '/\t/evil.example']) {
    expect((await newBrowser().send('/login', { ...fields, next })).at, next).not.toContain('evil');
  }
});

test('a refused sign-in shows the form again with the name, without the password, and status 401', async () => {
  const { fields } = await clerk();
  const browser = await newBrowser().send('/login', { ...fields, password: 'wrong-secret' });
  expect(browser.status).toBe(401);
  expect(browser.page).toContain('登录名或密码没有对上');
  expect(browser.page).toContain(`value="${fields.login}"`);
  expect(browser.page).not.toContain('wrong-secret');
  expect(browser.cookies.has('session')).toBe(false);
});

test.each([
  [{}, '请选择您所在的县'], [{ county: 'yunling' }, '请填写“登录名”'], [{ county: 'nowhere', login: 'a', password: 'b' }, '请选择您所在的县'],
])('what is missing is said at its field: %j', async (fields, sentence) => {
  const browser = await newBrowser().send('/login', fields);
  expect(browser.status).toBe(422);
  expect(browser.page).toContain(sentence);
});

test('the session cookie is out of reach of scripts and other sites, and guarded over HTTPS', async () => {
  const { fields } = await clerk();
  const post = (url: string) => door.app.request(url, { method: 'POST', body: new URLSearchParams(fields) });
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
  expect((await newBrowser().send('/login', fields, { origin: 'https://evil.example', host: 'localhost' })).status).toBe(403);
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
  const { fields, account } = await clerk(door.strict);
  const browser = await newBrowser().send('/login', { ...fields, next: '/me/security' });
  expect(browser.at).toBe('/login/enrolment?next=%2Fme%2Fsecurity');
  expect((await browser.go('/me/security')).at).toContain('/login'); // not in yet
  await browser.go('/login/enrolment?next=%2Fme%2Fsecurity');
  expect((await browser.send('/login/enrolment', { code: '000' })).status).toBe(422);
  const { secret, now } = code(browser.page);
  await browser.send('/login/enrolment', { code: now, next: '/me/security' });
  expect(browser.at).toBe('/me/security');
  expect(browser.page).toContain('已设置');
  expect((await browser.go('/me/second-factor/removal')).status).toBe(403);

  const again = await newBrowser().send('/login', fields);
  expect(again.at).toBe('/login/code');
  expect((await again.send('/login/code', { code: now })).status).toBe(422); // used already
  await again.send('/login/code', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 }) });
  expect(again.page).toContain('desk of');
  expect((await accountLines(door.house, door.strict.id, account)).map(({ step }) => step)).toEqual(['create', 'set_second_factor']);
});

test('a step cannot be skipped: the password alone neither sets a new password nor another second factor', async () => {
  const { fields } = await clerk(door.strict);
  const first = await newBrowser().send('/login', fields);
  await first.send('/login/enrolment', { code: code(first.page).now });
  const fresh = '老屋门前有三棵柚子树';
  for (const path of ['/login/password', '/login/enrolment']) {
    const thief = await newBrowser().send('/login', fields);
    expect(thief.at).toBe('/login/code');
    const { page } = thief;
    expect((await thief.go(path)).at).toBe('/login');
    thief.page = page;
    await thief.send(path, { password: fresh, again: fresh, code: '000000' });
    expect(thief.at).toBe('/login');
    expect((await first.go(path)).at).not.toBe(path); // nor does an open session lead there
  }
  expect((await newBrowser().send('/login', fields)).at).toBe('/login/code');
});

test('changing the password asks for the present one, ends other sessions and keeps this one', async () => {
  const { browser, fields, account } = await signedIn();
  const other = await newBrowser().send('/login', fields);
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
  expect((await newBrowser().send('/login', { ...fields, password: fresh })).page).toContain('desk of');
  expect((await accountLines(door.house, door.county.id, account)).map(({ step }) => step)).toEqual(['create', 'change_password']);
});

test('the own devices are listed and can be signed out one by one or all', async () => {
  const { browser, fields } = await signedIn();
  const phone = await newBrowser().send('/login', fields, { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8.0' });
  await browser.go('/me/security');
  expect(browser.page).toContain('安卓手机 · 微信');
  const [, handle] = /devices\/([0-9a-f]+)\/closing/.exec(browser.page)!;
  await browser.send(`/me/devices/${handle}/closing`, {});
  expect((await phone.go('/')).at).toBe('/login');
  await browser.send('/me/devices/closing', {});
  expect(browser.at).toBe('/login');
  expect((await browser.go('/')).at).toBe('/login');
});

test('large type is kept by the browser, and with the account for the next device; the way back stays on this site', async () => {
  const { browser, fields } = await signedIn();
  await browser.go('/me/security');
  expect(browser.page).not.toMatch(/<html[^>]*elder/);
  await browser.send('/display/elder', { elder: '1', back: '/me/security' });
  expect(browser.at).toBe('/me/security');
  expect(browser.page).toMatch(/<html[^>]*class="desk elder"/);
  const other = await newBrowser().send('/login', { ...fields, next: '/me/security' });
  expect(other.page).toMatch(/<html[^>]*class="desk elder"/);
  await other.send('/display/elder', { elder: '0', back: '//evil.example' });
  expect(other.at).toBe('/');
  expect((await other.go('/me/security')).page).not.toMatch(/<html[^>]*elder/);
  const visitor = await newBrowser().send('/display/elder', { elder: '1', back: '/login' });
  expect(visitor.page).toMatch(/<html[^>]*class="public elder"/);
});
