import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMany, take } from '#platform/records/write.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { effects, recommend, recommendAll } from '#duties/inspections/recommendations/actions.ts';
import { claims, figures } from '#duties/inspections/recommendations/facts.ts';
import { formalFields, formalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { recommendation, recommendationFields, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
let visit: Inspection;

beforeAll(async () => {
  county = await testCounty([inspectionsSlice]);
  [visit] = await county.act((act) => createMany<Inspection>(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '饮水调研', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false }])) as [Inspection];
});
afterAll(() => county.drop());

describe('who may do what in which state', () => {
  test('调研建议', () => {
    expect(faultsOfPath(recommendation)).toEqual([]);
    expect(matrix<Recommendation>(recommendation, {
      'to the own unit, by another committee': { committee_id: other.committee, body_ids: [other.committee], unit_id: own.unit },
      'to another unit, by the own committee': { committee_id: own.committee, body_ids: [own.committee], unit_id: other.unit },
      'to the own township': { committee_id: other.committee, body_ids: [other.committee], township_id: own.committee },
    })).toMatchSnapshot();
  });
  test('建议案', () => {
    expect(faultsOfPath(formalRecommendation)).toEqual([]);
    expect(matrix(formalRecommendation, { 'of the own committee': { committee_id: own.committee, body: '一' }, 'of another': { committee_id: other.committee } })).toMatchSnapshot();
  });
});

test('relations mean the same in memory and in SQL', async () => {
  const columns = { body_ids: [[], [own.committee], [other.committee]], committee_id: [own.committee, other.committee, null], township_id: [own.committee, null], follow_ups: [[]] };
  await expectRelationsAgree(county.house, recommendation, recommendationFields, { columns, conditions: Object.fromEntries(figures.map(({ name, where }) => [name, where])) });
  await expectRelationsAgree(county.house, formalRecommendation, formalFields, { columns });
});

test('the lists are as long as the figures, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const one = fc.record({
    state: stateOf(recommendation), committee_id: fc.constantFrom(here.committee, there.committee), made_on: fc.constantFrom('2024-06-30', '2024-12-31', '2025-01-13', '2025-03-31'),
    answered_on: fc.option(fc.constant('2025-03-31'), { nil: null }), words: fc.constantFrom('修水窖', '通班车'), inspection_id: fc.constant(visit.id), subject: fc.constant('饮水'), addressee: fc.constant('县政府'),
  });
  const rows = await county.act((act) => createMany<Recommendation>(act, recommendation, several(one, 60)));
  const then = await numbersNow(house, cast.office, figures);
  await county.act((act) => take<Recommendation>(act, recommendation, rows.find(({ state }) => state === 'reported')!.id, 'confirm', { input: { found: '看过' }, effect: effects.confirm }), cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.leader], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

describe('a recommendation', () => {
  let row: Recommendation;
  const step = (name: keyof typeof recommendation.steps, who: keyof TestCounty['cast'], input: Record<string, unknown> = {}, reason?: string) =>
    county.act((act) => take<Recommendation>(act, recommendation, row.id, name, { input, effect: effects[name], reason }), county.cast[who]).then((next) => (row = next));
  const made = (more: Partial<Parameters<typeof recommend>[1]> = {}) =>
    county.act((act) => recommend(act, { inspection_id: visit.id, words: '修好三户水窖', unit_id: county.here.unit, ...more }, {}), county.cast.worker).then((next) => (row = next));

  test('goes to exactly one addressee', async () => {
    await expect(made({ unit_id: undefined })).rejects.toMatchObject({ fields: { unit_id: expect.stringContaining('请选择') } });
    await expect(made({ addressee: '县政府' })).rejects.toMatchObject({ fields: { unit_id: expect.stringContaining('只向一个对象提') } });
  });

  test('is accepted and reported by its unit, and said to be done by others only', async () => {
    await made();
    expect(Date.parse(row.answer_by!) - Date.parse(row.made_on), 'the plan allows thirty days').toBe(30 * 86_400_000);
    await expect(step('accept', 'other unit clerk', { answer: '办' })).rejects.toThrow('没有找到');
    await step('accept', 'unit clerk', { answer: '列入计划' });
    await step('follow', 'worker', { note: '已备料' });
    await step('follow', 'office', { note: '修了一户' });
    expect(row.follow_ups.map(({ words, by }) => [words, by])).toEqual([['已备料', '本联络委工作人员'], ['修了一户', '县政协办公室']]);
    await step('report', 'unit clerk', { report: '三户都修好' });
    await expect(step('confirm', 'unit clerk', { found: '好' })).rejects.toThrow('您不在其中');
    await step('confirm', 'worker', { found: '到三户看过，不漏', checked_by: '石大山' });
    expect(row).toMatchObject({ state: 'done', checked_by: '石大山' });
  });

  test('is refused with a reason that stays, and may be made again', async () => {
    await made();
    await step('refuse', 'unit clerk', { refused_why: '已由乡镇在办' });
    expect(row).toMatchObject({ state: 'refused', refused_why: '已由乡镇在办', answered_on: row.made_on });
    await step('reopen', 'worker', {}, '乡镇没有办');
    expect(row).toMatchObject({ state: 'open', refused_why: null, answered_on: null });
  });

  test('is carried on to a later day only', async () => {
    await made({ due_on: '2099-06-30' });
    await step('accept', 'unit clerk', { answer: '办' });
    await expect(step('carry', 'worker', { due_on: '2099-06-30' }, '资金没有到')).rejects.toMatchObject({ fields: { due_on: expect.stringContaining('要晚于') } });
    await step('carry', 'worker', { due_on: '2099-12-31' }, '资金没有到');
    expect(row).toMatchObject({ state: 'carried', postponed: 1, due_on: '2099-12-31' });
  });

  test('of a report is registered with the others in one act, to units known by name', async () => {
    const [report] = await county.act((act) => createMany<VisitReport>(act, visitReport, [{ inspection_id: visit.id, subject: visit.topic, kind: 'research', committee_id: county.here.committee, body_ids: [county.here.committee], title: '报告', advice: '一\n二' } as Partial<VisitReport>]));
    const rows = await county.act((act) => recommendAll(act, report!, [{ words: '一', to: '县水务局' }, { words: '二', to: '白石镇党委、政府' }, { words: '三', to: '县人民政府' }]), county.cast.worker);
    expect(rows.map(({ unit_id, township_id, addressee, report_id }) => [unit_id, township_id, addressee, report_id]))
      .toEqual([[county.here.unit, null, null, report!.id], [null, county.here.committee, null, report!.id], [null, null, '县人民政府', report!.id]]);
  });

  test('without an answer by its day is a counter-example of the claim', async () => {
    const [late] = await county.act((act) => createMany<Recommendation>(act, recommendation, [{ inspection_id: visit.id, subject: '饮水', words: '没有人回', addressee: '县政府', made_on: '2023-01-10', answer_by: '2023-02-09', committee_id: county.here.committee }]));
    const scope = { from: '2023-01-01', to: '2023-12-31' };
    const before = await reading(county.house, county.cast.office, (look) => claims[0]!.examine(look, scope));
    expect(before).toMatchObject({ examined: 1, counterExamples: [{ label: '没有人回' }] });
    await county.act((act) => take<Recommendation>(act, recommendation, late!.id, 'refuse', { input: { refused_why: '不归管' }, effect: effects.refuse }), county.cast.office);
    expect((await reading(county.house, county.cast.office, (look) => claims[0]!.examine(look, scope))).counterExamples).toEqual([]);
    expect((await reading(county.house, county.cast.leader, (look) => get<Recommendation>(look, recommendation, late!.id))).state).toBe('refused');
  });
});
