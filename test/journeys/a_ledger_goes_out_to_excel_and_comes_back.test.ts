import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit } from '#platform/records/write.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, read, seen, stepOf } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** The clerk corrects the ledger in Excel while others correct it in the program. */
describe.skipIf(!hasBrowser())('a ledger goes out to Excel and comes back', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let page: Page;
  let rows: LedgerEntry[];
  let workbook: ExcelJS.Workbook;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    page = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: county.here.committee });
    const told = (matter: string, more: Partial<LedgerEntry> = {}) => ({ committee_id: county.here.committee, received_on: '2025-03-02', matter, place: '岩脚村', way: 'letter', category: '道路', people_affected: 30, handling: 'to_township', outcome: 'in_hand', dispute: false, reporter: '吴大娘', phone: '13812345678', ...more }) as LedgerEntry;
    rows = await county.act((act) => enterMany(act, [told('水渠垮塌'), told('路灯不亮'), told('井盖松动', { precision: 'month', received_on: '2025-03-01' }), told('班车停开'), told('垃圾没有清运'), told('水渠垮塌')], {}));
  });
  afterAll(() => theatre?.close());

  const entries = async () => new Map((await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { limit: 50 }))).map((row) => [row.id, row]));
  const correct = (row: LedgerEntry, values: Partial<LedgerEntry>) => county.act((act) => edit(act, ledgerEntry, row.id, undefined, values), county.cast.worker);
  const sheet = () => workbook.worksheets[0]!;
  const columnOf = (label: string): number => {
    let found = 0;
    sheet().getRow(3).eachCell((cell, n) => { if (cell.text === label) found = n; });
    return found;
  };
  const rowOf = (row: LedgerEntry): ExcelJS.Row => {
    let found: ExcelJS.Row | undefined;
    sheet().eachRow((one) => { if (one.getCell(columnOf('系统编号')).text === row.id) found = one; });
    return found!;
  };
  const write = (row: LedgerEntry, label: string, value: string | null) => { rowOf(row).getCell(columnOf(label)).value = value; };

  /** By the link of the list, as a clerk gets it. */
  async function download(): Promise<void> {
    await page.goto(`${theatre.address}/ledger`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '可改的 Excel' }).click()]);
    workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await file.path());
  }

  async function sendBack(name: string): Promise<void> {
    const file = join(theatre.folder, name);
    await writeFile(file, new Uint8Array(await workbook.xlsx.writeBuffer()));
    await page.goto(`${theatre.address}/imports`);
    await page.getByLabel('表格文件').setInputFiles(file);
    await page.getByRole('button', { name: '上传并核对' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }

  const heading = (): Promise<string> => page.locator('.head').innerText();
  const line = (matter: string) => page.locator('.import-rows tbody tr').filter({ hasText: matter });

  test('given it went out, it hides and locks which row is which record, and tells nothing of who reported', async () => {
    await download();
    expect(sheet().getColumn(columnOf('系统编号')).hidden).toBe(true);
    expect([rowOf(rows[0]!).getCell(columnOf('系统编号')).protection?.locked ?? true, rowOf(rows[0]!).getCell(columnOf('反映问题') || 6).protection?.locked]).toEqual([true, false]);
    expect(JSON.stringify(sheet().getSheetValues())).not.toMatch(/吴大娘|13812345678/);
  });

  test('when it comes back untouched, every row is the same and nothing is to be done', async () => {
    await sendBack('未改.xlsx');
    expect(await heading()).toMatch(/(?:相同|没有变化|无变化|一致).*6 行/u);
    expect(await page.getByRole('button', { name: /^导入|^更新/u }).count()).toBe(0);
  });

  test('when cells were changed here and there, each row says what it will become', async () => {
    const [canal, lamp, cover, bus, rubbish] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    await download();
    write(canal, '地点', '新寨村');
    write(lamp, '地点', '小河村');
    write(lamp, '事项类别', '照明');
    write(lamp, '涉及人数', '45');
    write(cover, '事项类别', null);
    sheet().spliceRows(rowOf(rubbish).number, 1);
    sheet().addRow([null, '2025-04-05', '白石镇', '走访', '岩脚村', '新冒出来的事']);
    await correct(lamp, { place: '大河村', category: '电力' });
    await correct(bus, { category: '交通' });
    await sendBack('改过.xlsx');
    expect(await line('路灯不亮').innerText()).toMatch(/涉及人数[\s\S]*30[\s\S]*45/u);
    expect(await line('路灯不亮').innerText()).toContain('导出时“岩脚村”，表格改成“小河村”，系统里已被别人改成“大河村”');
    expect(await line('井盖松动').innerText()).toMatch(/事项类别[\s\S]*道路[\s\S]*（空）/u);
    expect(await line('班车停开').innerText()).toContain('“交通”');
    expect(await read(page)).toMatch(/有 1 行您和别人都改过/u);
    expect(await read(page)).toMatch(/这张表里没有的 1 条：不会从系统里删除[\s\S]*垃圾没有清运/u);
    await seen(page, 'excel-preview');
  });

  test('when it is entered, what both changed waits, what somebody else changed stays, and what is missing is not gone', async () => {
    const [canal, lamp, cover, bus, rubbish] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText('您和别人都改过同一格').waitFor();
    const now = await entries();
    expect(now.get(canal.id)).toMatchObject({ place: '新寨村', reporter: '吴大娘', phone: '13812345678', version: 2 });
    expect(now.get(cover.id)).toMatchObject({ category: null, precision: 'month' });
    expect([now.get(lamp.id)!.place, now.get(bus.id)!.category, now.get(rubbish.id)!.state]).toEqual(['大河村', '交通', 'in_hand']);
  });

  test('when each cell is decided on its page, one for the sheet and one for the program, then the row comes in as decided', async () => {
    const [, lamp] = rows as [LedgerEntry, LedgerEntry];
    await line('路灯不亮').getByRole('link', { name: '选择' }).click();
    await page.getByRole('heading', { name: /两边都改过/u }).waitFor();
    await seen(page, 'excel-deciding');
    await page.getByRole('button', { name: '就这样定' }).click();
    await page.getByRole('alert').waitFor(); // nothing is chosen beforehand
    await page.getByLabel('保留系统的：大河村').check();
    await page.getByLabel('用表格的：照明').check();
    await page.setViewportSize({ width: 390, height: 844 });
    await seen(page, 'excel-deciding-phone');
    await page.setViewportSize({ width: 1366, height: 860 });
    await page.getByRole('button', { name: '就这样定' }).click();
    await page.getByRole('button', { name: '更新 1 条' }).click();
    await expect.poll(async () => (await entries()).get(lamp.id)).toMatchObject({ place: '大河村', category: '照明', people_affected: 45 });
  });

  test('when it is undone, everything stands as before, and what somebody changed since stays', async () => {
    const [canal, lamp, cover] = rows as [LedgerEntry, LedgerEntry, LedgerEntry];
    await correct(cover, { category: '管网' });
    await page.goto(page.url());
    await stepOf(page, '撤销整批').locator('summary').click();
    await page.getByRole('button', { name: '确定撤销整批' }).click();
    await page.getByText('保留未动的记录').waitFor();
    await seen(page, 'excel-undone');
    const now = await entries();
    expect(now.size).toBe(6);
    expect([now.get(canal.id)!.place, now.get(lamp.id)!.people_affected, now.get(cover.id)!.category]).toEqual(['岩脚村', 30, '管网']);
  });

  test('a row whose record is not there for this person is refused, not entered anew', async () => {
    await download();
    rowOf(rows[0]!).getCell(columnOf('系统编号')).value = crypto.randomUUID();
    await sendBack('别处的.xlsx');
    expect(await heading()).toMatch(/需修改 1 行/u);
    expect(await heading()).not.toMatch(/新增/u);
  });
});
