import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare } from '#assessment/ballots/actions.ts';
import { ballot } from '#assessment/ballots/record.ts';
import { ballotsSlice } from '#assessment/ballots/slice.ts';
import { cancelling, closing, deciding, freezing, opening, publishing, showing } from '#assessment/rounds/actions.ts';
import { enterAssessment } from '#assessment/rounds/entering.ts';
import { linesOf, sheetsOf } from '#assessment/rounds/facts.ts';
import { assigned, drawn } from '#assessment/rounds/lots.ts';
import { enterObjection, refusing, upholding } from '#assessment/rounds/objections/actions.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { digestOf, reckon, subjectsOfSheets } from '#assessment/rounds/reckoning.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assigning, restating } from '#assessment/rounds/sheets/actions.ts';
import { changesIn, writtenAs } from '#assessment/rounds/sheets/changes.ts';
import { totalOf } from '#assessment/rounds/sheets/columns.ts';
import { checking, checkingAgain, submitting } from '#assessment/rounds/sheets/filling.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentRoundsSlice } from '#assessment/rounds/slice.ts';
import { editionOf } from '#assessment/rounds/edition.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { schemesPart } from '#assessment/schemes/slice.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { member } from '#institutions/members/record.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { person } from '#institutions/people/record.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { program, type Actor } from '#platform/identity/actor.ts';
import { reading, transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { amend, createMany, take, type Taking } from '#platform/records/write.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { dayOf } from '#platform/time.ts';
import { workKind, type WorkScope, type WorkRow } from '#platform/work.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath } from '../../../test/matrix.ts';

/** Records of a duty that only these tests have: each entered at a moment, so that a past one can be looked at again. */
const done: { subject: string; id: string; day: string; entered: Date }[] = [];
const rows = (reading_: Reading, { from, to, subjects }: WorkScope) => sql<WorkRow>`
  select subject, id, day, day as received, '一件事' as title, null::text as kind, null::text[] as stage, null::text[] as level, null::text as role, null::text as status, 1 as amount,
    null::int as people_all, null::int as people_place, null::text as same
  from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as w (subject uuid, id uuid, day date, entered timestamptz)
  where day between ${from}::date and ${to}::date and entered <= ${reading_.asOf ?? new Date('2100-01-01')}::timestamptz and (${subjects ?? null}::uuid[] is null or subject = any(${subjects ?? null}::uuid[]))`;
const works = () => [workKind({ name: 'things', word: '办事', definition: '办成的事', heading: 'other', record: 'committee', rows: { committee: rows, member: rows } })];

const SOURCE = `方案: 试点办法
对象: 联络委
最多: 100
部分:
  - 名称: 日常
    项目:
      - { 名称: 办事, 计: { 来源: 办事, 得: 10 }, 最多: 40 }
      - { 名称: 台账, 评定: { 范围: [0, 30] }, 最多: 30 }
  - 名称: 扣分
    项目:
      - { 名称: 事故, 基础分: 20, 评定: { 选项: { 没有: 0, 有: -20 } } }
等次: [{ 名称: 优秀, 最少: 60 }, { 名称: 合格 }]
评先: [{ 称号: 先进, 前几名: 1, 并列都算: 否 }]`;

let county: TestCounty;
let checkers: { id: string; actor: Actor }[];
let now = new Date('2027-01-05T09:00:00+08:00');

const houseNow = (): House => ({ ...county.house, clock: () => now });
const act = <T>(work: (act: Act) => Promise<T>, actor: Actor = program(county.id)): Promise<T> => transact(houseNow(), actor, null, work);
const step = <Row extends Recorded>(declared: Lifecycle<Row>, id: string, name: string, actor: Actor, taking: Taking<Row> = {}): Promise<Row> => act((one) => take(one, declared, id, name, taking), actor);
const day = (text: string): void => void (now = new Date(`${text}T09:00:00+08:00`));

beforeAll(async () => {
  county = await testCounty([committeesSlice(), peopleSlice, workCalendarSlice, parametersSlice, schemesPart(works), assessmentRoundsSlice(works), ballotsSlice]);
  await act(async (one) => {
    const people = await createMany(one, person, ['考核甲', '考核乙', '白石人'].map((name) => ({ name })));
    checkers = people.map(({ id, name }) => ({ id, actor: { ...county.cast.auditor, personId: id, name, posts: [] } }));
    await createMany(one, assessmentScheme, [{ state: 'adopted', series: people[0]!.id, edition: 1, title: '试点办法', subject: 'committee', source: SOURCE, valid_from: '2020-01-01', adopted_on: '2020-01-01' }]);
  });
  for (const [n, subject] of [county.here.committee, county.here.committee, county.there.committee].entries()) done.push({ subject, id: crypto.randomUUID(), day: `2026-0${n + 1}-10`, entered: new Date('2026-06-01') });
});
afterAll(() => county.drop());

const office = () => county.cast.office;

async function begun(year = 2026): Promise<Assessment> {
  const row = await act((one) => enterAssessment(one, { title: `${year}年度考核`, subject: 'committee', year, checkers: checkers.slice(0, 2).map(({ id }) => id), self_by: '2027-01-10', check_by: '2027-01-20' }, {}), office());
  await step(assessment, row.id, 'open', office(), { effect: opening(works) as never });
  return row;
}

const sheets = (row: Assessment): Promise<AssessmentSheet[]> => reading(county.house, office(), (one) => sheetsOf(one, row.id));
const lines = (sheet: { id: string }) => reading(county.house, office(), (one) => linesOf(one, { sheet: sheet.id }));
const sheetOf = async (row: Assessment, committee: string): Promise<AssessmentSheet> => (await sheets(row)).find(({ committee_id }) => committee_id === committee)!;
const checkerOf = (sheet: AssessmentSheet, which: 'checker_id' | 'rechecker_id' = 'checker_id') => checkers.find(({ id }) => id === sheet[which])!.actor;
const frozen = (row: Assessment) => step(assessment, row.id, 'freeze', office(), { input: { sample_seed: '当天开奖号码' }, effect: freezing(works) as never });

/** Every sheet through the group, the judged lines with these points. */
async function checked(row: Assessment, judged = '20'): Promise<void> {
  for (const sheet of await sheets(row)) {
    const changes = writtenAs([{ address: '1.2', value: judged, reason: '现场看过' }, { address: '2.1', value: '没有', reason: '查了记录' }]);
    const after = await step(assessmentSheet, sheet.id, 'check', checkerOf(sheet), { input: { changes }, effect: checking as never });
    if (after.state === 'rechecking') await step(assessmentSheet, sheet.id, 'recheck', checkerOf(sheet, 'rechecker_id'), { input: {}, effect: checkingAgain as never });
  }
}

test('the paths are whole', () => {
  for (const declared of [assessment, assessmentSheet, assessmentObjection]) expect(faultsOfPath(declared)).toEqual([]);
});

describe('the lot', () => {
  const subjects = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 });

  test('falls on the same ones for the same seed, in whatever order they stand', () => {
    fc.assert(fc.property(subjects, fc.integer({ min: 0, max: 100 }), fc.string({ minLength: 1 }), (ids, percent, seed) => {
      const some = drawn(ids, percent, seed);
      expect([...some].toSorted()).toEqual([...drawn(ids.toReversed(), percent, seed)].toSorted());
      expect(some.size).toBe(Math.ceil((ids.length * percent) / 100));
    }));
  });

  test('nobody is given the own sheet, and a second look is another person\'s', () => {
    const group = fc.array(fc.record({ id: fc.uuid(), name: fc.constant('某人'), of: fc.nat({ max: 9 }) }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 10 }), group, fc.boolean(), (ids, people, all) => {
      const checks = people.map(({ id, name, of }) => ({ id, name, belongsTo: new Set(ids[of] ? [ids[of]] : []) }));
      const result = assigned(ids.map((id) => ({ id: `sheet ${id}`, subject: id })), checks, new Set(all ? ids : []));
      expect(result.assigned.length + result.stranded.length).toBe(ids.length);
      for (const { subject, checker, rechecker } of result.assigned) {
        for (const id of [checker, rechecker].filter((one) => one !== undefined)) expect(checks.filter((one) => one.id === id).some(({ belongsTo }) => !belongsTo.has(subject))).toBe(true);
        expect(rechecker).not.toBe(checker);
        expect(rechecker !== undefined).toBe(all);
      }
    }));
  });
});

test('what is said of lines reads again as it was written', () => {
  const word = fc.stringMatching(/^[一二三缺、优秀0-9.]{1,12}$/u);
  const change = fc.record({ address: fc.constantFrom('1.1', '1.2', '12.3'), value: word, reason: fc.oneof(fc.constant(''), fc.stringMatching(/^[一二三，。；：理由0-9]{1,20}$/u)) });
  fc.assert(fc.property(fc.array(change, { maxLength: 5 }), (changes) => void expect(changesIn(writtenAs(changes))).toEqual(changes)));
  expect(() => changesIn('随便写写')).toThrow('需要您看一下');
});

test('a year goes all the way: one appeal won, one lost, and exactly one line is restated', async () => {
  const row = await begun();
  const [here, there] = [await sheetOf(row, county.here.committee), await sheetOf(row, county.there.committee)];
  expect([here.reckoned_total, there.reckoned_total].map(Number)).toEqual([20, 10]);

  // The own column: only what differs is said, and why.
  const selfAssess = (input: object) => step(assessmentSheet, here.id, 'submit', county.cast.worker, { input: { ...input }, effect: submitting as never });
  await expect(selfAssess({ changes: '1.1：30' })).rejects.toMatchObject({ fields: { changes: expect.stringContaining('请写明理由') } });
  await expect(selfAssess({ changes: '1.1：50；理由：多' })).rejects.toMatchObject({ fields: { changes: expect.stringContaining('最多40分') } });
  expect(await selfAssess({ changes: '1.1：30；理由：漏登一件', self_words: '一年的工作' })).toMatchObject({ state: 'submitted', self_total: '30.000000', told: '1.1 办事：系统数据20分，自评30分。理由：漏登一件' });
  await expect(step(assessmentSheet, here.id, 'withdraw', county.cast['other worker'])).rejects.toMatchObject({ status: 404 });

  // From here on only what stood then counts.
  day('2027-01-12');
  const stopped = await frozen(row);
  expect(stopped).toMatchObject({ state: 'checking', sample_percent: '20.00', sample_seed: '当天开奖号码' });
  done.push({ subject: county.there.committee, id: crypto.randomUUID(), day: '2026-11-11', entered: new Date('2027-01-12T10:00:00+08:00') });
  const [then, today_] = await reading(county.house, office(), async (one) => {
    const subjects = subjectsOfSheets(await sheetsOf(one, row.id));
    return [digestOf(await reckon(await readingAt({ ...one }, stopped.frozen_at!).then((past) => ({ ...past, asOf: stopped.frozen_at! })), works, stopped, subjects)), digestOf(await reckon(one, works, stopped, subjects))];
  });
  expect(then).toBe(stopped.digest);
  expect(today_).not.toBe(stopped.digest);
  expect((await sheets(row)).filter(({ sampled }) => sampled)).toHaveLength(1);

  // The group: nobody else, never without a judgement, and the lot's sheet twice.
  const [mine] = [await sheetOf(row, county.here.committee)];
  await expect(step(assessmentSheet, mine.id, 'check', checkerOf(mine), { input: {}, effect: checking as never })).rejects.toMatchObject({ fields: { changes: expect.stringContaining('要由考核组评定') } });
  const partial: Actor = { ...checkerOf(mine), posts: [{ role: 'worker', committeeId: county.here.committee, unitId: null }] };
  await expect(step(assessmentSheet, mine.id, 'check', partial, { input: {}, effect: checking as never })).rejects.toMatchObject({ status: 403 });
  await expect(step(assessment, row.id, 'show', office(), { effect: showing as never })).rejects.toMatchObject({ code: 'not_ready' });
  await checked(row);
  expect(Number((await sheetOf(row, county.here.committee)).checked_total)).toBe(70);
  day('2027-01-21');
  const shown = await step(assessment, row.id, 'show', office(), { effect: showing as never });
  expect(shown.objections_by).toBe('2027-01-28');

  // While it is shown.
  const object = (sheet: AssessmentSheet, address: string, actor: Actor, wanted_points?: string) =>
    act((one) => enterObjection(one, { sheet_id: sheet.id, address, said: '少算了', ...(wanted_points ? { wanted_points } : {}) }, {}), actor);
  const objection = await object(there, '1.2', county.cast['other director'], '25');
  expect(objection).toMatchObject({ kind: 'objection', line_name: '台账', due_on: '2027-01-28' });
  await expect(object(there, '1.2', county.cast['other director'])).rejects.toMatchObject({ fields: { address: expect.stringContaining('已经有一件') } });
  await expect(object(there, '1.1', county.cast.worker)).rejects.toMatchObject({ fields: { sheet_id: expect.stringContaining('没有找到') } });
  day('2027-01-29');
  await expect(step(assessment, row.id, 'decide', office(), { input: { decided_on: '2027-01-29', decision_no: '第一次' }, effect: deciding as never })).rejects.toMatchObject({ code: 'objections_open' });
  const decision = { decided_by: '考核领导小组', decided_on: '2027-01-29', decision: '核对后补上' };
  await step(assessmentObjection, objection.id, 'uphold', office(), { input: { ...decision, points_after: '22' }, effect: upholding as never });
  await step(assessmentSheet, here.id, 'settle', county.cast.chair, { input: { address: '1.2', points: '19', why: '会议认为偏高' }, effect: restating as never });
  await step(assessment, row.id, 'decide', county.cast.chair, { input: { decided_on: '2027-01-29', decision_no: '第一次' }, effect: deciding as never });
  const decided = await sheets(row);
  expect(decided.map(({ final_total, place, band, awards }) => [Number(final_total), place, band, awards])).toEqual(expect.arrayContaining([[69, 1, '优秀', ['先进']], [52, 2, '合格', []]]));

  // Published, appealed: one won, one lost, by somebody who has not checked the sheet.
  await step(assessment, row.id, 'publish', office(), { input: { published_on: '2027-01-29', published_where: '公告栏' }, effect: publishing as never });
  const won = await object(there, '1.1', county.cast['other director'], '30');
  const lost = await object(here, '1.2', county.cast.director);
  expect([won.kind, lost.kind]).toEqual(['appeal', 'appeal']);
  const theChecker: Actor = { ...checkerOf(await sheetOf(row, county.there.committee)), posts: [{ role: 'county_office', committeeId: null, unitId: null }] };
  await expect(step(assessmentObjection, won.id, 'uphold', theChecker, { input: { ...decision, points_after: '40' }, effect: upholding as never })).rejects.toMatchObject({ status: 403 });
  const before = await Promise.all([lines(here), lines(there)]);
  await step(assessmentObjection, won.id, 'uphold', office(), { input: { ...decision, points_after: '40' }, effect: upholding as never });
  await step(assessmentObjection, lost.id, 'refuse', county.cast.chair, { input: decision, effect: refusing as never });
  const after = await Promise.all([lines(here), lines(there)]);
  const changed = after.flat().filter((line, place) => JSON.stringify(line) !== JSON.stringify(before.flat()[place]));
  expect(changed.map(({ sheet_id, address, final_points, final_reason }) => [sheet_id, address, Number(final_points), final_reason])).toEqual([[there.id, '1.1', 40, '核对后补上']]);
  const results = await sheets(row);
  expect(results.find(({ id }) => id === there.id)).toMatchObject({ final_total: '82.000000', place: 1, band: '优秀', awards: ['先进'], told: '1.1 办事：10分改为40分。理由：核对后补上' });
  expect(results.find(({ id }) => id === here.id)).toMatchObject({ place: 2, awards: [], told: '名次1→2；评先先进→无' });
  expect(await reading(county.house, office(), (one) => get<AssessmentObjection>(one, assessmentObjection, won.id))).toMatchObject({ state: 'upheld', points_before: '10.000000', points_after: '40.000000' });

  // Totals are their lines, within what sections and scheme can give.
  const scheme = await reading(county.house, office(), (one) => editionOf(one, row));
  for (const sheet of results) expect(totalOf(scheme, await lines(sheet), 'final').toString()).toBe(String(Number(sheet.final_total)));

  await expect(step(assessment, row.id, 'close', office(), { effect: closing as never })).rejects.toMatchObject({ code: 'not_ready' });
  day('2027-03-02');
  await expect(object(there, '1.2', county.cast['other director'])).rejects.toMatchObject({ fields: { sheet_id: expect.stringContaining('已经过了') } });
  expect(await step(assessment, row.id, 'close', office(), { effect: closing as never })).toMatchObject({ state: 'closed' });
});

test('a condition that was not met can be objected to, also where the scheme asks for nothing else', async () => {
  day('2027-03-10');
  const source = '方案: 三个一\n对象: 联络委\n必须做到: [{ 名称: 一年三件事, 来源: 办事, 最少: 3, 否则: 不合格 }]\n等次: [{ 名称: 合格, 最少: 0 }, { 名称: 不合格 }]\n';
  await act((one) => createMany(one, assessmentScheme, [{ state: 'adopted', series: checkers[0]!.id, edition: 9, title: '三个一', subject: 'committee', source, valid_from: '2026-06-01', adopted_on: '2026-06-01' }]));
  const row = await begun();
  await frozen(row);
  for (const sheet of await sheets(row)) {
    const after = await step(assessmentSheet, sheet.id, 'check', checkerOf(sheet), { input: {}, effect: checking as never });
    if (after.state === 'rechecking') await step(assessmentSheet, sheet.id, 'recheck', checkerOf(sheet, 'rechecker_id'), { input: {}, effect: checkingAgain as never });
  }
  await step(assessment, row.id, 'show', office(), { effect: showing as never });
  const there = await sheetOf(row, county.there.committee);
  expect([there.unmet, (await sheetOf(row, county.here.committee)).unmet]).toEqual([['一年三件事'], ['一年三件事']]);
  const object = (more: object = {}) => act((one) => enterObjection(one, { sheet_id: there.id, address: '必1', said: '有一件登记在别处', ...more }, {}), county.cast['other director']);
  await expect(object({ wanted_points: '3' })).rejects.toMatchObject({ fields: { wanted_points: expect.stringContaining('没有分数') } });
  await expect(object({ address: '必2' })).rejects.toMatchObject({ fields: { address: expect.stringContaining('没有计分的项目') } });
  const raised = await object();
  expect(raised).toMatchObject({ line_name: '一年三件事', address: '必1' });
  day('2027-03-11');
  await step(assessmentObjection, raised.id, 'uphold', office(), { input: { decided_by: '领导小组', decided_on: '2027-03-11', decision: '核对属实' }, effect: upholding as never });
  expect(await sheetOf(row, county.there.committee)).toMatchObject({ unmet: [], told: '一年三件事：没有做到改为做到。理由：核对属实' });
  await expect(object()).rejects.toMatchObject({ fields: { address: expect.stringContaining('已经是做到了的') } });
  day('2027-03-26');
  await step(assessment, row.id, 'decide', office(), { input: { decided_on: '2027-03-26', decision_no: '第二次' }, effect: deciding as never });
  const bands = async () => (await sheets(row)).map(({ committee_id, band }) => [committee_id === county.there.committee, band]).toSorted();
  expect(await bands()).toEqual([[false, '不合格'], [true, '合格']]);
  await expect(step(assessmentSheet, there.id, 'restate', office(), { input: { address: '必1', points: '5', why: '误' }, effect: restating as never })).rejects.toMatchObject({ fields: { points: expect.stringContaining('没有分数') } });
  await step(assessmentSheet, there.id, 'restate', office(), { input: { address: '必1', points: '没有做到', why: '复核后更正' }, effect: restating as never });
  expect(await bands()).toEqual([[false, '不合格'], [true, '不合格']]);
});

test('an assessment that is made void takes its sheets with it; the next may be begun', async () => {
  day('2027-03-03');
  const row = await begun(2025);
  await expect(begun(2025)).rejects.toMatchObject({ fields: { to_day: expect.stringContaining('已经有一次考核') } });
  await frozen(row);
  const [sheet] = await sheets(row);
  await expect(step(assessmentSheet, sheet!.id, 'assign', office(), { reason: '出差', input: { checker_id: checkers[2]!.id }, effect: assigning as never })).rejects.toMatchObject({ fields: { checker_id: expect.stringContaining('考核组里选') } });
  await step(assessment, row.id, 'cancel', office(), { reason: '重新来', effect: cancelling as never });
  expect(await sheets(row)).toEqual([]);
  expect((await begun(2025)).state).toBe('preparing');
});

test('members are not assessed unless the plan says so; then all 160 are, by a ballot too, and nobody has a place', async () => {
  const values = { title: '委员考核', subject: 'member', year: 2026, checkers: checkers.slice(0, 2).map(({ id }) => id), self_by: dayOf(now), check_by: dayOf(now) };
  await expect(act((one) => enterAssessment(one, values, {}), office())).rejects.toMatchObject({ fields: { subject: expect.stringContaining('没有规定考核委员') } });

  const source = '方案: 委员履职\n对象: 委员\n部分: [{ 名称: 履职, 项目: [{ 名称: 办事, 计: { 来源: 办事, 得: 10 } }, { 名称: 测评, 测评: { 测评表: 委员测评, 得: 40, 折算: { 优秀: 1, 称职: 0.6 } } }] }]\n等次: [{ 名称: 优秀, 最少: 40 }, { 名称: 称职 }]\n';
  await act(async (one) => {
    await createMany(one, parameterSetting, [{ key: 'assessment.members', value: 'yes', from_day: '2026-01-01', why: '考核评价方案' }]);
    await createMany(one, assessmentScheme, [{ state: 'adopted', series: checkers[1]!.id, edition: 1, title: '委员履职', subject: 'member', source, valid_from: '2026-01-01', adopted_on: '2026-01-01' }]);
    const people = await createMany(one, person, Array.from({ length: 158 }, (_, n) => ({ name: `委员${n + 1}` })));
    const members = await createMany(one, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, state: 'current', committee_id: county.here.committee, joined_on: '2022-01-01', name_key: name })));
    done.push({ subject: members[0]!.id, id: crypto.randomUUID(), day: '2026-04-10', entered: new Date('2026-06-01') });
  });
  const row = await act((one) => enterAssessment(one, values, {}), office());
  await step(assessment, row.id, 'open', office(), { effect: opening(works) as never });
  const voted = await act((one) => prepare(one, { assessment_id: row.id, name: '委员测评', meeting: '全委会', held_on: dayOf(now), way: 'paper', asked_n: 100, teller_one: '甲', teller_two: '乙' }, {}), office());
  expect(voted.questions).toHaveLength(160);
  await frozen(row);
  await act((one) => amend(one, ballot, voted, { state: 'closed', received_n: 10, used_n: 0, invalid_n: 0, counts: JSON.stringify((voted.questions as unknown[]).map((_, n) => [n % 2 === 0 ? 10 : 0, n % 2 === 0 ? 0 : 10])) as never }, { step: 'recount', relation: 'county_office' }));
  for (const sheet of await sheets(row)) {
    const after = await step(assessmentSheet, sheet.id, 'check', checkerOf(sheet), { input: {}, effect: checking as never });
    if (after.state === 'rechecking') await step(assessmentSheet, sheet.id, 'recheck', checkerOf(sheet, 'rechecker_id'), { input: {}, effect: checkingAgain as never });
  }
  await step(assessment, row.id, 'show', office(), { effect: showing as never });
  day('2027-04-20');
  await step(assessment, row.id, 'decide', office(), { input: { decided_on: '2027-04-20', decision_no: '第三次' }, effect: deciding as never });
  const decided = await sheets(row);
  expect([decided.length, decided.filter(({ place }) => place !== null).length, decided.filter(({ band }) => band === '优秀').length]).toEqual([160, 0, 80]);
  expect(new Set(decided.map(({ final_total }) => Number(final_total)))).toEqual(new Set([40, 24, ...decided.filter(({ name }) => name === '委员1').map(({ final_total }) => Number(final_total))]));
});
