import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { pageWording, type PageWording } from '#duties/opinions/residents/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { tablesHolding } from '../../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let worker: Visitor;
let lead: LedgerEntry;
let along: LedgerEntry;

beforeAll(async () => {
  county = await testCounty(slices);
  worker = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
  [lead, along] = [await told('吴大娘', 'A3K7Q2M9'), await told('石大爷', 'B3K7Q2M9', 'kmc-Latn')];
  await step(along, 'merge', { merged_into: lead.id });
});
afterAll(() => county.drop());

const told = (reporter: string, receipt: string, language: string | null = null) =>
  county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: today(), matter: '岩脚村口路灯坏了', reporter, receipt, way: 'qr', language }, {}));
const step = ({ id }: LedgerEntry, name: string, input: Record<string, unknown>, reason?: string) =>
  county.act((act) => take<LedgerEntry>(act, ledgerEntry, id, name, { input, reason, effect: effects[name] }), county.cast.worker);
const answer = (words: string) => step(lead, 'answer', { outcome_text: words, answered_on: today() });
const now = ({ id }: LedgerEntry) => reading(county.house, county.cast.office, (look) => get<LedgerEntry>(look, ledgerEntry, id));
const ask = (path: string, body?: Record<string, string>) => worker.fetch(path, { headers: { cookie: '' }, ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}) });
const status = async ({ receipt }: LedgerEntry): Promise<any> => (await ask(`/api/v1/r/test/status?receipt=${receipt}`)).json();
const object = (words: string, { receipt }: LedgerEntry = along) => ask('/r/test/status/unsolved', { receipt: receipt!, words });

test('whoever went along with another says 没有解决 as well: the lead is handled again and says whose receipt said so', async () => {
  expect([(await object('还没有答复')).status, (await status(along)).object_until]).toEqual([409, null]);
  await answer('已换灯泡');
  expect((await status(along)).object_until).not.toBeNull();
  expect((await object('我是石大爷，还是不亮')).status).toBe(303);
  expect(await now(lead)).toMatchObject({ state: 'in_hand', outcome: 'in_hand', reopened: 1, verified_on: null });
  expect(await now(along)).toMatchObject({ state: 'merged', merged_into: lead.id, reopened: 1 });
  const page = (await worker.get(`/ledger/${lead.id}`)).text;
  expect(page).toContain('我是石大爷，还是不亮');
  expect(page).toContain(`凭<a href="/ledger/${along.id}">并入的一条</a>的回执`);
  expect((await worker.get(`/ledger/${along.id}`)).text).toContain('我是石大爷，还是不亮');
  expect(page).toContain('持回执的群众说没有解决');
});

test('each reads the course in the own words: the one said it, the other hears that it is handled again', async () => {
  const sentences = async (entry: LedgerEntry) => (await status(entry)).course.map(({ sentence }: { sentence: string }) => sentence);
  expect(await sentences(along)).toEqual(['已收到', '与同类事项一并办理', '已答复', '您说没有解决，重新办理']);
  expect(await sentences(lead)).toEqual(['已收到', '已答复', '重新办理']);
  expect(await status(along)).toMatchObject({ state: 'in_hand', answer: '已换灯泡', clock: { gone: 0 } });
});

test('how often is counted for each receipt, and the lead’s own holder loses no turn', async () => {
  await answer('换了线');
  expect((await object('第二次')).status).toBe(303);
  await answer('又换了线');
  expect([(await object('第三次')).status, (await status(along)).object_until]).toEqual([409, null]);
  expect((await object('我家门口也不亮', lead)).status).toBe(303);
  await answer('门口也换了');
});

test('says 解决了 for the own voice, not before there is an answer', async () => {
  const rate = () => ask('/r/test/status/solved', { receipt: along.receipt!, handling_rating: '4', result_rating: '5' });
  await step(lead, 'reopen', {}, '再看看');
  expect((await rate()).status).toBe(409);
  await answer('全换了');
  expect((await rate()).status).toBe(303);
  expect(await now(along)).toMatchObject({ state: 'merged', verified_on: today(), handling_rating: 4, result_rating: 5 });
  expect(await now(lead)).toMatchObject({ verified_on: null, handling_rating: null });
});

test('the stages are said in the second language of whoever told it in that', async () => {
  await county.act(async (act) => {
    await create<ParameterSetting>(act, parameterSetting, { key: 'residents.language', value: 'Leec Gaeml', from_day: '2020-01-01' });
    await create<PageWording>(act, pageWording, { language: 'kmc-Latn', stage_received: 'Sip xul', stage_answered: 'Xedt xul', progress: 'Kuenp' });
  }, county.cast.office);
  const page = async ({ receipt }: LedgerEntry, lang = '') => (await ask(`/r/test/status?receipt=${receipt}${lang}`)).text();
  expect(await page(along)).toMatch(/<h1><span lang="kmc-Latn">Xedt xul<\/span><\/h1>[\s\S]*<span lang="kmc-Latn">Kuenp<\/span>[\s\S]*<span lang="zh-CN">与同类事项一并办理<\/span>[\s\S]*<span lang="kmc-Latn">Sip xul<\/span>/);
  expect(await page(lead)).not.toContain('kmc-Latn');
  expect(await page(lead, '&lang=kmc-Latn')).toContain('Sip xul');
});

test('erased are the own words, wherever they stand', async () => {
  await county.act((act) => take(act, ledgerEntry, along.id, 'erase', { reason: '本人要求', effect: effects['erase'] }), county.cast.office);
  expect(await tablesHolding(county, ['石大爷', '还是不亮'])).toEqual([]);
});
