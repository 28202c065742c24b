import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { unit } from '#institutions/units/record.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { figures } from '#reports/statements/facts.ts';
import { statement, statementFields } from '#reports/statements/record.ts';
import { statementsSlice } from '#reports/statements/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { own } from '../../../test/cast.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let visitor: ReturnType<typeof siteOf>;
let director: Visitor;
let worker: Visitor;
let office: Visitor;

beforeAll(async () => {
  const duties = [opinionsSlice, inspectionsSlice, consultationsSlice, proposalsSlice, deedsSlice];
  const slices = [{ records: [committee, person, member, post, unit] }, plansSlice, parametersSlice, ...duties, statementsSlice];
  county = await testCounty(slices);
  visitor = siteOf(county, slices);
  await tell(3, '2025-02-03');
  await tell(2, '2025-03-03', { outcome: 'solved', state: 'closed', people_affected: 40, outcome_text: '水管已经换新。{破}' });
  await tell(1, '2024-03-03');
  director = await visitor({ role: 'director', committee: county.here.committee });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
  office = await visitor({ role: 'county_office' });
});
afterAll(() => county.drop());

let number = 0;
const tell = (many: number, day: string, more: object = {}) => county.act((act) => createMany(act, ledgerEntry, Array.from({ length: many }, (_, n) => ({
  number: ++number, committee_id: county.here.committee, received_on: day, precision: 'day', matter: `大河村饮水管漏水第${n}处`, dispute: false, place: '大河村', ...more,
}))));
const inspect = () => county.act((act) => createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on: '2025-02-10', precision: 'day', joint: false, report: false }]));

const draft = (kind: string, month: string, who = worker) => who.send('/statements', { committee_id: county.here.committee, kind, month });
const fileOf = async (id: string) => Buffer.from(await (await office.fetch(`/statements/${id}/paper.docx`)).arrayBuffer());
const words = (file: Buffer) => [...strFromU8(unzipSync(new Uint8Array(file))['word/document.xml']!).matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join('');
const hash = (file: Buffer) => createHash('sha256').update(file).digest('hex');
const quoted = (body: { quotes: { name: string; value?: number }[] }, name: string) => body.quotes.find((quote) => quote.name === name)?.value;

describe('the record', () => {
  test('state × role', () => {
    expect(matrix(statement, { 'of the own committee': { committee_id: own.committee, body: '写好了。', kind: 'half_year' }, 'with a place that only a person can write': { committee_id: own.committee, body: '（请主任写。）', kind: 'half_year' } })).toMatchSnapshot();
  });
  test('every state is reached and leads somewhere', () => {
    expect(faultsOfPath(statement)).toEqual([]);
  });
  test('who may, in memory and in SQL', async () => {
    await expectRelationsAgree(county.house, statement, statementFields);
  });
});

describe('a half-yearly report', () => {
  let id: string;
  let version: number;

  test('is drafted from the records, with numbers, judgements as they are, and last year beside them', async () => {
    const { status, body } = await draft('half_year', '2025-04');
    expect(status).toBe(201);
    ({ id, version } = body);
    expect(body).toMatchObject({ title: '白石镇政协联络委2025年上半年工作报告', from_on: '2025-01-01', to_on: '2025-06-30', state: 'draft' });
    expect(quoted(body, 'opinions_received')).toBe(5);
    const page = (await worker.get(`/statements/${id}`)).text;
    expect(page).toMatch(/登记群众反映<a href="\/ledger\?figure=opinions_received[^"]+asof=[^"]+"[^>]*>5<\/a>条/);
    expect(page).toContain('2025年1月、2025年4月、2025年5月、2025年6月没有登记');
    expect(page).toContain('水管已经换新。');
    expect(page).toContain('规范化建设方面，还没有施行的清单');
    for (const label of ['被采用的社情民意信息（条）', '规范化清单要求的项目']) expect(page).toMatch(new RegExp(`${label}</td><td[^>]*>(?:<[^>]+>)*0`));
    expect(page).toContain('涉及40人');
    const [, now, then, change] = /收集群众反映的问题和建议<\/td><td[^>]*>(.*?)<\/td><td[^>]*>(.*?)<\/td><td[^>]*>(.*?)<\/td>/.exec(page)!;
    expect([now?.replace(/<[^>]+>/g, ''), then, change]).toEqual(['5条', '1条', '+4']);
  });

  test('is not drafted twice, nor of days before the committee was founded, nor of those to come', async () => {
    expect((await draft('half_year', '2025-01')).status).toBe(409);
    expect((await draft('half_year', '2021-01')).body.fields.month).toContain('才设立');
    for (const month of ['2190-01', '0000-01', '9999-12']) expect((await draft('yearly_plan', month)).body.fields.month, month).toContain('年份');
    expect((await draft('monthly', `${new Date().getUTCFullYear() + 1}-12`)).body.fields.month).toContain('还没有到');
    expect((await draft('half_year', '2025-01', await visitor({ role: 'worker', committee: county.there.committee }))).status).toBe(403);
  });

  test('waits for what only the director can write', async () => {
    const { status, body } = await director.send(`/statements/${id}/submission`, { version });
    expect(status).toBe(422);
    expect(body.detail).toContain('请主任');
  });

  test('an unreadable body is refused with the place of it', async () => {
    for (const [body, sentence] of [['共{', '读不懂'], ['共{没有的数}条', '没有“{没有的数}”'], ['〔没有的表〕', '没有“没有的表”这张表']]) {
      const answer = await worker.send(`/statements/${id}`, { body, version }, 'PATCH');
      expect(answer.status).toBe(422);
      expect(answer.body.fields.body).toContain(sentence);
    }
  });

  test('later records change no number until it is asked for, and then no sentence', async () => {
    const written = (await worker.json(`/statements/${id}`)).body.body.replace(/（请主任.*/g, '还要抓紧。');
    ({ version } = (await worker.send(`/statements/${id}`, { body: written, version }, 'PATCH')).body);
    await inspect();
    await tell(1, '2025-04-04');
    expect(quoted((await worker.json(`/statements/${id}`)).body, 'opinions_received')).toBe(5);
    const page = (await worker.get(`/statements/${id}`)).text;
    expect(page).toContain('收集群众反映的问题和建议：5条 → 6条');
    const redrawn = (await worker.send(`/statements/${id}/redrawing`, { version })).body;
    ({ version } = redrawn);
    expect(quoted(redrawn, 'opinions_received')).toBe(6);
    expect(redrawn.body).toBe(written);
    expect((await worker.get(`/statements/${id}`)).text).not.toContain('→');
  });

  test('is delivered by the director, returned with a remark to a paragraph, delivered from paper, accepted and kept', async () => {
    ({ version } = (await director.send(`/statements/${id}/submission`, { version })).body);
    expect((await office.send(`/statements/${id}/return`, { version, reason: '请补充', remarks: '99：没有这一段' })).body.fields.remarks).toContain('没有第99段');
    const returned = await office.send(`/statements/${id}/return`, { version, reason: '请补充', remarks: '3：请写明水管在哪个村\n文字再精简' });
    expect(returned.status).toBe(200);
    expect((await worker.get(`/statements/${id}`)).text).toMatch(/第3段（“[^”]+”）：请写明水管在哪个村/);
    const again = await worker.send(`/statements/${id}/submission`, { version: returned.body.version });
    expect(again.status).toBe(200);
    const file = await fileOf(id);
    expect(words(file)).toContain('登记群众反映6条');
    for (const part of ['政协云岭自治县委员会：', '引用数据一览表', '判断核对表', '收集时间在期间内的民情台账条数']) expect(words(file)).toContain(part);
    expect(words(file)).not.toMatch(/undefined|[{}〔〕]/);
    expect((await office.send(`/statements/${id}/acceptance`, { version: again.body.version })).status).toBe(200);
    await tell(1, '2025-05-05');
    const accepted = (await office.json(`/statements/${id}`)).body;
    expect(hash(await fileOf(id))).toBe(hash(file));
    expect(accepted.attachments).toMatchObject([{ kind: 'docx', sha256: hash(file) }]);
    const journal = (await office.get(`/statements/${id}`)).text;
    expect(journal).toContain('本联络委主任（按签字的纸质件）');
  });
});

test('several are accepted in one act, each with its line and its file, or none when one of them cannot be', async () => {
  const delivered = async (month: string) => {
    const { body } = await draft('monthly', month, director);
    await director.send(`/statements/${body.id}/submission`, { version: body.version });
    return body.id as string;
  };
  const ids = [await delivered('2024-01'), await delivered('2024-02')];
  const open = (await draft('monthly', '2024-03', director)).body.id as string;
  const accept = (all: readonly string[], who = office) => who.send('/statements/acceptances', { ids: all });
  expect(await accept([...ids, open])).toMatchObject({ status: 409, body: { detail: expect.stringContaining('2024年3月') } });
  expect((await accept([])).body.detail).toContain('还没有勾选');
  expect((await accept(ids, director)).status).toBe(403);
  const states = async () => Promise.all(ids.map(async (id) => (await office.json(`/statements/${id}`)).body.state));
  expect(await states()).toEqual(['submitted', 'submitted']);
  expect((await accept(ids)).body.items).toHaveLength(2);
  expect(await states()).toEqual(['accepted', 'accepted']);
  const { rows } = await reading(county.house, county.cast.office, (look) => sql<{ n: number; acts: number }>`
    select count(*)::int as n, count(distinct at)::int as acts from journal where county_id = ${look.county} and step = 'accept' and record_id = any(${ids}::uuid[])`.execute(look.db));
  expect(rows[0]).toEqual({ n: 2, acts: 1 });
  for (const id of ids) expect((await office.json(`/statements/${id}`)).body.attachments).toMatchObject([{ kind: 'docx' }]);
  expect((await accept(ids)).status).toBe(409);
  expect((await office.get('/statements')).text).toContain('一并通过');
  expect((await director.get('/statements')).text).not.toContain('一并通过');
});

describe('a monthly report', () => {
  test('is one page of numbers with the ledger behind it, and without who told it', async () => {
    await tell(1, '2025-02-20', { reporter: '张三', phone: '13812345678' });
    const { body } = await draft('monthly', '2025-02', director);
    expect(body.zero).toBe(false);
    const text = words(await fileOf(body.id));
    for (const part of ['2025年2月民情信息月报', '指标', '上月', '增减', '登记群众反映的问题和建议4条', '民情台账清单', '大河村饮水管漏水第2处']) expect(text).toContain(part);
    expect(text).not.toMatch(/张三|13812345678/);
    expect((await director.send(`/statements/${body.id}/submission`, { version: body.version })).status).toBe(200);
  });

  test('of a month without anything is a zero report that can be signed at once', async () => {
    const { body } = await draft('monthly', '2025-06', director);
    expect(body.zero).toBe(true);
    expect(words(await fileOf(body.id))).toContain('没有收到新的群众反映，本月零报告');
    expect((await director.send(`/statements/${body.id}/submission`, { version: body.version })).status).toBe(200);
  });
});

test('a plan names what each duty asks for', async () => {
  const { status, body } = await draft('yearly_plan', '2025-01');
  expect(status).toBe(201);
  const page = (await worker.get(`/statements/${body.id}`)).text;
  for (const part of ['每月不少于1次', '次月25日前', '每名委员不少于1件', '12月']) expect(page).toContain(part);
  await tell(1, '2025-11-03');
  expect((await worker.get(`/statements/${body.id}`)).text, 'a plan tells no numbers, so none of them is another now').not.toContain('个数字变了');
});

test('a plan says for each month what falls due in it by the values in force, and asks for nothing that they do not', async () => {
  const setting = { state: 'set', from_day: '2026-01-01', why: '本县的安排' };
  await county.act((act) => createMany(act, parameterSetting, [{ ...setting, key: 'monthly.day', value: '10' }, { ...setting, key: 'quarterly.required', value: '0' }]));
  const text = words(await fileOf((await draft('yearly_plan', '2026-01')).body.id));
  expect(text).toContain('3月1日前：年初制定年度工作计划（2026年）10日前：每月反映民情（2026年2月）');
  expect(text, 'the last month of the old value').toContain('25日前：每月反映民情（2025年12月）2月10日前：每月反映民情（2026年1月）');
  expect(text).toContain('每半年不少于1次');
  expect(text).not.toMatch(/一季一次|每季度/);
});

test('of the span in which it was founded a committee owes nothing, and is offered nothing', async () => {
  const { there } = county;
  await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; update committees set founded_on = '2025-12-20' where id = '${there.committee}'; commit`);
  const clerk = await visitor({ role: 'worker', committee: there.committee });
  const text = words(await fileOf((await clerk.send('/statements', { committee_id: there.committee, kind: 'yearly_plan', month: '2026-01' })).body.id));
  expect(text).toMatch(/1月—2月\d+日前：每月反映民情（2026年1月）/);
  expect((await clerk.get('/statements')).text).not.toContain('起草2025年');
});

test('a summary is of the whole year', async () => {
  const { body } = await draft('yearly_summary', '2025-01');
  expect(body).toMatchObject({ from_on: '2025-01-01', to_on: '2025-12-31', title: '白石镇政协联络委2025年度工作总结' });
});

test('what is due now is offered in one click to those who write it', async () => {
  expect((await worker.get('/statements')).text).toMatch(/起草\d{4}年\d+月民情信息月报/);
  expect((await office.get('/statements')).text).not.toContain('可以起草');
});

test('lists are as long as the figures', async () => {
  await expectListsEqualFigures(county.house, figures, { actors: [county.cast.office, county.cast.worker], committees: [county.here.committee] });
});
