import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { unit } from '#institutions/units/record.ts';
import { countFigures } from '#platform/figures/count.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { v7 as uuidv7 } from 'uuid';
import { figures } from '#duties/proposals/facts.ts';
import { proposalImport } from '#duties/proposals/imports.ts';
import { linked } from '#duties/proposals/linking.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { sheetFile } from '../../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
});
afterAll(() => county.drop());

type Cells = (string | number | null)[];
const workbookOf = (title: string, header: string[], rows: Cells[]) =>
  sheetFile('xlsx', [{ name: '提案', rows: [[title, ...header.slice(1).map(() => null)], header, ...rows], merges: [[1, 1, 1, header.length]], hiddenColumns: [] }]);

async function take(bytes: Uint8Array, fileName: string, year?: number) {
  const [found] = recogniseWorkbook(await readWorkbook(bytes, fileName), [proposalImport.kind], year === undefined ? {} : { told: { year } });
  const taken = takeSheet(found!.sheet, found!.recognition!, { today: '2026-01-13' });
  return { ...taken, judged: judgeRows(proposalImport.kind, taken.rows) };
}

/** As the import's page does it: resolve, found what is missing, enter what is new and update what stands. */
async function importRows(of: TestCounty, bytes: Uint8Array, fileName: string, year?: number) {
  const { judged, aside } = await take(bytes, fileName, year);
  const good = judged.filter(({ verdict }) => verdict === 'new');
  return of.act(async (act) => {
    const batch = uuidv7();
    const needs = new Map((await proposalImport.resolve(act, good)).flatMap((row) => row.needs).map((need) => [need.key, need]));
    for (const declared of [committee, unit] as Lifecycle[]) {
      await createMany(act, declared, [...needs.values()].filter(({ what }) => what === declared.name).map(({ columns }) => columns), { batch });
    }
    const rows = await proposalImport.resolve(act, good);
    const standing = await proposalImport.existing(act, rows);
    const entered = await proposalImport.enter!(act, rows.filter(({ index }) => !standing.has(index)), batch);
    const updated: unknown[] = [];
    for (const row of rows) if (standing.has(row.index)) updated.push(await proposalImport.update!(act, standing.get(row.index)!, row, batch));
    return { aside, judged, needs: [...needs.keys()], problems: rows.flatMap(({ problems }) => problems), entered, updated };
  }, of.cast.office);
}

const all = (of: TestCounty) => reading(of.house, of.cast.office, (look) => list(look, proposal, { order: [{ column: 'serial_no' }], limit: 500 }));
const numbers = (of: TestCounty) => reading(of.house, of.cast.office, async (look) => Object.fromEntries(await countFigures(look, figures, { from: '2025-01-01', to: '2025-12-31' })));

const shared = new URL('../../../../shared/ledgers/', import.meta.url);

describe.runIf(existsSync(shared))('the register beside the checkout', () => {
  const fileName = '提案登记表.xlsx';
  const bytes = () => readFileSync(new URL(encodeURIComponent(fileName), shared));

  test('without a year anywhere it asks for one instead of guessing', async () => {
    const { judged } = await take(bytes(), fileName);
    expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['refused']));
    expect(judged[0]!.remarks.find(({ asks }) => asks === 'year')?.sentence).toContain('请在导入页面选定');
  });

  test('what a careful clerk finds', async () => {
    const fresh = await testCounty([proposalsSlice]);
    const expected = JSON.parse(readFileSync(new URL('truth.json', shared), 'utf8')).files[fileName];
    const { aside, entered, needs, problems } = await importRows(fresh, bytes(), fileName, 2025);
    expect(entered).toHaveLength(expected.rows);
    expect(aside.map(({ text }) => text)).toEqual(['共收到提案118件，立案92件']);
    expect(await numbers(fresh)).toMatchObject({
      proposals_received: expected.rows, proposals_filed: expected.filed, proposals_merged: expected.merged, proposals_converted: expected.converted,
      proposals_refused: expected.refused, key_proposals: expected.key, key_proposals_closed: 0, proposals_closed: 0, proposals_replied: expected.filed,
    });
    expect(needs).toContain('unit:县公安交警');
    const rows = await all(fresh);
    expect(rows.map(({ serial_no: n }) => n)).toEqual(Array.from({ length: 118 }, (_, n) => n + 1));
    const numbered = new Map(rows.map((row) => [row.proposal_no, row]));
    expect(numbered.get(41), '41 → 34 → 27, kept as entered and resolved').toMatchObject({ merged_into_id: numbered.get(34)!.id, merged_root_id: numbered.get(27)!.id, state: 'merged' });
    expect(numbered.get(103)!.assisting_ids).toHaveLength(6);
    expect(numbered.get(6)).toMatchObject({ letter: 'A', state: 'replied', result: 'SOLVED', term: 9, session: 5, time_class: 'session', submitted_on: '2025-01-01', precision: 'year' });
    expect(numbered.get(3)).toMatchObject({ letter: 'B', result: null, state: 'rated', rating_result: 'satisfied', other_cosigners: ['陈敏', '罗永强'], proposer_kind: 'joint' });
    expect(['县工商联', '民建县支部', '农业界', '白石镇委员小组', '王强'].map((name) => rows.find((row) => row.proposer_name === name)?.proposer_kind)).toEqual(['organisation', 'party', 'sector', 'group', 'member']);
    const dangling = rows.filter(({ disposition, merged_into_id: into }) => disposition === 'merged' && into === null).map(({ merged_into_no: n }) => n);
    expect(dangling, 'numbers that no row has: told, and kept as written').toEqual([72, 94]);
    expect(problems.filter(({ sentence }) => sentence.startsWith('没有找到第')).map(({ level }) => level)).toEqual(['check', 'check']);

    const again = await importRows(fresh, bytes(), fileName, 2025);
    expect([again.entered.length, again.updated.length, again.needs]).toEqual([0, 118, []]);
    expect(await all(fresh)).toHaveLength(118);
    await fresh.drop();
  });
});

test('another office’s headers and words; names are matched to the roster, never guessed', async () => {
  await county.act(async (act) => {
    const people = await createMany(act, person, ['王强', '王强', '韦志'].map((name) => ({ name })));
    await createMany(act, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, joined_on: '2022-01-10', standing: false, name_key: '' })));
  });
  const header = ['流水号', '提案编号', '提案名称', '领衔委员', '附议委员', '承办单位', '协办单位', '立案情况', '办理结果', '满意度', '是否办结', '督办领导', '提交时间', '联络委'];
  const bytes = await workbookOf('政协云岭县九届三次会议提案办理情况一览表', header, [
    ['001', '９-001', '修通断头路', '王强', '韦志，石大山', '县发改局', '县水务局；县财政局', '立案', '部分解决', '基本满意', '已办结', '李县长', '2025.3.1', '白石镇'],
    ['002', '第2号', '建停车场', '韦志等3人', null, '县发改局', null, '予以立案', 'Ｂ', null, '未办结', null, '2025年3月2日', null],
    ['003', null, '加装路灯', '石大山、杨小河', null, null, null, '并案（与第2号合并）', null, null, null, null, '2025/3/3', null],
    ['004', null, '推介本厂茶叶', '县工商业联合会', null, null, null, '不予立案', null, null, null, null, '2025-03-04', null],
    ['005', null, '还没有审查', '杨小河', null, null, null, null, null, null, null, null, '2025-03-05', null],
    ['006', '2', '号码重复的', '杨小河', null, '县财政局', null, '立案', null, null, null, null, '2025-03-06', '月亮乡'],
  ]);
  const { problems, entered } = await importRows(county, bytes, '一览表.xlsx');
  const told = (await all(county)).map(({ serial_no, proposal_no, title, state, proposer_kind, letter, result }) => [serial_no, proposal_no, title, state, proposer_kind, letter, result]);
  expect(entered).toHaveLength(6);
  expect(told).toEqual([
    [1, 1, '修通断头路', 'closed', 'joint', null, 'PARTLY'],
    [2, 2, '建停车场', 'replied', 'member', 'B', null],
    [3, null, '加装路灯', 'merged', 'joint', null, null],
    [4, null, '推介本厂茶叶', 'refused', 'organisation', null, null],
    [5, null, '还没有审查', 'submitted', 'member', null, null],
    [6, null, '号码重复的', 'assigned', 'member', null, null],
  ]);
  const [road, parking, lamps] = (await all(county)) as [Proposal, Proposal, Proposal];
  expect(road, 'two are called 王强').toMatchObject({ member_id: null, proposer_name: '王强', key_led_by: '李县长', key_since: '2025-03-01', committee_id: county.here.committee, precision: 'day', term: 9, session: 3 });
  expect(road.cosigner_ids).toHaveLength(2);
  expect(road.assisting_ids).toHaveLength(2);
  expect(parking.proposer_name).toBe('韦志');
  expect(lamps).toMatchObject({ merged_into_id: parking.id, merged_root_id: parking.id, member_id: county.here.member, cosigner_ids: [county.there.member] });
  const checks = problems.filter(({ level }) => level === 'check').map(({ field, sentence }) => [field, sentence.slice(0, 12)]);
  expect(checks).toEqual([['proposer', '名册中有2位“王强”，没'], ['proposal_no', '提案号2已经是“建停车场']]);
});

test('a later edition brings the proposals forward, never back', async () => {
  const fresh = await testCounty([proposalsSlice]);
  const header = ['编号', '案由', '提案人', '审查意见', '主办单位', '办理类别', '委员意见'];
  const edition = (a: Cells, b: Cells) => workbookOf('九届五次会议提案登记表（2025年）', header, [[1, '修路', '石大山', ...a], [2, '饮水', '杨小河', ...b]]);
  await importRows(fresh, await edition(['立案', '县水务局', null, null], ['立案', '县水务局', 'A', '满意']), '一.xlsx');
  expect((await all(fresh)).map(({ state }) => state)).toEqual(['assigned', 'rated']);
  const { updated } = await importRows(fresh, await edition(['立案', '县水务局', 'B', null], ['立案', '县水务局', null, null]), '二.xlsx');
  expect(updated).toHaveLength(2);
  expect((await all(fresh)).map(({ state, letter, rating_result: rating }) => [state, letter, rating])).toEqual([['replied', 'B', null], ['rated', 'A', 'satisfied']]);
  const closing = await workbookOf('九届五次会议提案登记表（2025年）', ['编号', '案由', '提案人', '办结情况'], [[1, '修路', '石大山', '办理中'], [2, '饮水', '杨小河', '已办结']]);
  const rows = await fresh.act(async (act) => {
    const resolved = await proposalImport.resolve(act, (await take(closing, '三.xlsx')).judged);
    await proposalImport.existing(act, resolved);
    return resolved;
  }, fresh.cast.office);
  expect(rows.map(({ columns }) => columns['state']), 'a difference that the clerk is shown').toEqual([undefined, 'closed']);
  await fresh.drop();
});

test('links of merges end where the handling is; circles and missing numbers link to nothing', () => {
  const row = (n: number, into: number | null) => ({ id: `p${n}`, term: 9, session: 5, proposal_no: n, merged_into_no: into });
  const links = linked([row(1, null), row(2, 1), row(3, 2), row(4, 5), row(5, 4), row(6, 6), row(7, 99)], []);
  expect(Object.fromEntries(links)).toEqual({ p2: { merged_into_id: 'p1', merged_root_id: 'p1' }, p3: { merged_into_id: 'p2', merged_root_id: 'p1' } });
});

test('who handles separately comes in as such, not as assisting; a cell that was emptied empties the list', async () => {
  const bytes = await workbookOf('政协云岭县九届三次会议提案登记表', ['流水号', '提案号', '案由', '提案人', '主办单位', '分办单位', '审查意见', '提交日期'], [['901', '901', '整治占道和修补路面', '石大山', '县水务局', '县交通运输局', '立案', '2025-03-01']]);
  await importRows(county, bytes, '登记表.xlsx');
  const find = async () => (await all(county)).find(({ title }) => title === '整治占道和修补路面')!;
  const row = await find();
  expect(row).toMatchObject({ lead_unit_id: county.here.unit, separate_ids: [county.there.unit], assisting_ids: [], mode: 'separate' });
  await county.act((act) => proposalImport.update!(act, row, { index: 0, columns: { told: row.state }, assumed: {}, problems: [], foundings: [], emptied: ['separate_ids', 'assisting_ids', 'category'] } as never, uuidv7()), county.cast.office);
  expect(await find()).toMatchObject({ separate_ids: [], assisting_ids: [], category: null });
});
