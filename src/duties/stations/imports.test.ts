import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { newColumns } from '#platform/importing/target.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, createMany } from '#platform/records/write.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { stationImport } from '#duties/stations/imports.ts';
import { station, type Station } from '#duties/stations/record.ts';
import { sheetFile, type DemoCell } from '../../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
  await county.act((act) => create(act, parameterSetting, { key: 'stations.kinds', value: '委员会客厅、委员工作室', from_day: '2020-01-01' }));
}, 120_000);
afterAll(() => county?.drop());

const head: DemoCell[][] = [
  ['云岭县委员服务站一览表', null, null, null, null, null, null, null],
  ['序号', '服务站名称', '所在乡镇', '类型', '地点', '值班时间', '联系电话', '挂牌时间'],
];
const register: DemoCell[][] = [
  ...head,
  [1, '白石镇会客厅', '白石镇', '委员会客厅', '老粮站', '每周三上午', '08551234567', '2025.3.1'],
  [2, '李梅工作室', null, '工作室', null, null, null, { day: '2025-04-02' }],
  [3, '议事亭', null, '亭子', '桥头', null, '八位', '2025年5月1日'],
  [4, '小河站', '小河乡', '服务站', null, null, null, '2023-13-01'],
  ['合计', '4', null, null, null, null, null, null],
];

async function taken(rows: DemoCell[][]) {
  const [found] = recogniseWorkbook(await readWorkbook(await sheetFile('xlsx', [{ name: 'Sheet1', rows, merges: [], hiddenColumns: [] }]), '委员服务站.xlsx'), [stationImport.kind], {});
  const { rows: read } = takeSheet(found!.sheet, found!.recognition!, { today: '2026-01-13' });
  const judged = judgeRows(stationImport.kind, read);
  const good = judged.filter(({ verdict }) => verdict === 'new');
  return county.act(async (act) => {
    const resolved = await stationImport.resolve(act, good);
    const there = await stationImport.existing(act, resolved);
    const made = await createMany<Station>(act, station, resolved.filter(({ index }) => !there.has(index)).map(newColumns) as Partial<Station>[], { batch: uuidv7() });
    const remarks = [...judged.flatMap(({ remarks: of }) => of), ...resolved.flatMap(({ problems }) => problems)].map(({ field, level }) => `${field}: ${level}`);
    return { made, standing: there.size, remarks };
  }, county.cast.office);
}

test('a messy register becomes stations of the county\'s own kinds; what cannot be read is told, and the same register again enters nothing', async () => {
  const { made, remarks } = await taken(register);
  expect(made.map(({ name, kind, opened_on, committee_id }) => [name, kind, opened_on, committee_id])).toEqual([
    ['白石镇会客厅', '委员会客厅', '2025-03-01', county.here.committee], ['李梅工作室', 'studio', '2025-04-02', county.here.committee], ['议事亭', '委员会客厅', '2025-05-01', county.here.committee],
  ]);
  expect(new Set(made.map(({ code }) => code)).size, 'each has a public address of its own').toBe(3);
  expect(remarks.toSorted()).toEqual(['kind: check', 'opened: refuse', 'phone: check']);
  expect(await taken(register)).toMatchObject({ made: [], standing: 3 });
});

test('what goes out to be corrected comes back as it was', async () => {
  const { out, rows } = await reading(county.house, county.cast.office, async (look) => ({ out: await stationImport.outgoing!(look), rows: await list<Station>(look, station, { order: [{ column: 'opened_on' }], limit: 10 }) }));
  const labels = out.map(({ field }) => stationImport.kind.columns[field]!.label);
  const { made, standing, remarks } = await taken([head[0]!, labels, ...rows.map((row) => out.map(({ cell }) => cell(row)))]);
  expect({ made, standing, remarks }).toEqual({ made: [], standing: 3, remarks: [] });
});
