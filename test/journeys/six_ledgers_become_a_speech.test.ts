import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';
import { today } from '#platform/time.ts';
import { foundTrialCounty } from '../../db/demo-county/load.ts';
import { hasBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** The office's ledgers as they arrive; they lie beside the checkout, not in it. */
const ledgers = join(projectRoot, '..', 'shared', 'ledgers');

/** What a careful clerk finds in them; see `truth.json` there. The Baishi ledger has one row twice. */
const truth: Record<string, number> = {
  members_current: 163, committees_established: 20, opinions_received: 35 - 1 + 34 + 35, disputes_received: 2, inspections_held: 79, inspections_joint: 16,
  consultations_held: 39, deeds_done: 136, proposals_received: 118, proposals_filed: 92, proposals_merged: 15, proposals_converted: 7, proposals_refused: 4, key_proposals: 6,
};

/** The order in which a clerk takes them: people and places first. */
const files = ['政协委员名册.xlsx', '白石镇民情台账2025.xlsx', '清溪乡台账.csv', '六乡镇群众反映问题登记.xls', '提案登记表.xlsx', '2025年履职活动登记.xlsx'];

/** What the clerk types into a refused cell, having asked on the telephone. */
const mended: [RegExp, string][] = [[/手机|电话/, '13900001234'], [/时间|日期/, '2025-06-15'], [/事项|问题/, '希望在村里增设养老服务点']];

describe.skipIf(!hasBrowser() || !existsSync(ledgers))('six ledgers become a speech', { timeout: 300_000 }, () => {
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    const database = await testDatabase();
    await foundTrialCounty(database.ownerPool, await openHouse(database.appPool, slices, testFiles()), today());
    theatre = await stage(database);
    page = await theatre.signIn('office');
  }, 120_000);
  afterAll(() => theatre?.close());

  test.each(files)('%s goes in through the pages, and what is refused is mended there', async (file) => {
    await page.goto(`${theatre.address}/imports`);
    await page.getByLabel('表格文件').setInputFiles(join(ledgers, file));
    await page.getByRole('button', { name: '上传并核对' }).click();
    await page.getByRole('heading', { level: 1, name: file }).waitFor();
    if (await page.getByText('是哪一年的').count()) await tellTheYear();
    await enter();
    for (let left = await refused(); left > 0; left = await refused()) {
      await mendOne();
      await enter();
      expect(await refused(), `${file}: a mended row comes in`).toBeLessThan(left);
    }
  });

  /** A ledger that names no year anywhere asks for it once, for all its sheets. */
  async function tellTheYear(): Promise<void> {
    await page.getByLabel('年份').fill('2025');
    await page.getByRole('button', { name: '按这样重新核对' }).click();
    await page.getByText('已按新的读法重新核对').waitFor();
  }

  /** Confirms everything that has to be founded along, and imports what is good. */
  async function enter(): Promise<void> {
    for (const tick of await page.getByLabel(/^设立 \d+ 个/).all()) await tick.check();
    await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click();
    await page.getByText(/已导入：/).first().waitFor({ timeout: 60_000 });
  }

  const refusedLinks = () => page.getByRole('navigation', { name: '按结果筛选' }).getByRole('link', { name: /^需修改/ });

  /** Refused rows of all sheets of the open batch. */
  async function refused(): Promise<number> {
    const text = await page.locator('.head-lead').innerText();
    return Number(/需修改 (\d+) 行/.exec(text)?.[1] ?? 0);
  }

  async function mendOne(): Promise<void> {
    await refusedLinks().first().click();
    await refusedLinks().and(page.locator('[aria-current="page"]')).waitFor(); // the links of the page before are the same
    await page.getByRole('link', { name: '更正' }).first().click();
    await page.getByRole('button', { name: '保存更正' }).waitFor();
    const wrong = await page.locator('[aria-invalid="true"]').all();
    expect(wrong.length).toBeGreaterThan(0);
    for (const field of wrong) {
      const label = await page.locator(`label[for="${await field.getAttribute('id')}"]`).innerText();
      const typed = mended.find(([words]) => words.test(label))?.[1];
      expect(typed, `nothing to type for ${label}`).toBeDefined();
      await field.fill(typed!);
    }
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText(/已更正/).first().waitFor();
  }

  test('every figure of the speech is what a careful clerk finds', async () => {
    const answer = await page.request.get(`${theatre.address}/api/v1/figures?from=2025-01-01&to=2025-12-31`);
    const { figures, ratios } = (await answer.json()) as { figures: { name: string; value: number }[]; ratios: { name: string; printed?: string; value?: number | string }[] };
    const found = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(Object.keys(truth).map((name) => [name, found[name]]))).toEqual(truth);
    expect(JSON.stringify(ratios)).toContain('77.97');
    expect(JSON.stringify(ratios)).toContain('90.68');
  });

  test('the claims are refused exactly where something is missing', async () => {
    await page.goto(`${theatre.address}/claims/inspections_quarterly?from=2025-01-01&to=2025-12-31`);
    expect(await page.locator('main').innerText()).toMatch(/小河乡.{0,6}第三季度/);
    await page.goto(`${theatre.address}/claims/consultations_half_yearly?from=2025-01-01&to=2025-12-31`);
    expect(await page.locator('main').innerText()).toMatch(/青山乡.{0,6}下半年/);
  });

  test('the speech is written, with these numbers and no empty place', async () => {
    await page.goto(`${theatre.address}/speech?from=2025-01-01&to=2025-12-31`);
    const text = await page.locator('article.official').innerText();
    for (const number of ['118', '92', '77.97%', '79', '16', '39', '136', '103']) expect(text).toContain(number);
    expect(text).not.toMatch(/[*＊{}]|undefined|NaN/);
  });
});
