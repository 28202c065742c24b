import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consequence, consequenceFields } from '#assessment/consequences/record.ts';
import { consequencesSlice } from '#assessment/consequences/slice.ts';
import { proposalsOf } from '#assessment/consequences/words.ts';
import { assessment } from '#assessment/rounds/record.ts';
import { assessmentObjection } from '#assessment/rounds/objections/record.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { amend, createMany } from '#platform/records/write.ts';
import { assessed, type Assessed } from '../../../test/assessed.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [committeesSlice(), workCalendarSlice, parametersSlice, { records: [assessmentScheme, assessment, assessmentSheet, assessmentObjection] }, consequencesSlice];
const LAGGING = '通报批评并扣减年度考核相应分值';
let county: TestCounty;
let [office, worker, other]: Visitor[] = [];
let round: Assessed;
/** A Monday; a clock never goes back, so each test has its own week. */
let now = new Date('2027-07-05T02:00:00Z');
beforeAll(async () => {
  county = await testCounty(slices);
  county.house.clock = () => now;
  const visit = siteOf(county, slices);
  office = await visit({ role: 'county_office' });
  worker = await visit({ role: 'worker', committee: county.here.committee });
  other = await visit({ role: 'worker', committee: county.there.committee });
  await assessed(county, 2024, { decided_on: '2025-01-20' }, { here: { band: '工作滞后', final_total: '52' } });
  round = await assessed(county, 2025, { decided_on: '2026-01-20', state: 'published', decision_no: '主席会议第3次' }, {
    here: { follows: [LAGGING], band: '工作滞后', final_total: '48.5', scaled: '2.425', unmet: ['一月一次社情民意'] },
    there: { awards: ['前三名'], follows: ['推荐提拔使用'], band: '优秀', final_total: '96', scaled: '4.8' },
  });
});
afterAll(() => county.drop());

const enter = (sheet: string, kind: string, grounds: string, more: object = {}) => office!.send('/consequences', { sheet_id: sheet, kind, grounds, ...more });
async function entered(sheet: string, kind: string, grounds: string, more: object = {}): Promise<string> {
  const answer = await enter(sheet, kind, grounds, more);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
}
const step = (who: Visitor, id: string, noun: string, input: object = {}) => who.send(`/consequences/${id}/${noun}`, input);

test('path and relations', async () => {
  expect(faultsOfPath(consequence)).toEqual([]);
  await expectRelationsAgree(county.house, consequence, consequenceFields, {
    columns: { subject: ['committee', 'member', 'unit'], committee_id: [county.here.committee, county.there.committee], member_id: [null, county.here.member], unit_id: [null, county.here.unit] },
  });
});

test('the words of a scheme propose; one sentence may propose two', () => {
  const kinds = (awards: string[], follows: string[]) => proposalsOf({ awards, follows }).map(({ kind }) => kind);
  expect(kinds([], [LAGGING])).toEqual(['criticism', 'deduction']);
  expect(kinds(['前三名', '后三名'], ['推荐提拔、晋级', '提醒谈话', '书面检查'])).toEqual(['praise', 'talk', 'recommendation', 'talk', 'talk']);
});

describe('nothing is automatic', () => {
  test('the board proposes what the sheets say, and a person takes up each', async () => {
    const board = await office!.json(`/consequences/board?assessment=${round.about.id}`);
    expect(board.body.proposed.map(({ name, kind }: { name: string; kind: string }) => [name, kind]).toSorted()).toEqual([
      ['小河乡政协联络委', 'praise'], ['小河乡政协联络委', 'recommendation'], ['白石镇政协联络委', 'criticism'], ['白石镇政协联络委', 'deduction'],
    ]);
    expect(board.body.made).toEqual([]);
    const taken = await office!.send('/consequences/board', { one: [`${round.there.id}|praise|前三名`] });
    expect(taken.status).toBe(201);
    expect((await office!.json(`/consequences/board?assessment=${round.about.id}`)).body.made).toMatchObject([{ kind: 'praise', state: 'proposed' }]);
    expect((await office!.send('/consequences/board', { one: [`${round.there.id}|praise|前三名`] })).status, 'not twice').toBe(422);
    expect((await office!.send('/consequences/board', { one: ['x|y'] })).status).toBe(422);
    expect((await worker!.json('/consequences/board')).status).toBe(403);
  });

  test('on grounds that stand in a decided result, and on no others', async () => {
    expect((await enter(round.here.id, 'criticism', '我看不行')).body.fields.grounds).toContain(LAGGING);
    const open = await assessed(county, 2023);
    expect((await enter(open.here.id, 'criticism', LAGGING)).body.fields.sheet_id).toContain('审定');
  });
});

test('a critical circular goes out after its notice, its days and its answer', async () => {
  now = new Date('2027-07-05T02:00:00Z');
  const id = await entered(round.here.id, 'criticism', LAGGING);
  expect((await worker!.json(`/consequences/${id}`)).status, 'a draft is the county’s').toBe(404);
  const begun = await office!.get(`/consequences/${id}`);
  for (const words of ['白石镇政协联络委得48.5分', '工作滞后', '没有做到：一月一次社情民意', '2024年度“工作滞后”']) expect(begun.text).toContain(words);
  await step(office!, id, 'drafting', { addressee: '各乡镇（街道）政协联络委', words: '白石镇政协联络委全年没有报送民情。\n现予通报批评。' });
  expect((await step(office!, id, 'issuing', { document_no: '云协〔2026〕8号', issued_on: '2027-07-05' })).body.detail).toContain('先告知');
  expect((await step(office!, id, 'notice')).body).toMatchObject({ state: 'told', object_by: '2027-07-07' });
  expect((await other!.json(`/consequences/${id}`)).status).toBe(404);
  expect((await step(worker!, id, 'objection', { objection: '有两个月停电，纸质台账已补交。' })).body).toMatchObject({ state: 'told', objected_on: '2027-07-05' });
  now = new Date('2027-07-08T02:00:00Z');
  expect((await step(office!, id, 'issuing', { document_no: '云协〔2026〕8号', issued_on: '2027-07-08' })).body.detail).toContain('答复后再印发');
  await step(office!, id, 'answer', { answer: '补交的已经计算在内，仍缺七个月。' });
  expect((await step(office!, id, 'issuing', { document_no: '云协〔2026〕8号', issued_on: '2027-07-07' })).body.fields.issued_on).toContain('2027-07-07');
  expect((await step(office!, id, 'issuing', { document_no: '云协〔2026〕8号', issued_on: '2027-07-08' })).body.state).toBe('issued');
  expect((await other!.json(`/consequences/${id}`)).status, 'a circular on committees reads every committee').toBe(200);
  const paper = await other!.get(`/consequences/${id}/paper`);
  expect(paper.text).toContain('关于对白石镇政协联络委2025年度考核予以批评的通报');
  expect((await other!.fetch(`/consequences/${id}/paper.docx`)).status).toBe(200);
});

test('an objection that is right ends it; one that comes late is told so', async () => {
  now = new Date('2027-07-12T02:00:00Z');
  const id = await entered(round.here.id, 'deduction', LAGGING);
  expect((await step(office!, id, 'drafting', { addressee: '县目标绩效办', words: '请扣分。', points: '2.5' })).body.fields.points).toContain('2.43');
  expect((await step(office!, id, 'drafting', { addressee: '县目标绩效办', words: '请扣分。' })).body.fields.points).toContain('扣几分');
  await step(office!, id, 'drafting', { addressee: '县目标绩效办', words: '请扣分。', points: '1' });
  await step(office!, id, 'notice');
  now = new Date('2027-07-15T02:00:00Z');
  expect((await step(worker!, id, 'objection', { objection: '晚了' })).body.fields.objection).toContain('2027-07-14');
  expect((await step(office!, id, 'upholding', { answer: '算错了' })).body.detail).toContain('没有提出异议');
  expect((await step(office!, id, 'issuing', { document_no: '云协函〔2026〕2号', issued_on: '2027-07-15' })).body).toMatchObject({ state: 'issued', points: '1.00' });
  const table = (await office!.json('/consequences/targets?year=2025')).body.items as { name: string; scaled: string; off: string; counted: string; documents: string }[];
  expect(table.find(({ name }) => name.startsWith('白石'))).toMatchObject({ off: '1', counted: '1.43', documents: '云协函〔2026〕2号' });
  expect(table.find(({ name }) => name.startsWith('小河'))).toMatchObject({ off: null, counted: '4.8', documents: '' });
  for (const format of ['csv', 'xlsx']) expect((await office!.fetch(`/consequences/targets.${format}?year=2025`)).status).toBe(200);
  expect((await worker!.get('/consequences/targets')).status).toBe(403);
  expect((await office!.get('/consequences/targets?year=x')).status).toBe(400);
  await step(office!, id, 'withdrawal', { reason: '更正考核分数' });
  expect(((await office!.json('/consequences/targets?year=2025')).body.items as { off: string | null }[]).map(({ off }) => off)).toEqual([null, null]);
  const again = await entered(round.here.id, 'deduction', LAGGING);
  await step(office!, again, 'drafting', { addressee: '县目标绩效办', words: '请扣分。', points: '0.5' });
  await step(office!, again, 'notice');
  await step(worker!, again, 'objection', { objection: '分数已经更正。' });
  expect((await step(office!, again, 'upholding', { answer: '属实，不再扣分。' })).body).toMatchObject({ state: 'dropped', answer: '属实，不再扣分。' });
});

test('nothing goes out while an appeal is open, nor once the result was restated', async () => {
  const id = await entered(round.here.id, 'talk', LAGGING);
  await step(office!, id, 'drafting', { words: '进行提醒谈话。' });
  const talk = { talked_on: '2027-07-12', talked_by: '周敏', gist: '谈了。', pledge: '改。' };
  const [appeal] = await county.act((act) => createMany(act, assessmentObjection, [{ assessment_id: round.about.id, sheet_id: round.here.id, committee_id: county.here.committee, kind: 'appeal', address: '1.1', name: round.here.name, said: '少计了', raised_on: '2027-07-12' }]));
  expect((await step(office!, id, 'talk', talk)).body.detail).toContain('没有决定');
  await county.act((act) => amend(act, assessmentObjection, appeal!, { state: 'upheld', decided_on: '2027-07-12' }, { step: 'uphold', relation: 'test' }));
  const sheet = await county.act((act) => amend(act, assessmentSheet, round.here, { follows: [] }, { step: 'restate', relation: 'test' }));
  expect((await step(office!, id, 'talk', talk)).body.detail).toContain('更正过');
  expect((await office!.get(`/consequences/${id}`)).text).toContain('请点“不运用”');
  await step(office!, id, 'abandonment', { reason: '申诉成立' });
  round.here = await county.act((act) => amend(act, assessmentSheet, sheet, { follows: [LAGGING] }, { step: 'restate', relation: 'test' }));
});

test('a recommendation is for the Party committee alone; a talk is entered with what was promised', async () => {
  now = new Date('2027-07-19T02:00:00Z');
  const letter = await entered(round.there.id, 'recommendation', '推荐提拔使用', { whom: '杨小河（主任）' });
  expect((await step(office!, letter, 'drafting', { words: '推荐。' })).body.fields.addressee).toContain('主送');
  await step(office!, letter, 'drafting', { addressee: '县委组织部', words: '推荐杨小河同志。' });
  expect((await step(office!, letter, 'notice')).body.detail).toContain('不用事先告知');
  await step(office!, letter, 'issuing', { document_no: '云协函〔2026〕3号', issued_on: '2027-07-19' });
  expect((await other!.json(`/consequences/${letter}`)).status).toBe(404);
  expect((await office!.get(`/consequences/${letter}/paper`)).text).toContain('关于推荐杨小河（主任）的函');
  const talk = await entered(round.here.id, 'talk', LAGGING, { whom: '石大山（主任）' });
  await step(office!, talk, 'drafting', { words: '进行提醒谈话。' });
  expect((await step(office!, talk, 'issuing', { document_no: '1', issued_on: '2027-07-19' })).body.detail).toContain('登记谈话');
  expect((await step(office!, talk, 'talk', { talked_on: '2027-07-19', talked_by: '县政协副主席 周敏', gist: '指出七个月没有民情。', pledge: '八月起每月25日前报。' })).body.state).toBe('issued');
  expect((await worker!.get(`/consequences/${talk}/paper`)).text).toContain('八月起每月25日前报');
});
