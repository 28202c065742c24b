import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { knownCounties } from '#platform/http/counties.ts';
import { listen, type Listening } from '#platform/http/listen.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import { program, type Actor } from '#platform/identity/actor.ts';
import { inCounty, reading, transact, type Act } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { doFrequentWork } from '#platform/schedule.ts';
import { today } from '#platform/time.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { begin, restate } from '#reports/sharing/actions.ts';
import { accept, askedUnder } from '#reports/sharing/asking.ts';
import { definedBy } from '#reports/sharing/defined.ts';
import { deliver, deliverAll, deliveryOf, settle } from '#reports/sharing/delivery.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { fillIn } from '#reports/sharing/filling.ts';
import { keyOf } from '#reports/sharing/keys.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { publish } from '#reports/sharing/required-routes.tsx';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { enterSibling } from '#reports/sharing/sibling-routes.tsx';
import { sibling, type Sibling } from '#reports/sharing/siblings/record.ts';
import { sharingSlice } from '#reports/sharing/slice.ts';
import { emptyCounty, testCounty, type EmptyCounty, type TestCounty } from '../../../test/county.ts';

/** Two machines: a province's with its server on a port, a county's with a database of its own. Nothing but the network leads from one to the other. */
const declared = { figures: deedsSlice.figures!, ratios: [], claims: [] };
const slices = [parametersSlice, deedsSlice, sharingSlice(declared)];
const { key: period, from } = spansOver('month', '2020-01-01', today()).at(-1)!;
const token = 'k'.repeat(43);
/** Mondays to Fridays: no year is announced. */
const weekdays = { slug: 'test', workDays: { years: new Set<number>(), changes: [] } };
let above: EmptyCounty;
let below: TestCounty;
let province: string;
let server: Listening;
let under: Sharing;
const assets = mkdtempSync(join(tmpdir(), 'assets-'));

const office = (): Actor => ({ ...program(below.id), posts: [{ role: 'county_office', committeeId: null, unitId: null }] });
const superior = (): Actor => ({ ...program(province), posts: [{ role: 'superior_office', committeeId: null, unitId: null }] });
const atHome = <T>(work: (act: Act) => Promise<T>): Promise<T> => transact(below.house, office(), null, work);
const atTheirs = <T>(work: (act: Act) => Promise<T>): Promise<T> => transact(above.house, superior(), null, work);
const standing = () => reading(below.house, office(), async (look) => ({ ...(await get<Sharing>(look, sharing, under.id)), last: await deliveryOf(look, under.id) }));
const rolled = () => inCounty(above.house, province, 'read only', async (db) => (await sql<{ value: number; revision: number }>`select value, revision from rolled_figures where period = ${period}`.execute(db)).rows);
const look = (now = new Date()) => deliverAll(below.house, below.id, now);
const address = (at = server.port) => `http://localhost:${at}/api/v1/rollups/yunshan`;
const post = (to: string, key = token) => atHome((act) => take<Sharing>(act, sharing, under.id, 'post', { input: { address: to, token: key }, effect: settle }));
const deeds = (n: number) => createManyDeeds(Array.from({ length: n }, (_, place) => `实事${place}`));
const createManyDeeds = (told: string[]) => transact(below.house, program(below.id), null, (act) => createMany(act, deed, told.map((one) => ({ committee_id: below.here.committee, member_id: below.here.member, deed: one, kind: 'other', done_on: from, precision: 'day', state: 'recorded' }))));

beforeAll(async () => {
  [above, below] = [await emptyCounty(slices), await testCounty(slices)];
  province = await foundCounty(above.database.ownerPool, { slug: 'yunshan', name: '云山省', bodyName: '政协云山省委员会', level: 'province', invented: true });
  writeFileSync(join(assets, 'manifest.json'), '{}');
  const site = newSite();
  sharingSlice(declared).mount!(site);
  server = await listen(openSite(site, { house: above.house, counties: knownCounties(above.house), menu: { groups: () => [], tabs: () => [] }, assets }), 0);
  await atTheirs(async (act) => {
    const row = await create<RequiredFigure>(act, requiredFigure, { ...definedBy(act.house, declared, { figure: 'deeds_done', conditions: '' }), rhythm: 'month', due_days: 1, small: 5 });
    await take<RequiredFigure>(act, requiredFigure, row.id, 'publish', { effect: publish });
  });
  under = await atHome(async (act) => {
    const row = await create<Sharing>(act, sharing, { superior_name: '政协云山省委员会', sends: 'due', names_shown: true, superior_id: null });
    return take<Sharing>(act, sharing, row.id, 'begin', { input: { agreed_by: '主席会议', agreed_on: from, document_no: '1号' }, effect: begin });
  });
  const { fingerprint } = await atHome(keyOf);
  await atTheirs(async (act) => {
    const row = await enterSibling(act, { name: '云岭自治县', fingerprint, since: from });
    await take<Sibling>(act, sibling, row.id, 'issue', { effect: async () => ({ key_hash: hash('sha256', token, 'hex'), key_end: token.slice(-4), issued_on: today() }) });
  });
});
afterAll(async () => {
  await server?.close();
  await Promise.all([above?.drop(), below?.drop()]);
  rmSync(assets, { recursive: true });
});

beforeEach(() => void vi.stubEnv('ALLOW_PRIVATE_ADDRESSES', '1'));
afterAll(() => void vi.unstubAllEnvs());

test('before an address is known nothing goes out', async () => {
  await look();
  expect((await standing()).delivered_serial).toBeNull();
});

test.each([
  ['http://zx.example.cn/api/v1/rollups/yunshan', token, 'address'], ['ftp://10.0.0.1/api/v1/rollups/yunshan', token, 'address'], ['https://zx.example.cn/', token, 'address'], ['https://u:p@zx.example.cn/api/v1/rollups/y', token, 'address'],
  ['https://zx.example.cn/api/v1/rollups/yunshan', '太短', 'token'],
])('%s with %s is refused at the field', async (to, key, field) => {
  await expect(post(to, key)).rejects.toMatchObject({ fields: { [field]: expect.stringMatching(/请|要/) } });
});

test('what the superior asks comes back with the first file; what is agreed to goes out by itself, once', async () => {
  await post(address());
  await look();
  expect(await standing()).toMatchObject({ delivered_serial: 1, last: { problem: null } });
  const asked = await reading(below.house, office(), async (at) => askedUnder(at, await get(at, sharing, under.id)));
  expect(asked.map(({ figure }) => figure)).toEqual(['deeds_done']);
  await deeds(6);
  await atHome((act) => accept(act, declared, under.id, asked.map(({ id }) => id), from));
  await fillIn(declared)(below.house, below.id, today());
  await look();
  expect(await rolled()).toEqual([{ value: 6, revision: 1 }]);
  await look();
  expect((await standing()).delivered_serial).toBe(2);
});

test('a number restated in the afternoon follows at the next look, and another day sends again', async () => {
  await createManyDeeds(['补登']);
  const [sent] = await reading(below.house, office(), (at) => list<SharedFigure>(at, sharedFigure, { limit: 1, order: [{ column: 'id' }] }));
  await atHome((act) => take<SharedFigure>(act, sharedFigure, sent!.id, 'restate', { input: { said: '补登一件' }, effect: restate(declared) }));
  await look();
  expect(await rolled()).toEqual([{ value: 7, revision: 2 }]);
  await look(new Date(Date.now() + 86_400_000));
  expect((await standing()).delivered_serial).toBe(4);
});

test('by night and on a free day nobody sends', async () => {
  const work = (moment: string) => doFrequentWork(below.house, { ...weekdays, id: below.id }, [async () => void calls.push(moment)], new Date(moment));
  const calls: string[] = [];
  for (const moment of ['2025-11-05T07:59:00+08:00', '2025-11-05T20:00:00+08:00', '2025-11-08T10:00:00+08:00', '2025-11-05T10:00:00+08:00']) await work(moment);
  expect(calls).toEqual(['2025-11-05T10:00:00+08:00']);
});

test('a superior that cannot be reached is told with a sentence, and tried again after a while only', async () => {
  await post(address(1));
  await look();
  const first = await standing();
  expect(first.last!.problem).toContain('没有连上localhost:1');
  await post(address(1));
  await look();
  await look();
  expect((await standing()).last!.tried_at).not.toEqual(first.last!.tried_at);
  const tried = (await standing()).last!.tried_at!;
  await look(new Date(tried.getTime() + 10 * 60_000));
  expect((await standing()).last!.tried_at).toEqual(tried);
  await look(new Date(tried.getTime() + 60 * 60_000));
  expect((await standing()).last!.tried_at).not.toEqual(tried);
});

test('a wrong key, a page that leads elsewhere and another program are told for what they are', async () => {
  await post(address(), 'w'.repeat(43));
  expect(await deliver(below.house, under)).toContain('接口密钥不对');
  const strange = (status: number, headers: object, body: string) => listening(createServer((_, response) => response.writeHead(status, headers as Record<string, string>).end(body)));
  for (const [made, sentence] of [[strange(302, { location: address() }, ''), '没有连上'], [strange(200, {}, '{"hello":1}'), '不是上级的上报接口'], [strange(500, {}, '<html>'), '对方答复 500'], [strange(200, {}, 'x'.repeat(9_000_000)), '太长']] as const) {
    const { at, close } = await made;
    await post(address(at));
    expect(await deliver(below.house, under)).toContain(sentence);
    close();
  }
});

async function listening(made: Server): Promise<{ at: number; close: () => void }> {
  await new Promise<void>((done) => void made.listen(0, done));
  return { at: (made.address() as AddressInfo).port, close: () => void made.close() };
}

test('an answer signed by somebody else changes nothing of what is asked', async () => {
  const { signed, newKey } = await import('#reports/sharing/keys.ts');
  const forged = signed(newKey(), { kind: 'asked', superior: '政协云山省委员会', made_at: new Date().toISOString(), required: [], standings: [] });
  const { at, close } = await listening(createServer((_, response) => response.writeHead(201).end(JSON.stringify({ left: [], asked: forged }))));
  await post(address(at));
  expect(await deliver(below.house, under)).toContain('可能是冒名');
  close();
  expect(await reading(below.house, office(), async (look4) => (await askedUnder(look4, await get(look4, sharing, under.id))).length)).toBe(1);
});

test('an address within the office is refused at the field and, where it stands already, not asked', async () => {
  await post(address());
  const before = (await standing()).delivered_serial;
  vi.stubEnv('ALLOW_PRIVATE_ADDRESSES', '');
  for (const inner of [address(), 'https://10.1.2.3/api/v1/rollups/yunshan', 'https://169.254.169.254/api/v1/rollups/yunshan']) await expect(post(inner)).rejects.toMatchObject({ fields: { address: expect.stringMatching(/内网|https/) } });
  expect(await deliver(below.house, under)).toMatch(/https|内网/);
  expect((await standing()).delivered_serial).toBe(before);
});

test('the token stands in no journal and no record, and is gone when files are carried again', async () => {
  await post(address());
  const told = await inCounty(below.house, below.id, 'read only', async (db) => (await sql<{ text: string }>`select content as text from journal union all select s::text from sharings s union all select s::text from sharings_history s`.execute(db)).rows);
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter(({ text }) => text.includes(token) || text.includes('w'.repeat(43)))).toEqual([]);
  const { carry } = await import('#reports/sharing/delivery.ts');
  await atHome((act) => take<Sharing>(act, sharing, under.id, 'carry', { effect: carry }));
  expect(await standing()).toMatchObject({ address: null, last: undefined });
  await look(new Date(Date.now() + 5 * 86_400_000));
  expect((await standing()).delivered_serial).toBeLessThan(20);
});
