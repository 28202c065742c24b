import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { suggestion } from '#reports/superior-sheets/heads.ts';
import { sourcesOf } from '#reports/superior-sheets/marks.ts';
import { daysNamed } from '#reports/superior-sheets/spans.ts';
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

/** Fills it for a year, keeps it, and opens what is given out. */
async function filled(id: string): Promise<{ sheet: ExcelJS.Worksheet; file: string; bytes: Uint8Array }> {
  const { status, body } = await office.send(`/superior-sheets/${id}/fillings`, { from: '2025-01-01', to: '2025-12-31' });
  expect(status).toBe(201);
  const bytes = new Uint8Array(await (await office.fetch(body.file)).arrayBuffer());
  return { sheet: await opened(bytes), file: body.file, bytes };
}

async function opened(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook.worksheets[0]!;
}

const values = (sheet: ExcelJS.Worksheet, ...cells: string[]) => cells.map((cell) => sheet.getCell(cell).value);
const mark = (id: string, content: object) => office.send(`/superior-sheets/${id}/marks`, content);

async function attached(title: string, draw: (page: ExcelJS.Worksheet) => void, sheetName = '附表1', id?: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  draw(workbook.addWorksheet(sheetName));
  const record = id ?? (await office.send('/superior-sheets', { title })).body.id;
  expect((await office.upload(`/superior-sheets/${record}/attachments`, [{ name: `${title}.xlsx`, bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) }])).status).toBe(201);
  return record;
}

describe('the record', () => {
  test('who may do what in which state', () => {
    expect(faultsOfPath(superiorSheet)).toEqual([]);
    expect(matrix(superiorSheet, { 'of the own county': { committee_id: own.committee }, 'of anywhere': { committee_id: other.committee } })).toMatchSnapshot();
  });
  test('who may, in memory and in SQL', () => expectRelationsAgree(county.house, superiorSheet, superiorSheetFields));
});

test.each([
  ['开展调研视察次数', 'figure:inspections_held'], ['民生实事（件）', 'figure:deeds_done'], ['委员办理民生实事（件）', 'figure:deeds_done'], ['收集意见建议（条）', 'figure:opinions_received'],
  ['编入委员（名）', 'figure:members_stationed'], ['群众口碑', undefined], ['序号', undefined], ['上年立案（件）', undefined],
])('“%s” suggests %s', (header, name) => {
  expect(suggestion(header, sourcesOf({ figures, ratios: [] }))).toBe(name);
});

test('under the words of a long group the own words are enough', () => {
  expect(suggestion('提案征集办理工作情况立案（件）', sourcesOf({ figures, ratios: [] }), '立案（件）')).toBe('figure:proposals_filed');
});

test.each<[string, object | undefined]>([
  ['3月', { from: '2025-03-01', to: '2025-03-31' }], ['十二月份', undefined], ['第二季度', { from: '2025-04-01', to: '2025-06-30' }], ['三季度', { from: '2025-07-01', to: '2025-09-15' }],
  ['上半年', { from: '2025-01-01', to: '2025-06-30' }], ['全 年', { from: '2025-02-01', to: '2025-09-15' }], ['13月', undefined], ['备注', undefined],
])('“%s” names %j', (header, days) => expect(daysNamed(header, { from: '2025-02-01', to: '2025-09-15' })).toEqual(days));

test('a blank sheet is understood by its header and comes back filled, each number that of the records', async () => {
  const id = await registered(['小河乡', '白石镇', '合计']);
  expect((await office.get(`/superior-sheets/${id}`)).text).toContain('猜：调研视察');
  const { sheet } = await filled(id);
  expect(values(sheet, 'C5', 'D5', 'C6', 'D6', 'D7')).toEqual([1, 1, 2, 0, 1]);
  expect(sheet.getCell('C7').formula).toBe('SUM(C5:C6)');
  expect(values(sheet, 'A1', 'A2', 'E5')).toEqual(['云岭州乡镇政协工作情况统计表', '填报单位：政协云岭自治县委员会', null]);
  expect(sheet.getCell('C5').font.name).toBe('仿宋_GB2312');
});

test('every number that is kept leads to a list as long as it, and the sheet is given out again as it was', async () => {
  const id = await registered(['小河乡', '白石镇', '合计']);
  const first = await filled(id);
  const { body } = await office.json(first.file.replace('/file', ''));
  for (const { value, told } of body.cells.filter((cell: { told?: object }) => cell.told)) expect((await office.json(told.href)).body.total, told.href).toBe(value);
  await county.act((act) => createMany(act, deed, [{ member_id: county.here.member, committee_id: county.here.committee, deed: '修桥', kind: 'clinic', done_on: '2025-05-01', precision: 'day', approximate: false, state: 'recorded' }]));
  const again = new Uint8Array(await (await office.fetch(first.file)).arrayBuffer());
  expect(Buffer.compare(again, first.bytes)).toBe(0);
  const later = await filled(id);
  expect(values(later.sheet, 'D6')).toEqual([1]);
  expect((await office.get(first.file.replace('/file', ''))).text).toContain('每个数字的口径');
  expect((await office.fetch(first.file.replace('/file', '/annex.xlsx'))).status).toBe(200);
  expect((await verifyFiles(county.house, county.id)).damaged).toEqual([]);
});

test('without names of places each gets a row, the county the last', async () => {
  const { sheet } = await filled(await registered([]));
  expect([5, 6, 7].map((row) => sheet.getCell(row, 2).value)).toEqual(['小河乡', '白石镇', '云岭自治县合计']);
  expect([5, 6, 7].map((row) => sheet.getCell(row, 3).value)).toEqual([1, 2, 3]);
});

test('what the office chooses stands in place of what the words suggest, also nothing', async () => {
  const id = await registered(['小河乡', '白石镇']);
  expect((await mark(id, { at: 'C5', kind: 'column', fills: 'figure:no_such' })).body.fields.fills).toContain('请从列表中选');
  expect((await mark(id, { at: 'C5', kind: 'column', fills: '' })).status).toBe(200);
  expect((await mark(id, { at: 'E5', kind: 'column', fills: 'figure:deeds_members' })).status).toBe(200);
  expect((await mark(id, { at: 'E2', kind: 'cell', fills: 'fact:year' })).status).toBe(200);
  expect(values((await filled(id)).sheet, 'C5', 'D5', 'E5', 'E2')).toEqual([null, 1, 1, '单位：次、件2025']);
});

test('numbers below each other beside months, and beside nothing', async () => {
  const months = await attached('按月', (page) => {
    page.addRow(['指标', '3月', '4月', '二季度', '全年']);
    page.addRow(['调研视察次数']);
    page.addRow(['民生实事（件）']);
  });
  expect(values((await filled(months)).sheet, 'B2', 'C2', 'E2', 'B3', 'C3', 'D3')).toEqual([3, 0, 3, 0, 1, 2]);
  const plain = await attached('逐项', (page) => {
    page.addRow(['调研视察次数', null, '次']);
    page.addRow(['民生实事（件）', null, '件']);
  });
  expect(values((await filled(plain)).sheet, 'B1', 'C1', 'B2')).toEqual([3, '次', 2]);
});

test('a list stands below its heading, its columns known by their words; what has no room is refused', async () => {
  const draw = (room: number) => (page: ExcelJS.Worksheet) => {
    page.addRow(['视察名册']);
    page.addRow(['序号', '主题', '日期', '备注']);
    for (let n = 0; n < room; n++) page.addRow([n + 1]);
    page.addRow(['合计', null, null, null]);
    page.getCell(room + 3, 2).value = '以上属实';
  };
  const id = await attached('名册', draw(5));
  const { body } = await mark(id, { at: 'A3', kind: 'list', fills: 'figure:inspections_held' });
  expect(body.marks[0].parts.slice(0, 2)).toEqual([{ letter: 'A', words: '序号', column: '#' }, { letter: 'B', words: '主题', column: 'topic' }]);
  const { sheet } = await filled(id);
  expect(values(sheet, 'A3', 'B3', 'A5', 'B5', 'B6', 'B8')).toEqual([1, '饮水', 3, '饮水', null, '以上属实']);
  const narrow = await attached('窄名册', draw(2));
  await mark(narrow, { at: 'A3', kind: 'list', fills: 'figure:inspections_held' });
  expect((await office.json(`/superior-sheets/${narrow}/preview?from=2025-01-01&to=2025-12-31`)).body.detail).toContain('只留了2行');
});

test('next year\'s sheet, renamed and with other columns, takes over what was said by its words and tells what it lost', async () => {
  const first = (page: ExcelJS.Worksheet) => {
    page.addRow(['乡镇', '调研视察次数', '为民办事', '口碑指数']);
    page.addRow(['白石镇']);
    page.addRow(['小河乡']);
  };
  const id = await attached('年报', first);
  await mark(id, { at: 'C2', kind: 'column', fills: 'figure:deeds_done' });
  await mark(id, { at: 'D2', kind: 'column', fills: 'figure:deeds_members' });
  await attached('年报', (page) => {
    page.addRow(['2026年度']);
    page.addRow(['乡镇', '新增一栏', '又一栏', '为民办事', '调研视察次数']);
    page.addRow(['小河乡']);
    page.addRow(['白石镇']);
  }, '2026年附表', id);
  const page = (await office.get(`/superior-sheets/${id}`)).text;
  expect(page).toContain('这些在新表里找不到了');
  expect(page).toContain('“口碑指数”');
  expect(page).toContain('“为民办事”从C移到D');
  expect(values((await filled(id)).sheet, 'D3', 'E3', 'B3', 'C3')).toEqual([1, 1, null, null]);
});

test('an old .xls is drawn anew with its words and merged ranges', async () => {
  const book = utils.book_new();
  const page = utils.aoa_to_sheet([['老表'], ['乡镇', '调研视察次数', '民生实事（件）'], ['白石镇', null, null], ['合计', null, null]]);
  page['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
  utils.book_append_sheet(book, page, '附表');
  const { body } = await office.send('/superior-sheets', { title: '老表' });
  expect((await office.upload(`/superior-sheets/${body.id}/attachments`, [{ name: '老表.xls', bytes: write(book, { type: 'buffer', bookType: 'biff8' }) }])).status).toBe(201);
  expect((await office.get(`/superior-sheets/${body.id}`)).text).toContain('旧格式的表');
  const { sheet } = await filled(body.id);
  expect(values(sheet, 'A1', 'B3', 'C4')).toEqual(['老表', 2, 2]);
  expect(sheet.getCell('C1').isMerged).toBe(true);
});

test('what is no sheet of theirs is said in a sentence, and nobody else opens it', async () => {
  const { body } = await office.send('/superior-sheets', { title: '空的' });
  const path = `/superior-sheets/${body.id}`;
  expect((await office.get(path)).text).toContain('添加空表');
  expect((await office.json(`${path}/preview`)).body.detail).toContain('还没有空表');
  const macros = zipSync({ '[Content_Types].xml': strToU8('<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'), 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/vbaProject.bin': strToU8('x') });
  const refused = await office.upload(`${path}/attachments`, [{ name: '宏.xlsm', bytes: macros }]);
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('宏')]);
  const bomb = zipSync({ '[Content_Types].xml': strToU8('<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'), 'xl/a.xml': new Uint8Array(300 * 1024 * 1024) }, { level: 9 });
  expect((await office.upload(`${path}/attachments`, [{ name: '大.xlsx', bytes: bomb }])).status).toBe(422);
  await attached('通知', (page) => page.addRow(['请于月底前报送']), '通知', body.id);
  expect((await office.get(path)).text).toContain('没有认出哪一格该填什么');
  expect((await office.send(`${path}/fillings`, {})).body.detail).toContain('没有一格要填的');
  for (const at of ['', 'ZZZ1', 'A0', "A1'"]) expect((await office.json(`${path}/cell?sheet=通知&at=${encodeURIComponent(at)}`)).status).toBe(404);
  expect((await office.fetch(`${path}/cell?sheet=通知&at=ZZZ1`)).status).toBe(400);
  expect((await worker.get(path)).status).toBe(404);
  expect((await worker.send(`${path}/fillings`, {})).status).toBe(404);
  expect((await worker.send(`${path}/marks`, { at: 'A1', kind: 'cell' })).status).toBe(404);
});
