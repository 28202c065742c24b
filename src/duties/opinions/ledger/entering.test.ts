import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

let county: TestCounty;
let clerk: Visitor;
let member: Visitor;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
  await county.act((act) => enterMany(act, [{ committee_id: county.here.committee, received_on: '2025-05-06', matter: '路灯不亮', place: '岩脚村', way: 'telephone', category: '公共设施', reporter: '吴大娘', phone: '13812345678' }], {}));
  const visitor = siteOf(county, [opinionsSlice]);
  clerk = await visitor({ role: 'worker', committee: county.here.committee });
  member = await visitor({ person: county.here.person });
});
afterAll(() => county.drop());

const told = (committee: string) => ({ committee_id: committee, received_on: '2025-06-01', matter: '院坝会上说到灌溉' });

test('the form knows today, the committee, and what the entry before told; places and categories are offered', async () => {
  const { text } = await clerk.get('/ledger/new');
  expect(text).toMatch(/name="place" value="岩脚村"/);
  expect(text).toContain('来自上一条登记');
  expect(text).toMatch(/<option value="telephone" selected=""/);
  expect(text).toMatch(/<datalist[^>]*><option value="公共设施"/);
  expect(text).toContain('登记，接着记下一条');
  const chosen = async (query: string) => /<option value="(\w+)" selected=""/.exec((await clerk.get(`/ledger/new${query}`)).text.split('name="way"')[1]!)?.[1];
  expect([await chosen(''), await chosen('?way=visit'), await chosen('?way=x')], 'what the link says goes before; what is no way says nothing').toEqual(['telephone', 'visit', 'telephone']);
  expect((await clerk.get('/ledger')).text).toContain('href="/ledger/new?way=telephone"');
  expect((await member.get('/ledger')).text).not.toContain('登记来电');
});

test('entered with the second button, the form opens for the next', async () => {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await clerk.get('/ledger/new')).text)![1]!;
  const send = (next: string) => clerk.fetch('/ledger', { method: 'POST', body: new URLSearchParams({ ...told(county.here.committee), csrf, next }) });
  expect((await send('again')).headers.get('location')).toBe('/ledger/new');
  expect((await send('')).headers.get('location')).toMatch(/^\/ledger\/[0-9a-f-]{36}$/);
});

test('what waited in a browser and is sent by two of its pages at once is entered once, and both hear that it is there', async () => {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await clerk.get('/ledger/new')).text)![1]!;
  const request_id = crypto.randomUUID();
  const send = () => clerk.fetch('/api/v1/ledger', { method: 'POST', body: new URLSearchParams({ ...told(county.here.committee), matter: '只说了一次', csrf, request_id }) });
  const answers = await Promise.all([send(), send(), send()]);
  const said = await Promise.all(answers.map(async (answer) => [answer.status, ((await answer.json()) as { id: string }).id]));
  expect(new Set(said.map(String)).size).toBe(1);
  expect(said[0]![0]).toBe(201);
});

test('a member is asked less, writes down for the own committee only, and sees just what they brought', async () => {
  const form = (await member.get('/ledger/new')).text;
  expect(form).toContain(`name="committee_id" value="${county.here.committee}"`);
  expect(form).not.toMatch(/name="handling"|name="category"|name="dispute"/);
  expect((await member.send('/ledger', { ...told(county.there.committee) })).status).toBe(422);
  const { body } = await member.send('/ledger', { ...told(county.here.committee), way: 'member' });
  expect(body).toMatchObject({ informant_id: county.here.person, way: 'member', state: 'received' });
  const seen = (await member.json('/ledger')).body.items as { id: string }[];
  expect(seen.map(({ id }) => id)).toEqual([body.id]);
  expect((await member.send(`/ledger/${body.id}/closing`, { outcome: 'solved', closed_on: '2025-06-02' })).status).toBe(403);
});

test('the reception sheet is filled in from the entry, and never tells who came to anybody who may not know', async () => {
  const [row] = await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { order: [{ column: 'received_on' }], limit: 1 }));
  const sheet = (await clerk.get(`/ledger/${row!.id}/reception`)).text;
  expect(sheet).toContain('路灯不亮');
  expect(sheet).not.toMatch(/吴大娘|13812345678/);
  expect((await clerk.get('/ledger/reception')).text).toContain('群众来访接待登记表');
});
