import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { member } from '#institutions/members/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { secondHeadNow } from '#plans/facts.ts';
import { reading } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { incomingFields, incomingPaper } from '#reports/papers/incoming/record.ts';
import { outgoingFields, outgoingPaper } from '#reports/papers/outgoing/record.ts';
import { papersSlice } from '#reports/papers/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;

beforeAll(async () => {
  const papers = papersSlice(settingsSlice.papers ?? []);
  const slices = [{ records: [committee, person, member, post] }, termsSlice(() => []), settingsSlice, plansSlice, parametersSlice, papers];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county.drop());

const day = today();
const request = { kind: 'request', title: '关于核定联络委工作经费的请示', addressee: '云岭自治县人民政府', body: '一、基本情况\n各联络委工作经费尚未核定。\n妥否，请批示。', remark: '联系人：李梅，电话：0874-1234567', drafted_by: '李梅' };

async function drafted(more: object = {}, who = office): Promise<string> {
  const { status, body } = await who.send('/outgoing-papers', { ...request, ...more });
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
}
const step = async (id: string, noun: string, input: object = {}, who = office, path = 'outgoing-papers') => {
  const { body: { version } } = await who.json(`/${path}/${id}`);
  return who.send(`/${path}/${id}/${noun}`, { ...input, version });
};
async function signed(more: object = {}, who = office): Promise<string> {
  const id = await drafted(more, who);
  for (const [noun, input] of [['submission', {}], ['check', { checked_by: '王小军', checked_on: day }], ['signature', { signatory: '王振华', signed_on: day }]] as const) expect(await step(id, noun, input, who)).toMatchObject({ status: 200 });
  return id;
}
async function sent(more: object = {}): Promise<string> {
  const id = await signed(more);
  for (const [noun, input] of [['numbering', { code: '云协', year: 2026 }], ['seal', { sealed_by: '李梅', sealed_on: day }], ['sending', { sent_on: day, sent_how: 'by_hand', copies: 12 }]] as const) expect(await step(id, noun, input)).toMatchObject({ status: 200 });
  return id;
}
const numberOf = async (id: string): Promise<string | null> => (await office.json(`/outgoing-papers/${id}`)).body.document_no;
const file = async (address: string) => office.fetch(address);
const wordsIn = async (address: string) => [...strFromU8(unzipSync(new Uint8Array(await (await file(address)).arrayBuffer()))['word/document.xml']!).matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join('');

describe('the records', () => {
  test('every state is reached and leads somewhere', () => {
    expect([...faultsOfPath(outgoingPaper), ...faultsOfPath(incomingPaper)]).toEqual([]);
  });
  test('who may, in memory and in SQL', async () => {
    await expectRelationsAgree(county.house, outgoingPaper, outgoingFields.omit({ source_id: true }));
    await expectRelationsAgree(county.house, incomingPaper, incomingFields);
  });
});

describe('outgoing papers', () => {
  test('go from draft to file, each act on paper with who and when, and the file that was sent is kept', async () => {
    const id = await sent();
    expect(await wordsIn(`/outgoing-papers/${id}/paper.docx`)).toMatch(/云协〔2026〕\d+号签发人：王振华关于核定.*一、基本情况.*（联系人：李梅.*办公室.*印发/u);
    expect((await office.get(`/outgoing-papers/${id}`)).text).toContain('关于核定联络委工作经费的请示.docx');
    expect(await step(id, 'filing', { file_no: '2026-WS-3', filed_on: day })).toMatchObject({ status: 200 });
    expect((await office.json(`/outgoing-papers/${id}`)).body).toMatchObject({ state: 'filed', signatory: '王振华', sealed_by: '李梅', copies: 12 });
  });

  test('that were sent are given back to the byte, Word and PDF, whatever the house puts on its papers later', async () => {
    const [id, draft] = [await sent(), await signed()];
    const bytes = async (of: string, ending: string) => Buffer.from(await (await file(`/outgoing-papers/${of}/paper.${ending}`)).arrayBuffer());
    const files = await Promise.all([id, draft].flatMap((of) => ['docx', 'pdf'].map((ending) => bytes(of, ending))));
    await county.database.ownerPool.query('update counties set body_name = $1 where county_id = $2', ['政协云岭彝族自治县委员会', county.id]);
    const later = await Promise.all([id, draft].flatMap((of) => ['docx', 'pdf'].map((ending) => bytes(of, ending))));
    expect(later.map((one, place) => one.equals(files[place]!))).toEqual([true, true, false, false]);
    const { body } = await office.json(`/outgoing-papers/${id}`);
    expect(createHash('sha256').update(files[0]!).digest('hex')).toBe(body.sha256);
  });

  test('give the same paper as a PDF at the same address with the other ending', async () => {
    const id = await signed();
    const pdf = await file(`/outgoing-papers/${id}/paper.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await file(`/outgoing-papers/${id}/sheet.pdf`)).status).toBe(200);
    expect((await office.get(`/outgoing-papers/${id}`)).text).toContain(`/outgoing-papers/${id}/sheet.pdf`);
  });

  test('are numbered without gaps, each organ code and year for itself; the last number can be given back and no other', async () => {
    const [first, second, letter] = [await signed(), await signed(), await signed({ kind: 'letter' })];
    for (const [id, code] of [[first, '序协'], [second, '序协'], [letter, '序协函']] as const) expect(await step(id, 'numbering', { code, year: 2026 })).toMatchObject({ status: 200 });
    expect(await Promise.all([first, second, letter].map(numberOf))).toEqual(['序协〔2026〕1号', '序协〔2026〕2号', '序协函〔2026〕1号']);
    expect(await step(first, 'release', { reason: '不发了' })).toMatchObject({ status: 422 });
    expect(await step(second, 'release', { reason: '先缓一缓' })).toMatchObject({ status: 200 });
    expect((await office.json(`/outgoing-papers/${second}`)).body).toMatchObject({ state: 'signed', document_no: null });
    const reserved = await drafted();
    expect(await step(reserved, 'reservation', { code: '序协', year: 2026 })).toMatchObject({ status: 200 });
    expect(await numberOf(reserved)).toBe('序协〔2026〕2号');
    expect(await step(first, 'voiding', { reason: '重复' })).toMatchObject({ status: 200 });
    expect(await numberOf(first)).toBe('序协〔2026〕1号');
    expect(await step(reserved, 'voiding', { reason: '重复' })).toMatchObject({ status: 200 });
    expect(await numberOf(reserved)).toBeNull();
  });

  test('that were numbered on paper keep their number, once', async () => {
    const [old, again, next] = [await signed(), await signed(), await signed()];
    expect(await step(old, 'numbering', { code: '旧协', year: 2025, serial: 8 })).toMatchObject({ status: 200 });
    expect((await step(again, 'numbering', { code: '旧协', year: 2025, serial: 8 })).body).toMatchObject({ fields: { serial: expect.stringContaining('已经用过') } });
    await step(next, 'numbering', { code: '旧协', year: 2025 });
    expect(await numberOf(next)).toBe('旧协〔2025〕9号');
  });

  test('are made of what the program has already written, with the number of the register in it', async () => {
    const { body: setting } = await office.send('/settings', { title: '关于设置乡镇政协联络委的请示', committee_ids: [county.here.committee], studied_on: day });
    const { body } = await office.send('/outgoing-papers', { kind: 'request', source_id: setting.id });
    expect(body).toMatchObject({ title: '关于设置乡镇政协联络委的请示', source_record: 'setting' });
    for (const [noun, input] of [['submission', {}], ['check', { checked_by: '甲', checked_on: day }], ['signature', { signatory: '王振华', signed_on: day }], ['numbering', { code: '源协', year: 2026 }]] as const) await step(body.id, noun, input);
    expect(await wordsIn(`/outgoing-papers/${body.id}/paper.docx`)).toMatch(/源协〔2026〕1号签发人：王振华关于设置乡镇.*妥否，请批示/u);
  });

  test.each([
    ['a request without the contact', { remark: undefined }, '附注'],
    ['a report without addressee', { kind: 'report', addressee: undefined }, '主送'],
    ['a paper without words', { body: undefined }, '正文'],
  ])('%s is not handed on', async (_what, more, words) => {
    const answer = await step(await drafted(more), 'submission');
    expect([answer.status, answer.body.detail ?? answer.body.title]).toEqual([422, expect.stringContaining(words)]);
  });

  test('with the mark of a state secret are not taken, nor a signature of tomorrow, nor one sent without a seal', async () => {
    expect((await office.send('/outgoing-papers', { ...request, body: '机密★一年\n内容' })).status).toBe(422);
    expect((await office.send('/outgoing-papers', { ...request, title: undefined })).status).toBe(422);
    expect((await office.send('/outgoing-papers', { ...request, source_id: '0198c000-0000-7000-8000-000000000001' })).status).toBe(422);
    const id = await drafted();
    await step(id, 'submission');
    await step(id, 'check', { checked_by: '甲', checked_on: day });
    expect((await step(id, 'signature', { signatory: '王振华', signed_on: '2190-01-01' })).status).toBe(422);
    await step(id, 'signature', { signatory: '王振华', signed_on: day });
    await step(id, 'numbering', { code: '云协', year: 2026 });
    expect((await step(id, 'sending', { sent_on: day, sent_how: 'post', copies: 1 })).status).toBe(422);
  });

  test('of a committee are its own; the county\'s are not shown to it', async () => {
    const own = await signed({ kind: 'notice' }, worker);
    expect((await worker.json(`/outgoing-papers/${own}`)).body).toMatchObject({ committee_id: county.here.committee });
    expect((await worker.json(`/outgoing-papers/${await drafted()}`)).status).toBe(404);
  });
});

describe('incoming papers', () => {
  const reply = { received_on: day, from_body: '云岭自治县人民政府', document_no: '云政复〔2026〕3号', title: '关于核定联络委工作经费的批复', kind: 'reply' };

  test('are registered in their order, handled by a day, answer a paper of ours and are filed', async () => {
    const ours = await sent();
    const { body } = await office.send('/incoming-papers', { ...reply, answers_id: ours });
    const { body: next } = await office.send('/incoming-papers', reply);
    expect(next.number).toBe(body.number + 1);
    for (const [noun, input] of [
      ['proposal', { proposed: '请主席阅示', proposed_by: '李梅' }], ['instruction', { instructed_by: '主席 王振华', instructed_on: day, handler: '李梅', due_on: day }], ['closing', { result: '已按批复下达', done_on: day }],
      ['filing', { file_no: '2026-SW-1', filed_on: day }],
    ] as const) expect(await step(body.id, noun, input, office, 'incoming-papers')).toMatchObject({ status: 200 });
    expect((await office.get(`/outgoing-papers/${ours}`)).text).toContain('云政复〔2026〕3号');
    expect(await wordsIn(`/incoming-papers/${body.id}/sheet.docx`)).toMatch(/收文处理单.*云政复〔2026〕3号.*请主席阅示.*（圈阅）.*已按批复下达/u);
  });

  test('answer only what was sent, come in no later than today, and stay in the year of their number', async () => {
    const draft = await drafted();
    expect((await office.send('/incoming-papers', { ...reply, answers_id: draft })).body).toMatchObject({ fields: { answers_id: expect.stringContaining('已经印发') } });
    expect((await office.send('/incoming-papers', { ...reply, received_on: '2190-01-01' })).status).toBe(422);
    const { body } = await office.send('/incoming-papers', reply);
    expect((await office.send(`/incoming-papers/${body.id}`, { ...reply, received_on: '2024-02-03', version: body.version }, 'PATCH')).body).toMatchObject({ fields: { received_on: expect.stringContaining('按年编') } });
  });

  test('that only have to be read are read and filed', async () => {
    const { body } = await office.send('/incoming-papers', { ...reply, kind: 'circular' });
    expect(await step(body.id, 'reading', { circulated: '王振华、李梅', done_on: day }, office, 'incoming-papers')).toMatchObject({ status: 200 });
    expect((await office.json(`/incoming-papers/${body.id}`)).body.state).toBe('done');
  });
});

test('the second language of the heads is the county\'s setting, and stands in the paper', async () => {
  const now = () => reading(county.house, county.cast.office, secondHeadNow);
  expect(await now()).toBeUndefined();
  for (const [key, value] of [['papers.second_head', 'CWNGHEZ YINZLINGJ'], ['papers.second_head_place', 'right']]) await county.act((act) => create(act, parameterSetting, { key, value, from_day: '2020-01-01', why: '自治条例规定' }), county.cast.office);
  expect(await now()).toEqual({ text: 'CWNGHEZ YINZLINGJ', place: 'right' });
});
