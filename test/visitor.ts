import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Slice } from '#platform/chapter.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { csrfOf } from '#platform/http/security.ts';
import { newSite, openSite, type Site } from '#platform/http/site.tsx';
import { createMemberAccount, createStaffAccount } from '#platform/identity/accounts.ts';
import type { Role } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { createMany } from '#platform/records/write.ts';
import { participant } from '#institutions/participants/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import type { TestCounty } from './county.ts';

/** Somebody at the site: answers of pages and of their JSON twins. */
export interface Visitor {
  person: string;
  get(path: string): Promise<{ status: number; text: string }>;
  /** The JSON twin, below /api/v1. */
  json(path: string): Promise<{ status: number; body: any }>;
  /** An act as JSON; `PATCH` corrects. */
  send(path: string, content: object, method?: 'POST' | 'PATCH'): Promise<{ status: number; body: any }>;
  /** Files for the JSON twin, in the field `files`, with other fields. */
  upload(path: string, files: readonly { name: string; bytes: Uint8Array }[], fields?: Record<string, string>): Promise<{ status: number; body: any }>;
  /** A form of a page, as a browser sends it. */
  submit(path: string, fields: Fields): Promise<Response>;
  /** Whatever is answered, headers and bytes. */
  fetch(path: string, more?: RequestInit): Promise<Response>;
}

/** What a form sends; a list for what is ticked several times. */
type Fields = Record<string, string | string[]>;

/** Nobody types it: sessions are opened without signing in. */
const PASSWORD = '枇杷熟了就去赶场吧，带上两只竹篮';

/** The pages of these slices, and a way to visit them as the holder of a post, a participant of a kind (or, without a role, as this person). */
export function siteOf(county: TestCounty, slices: readonly Slice[], site: Site = mounted(slices)) {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(assets, 'manifest.json'), '{}');
  const app = openSite(site, { house: county.house, counties: knownCounties(county.house, slices), menu: { groups: () => [], tabs: () => [] }, assets });

  return async function visitor(as: { role: Role; committee?: string; unit?: string; kind?: string } | { person: string; staff?: true }): Promise<Visitor> {
    const who = 'person' in as ? as.person : await holder(county, as);
    const account = await county.act((act) => ('person' in as && !as.staff ? createMemberAccount(act, who) : createStaffAccount(act, who, `clerk-${who.slice(-8)}`, PASSWORD)));
    const cookie = `session=${await openSession(county.house, county.id, account, 'test')}`;
    const asked = async (path: string, more: RequestInit = {}) => app.request(path, { ...more, headers: { cookie, ...more.headers } });
    const form = (files: readonly { name: string; bytes: Uint8Array }[], fields: Fields = {}) => {
      const body = new FormData();
      body.set('csrf', csrfOf(cookie.slice(cookie.indexOf('=') + 1)));
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
      for (const { name, bytes } of files) body.append('files', new File([bytes as Uint8Array<ArrayBuffer>], name));
      return body;
    };
    const read = async (answer: Response) => ({ status: answer.status, body: JSON.parse((await answer.text()) || 'null') });
    return {
      person: who,
      get: async (path) => {
        const answer = await asked(path);
        return { status: answer.status, text: await answer.text() };
      },
      json: async (path) => read(await asked(`/api/v1${path}`)),
      send: async (path, content, method = 'POST') => read(await asked(`/api/v1${path}`, { method, body: JSON.stringify(content), headers: { 'content-type': 'application/json' } })),
      upload: async (path, files, fields) => read(await asked(`/api/v1${path}`, { method: 'POST', body: form(files, fields) })),
      submit: (path, fields) => asked(path, { method: 'POST', body: form([], fields) }),
      fetch: asked,
    };
  };
}

function mounted(slices: readonly Slice[]): Site {
  const site = newSite();
  for (const slice of slices) slice.mount?.(site);
  return site;
}

const holder = (county: TestCounty, { role, committee, unit, kind }: { role: Role; committee?: string; unit?: string; kind?: string }): Promise<string> =>
  county.act(async (act) => {
    const [who] = await createMany(act, person, [{ name: `任${role}者` }]);
    if (kind) await createMany(act, participant, [{ person_id: who!.id, name: who!.name, kind, committee_id: committee!, since: '2022-01-10' }]);
    else await createMany(act, post, [{ person_id: who!.id, name: who!.name, role, committee_id: committee ?? null, unit_id: unit ?? null, since: '2022-01-10', acting: false }]);
    return who!.id;
  });
