import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect } from 'vitest';
import { knownCounties } from '#platform/http/counties.ts';
import { sent } from '#platform/http/body.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import type { Actor } from '#platform/identity/actor.ts';
import { bareHouse, foundCounty, goodPassword, settle, withAccount, type TestCounty } from '#platform/identity/fixtures.ts';
import { identitySlice } from '#platform/identity/slice.ts';
import type { House } from '#platform/records/act.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';

const nameAtTheDesk = ({ name }: Actor): string => name;

/** A site that has a door, a desk behind it that tells who is there, and something to be sealed. */
export function siteWithADoor(house: House, who: (actor: Actor) => string = nameAtTheDesk): { app: Hono; close: () => void } {
  const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
  writeFileSync(join(assets, 'manifest.json'), '{}');
  const site = newSite();
  identitySlice.mount?.(site);
  site.add({ method: 'GET', path: '/', handle: async (visit) => visit.context.text(`desk of ${who(visit.actor)}`) });
  site.add({ method: 'POST', path: '/sealing', proof: true, handle: async (visit) => visit.context.text(`sealed ${(await sent(visit)).text('words')}`) });
  const app = openSite(site, { house, counties: knownCounties(house), menu: { groups: () => [], tabs: () => [] }, assets });
  return { app, close: () => rmSync(assets, { recursive: true }) };
}

/** What a browser sends of the cookies it has. */
export const cookieLine = (cookies: ReadonlyMap<string, string>): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Keeps what an answer gives, and forgets what it takes back. */
export function keepCookies(cookies: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /Max-Age=0|1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

/** A browser: keeps cookies, follows where it is sent, and fills in what the form had hidden. */
export class Browser {
  cookies = new Map<string, string>();
  page = '';
  status = 0;
  at = '';
  readonly #app: Pick<Hono, 'request'>;

  constructor(app: Pick<Hono, 'request'>) {
    this.#app = app;
  }

  async go(path: string, init: RequestInit = {}): Promise<this> {
    const response = await this.#app.request(path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: cookieLine(this.cookies) } });
    keepCookies(this.cookies, response.headers);
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

export type Founded = TestCounty & { committee: string };

/** Before the tests of a file: two counties, of which the second insists on a second factor, and the site. */
export function atTheDoor() {
  const door = {} as { database: TestDatabase; house: House; county: Founded; strict: Founded; app: Hono; close: () => void };
  let number = 0;

  beforeAll(async () => {
    const database = await testDatabase();
    const house = bareHouse(database.appPool);
    const [county, strict] = [await foundCounty(database.ownerPool, 'yunling'), await foundCounty(database.ownerPool, 'qingxi', 'required')];
    Object.assign(door, { database, house, county, strict, ...siteWithADoor(house) });
  });
  afterAll(async () => {
    await door.database.drop();
    door.close();
  });

  const newBrowser = () => new Browser(door.app);
  async function clerk(where = door.county, role: 'county_office' | 'worker' = 'county_office') {
    const login = `clerk${++number}`;
    const person = await settle(door.database.ownerPool, where.id, `王小梅${number}`, { posts: [{ role, committee: where.committee }] });
    const account = await withAccount(door.house, where.id, person, login);
    return { login, account, person, fields: { county: where.slug, login, password: goodPassword + login } };
  }
  async function signedIn(where = door.county, role: 'county_office' | 'worker' = 'county_office') {
    const someone = await clerk(where, role);
    const signed = await newBrowser().send('/login', someone.fields);
    expect(signed.page).toContain('desk of 王小梅');
    return { ...someone, browser: signed };
  }
  return { door, newBrowser, clerk, signedIn };
}
