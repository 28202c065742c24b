import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { suggestion } from '#reports/superior-sheets/blank.ts';
import { superiorSheet, superiorSheetFields } from '#reports/superior-sheets/record.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const enter = siteOf(county, slices);
  [office, worker] = [await enter({ role: 'county_office' }), await enter({ role: 'worker', committee: county.here.committee })];
  const visit = (committee_id: string) => ({ committee_id, topic: '饮水', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false, state: 'held' });
  await county.act((act) => createMany<Inspection>(act, inspection, [visit(county.here.committee), visit(county.here.committee), visit(county.there.committee)]));
  await county.act((act) => createMany(act, deed, [{ member_id: county.there.member, committee_id: county.there.committee, deed: '义诊', kind: 'clinic', done_on: '2025-04-01', precision: 'day', approximate: false, state: 'recorded' }]));
});
afterAll(() => county.drop());

/** A sheet as a superior sends it: title lines, a header of two lines, places in an order of its own, a sum by formula, a look of its own. */
async function blankSheet(rows: readonly string[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('附表1');
  page.addRow(['云岭州乡镇政协工作情况统计表']);
  page.mergeCells('A1:E1');
  page.addRow(['填报单位：', null, null, null, '单位：次、件']);
  page.addRow(['序号', '乡镇（街道）', '履职活动', null, '群众口碑']);
  page.mergeCells('C3:D3');
  page.addRow([null, null, '开展调研视察次数', '民生实事（件）', null]);
  for (const column of ['A', 'B', 'E']) page.mergeCells(`${column}3:${column}4`);
  rows.forEach((name, n) => page.addRow([n + 1, name]));
  page.getCell('C5').font = { name: '仿宋_GB2312', size: 14 };
  if (rows.includes('合计')) page.getCell(4 + rows.length, 3).value = { formula: `SUM(C5:C${3 + rows.length})` };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function registered(rows: readonly string[]): Promise<string> {
  const { body } = await office.send('/superior-sheets', { title: '乡镇政协工作情况统计表', sent_by: '州政协办公室' });
  expect((await office.upload(`/superior-sheets/${body.id}/attachments`, [{ name: '附表1.xlsx', bytes: await blankSheet(rows) }])).status).toBe(201);
  return body.id;
}

async function filled(id: string, who = office): Promise<ExcelJS.Worksheet> {
  const answer = await who.fetch(`/superior-sheets/${id}/filled?from=2025-01-01&to=2025-12-31`);
  expect(answer.status).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  return workbook.getWorksheet('附表1')!;
}

describe('the record', () => {
  test('who may do what in which state', () => {
    expect(faultsOfPath(superiorSheet)).toEqual([]);
    expect(matrix(superiorSheet, { 'of the own county': { committee_id: own.committee }, 'of anywhere': { committee_id: other.committee } })).toMatchSnapshot();
  });
  test('who may, in memory and in SQL', () => expectRelationsAgree(county.house, superiorSheet, superiorSheetFields));
});

test.each([['开展调研视察次数', 'inspections_held'], ['民生实事（件）', 'deeds_done'], ['群众口碑', undefined], ['序号', undefined]])('“%s” suggests %s', (header, name) => {
  expect(suggestion(header, figures)).toBe(name);
});

test('a blank sheet is understood by its header and comes back filled, each number that of the records', async () => {
  const id = await registered(['小河乡', '白石镇', '合计']);
  const page = (await office.get(`/superior-sheets/${id}`)).text;
  expect(page).toContain('C栏：履职活动开展调研视察次数');
  const sheet = await filled(id);
  expect(['C5', 'D5', 'C6', 'D6', 'D7'].map((cell) => sheet.getCell(cell).value)).toEqual([1, 1, 2, 0, 1]);
  expect(sheet.getCell('C7').formula).toBe('SUM(C5:C6)');
  expect([sheet.getCell('A1').value, sheet.getCell('C5').font.name, sheet.getCell('E5').value]).toEqual(['云岭州乡镇政协工作情况统计表', '仿宋_GB2312', null]);
});

test('without names of places each gets a row, the county the last', async () => {
  const sheet = await filled(await registered([]));
  expect([5, 6, 7].map((row) => [sheet.getCell(row, 2).value, sheet.getCell(row, 3).value])).toEqual([['小河乡', 1], ['白石镇', 2], ['云岭自治县合计', 3]]);
});

test('what the office chooses stands in place of what the words suggest, also nothing', async () => {
  const id = await registered(['小河乡', '白石镇']);
  const choose = (content: object) => office.send(`/superior-sheets/${id}/columns`, content);
  expect((await choose({ column_C: 'no_such_figure' })).body.fields.column_C).toContain('请从列表中选');
  expect((await choose({ column_C: '', column_E: 'deeds_members' })).status).toBe(200);
  const sheet = await filled(id);
  expect(['C5', 'D5', 'E5'].map((cell) => sheet.getCell(cell).value)).toEqual([null, 1, 1]);
});

test('what is no sheet of theirs is said in a sentence, and nobody else opens it', async () => {
  const { body } = await office.send('/superior-sheets', { title: '空的' });
  const path = `/superior-sheets/${body.id}`;
  expect((await office.get(path)).text).toContain('还没有空表');
  expect((await office.json(`${path}/filled`)).body.detail).toContain('还没有空表');
  const strange = new ExcelJS.Workbook();
  strange.addWorksheet('通知').addRow(['请于月底前报送']);
  await office.upload(`${path}/attachments`, [{ name: '通知.xlsx', bytes: new Uint8Array(await strange.xlsx.writeBuffer()) }]);
  expect((await office.get(path)).text).toContain('没有认出这张表的表头');
  expect((await office.json(`${path}/filled`)).status).toBe(422);
  expect((await worker.get(path)).status).toBe(404);
  expect((await worker.json(`${path}/filled`)).status).toBe(404);
});
