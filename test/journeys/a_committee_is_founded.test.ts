import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

describe.skipIf(!hasBrowser())('a committee is founded, from the request to the plaque, and later merged', () => {
  let county: TestCounty;
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, clerk, 'wang');
    page = await theatre.signIn('wang', { password: `${goodPassword}wang` });
  });
  afterAll(() => theatre?.close());

  /** Opens a step, fills in what it asks for, and confirms. */
  async function takeStep(label: string, fields: Record<string, string> = {}): Promise<void> {
    const step = page.locator('.step-asks').filter({ has: page.locator('summary', { hasText: label }) });
    await step.locator('summary').click();
    for (const [name, value] of Object.entries(fields)) await step.getByLabel(name).fill(value);
    await step.getByRole('button', { name: `确定${label}` }).click();
    await page.getByText(`已${label}。`).first().waitFor();
  }

  test('given places that have none, when the office writes the request, then their committees are proposed with it and the paper is ready', async () => {
    await page.goto(`${theatre.address}/settings/new`);
    await page.getByLabel('事项').fill('关于设置青山乡政协联络委的请示');
    await page.getByLabel('拟设立联络委的乡镇（街道）').fill('青山乡');
    await page.getByLabel('会同单位').fill('县委组织部、青山乡党委');
    await page.getByLabel('签发人').fill('石主席');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '关于设置青山乡政协联络委的请示' }).waitFor();
    await page.getByRole('cell', { name: '拟设立' }).waitFor();
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '请示（Word）' }).click()]);
    const text = strFromU8(unzipSync(await readFile(await paper.path()))['word/document.xml']!);
    expect(text).toContain('妥否，请批示。');
  });

  test('when the Party committee replied, its standing committee decided and the document is out, then it stands; plaque and appointment follow', async () => {
    await takeStep('登记请示', { 请示文号: '云协〔2025〕1号', 请示日期: '2099-01-12' });
    const asked = page.locator('.step-asks').filter({ has: page.locator('summary', { hasText: '登记批复' }) });
    expect(await asked.getByLabel('批复意见').inputValue()).toContain('同意设置青山乡政协联络委。');
    await takeStep('登记批复', { 批复文号: '云委复〔2099〕4号', 批复日期: '2099-01-21' });
    const [reply] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '批复（Word）' }).click()]);
    expect(strFromU8(unzipSync(await readFile(await reply.path()))['word/document.xml']!)).toContain('收悉');
    await takeStep('登记常委会审定', { 会议名称: '县委常委会第3次会议', 审定日期: '2099-01-20' });
    await takeStep('登记印发', { 文号: '云办发〔2099〕2号', 印发机关: '县委办公室', 印发日期: '2099-01-25' });
    await page.getByRole('cell', { name: '已设立' }).waitFor();
    await takeStep('登记授牌', { 授牌日期: '2099-02-10' });
    await page.getByText('涉及的1个联络委都已授牌').waitFor();
    await page.getByText('1个联络委中，已授牌1个').waitFor();
    expect(await page.getByRole('button', { name: '登记授牌' }).isDisabled()).toBe(true);
    await takeStep('登记任命文件', { 任命文号: '云委干〔2099〕7号', 任命日期: '2099-02-15' });
    await page.getByRole('link', { name: '青山乡政协联络委' }).first().click();
    await page.getByRole('heading', { level: 2, name: '沿革' }).waitFor();
    const strip = page.locator('.history-strip');
    expect(await strip.innerText()).toMatch(/2099-01-25\s+设立\s+2099-02-10\s+授牌/u);
    const violations = await violationsOn(page);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test('when 小河乡 is merged into 白石镇, then one page shows who moves, and confirming it moves them', async () => {
    await page.goto(`${theatre.address}/reorganisations/new`);
    await page.getByLabel('调整方式').selectOption({ label: '合并' });
    await page.getByRole('group', { name: /调整的联络委/ }).getByLabel('小河乡').check();
    await page.getByRole('group', { name: /由哪个联络委承接/ }).getByLabel('白石镇').check();
    await page.getByLabel('审定日期').fill('2025-05-20');
    await page.getByLabel('文号').fill('云委〔2025〕9号');
    await page.getByLabel('生效日期').fill('2025-06-01');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('自2025-06-01起，小河乡政协联络委并入白石镇政协联络委。').waitFor();
    await page.locator('summary', { hasText: '办理生效' }).click();
    expect(await page.getByLabel('杨小河（小河乡）').locator('option:checked').innerText()).toBe('白石镇政协联络委');
    const violations = await violationsOn(page);
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole('button', { name: '确定办理生效' }).click();
    await page.getByText('现在是“已生效”').waitFor();
    await page.goto(`${theatre.address}/committees/${county.here.committee}`);
    expect(await page.locator('.history-strip').innerText()).toContain('小河乡联络委并入');
    await page.getByRole('link', { name: '杨小河' }).waitFor();
  });
});
