import fc from 'fast-check';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { buildSite, openCounty, records, slices } from '#county.ts';
import { API, type Operation } from '#platform/http/site.tsx';
import { openHouse } from '#platform/records/house.ts';
import { DEMO_PASSWORD } from '../db/demo-county/institutions.ts';
import { officeFile, pdf } from './files.ts';
import { demoDatabase } from './setup/demo.ts';
import type { TestDatabase } from './setup/database.ts';
import { testFiles } from './setup/files.ts';

/** Whatever is typed, uploaded or sent: a sentence and a 4xx, never a fault. Every address of the site, as several people. */

let database: TestDatabase;
let app: Hono;
const cookies = new Map<string, string>();
const ids = new Map<string, string>();
const faults: string[] = [];

beforeAll(async () => {
  database = await demoDatabase();
  const house = await openHouse(database.appPool, slices, testFiles());
  house.indexSoon = undefined;
  app = openCounty(house, inject('assets'));
  for (const login of ['office', 'worker', 'unit']) cookies.set(login, await signIn(login));
  cookies.set('nobody', '');
  for (const { path, table } of records) {
    const { rows } = await onCounty<{ id: string }>(`select id from ${table} limit 1`);
    if (rows[0]) ids.set(path, rows[0].id);
  }
  vi.spyOn(console, 'error').mockImplementation((...said: unknown[]) => void faults.push(said.map(String).join(' ')));
}, 240_000);

afterAll(async () => {
  vi.restoreAllMocks();
  await database?.drop();
});

async function onCounty<T extends object>(statement: string): Promise<{ rows: T[] }> {
  const client = await database.ownerPool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.county', (select county_id::text from counties limit 1), true)`);
    return await client.query<T>(statement);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function signIn(login: string): Promise<string> {
  const body = new URLSearchParams({ login, password: DEMO_PASSWORD, county: 'demo' });
  const answer = await app.request('/login', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const cookie = answer.headers.getSetCookie().find((one) => /session=./.test(one))?.split(';')[0];
  if (!cookie) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

const nasty = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', '\ud800', '％', "'", '"', '\\', '%', '_', '-1', '0', '1e309', '99999999999999999999', 'null', '[]', '{}', 'true', '=1+1', '<script>alert(1)</script>',
    '2025-02-30', '0000-00-00', '9999-12-31', '2025.3.2', '00000000-0000-0000-0000-000000000000', '../../etc/passwd', '​‮', '𠮷'.repeat(50), '长'.repeat(30_000), 'a\nb\r\nc', '\u2028'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const values: fc.Arbitrary<unknown> = fc.oneof(nasty, fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, true, 1.5, -1, 1e300, [], {}));

const operations = buildSite().operations().filter(({ path }) => !path.startsWith('/logout') && !path.startsWith('/login'));
const addressed = fc.constantFrom(...operations);

/** The address with its parameters filled in: a real record, a missing one, or nonsense. */
function pathOf(operation: Operation, id: 'real' | 'missing' | string): string {
  const record = operation.path.split('/')[1] ?? '';
  const value = id === 'real' ? (ids.get(record) ?? '0198c000-0000-7000-8000-000000000000') : id === 'missing' ? '0198c000-0000-7000-8000-0000000000ff' : encodeURIComponent(id.toWellFormed());
  return operation.path.replace(/:county/, 'demo').replace(/:\w+/g, value || 'x');
}

const namesOf = (operation: Operation): string[] => {
  const body = operation.api?.body as { properties?: Record<string, unknown> } | undefined;
  const query = (operation.api?.query ?? []) as { name: string }[];
  return [...Object.keys(body?.properties ?? {}), ...query.map(({ name }) => name), 'q', 'page', 'size', 'sort', 'request_id', 'version'];
};

const takesFiles = ({ path }: Operation) => /\/(?:attachments|imports)$/.test(path);
const anyFile = fc.record({ name: nasty, content: fc.oneof(fc.uint8Array({ maxLength: 500 }), nasty.map((text) => Buffer.from(text.toWellFormed())), fc.constantFrom(pdf(), officeFile('docx'), pdf().subarray(0, 40))) });

const request = addressed.chain((operation) => fc.record({
  operation: fc.constant(operation),
  who: fc.constantFrom('office', 'worker', 'unit', 'nobody'),
  id: fc.oneof(fc.constantFrom('real', 'real', 'missing'), nasty),
  query: fc.array(fc.tuple(fc.constantFrom(...namesOf(operation)), nasty), { maxLength: 3 }),
  json: fc.boolean(),
  body: fc.dictionary(fc.constantFrom(...namesOf(operation)), values, { maxKeys: 6 }),
  files: takesFiles(operation) ? fc.option(fc.array(anyFile, { maxLength: 4 }), { freq: 5, nil: undefined }) : fc.constant(undefined),
}));

describe('no input whatever', () => {
  test('makes a fault of ours', { timeout: 240_000 }, async () => {
    const found = new Map<string, string>();
    await fc.assert(fc.asyncProperty(request, async ({ operation, who, id, query, json, body, files }) => {
      const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value.toWellFormed().slice(0, 4_000)]));
      const asApi = json && operation.api !== undefined;
      const address = `${asApi ? API : ''}${pathOf(operation, id)}?${search}`;
      const sends = operation.method !== 'GET';
      const answer = await app.request(address, {
        method: operation.method,
        headers: { cookie: cookies.get(who)!, accept: 'text/html', ...(sends && !files ? { 'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded' } : {}) },
        body: sends ? (files ? withFiles(body, files, who) : json ? JSON.stringify(body) : formOf(body, who)) : undefined,
      });
      const text = await answer.text();
      const where = `${operation.method} ${operation.path} as ${who}`;
      if (answer.status >= 500) found.set(where, `${address.slice(0, 200)} ${JSON.stringify(body).slice(0, 300)} → ${faults.at(-1) ?? text.slice(0, 300)}`);
      if (/\n\s+at .+:\d+:\d+|node_modules/.test(text)) found.set(`${where} stack`, text.slice(0, 300));
      if (asApi && answer.status >= 400 && !isSentence(text)) found.set(`${where} sentence`, text.slice(0, 300));
    }), { numRuns: Number(process.env['ROBUSTNESS_RUNS'] ?? 1_500), seed: Number(process.env['ROBUSTNESS_SEED'] ?? 42), });
    expect([...found].map(([where, what]) => `${where}: ${what}`)).toEqual([]);
  });
});

/** Problem details whose detail is a Chinese sentence. */
function isSentence(text: string): boolean {
  const { detail } = JSON.parse(text) as { detail?: string };
  return /[\u4e00-\u9fff].*[。？]$/s.test(detail ?? '');
}

function formOf(body: Record<string, unknown>, who: string): string {
  const pairs = Object.entries(body).map(([name, value]): [string, string] => [name, (typeof value === 'string' ? value : JSON.stringify(value) ?? '').toWellFormed()]);
  return new URLSearchParams([...pairs, ['csrf', csrf.get(who) ?? '']]).toString();
}

function withFiles(body: Record<string, unknown>, files: readonly { name: string; content: Uint8Array }[], who: string): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(formOf(body, who))) form.append(name, value);
  for (const { name, content } of files) form.append('files', new File([content as Uint8Array<ArrayBuffer>], name.toWellFormed()));
  return form;
}

const csrf = new Map<string, string>();
beforeAll(async () => {
  for (const [who, cookie] of cookies) {
    if (!cookie) continue;
    const text = await (await app.request('/', { headers: { cookie } })).text();
    csrf.set(who, /name="csrf-token" content="([^"]+)"/.exec(text)?.[1] ?? '');
  }
});
