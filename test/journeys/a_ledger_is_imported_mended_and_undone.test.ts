import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { sheetFile } from '../../db/demo-county/sheet-files.ts';
import { emptyCounty, type EmptyCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

const ledger = [
  ['云岭自治县调研视察登记表（2025年）', null, null, null, null, null],
  ['乡镇', '季度', '主题', '时间', '是否与县政协联动', '参加委员人次'],
  ['白石镇', '一季度', '饮水安全情况调研', '2025.3.23', '否', 13],
  ['白石镇', '二季度', '基层医疗情况视察', '２０２５-５-６', '是', '8人'],
  ['小河乡', '三季度', '人居环境情况调研', '2025年13月2日', '否', 6],
  ['小河乡', '四季度', '乡村教育情况调研', '2052-11-03', '否', 7],
  ['白石镇', '一季度', '饮水安全情况调研', '2025.3.23', '否', 13],
  ['合计', null, '5次', null, null, null],
];

describe.skipIf(!hasBrowser())('a ledger from Excel is imported, mended and undone', { timeout: 90_000 }, () => {
  let county: EmptyCounty;
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    county = await emptyCounty(slices);
    theatre = await stage(county.database);
    await writeFile(join(theatre.folder, '调研视察登记.xlsx'), await sheetFile('xlsx', [{ name: '登记', rows: ledger, merges: [[1, 1, 1, 6]], hiddenColumns: [] }]));
    await writeFile(join(theatre.folder, '通知.xls'), '<html><body><table><tr><td>通知</td></tr></table></body></html>');
    const person = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'wang');
    page = await theatre.signIn('wang', { password: `${goodPassword}wang`, context: { viewport: { width: 1366, height: 860 } } });
  });

  afterAll(() => theatre?.close());

  const inspections = () => reading(county.house, program(county.id), (look) => list<Inspection>(look, inspection, { limit: 50 }));

  /** Nothing for axe to say, nothing beyond the edge of a narrow phone; a picture for whoever asks. */
  async function fit(name: string): Promise<void> {
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const [size, width] of [['desk', 1366], ['phone', 390], ['narrow', 320]] as const) {
      await page.setViewportSize({ width, height: 860 });
      if (pictures) await page.screenshot({ path: join(pictures, `import-${name}-${size}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1366, height: 860 });
  }

  async function upload(...files: string[]): Promise<void> {
    await page.goto(`${theatre.address}/imports`);
    await page.getByLabel('表格文件').setInputFiles(files.map((file) => join(theatre.folder, file)));
    await page.getByRole('button', { name: '上传并核对' }).click();
  }

  const verdict = (name: string) => page.getByRole('navigation', { name: '按结果筛选' }).getByRole('link', { name: new RegExp(`^${name}`) });

  /** Shows the rows of one verdict, and waits until it is they that are shown. */
  async function only(name: string): Promise<void> {
    await verdict(name).click();
    await expect.poll(() => verdict(name).getAttribute('aria-current')).not.toBeNull();
  }

  test('given a web page renamed to xls, when it is sent, then it comes back with a sentence and nothing is kept', async () => {
    await upload('通知.xls');
    await page.getByText('这个文件其实是网页').waitFor();
    await fit('refused-file');
    await page.getByText('还没有导入过表格').waitFor();
  });

  test('given a messy ledger, when it is sent, then every row is told what it will become, cell by cell', async () => {
    await upload('调研视察登记.xlsx');
    await page.getByRole('heading', { level: 1, name: '调研视察登记.xlsx' }).waitFor();
    await page.getByText('系统里还没有的').waitFor();
    expect(await verdict('新增').innerText()).toContain('2');
    expect(await verdict('文件内重复').innerText()).toContain('1');
    await fit('preview');
    await page.getByText('更改读法').click();
    await fit('reading');
    await page.getByLabel(/^F ?参加委员人次/).selectOption('');
    await page.getByRole('button', { name: '按这样重新核对' }).click();
    await page.getByText('已按新的读法重新核对').waitFor();
    expect(await page.getByRole('columnheader', { name: '参加委员人次' }).count()).toBe(0);
    await only('需修改');
    await page.getByText('没有13月').waitFor();
    await page.getByText('D 列“时间”').first().waitFor();
    expect(await inspections()).toEqual([]);
  });

  test('when the missing committee is ticked and the good rows are imported, then exactly they are there', async () => {
    await page.getByLabel(/设立 1 个联络委/).check();
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('还有 2 行需要修改').first().waitFor();
    expect((await inspections()).map(({ topic }) => topic).toSorted()).toEqual(['基层医疗情况视察', '饮水安全情况调研']);
    await fit('entered');
  });

  test('when a refused row is mended on the page, then it comes in alone', async () => {
    await only('需修改');
    await page.getByRole('link', { name: '更正' }).first().click();
    await page.getByLabel('时间').fill('2025年9月31日');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('alert').getByText('没有31日').waitFor();
    await fit('row');
    await page.getByLabel('时间').fill('2025年9月2日');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText('第 5 行已更正').waitFor();
    await page.getByLabel(/设立 1 个联络委/).check();
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText('还有 1 行需要修改').first().waitFor();
    expect((await inspections()).find(({ topic }) => topic === '人居环境情况调研')?.held_on).toBe('2025-09-02');
  });

  test('when the marked workbook is downloaded, mended in Excel and sent again, then only its row comes in', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载标注好的表格' }).first().click()]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await readFile(await download.path())).buffer as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getCell(3, 1).text).toContain('在今天');
    sheet.getCell(3, 5).value = '2025-11-03';
    await writeFile(join(theatre.folder, download.suggestedFilename()), new Uint8Array(await workbook.xlsx.writeBuffer()));
    await upload(download.suggestedFilename());
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText('已导入：新增 1 条').waitFor();
    expect(await inspections()).toHaveLength(4);
  });

  test('when the first batch is undone, then its records are gone and the later one stays, and its place with it', async () => {
    await page.goto(`${theatre.address}/imports`);
    await fit('list');
    await page.getByRole('link', { name: '调研视察登记.xlsx' }).click();
    await page.getByText('撤销整批').first().click();
    await page.getByRole('button', { name: '确定撤销整批' }).click();
    await page.getByText('保留未动的记录').waitFor();
    await page.getByRole('link', { name: /小河乡政协联络委/ }).waitFor();
    await fit('undone');
    expect((await inspections()).map(({ topic }) => topic)).toEqual(['乡村教育情况调研']);
  });
});
