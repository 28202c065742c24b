import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { inspection } from '#duties/inspections/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { readScheme } from '#assessment/schemes/text.ts';
import { duties, enterRandomYear, works, year } from '../../../test/random-year.ts';
import { eventsOf, scoresFrom, scoresOf, subjectsOf, type Scored } from '#assessment/scores/facts.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([...duties, { records: [committee, member] }]);
  await enterRandomYear(county, 50);
});
afterAll(() => county.drop());

function schemeFrom(text: string): Scheme {
  const { scheme, complaints } = readScheme(text);
  if (!scheme) throw new Error(JSON.stringify(complaints));
  return scheme;
}

/** Every part that asks something else of records: stages, levels, roles, amounts, periods, a quota, a spread, a rate, first and further ones, minimum conditions. */
const ofCommittees = schemeFrom(`
方案: 联络委考核
对象: 联络委
部分:
  - 名称: 履职
    项目:
      - { 名称: 每月台账, 计: { 来源: 民情台账, 每期: { 期: 月, 最少: 1, 得: 1, 超出每件: 0.2 } } }
      - { 名称: 台账办结, 最多: 20, 计: { 来源: 民情台账, 得: { 同时符合: 相加, 分档: [{ 阶段: 登记, 得: 0.1 }, { 阶段: 解决, 得: 0.5 }, { 阶段: 回访满意, 得: 0.3 }] } } }
      - { 名称: 解决率, 按比率: { 来源: 民情台账, 其中: { 情形: 已解决 }, 总数: 民情台账, 得: 10, 目标: 60, 每低一个百分点扣: 0.1 } }
      - { 名称: 社情民意, 计: { 来源: 社情民意, 其中: { 阶段: 报送 }, 从第几件起: 3, 得: 1.5 } }
      - { 名称: 采用和批示, 计: { 来源: [信息采用, 领导批示], 得: { 分档: [{ 层级: [全国, 省], 得: 5 }, { 层级: 市, 得: 3 }, { 得: 1 }] } } }
      - { 名称: 调研视察, 计: { 来源: 调研视察, 满额: { 最少: 4, 得: 8, 不足: 按比例 } } }
      - { 名称: 组织调研, 计: { 来源: 调研视察, 其中: { 身份: 组织 }, 只计几件: 3, 得: 2, 合作的: 均分 } }
      - { 名称: 协商, 计: { 来源: 协商活动, 得: 3, 均匀: { 期: 半年 } } }
      - { 名称: 提案, 计: { 来源: 提案, 得: { 分档: [{ 阶段: 重点, 得: 4 }, { 阶段: 立案, 得: 2 }] } } }
      - { 名称: 服务人次, 最多: 15, 计: { 来源: 为民实事, 按: 数量, 得: 0.01 } }
      - { 名称: 交办任务, 基础分: 10, 计: { 来源: 交办任务, 其中: { 情形: [逾期, 逾期未办] }, 得: -1 } }
必须做到:
  - { 名称: 一季一次, 来源: 调研视察, 期: 季度, 最少: 1, 否则: 工作滞后 }
等次: [{ 名称: 优秀, 最少: 60 }, { 名称: 合格 }]
`);

const ofMembers = schemeFrom(`
方案: 委员考核
对象: 委员
部分:
  - 名称: 履职
    项目:
      - { 名称: 提案, 计: { 来源: 提案, 其中: { 阶段: 立案 }, 合作的: 第一人一半其余均分, 得: 10 } }
      - { 名称: 参加活动, 计: { 来源: [调研视察, 活动出席], 得: 2 } }
      - { 名称: 半天, 计: { 来源: 活动出席, 按: 数量, 得: 0.5 } }
      - { 名称: 缺席, 基础分: 10, 计: { 来源: 活动出席, 其中: { 情形: 缺席 }, 得: -2 } }
      - { 名称: 实事, 计: { 来源: 为民实事, 其中: { 阶段: 核实 }, 得: 5 } }
`);

/** What is kept tells the month and not the day, so what counts alike is named in another order. */
const inAnyOrder = (sentence: string): string => sentence.replace(/(?<=：)[^：＝]+(?=＝)/u, (parts) => parts.split('＋').toSorted().join('＋'));

const look = <T>(work: (at: Reading) => Promise<T>): Promise<T> => reading(county.house, county.cast.office, work);
const overOf = async (at: Reading, scheme: Scheme) => ({ ...year, subjects: await subjectsOf(at, scheme.subject, year) });
const scored = (at: Reading, scheme: Scheme, together = false): Promise<Scored[]> => overOf(at, scheme).then((over) => scoresOf(at, works, scheme, { ...over, together }));
const told = (scores: readonly Scored[]) => JSON.stringify(scores);
const linesOf = (scores: readonly Scored[]) => scores.flatMap(({ id, sheet }) => sheet.sections.flatMap(({ lines }) => lines.map((line) => ({ id, line }))));

test('every record behind a point is there, in the period, and the work of whoever has the point', () => look(async (at) => {
  for (const [scheme, columns] of [[ofCommittees, ['committee_id', 'body_ids']], [ofMembers, ['member_id', 'cosigner_ids', 'asked']]] as const) {
    const lines = linesOf(await scored(at, scheme));
    expect(lines.flatMap(({ line }) => line.given).length).toBeGreaterThan(50);
    for (const { id, event } of lines.flatMap(({ id: whose, line }) => [...line.given, ...line.passed].map(({ event: one }) => ({ id: whose, event: one })))) {
      expect(event.day >= year.from && event.day <= year.to).toBe(true);
      const { table } = at.house.records.get(event.record)!;
      const { rows: [row] } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where county_id = ${at.county} and id = ${event.id}`.execute(at.db);
      expect(row, `${event.record} ${event.id}`).toBeDefined();
      if (event.record !== 'inspection' || scheme.subject === 'committee') expect(columns.flatMap((column) => row![column] ?? []), event.record).toContain(id);
    }
  }
}));

test('in whatever order the records are read, the points are the same', () => look(async (at) => {
  for (const scheme of [ofCommittees, ofMembers]) {
    const over = await overOf(at, scheme);
    const events = await eventsOf(at, works, scheme, over);
    const first = told(scoresFrom(scheme, over, events));
    for (const told of ['given', 'passed'] as const) expect(linesOf(scoresFrom(scheme, over, events)).some(({ line }) => line[told].length > 2), told).toBe(true);
    fc.assert(fc.property(fc.infiniteStream(fc.nat()), (turns) => {
      const shuffled = new Map([...events].map(([id, own]) => [id, own.map((event) => ({ event, turn: turns.next().value })).toSorted((a, b) => a.turn - b.turn).map(({ event }) => event)]));
      expect(told(scoresFrom(scheme, over, shuffled))).toBe(first);
    }), { numRuns: 10 });
  }
}));

test('alike records put together by the database give the same points, sentences and bands as one by one', () => look(async (at) => {
  for (const scheme of [ofCommittees, ofMembers, { ...ofMembers, cut_off: '12-31' }]) { // entered after the cut-off, nothing counts: both say so
    const [apart, together] = [await scored(at, scheme), await scored(at, scheme, true)];
    const plain = (scores: readonly Scored[]) => scores.map(({ id, sheet, grade }) => ({ id, total: sheet.total.toJSON(), grade: JSON.stringify(grade), lines: linesOf([{ id, sheet, grade }]).map(({ line }) => `${line.points.toJSON()} ${inAnyOrder(line.sentence)}`) }));
    expect(plain(together)).toEqual(plain(apart));
    expect(apart.some(({ sheet }) => sheet.total.toString() !== '0')).toBe(true);
  }
}));

test('a visit of several committees is counted once for each of them, and a member who was there has one work of it', () => look(async (at) => {
  const once = (lines: ReturnType<typeof linesOf>, key: (event: { record: string; id: string; same?: string }) => string) => {
    for (const { id, line } of lines) {
      const counted = line.given.map(({ event }) => key(event));
      expect(new Set(counted).size, `${id} ${line.name}`).toBe(counted.length);
    }
  };
  once(linesOf(await scored(at, ofCommittees)), ({ record, id }) => `${record} ${id}`);
  const attended = linesOf(await scored(at, ofMembers)).filter(({ line }) => line.name === '参加活动');
  once(attended, ({ same, id }) => same ?? id);
  expect(attended.some(({ line }) => line.passed.some(({ why }) => why.includes('同一件')))).toBe(true);
}));

test('a year that was frozen is reckoned again byte by byte, whatever was changed since', async () => {
  const at = await look(lastAct);
  const then = (scheme: Scheme) => look((now) => scored({ ...now, asOf: at }, scheme));
  const before = [told(await then(ofCommittees)), told(await then(ofMembers))];
  const now = [told(await look((present) => scored(present, ofCommittees))), told(await look((present) => scored(present, ofMembers)))];
  expect(before).toEqual(now);
  const open = await look(async ({ db, county: id }) => ({
    visit: await db.selectFrom('inspections').select('id').where('county_id', '=', id).where('state', '=', 'held').executeTakeFirstOrThrow(),
    entry: await db.selectFrom('ledger_entries').select('id').where('county_id', '=', id).where('state', '=', 'received').executeTakeFirstOrThrow(),
  }));
  await county.act((act) => edit(act, inspection, open.visit.id, undefined, { partner_ids: [], held_on: '2025-02-03' }), county.cast.office);
  await county.act((act) => take(act, ledgerEntry, open.entry.id, 'void', { reason: '重复' }), county.cast.office);
  await enterRandomYear(county, 20, 7_000);
  expect([told(await then(ofCommittees)), told(await then(ofMembers))]).toEqual(before);
  expect(told(await look((present) => scored(present, ofCommittees)))).not.toBe(now[0]);
});

test('those are assessed who were there: a committee that was merged meanwhile too, and work of the term before is the member’s own', async () => {
  const { here } = county;
  const [gone] = await county.act((act) => createMany(act, committee, [
    { state: 'abolished', name: '老街政协联络委', place: '老街', place_kind: 'street', form: '联络委', founded_on: '2020-01-01', abolished_on: '2025-06-30', rank: 9 },
    { state: 'abolished', name: '旧街政协联络委', place: '旧街', place_kind: 'street', form: '联络委', founded_on: '2020-01-01', abolished_on: '2024-12-31', rank: 9 },
    { state: 'proposed', name: '新区政协联络委', place: '新区', place_kind: 'zone', form: '联络委', rank: 9 },
  ] as never[]));
  const committees = await look((at) => subjectsOf(at, 'committee', year));
  expect(committees.map(({ name }) => name)).toEqual(['小河乡政协联络委', '白石镇政协联络委', '老街政协联络委']);
  expect(committees.find(({ id }) => id === gone!.id)!.roles).toEqual(['街道', '年内撤销']);
  const [again] = await county.act(async (act) => {
    await take(act, member, here.member, 'leave', { reason: '换届', input: { left_on: '2025-07-01', left_why: '换届' } });
    return createMany(act, member, [{ person_id: here.person, name: '石大山', term: 10, committee_id: here.committee, joined_on: '2025-07-01', standing: true, name_key: '' }] as never[]);
  }, county.cast.office);
  const members = await look((at) => subjectsOf(at, 'member', year));
  expect(members.map(({ id }) => id)).not.toContain(here.member);
  expect(members.find(({ id }) => id === again!.id)!.roles).toEqual(['常委', '委员']);
  const events = await look(async (at) => eventsOf(at, works, ofMembers, { ...year, subjects: [{ id: again!.id }] }));
  expect(events.get(again!.id)!.length).toBeGreaterThan(10);
});
