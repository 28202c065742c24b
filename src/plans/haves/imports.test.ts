import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetFile, type DemoCell, type DemoFormat } from '../../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { equipmentImport } from '#plans/haves/equipment/imports.ts';
import { equipment, type EquipmentEntry } from '#plans/haves/equipment/record.ts';
import { adoptChecklist } from '#plans/haves/fixtures.ts';
import { fundsImport } from '#plans/haves/funds/imports.ts';
import { funds, type FundsEntry } from '#plans/haves/funds/record.ts';
import { overviewsOn } from '#plans/haves/overview.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { newColumns, type ImportTarget } from '#platform/importing/target.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';

type Merge = [top: number, left: number, bottom: number, right: number];

/** The two registers as offices keep them: titles, units and notes around, headers over two merged lines, names merged downward, sums between. */
describe('messy registers', () => {
  let county: TestCounty;
  beforeAll(async () => {
    county = await testCounty([committeesSlice(), postsSlice, workCalendarSlice, parametersSlice, havesSlice]);
    await county.act((act) => adoptChecklist(act, '2023-01-01'), county.cast.office);
  });
  afterAll(() => county.drop());

  async function taken(target: ImportTarget, format: DemoFormat, fileName: string, rows: DemoCell[][], merges: Merge[] = []) {
    const bytes = await sheetFile(format, [{ name: 'Sheet1', rows, merges, hiddenColumns: [] }]);
    const [found] = recogniseWorkbook(await readWorkbook(bytes, fileName), [equipmentImport.kind, fundsImport.kind], {});
    expect(found?.recognition?.kind.name).toBe(target.kind.name);
    const { rows: read, aside } = takeSheet(found!.sheet, found!.recognition!, { today: '2026-01-13' });
    const judged = judgeRows(target.kind, read);
    const good = judged.filter(({ verdict }) => verdict === 'new');
    const standing = await county.act(async (act) => {
      const resolved = await target.resolve(act, good);
      const there = await target.existing(act, resolved);
      await createMany(act, target.declared, resolved.filter(({ index }) => !there.has(index)).map(newColumns), { batch: uuidv7() });
      return there.size;
    }, county.cast.office);
    const remarks = judged.flatMap(({ remarks: made }) => made).map(({ row, field, level, sentence }) => ({ row, field, level, sentence }));
    return { entered: good.length - standing, standing, aside: aside.map(({ row, nature }) => [row, nature]), remarks };
  }

  const at = (id: string) => (id === county.here.committee ? '白石镇' : '小河乡');
  const allEquipment = async () => (await reading(county.house, county.cast.office, (look) => list<EquipmentEntry>(look, equipment, { order: [{ column: 'since' }], limit: 100 })))
    .map(({ committee_id, name, number, since, place }) => [at(committee_id), name, number, since, place]);
  const allFunds = async () => (await reading(county.house, county.cast.office, (look) => list<FundsEntry>(look, funds, { order: [{ column: 'year' }, { column: 'amount' }], limit: 100 })))
    .map(({ committee_id, year, amount, source, used }) => [at(committee_id), year, amount, source, used]);

  const equipmentRows: DemoCell[][] = [
    ['云岭县乡镇政协联络委固定资产（办公设备）登记表', null, null, null, null, null],
    ['填报单位：县政协办公室', null, null, null, '填报时间：2026年1月', null],
    ['序号', '使用单位', '设备情况', null, '购置时间', '存放位置'],
    [null, null, '资产名称', '数量（台）', null, null],
    [1, '白石镇政协联络委', '电脑', '3台', '2023年3月15日', '二楼205室'],
    [2, null, '打印机', 1, { day: '2023-04-02' }, '二楼205室'],
    [3, null, '档案柜', '二', '2023.5.6', null],
    ['小计', null, null, 6, null, null],
    [4, '小河乡', '电脑', 2, '二〇二三年六月', '联络委办公室'],
    [5, '小河乡', '投影仪', 1, '2023-13-01', null],
    ['合计', null, null, 9, null, null],
    ['注：固定资产以县财政登记为准。', null, null, null, null, null],
  ];
  const merges: Merge[] = [[1, 1, 1, 6], [3, 1, 4, 1], [3, 2, 4, 2], [3, 3, 3, 4], [3, 5, 4, 5], [3, 6, 4, 6], [5, 2, 7, 2]];

  test('equipment: headers over two lines, names merged downward, sums and notes between, days as text', async () => {
    const found = await taken(equipmentImport, 'xlsx', '固定资产登记表.xlsx', equipmentRows, merges);
    expect(found.aside).toEqual([[8, 'total'], [11, 'total'], [12, 'note']]);
    expect(found.remarks.filter(({ level }) => level === 'refuse')).toEqual([expect.objectContaining({ row: 10, field: 'since', sentence: expect.stringContaining('2023-13-01') })]);
    expect(await allEquipment()).toEqual([
      ['白石镇', '电脑', 3, '2023-03-15', '二楼205室'], ['白石镇', '打印机', 1, '2023-04-02', '二楼205室'], ['白石镇', '档案柜', 2, '2023-05-06', null], ['小河乡', '电脑', 2, '2023-06-01', '联络委办公室'],
    ]);
  });

  test('the same file once more brings nothing twice', async () => {
    expect(await taken(equipmentImport, 'xlsx', '固定资产登记表.xlsx', equipmentRows, merges)).toMatchObject({ entered: 0, standing: 4 });
    expect(await allEquipment()).toHaveLength(4);
  });

  test('funds: GB 18030 text, the unit above the table, amounts with units of their own', async () => {
    const found = await taken(fundsImport, 'csv gb18030', '2025年度联络委工作经费安排表.csv', [
      ['2025年度乡镇（街道）政协联络委工作经费安排表', null, null, null, null],
      [null, null, null, null, '单位：万元'],
      ['乡镇（街道）', '年度', '安排金额', '资金来源', '已支出'],
      ['白石镇', '2025年', '2.55', '县财政预算', '1.2'],
      ['白石镇', '2025年', '8,000元', '乡镇财政', null],
      ['小河乡', null, '3万元', '县财政预算', '约1'],
      ['小河乡', '2025', '待定', '乡镇财政', null],
      ['合计', null, '6.35', null, '2.2'],
    ]);
    expect(found.aside).toEqual([[8, 'total']]);
    expect(found.remarks.filter(({ level }) => level === 'refuse').map(({ row, field }) => [row, field])).toEqual([[7, 'amount']]);
    expect(found.remarks).toContainEqual(expect.objectContaining({ row: 4, field: 'amount', level: 'info', sentence: expect.stringContaining('25500') }));
    expect(await allFunds()).toEqual([
      ['白石镇', 2025, 8_000, '乡镇财政', null], ['白石镇', 2025, 25_500, '县财政预算', 12_000], ['小河乡', 2025, 30_000, '县财政预算', 10_000],
    ]);
  });

  test('funds: the unit in the header, the year in the title', async () => {
    await taken(fundsImport, 'xlsx', '经费.xlsx', [
      ['2026年联络委工作经费', null, null, null],
      ['使用单位', '安排经费（万元）', '经费来源', '支出（元）'],
      ['白石镇联络委', 2, '县财政预算', '1,234.50'],
    ], [[1, 1, 1, 4]]);
    expect((await allFunds()).at(-1)).toEqual(['白石镇', 2026, 20_000, '县财政预算', 1_235]);
  });

  test('what was imported shows in the overview', async () => {
    const [overview] = await reading(county.house, county.cast.office, (look) => overviewsOn(look, '2025-12-01'));
    const met = (kind: string) => overview!.committees.map(({ id, items }) => [at(id), items.find(({ item }) => item.kind === kind)!.standing]).toSorted();
    expect([met('equipment'), met('funds')]).toEqual([[['小河乡', 'met'], ['白石镇', 'met']], [['小河乡', 'met'], ['白石镇', 'met']]]);
  });
});
