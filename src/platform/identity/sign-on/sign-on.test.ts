import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/setup/database.ts';
import { listen } from '#platform/http/listen.ts';
import { cookieLine, keepCookies, siteWithADoor } from '../../../../test/door.ts';
import { accountLines, bareHouse, foundCounty, goodPassword, office, settle, unproved, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { link } from '#platform/identity/sign-on/links.ts';
import { setProvider } from '#platform/identity/sign-on/provider.ts';
import { projectRoot } from '#platform/root.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';

const SECRET = 'a-secret-that-only-two-know';
let database: TestDatabase;
let house: House;
let county: TestCounty & { committee: string };
let site: string;
let cut: TestCounty;
let closeSite: () => Promise<unknown>;
let issuer: string;
let provider: ChildProcess;
/** Stands between provider and program, and remembers what the one told the other. */
let between: Server;
const told: string[] = [];

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};

beforeAll(async () => {
  process.env['ALLOW_PRIVATE_ADDRESSES'] = '1';
  database = await testDatabase();
  house = bareHouse(database.appPool);
  county = await foundCounty(database.ownerPool, 'yunling');
  cut = await foundCounty(database.ownerPool, 'cutoff');
  await foundCounty(database.ownerPool, 'nowhere');
  const { app, close } = siteWithADoor(house, ({ name, posts }) => `${name}, ${posts.map(({ role }) => role)}`);
  const server = await listen(app, 0);
  site = `http://localhost:${server.port}`;
  closeSite = async () => {
    await server.close();
    close();
  };
  between = createServer(async (request, answer) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    told.push(Buffer.concat(pieces).toString());
    const passed = await fetch(`${site}/login/sign-on/yunling/logout`, { method: 'POST', body: told.at(-1), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    answer.writeHead(passed.status).end(await passed.text());
  }).listen(0);
  await once(between, 'listening');
  await startProvider();
});

async function startProvider(): Promise<void> {
  const port = await freePort();
  issuer = `http://localhost:${port}`;
  const logout = `http://localhost:${(between.address() as AddressInfo).port}/`;
  provider = spawn(process.execPath, [join(projectRoot, 'test/setup/provider-process.ts'), String(port), `${site}/login/sign-on/yunling/return`, `${site}/login`, logout, SECRET], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(provider.stdout!, 'data');
}

afterAll(async () => {
  delete process.env['ALLOW_PRIVATE_ADDRESSES'];
  provider?.kill();
  await closeSite?.();
  between?.close();
  await database.drop();
});

/** A browser: keeps cookies by host whatever the port, follows where it is sent, and sends the form that is on the page. */
class Browser {
  cookies = new Map<string, string>();
  page = '';
  status = 0;
  at = '';
  trail: string[] = [];
  /** Does not take the last step back: somebody else may. */
  halts = false;
  caught = '';

  async go(address: string, init: RequestInit = {}): Promise<this> {
    this.at = new URL(address, this.at || site).href;
    this.trail.push(this.at);
    const answer = await fetch(this.at, { ...init, redirect: 'manual', headers: { ...(init.headers as Record<string, string>), cookie: cookieLine(this.cookies) } });
    keepCookies(this.cookies, answer.headers);
    this.page = await answer.text();
    this.status = answer.status;
    const next = answer.headers.get('location');
    if (next && this.halts && next.includes('/return?')) {
      this.caught = next;
      return this;
    }
    return next ? this.go(next) : this;
  }

  /** Sends the form at this address of the page with what is hidden in it. */
  send(action: string, fields: Record<string, string>): Promise<this> {
    const hidden = [...this.page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '']);
    return this.go(action, { method: 'POST', body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }) });
  }

  /** Through the pages of the provider: who one is, and that this program may know it. */
  async asAt(name: string): Promise<this> {
    while (this.at.startsWith(issuer) && !this.caught) {
      const action = /<form[^>]*action="([^"]+)"/.exec(this.page)?.[1];
      if (!action) throw new Error(`lost at ${this.at}: ${this.page.slice(0, 400)}`);
      await this.send(action, this.page.includes('name="login"') ? { login: name, password: 'whatever' } : {});
    }
    return this;
  }

  async signIn(name: string, next = ''): Promise<this> {
    await this.go(`${site}/login/sign-on/yunling${next}`);
    return this.asAt(name);
  }
}

const trust = (where: TestCounty, at: string, twoFactors = true) => transact(house, office(where.id), null, (act) =>
  setProvider(act, { label: '州统一认证', issuer: at, clientId: 'lianxinqiao', secret: SECRET, twoFactors }));

let number = 0;
/** Staff without a password, known at the provider. */
async function colleague(role: 'worker' | 'county_office' = 'worker') {
  const name = `石小水${++number}`;
  const person = await settle(database.ownerPool, county.id, name, { posts: [{ role, committee: county.committee }] });
  const subject = `subject-${number}`;
  await transact(house, office(county.id), null, (act) => link(act, person, subject));
  return { name, person, subject };
}

test('the office says which provider it trusts and who is who there; nobody becomes a user by coming', async () => {
  const clerk = await settle(database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
  await withAccount(house, county.id, clerk, 'office');
  const desk = await new Browser().go('/login').then((at) => at.send('/login', { county: 'yunling', login: 'office', password: `${goodPassword}office` }));
  await desk.go('/sign-on');
  expect(desk.page).toContain(`${site}/login/sign-on/yunling/return`);
  await desk.send('/sign-on', { label: '州统一认证', issuer: 'ftp://x', client_id: '', secret: '', two_factors: '1' });
  expect(desk.status).toBe(422);
  await desk.send('/sign-on', { label: '州统一认证', issuer, client_id: 'lianxinqiao', secret: SECRET, two_factors: '1' });
  expect(desk.page).toContain('州统一认证有答复');
  expect(desk.page).not.toContain(SECRET);

  const person = await settle(database.ownerPool, county.id, '龙干部', { posts: [{ role: 'worker', committee: county.committee }] });
  const hers = await new Browser().signIn('long.ganbu');
  expect(hers.status).toBe(403);
  expect(hers.page).toContain('请把编号 long.ganbu 告诉县政协办公室');
  expect(hers.cookies.has('session')).toBe(false);

  await desk.go(`/sign-on/people/${person}`);
  await desk.send(`/sign-on/people/${person}`, { subject: 'long.ganbu' });
  expect(desk.page).toContain('龙干部已对应');
  await hers.signIn('long.ganbu');
  expect(hers.page).toBe('desk of 龙干部, worker');

  await desk.go(`/sign-on/people/${person}`);
  await desk.send(`/sign-on/people/${person}/removal`, {});
  expect((await hers.go('/')).at).toContain('/login');
  expect((await hers.signIn('long.ganbu')).status).toBe(403);
  const steps = (await accountLines(house, county.id)).map(({ step }) => step);
  expect(steps).toEqual(expect.arrayContaining(['set_sign_on', 'link_sign_on', 'unlink_sign_on']));
});

test('the code comes with a proof of its own, once, in the browser that asked, and goes where one wanted to go', async () => {
  const { name, subject } = await colleague();
  const hers = await new Browser().signIn(subject, '?next=%2Fme%2Fsecurity');
  expect(hers.at).toBe(`${site}/me/security`);
  expect((await hers.go('/')).page).toContain(name);
  const asked = new URL(hers.trail.find((one) => one.startsWith(`${issuer}/auth?`))!).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  for (const part of ['state', 'nonce', 'code_challenge']) expect(asked.get(part)?.length).toBeGreaterThan(20);
  expect(asked.get('scope')).toBe('openid');

  const back = hers.trail.find((one) => one.includes('/return?'))!;
  const again = await new Browser().go(back);
  expect([again.status, again.cookies.has('session')]).toEqual([401, false]);
  hers.cookies.set('sign-on', asked.get('state')!);
  hers.cookies.delete('session');
  expect((await hers.go(back)).status).toBe(401); // the way back is used up
  const sender = new Browser();
  sender.halts = true;
  await sender.signIn(subject);
  const lured = await new Browser().go(sender.caught); // an address that another has sent
  expect([lured.status, lured.cookies.has('session')]).toEqual([401, false]);
  const elsewhere = await new Browser().go(`${site}/login/sign-on/yunling?next=//evil.example`);
  expect((await elsewhere.asAt(subject)).at).toBe(`${site}/`);
});

test.each([['state', 'x'.repeat(43)], ['code', 'forged'], ['iss', 'https://evil.example']])('a way back with another %s opens nothing', async (part, value) => {
  const { subject } = await colleague();
  const hers = new Browser();
  hers.go = async function go(this: Browser, address: string, init?: RequestInit): Promise<Browser> {
    const url = new URL(address, this.at || site);
    if (url.pathname.endsWith('/return')) url.searchParams.set(part, value);
    return Browser.prototype.go.call(this, url.href, init);
  } as Browser['go'];
  await hers.signIn(subject);
  expect([hers.status, hers.cookies.has('session')]).toEqual([401, false]);
});

test('who leaves the provider is out here at once, by the word from machine to machine; no such word is obeyed twice', async () => {
  const { subject, name } = await colleague();
  const [hers, phone] = [await new Browser().signIn(subject), await new Browser().signIn(subject)];
  told.length = 0;
  await hers.go(`${issuer}/session/end`);
  await hers.send(/action="([^"]+)"/.exec(hers.page)![1]!, { logout: 'yes' });
  await expect.poll(() => told.length).toBe(1);
  expect((await hers.go(`${site}/`)).at).toContain('/login');
  expect((await phone.go(`${site}/`)).page).toContain(name); // another session at the provider, which goes on

  const say = (body: string) => fetch(`${site}/login/sign-on/yunling/logout`, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const [token = ''] = told;
  const replayed = await say(token);
  expect([replayed.status, await replayed.json()]).toEqual([400, { error: 'invalid_request' }]);
  expect(replayed.headers.get('cache-control')).toBe('no-store');
  const [head, body, signature] = new URLSearchParams(token).get('logout_token')!.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged = [
    '', 'x', 'x.y.z', `${head}.${body}.`, `${head}.${body}.${signature.replace(/^.../, 'AAA')}`, `${part({ alg: 'none' })}.${body}.`, `${part({ alg: 'HS256' })}.${body}.${signature}`,
    ...[{ jti: 'another' }, { sub: subject, jti: 'b' }, { nonce: 'n', jti: 'c' }, { aud: 'another', jti: 'd' }, { iss: 'https://evil.example', jti: 'e' }, { events: {}, jti: 'f' }].map((change) => `${head}.${part({ ...claims, ...change })}.${signature}`),
  ];
  for (const one of forged) expect((await say(`logout_token=${encodeURIComponent(one)}`)).status, one.slice(0, 80)).toBe(400);
  expect((await phone.go(`${site}/`)).page).toContain(name);
});

test('signing out here leaves the way open to sign out there too', async () => {
  const { subject } = await colleague();
  const hers = await new Browser().signIn(subject);
  await hers.go('/me/security');
  await hers.send('/logout', {});
  expect(hers.at).toBe(`${site}/login?left=yunling`);
  expect(hers.page).toContain('州统一认证那边还登录着');
  await hers.go('/login/sign-on/yunling/leaving');
  expect(hers.at).toContain(`${issuer}/session/end`);
  await hers.send(/action="([^"]+)"/.exec(hers.page)![1]!, { logout: 'yes' });
  expect(hers.at).toBe(`${site}/login`);
});

test('what signs is proved at the provider by whoever has nothing to prove with here, and by nobody else', async () => {
  const { subject } = await colleague();
  const hers = await new Browser().signIn(subject);
  const account = await keeping(house, county.id, async (db) => (await sql<{ account_id: string }>`select account_id from sign_on_links where county_id = ${county.id} and subject = ${subject}`.execute(db)).rows[0]!.account_id);
  await unproved(database.ownerPool, county.id, account, 31);
  await hers.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }));
  expect([hers.status, hers.page.includes('/login/sign-on/yunling/again')]).toEqual([403, true]);
  const asking = hers.page;

  const other = await colleague();
  for (const name of hers.cookies.keys()) if (name.startsWith('_')) hers.cookies.delete(name); // else the provider says that the first has left
  await hers.go('/login/sign-on/yunling/again');
  expect(new URL(hers.trail.find((one) => one.includes('prompt=login'))!).searchParams.get('max_age')).toBe('0');
  await hers.asAt(other.subject);
  expect(hers.status).toBe(401);
  hers.page = asking;
  expect((await hers.send('/sealing', { words: '甲' })).status).toBe(403);

  await hers.go('/login/sign-on/yunling/again').then((at) => at.asAt(subject));
  expect(hers.page).toContain('已核对是您本人');
  hers.page = asking;
  expect((await hers.send('/sealing', {})).page).toBe('sealed 甲');
});

test('where the provider asks for one factor only, the county\'s second is asked here', async () => {
  const strict = { ...county, secondFactor: 'required' as const };
  await database.ownerPool.query('update counties set second_factor = $2 where county_id = $1', [county.id, strict.secondFactor]);
  try {
    const { subject } = await colleague();
    expect((await new Browser().signIn(subject)).page).toContain('desk of');
    await trust(county, issuer, false);
    await expect.poll(async () => (await new Browser().signIn(subject)).at, { timeout: 15_000, interval: 3_000 }).toBe(`${site}/login/enrolment`);
  } finally {
    await database.ownerPool.query('update counties set second_factor = $2 where county_id = $1', [county.id, 'optional']);
    await trust(county, issuer);
  }
});

test('a provider that does not answer is said in a sentence, and the password still serves', async () => {
  await trust(cut, `http://localhost:${await freePort()}`);
  const person = await settle(database.ownerPool, cut.id, '王小梅', { posts: [{ role: 'county_office' }] });
  await withAccount(house, cut.id, person, 'clerk');
  const hers = await new Browser().go('/login/sign-on/cutoff');
  expect(hers.status).toBe(503);
  expect(hers.page).toContain('现在连不上州统一认证');
  await hers.send('/login', { county: 'cutoff', login: 'clerk', password: `${goodPassword}clerk` });
  expect(hers.page).toContain('desk of 王小梅');
  expect((await new Browser().go('/login/sign-on/nowhere')).status).toBe(404);
});
