import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, phone, seen } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** The prefecture sends a sheet of its own in September; the clerk says once what belongs where, and gives it back filled. */
describe.skipIf(!hasBrowser())('a superior\'s sheet is filled', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    page = await comeIn(county, theatre, { name: '李秀英', role: 'county_office' });
    const visit = (committee_id: string, topic: string) => ({ committee_id, topic, kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false, state: 'held' });
    await county.act((act) => createMany<Inspection>(act, inspection, [visit(county.here.committee, '饮水'), visit(county.here.committee, '道路'), visit(county.there.committee, '路灯')]));
    await county.act((act) => createMany(act, deed, [{ member_id: county.there.member, committee_id: county.there.committee, deed: '义诊', kind: 'clinic', done_on: '2025-04-01', precision: 'day', approximate: false, state: 'recorded' }]));
  });
  afterAll(() => theatre?.close());

  async function blank(): Promise<string> {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('附表1', { pageSetup: { paperSize: 9, orientation: 'landscape' } });
    for (const row of [['云岭州政协工作统计表'], ['填报单位：'], ['乡镇（街道）', '调研视察次数', '为民服务'], ['小河乡'], ['白石镇'], ['合计', { formula: 'SUM(B4:B5)' }]]) sheet.addRow(row);
    sheet.mergeCells('A1:C1');
    sheet.getCell('B4').font = { name: '仿宋_GB2312', size: 14 };
    const roster = workbook.addWorksheet('附表2');
    for (const row of [['视察活动名册'], ['序号', '主题', '日期']]) roster.addRow(row);
    const path = join(theatre.folder, '统计表.xlsx');
    await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
    return path;
  }

  test('in one step it is registered with its workbook, and most of it is understood', async () => {
    await page.goto(`${theatre.address}/superior-sheets/new`);
    await page.getByLabel('表名').fill('政协工作统计表');
    await page.getByLabel('上级发来的空表').setInputFiles(await blank());
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { name: '哪一格填什么' }).waitFor();
    expect(await page.getByRole('link', { name: /猜：/ }).count()).toBeGreaterThanOrEqual(2);
    await seen(page, 'a superior\'s sheet understood');
    await page.setViewportSize(phone.viewport!);
    await seen(page, 'a superior\'s sheet on a phone');
    await page.setViewportSize(desk.viewport!);
  });

  test('a click on a cell says what else belongs there, also a whole list', async () => {
    await page.getByRole('link', { name: /^C4：/ }).click();
    await page.getByLabel('填什么').selectOption('figure:deeds_done');
    await page.getByRole('button', { name: '就填这个' }).click();
    await page.getByText('已保存：C').waitFor();
    await page.getByRole('link', { name: '附表2', exact: true }).click();
    await page.getByRole('link', { name: /视察活动名册/ }).waitFor();
    await page.getByRole('link', { name: /^A3：/ }).click();
    await page.getByLabel('填什么').selectOption('figure:inspections_held');
    await page.getByLabel('从这一格往下列名单').check();
    await page.getByRole('button', { name: '就填这个' }).click();
    await page.getByRole('heading', { name: '名单的每一栏' }).waitFor();
    await seen(page, 'what fills a cell');
    expect(await page.getByLabel('B栏：主题').inputValue()).toBe('topic');
    await page.getByRole('button', { name: '保存名单的各栏' }).click();
    await page.getByText('已保存：A3').waitFor();
  });

  test('from then on: choose the period, look, keep, download; the sheet is as it was, with the numbers of the lists in it', async () => {
    await page.getByLabel('起始日期').fill('2025-01-01');
    await page.getByLabel('截止日期').fill('2025-12-31');
    await page.getByRole('button', { name: '填好看一看' }).click();
    await page.getByRole('button', { name: '留存，去下载' }).waitFor();
    await seen(page, 'a superior\'s sheet filled');
    await page.getByRole('button', { name: '留存，去下载' }).click();
    await page.getByText('已留存').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载填好的表' }).click()]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await file.path());
    const sheet = workbook.getWorksheet('附表1')!;
    expect(['A2', 'B4', 'B5', 'C4', 'C5', 'C6'].map((cell) => sheet.getCell(cell).value)).toEqual(['填报单位：政协云岭自治县委员会', 1, 2, 1, 0, 1]);
    expect([sheet.getCell('B6').formula, sheet.getCell('B4').font.size, sheet.getCell('C1').isMerged, sheet.pageSetup.orientation]).toEqual(['SUM(B4:B5)', 14, true, 'landscape']);
    const roster = workbook.getWorksheet('附表2')!;
    expect([3, 4, 5].map((row) => roster.getCell(row, 1).value)).toEqual([1, 2, 3]);
    expect(new Set([3, 4, 5].map((row) => roster.getCell(row, 2).value))).toEqual(new Set(['饮水', '道路', '路灯']));
  });

  test('each number leads to the list it counts', async () => {
    await page.getByRole('row', { name: /附表1 B5/ }).getByRole('link').click();
    await page.getByText('下面的2条就是这个数字').waitFor();
  });
});
