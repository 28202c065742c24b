import { strFromU8, unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { create } from '#platform/records/write.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** The office asks the county government for money: drafted, checked, signed and sealed on paper, sent; the answer comes in and is filed. */
describe.skipIf(!hasBrowser())('a request is sent and answered', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act((act) => create(act, parameterSetting, { key: 'papers.code', value: '云协', from_day: '2020-01-01', why: '办公室惯例' }), county.cast.office);
    await county.act((act) => create(act, parameterSetting, { key: 'papers.second_head', value: 'CWNGHEZ YINZLINGJ', from_day: '2020-01-01', why: '自治条例' }), county.cast.office);
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    page = await theatre.signIn('li', { password: `${goodPassword}li` });
  }, 240_000);

  afterAll(() => theatre?.close());

  /** What the days are is filled in already: today. */
  async function take(label: string, inputs: Record<string, string>, then: string): Promise<void> {
    const step = page.locator('.step-asks').filter({ has: page.locator('summary', { hasText: label }) }).first();
    await step.locator('summary').click();
    for (const [name, value] of Object.entries(inputs)) await step.getByLabel(name).fill(value);
    await step.getByRole('button', { name: label }).click();
    await page.getByText(`现在是“${then}”`).waitFor();
  }

  async function download(name: RegExp): Promise<Buffer> {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    return readFile(await file.path());
  }

  test('drafted and seen as it will be printed', async () => {
    await page.goto(`${theatre.address}/outgoing-papers/new`);
    await page.getByLabel('文种').selectOption({ label: '请示' });
    for (const [label, words] of Object.entries({ 标题: '关于核定联络委工作经费的请示', 主送机关: '云岭自治县人民政府', 正文: '各联络委工作经费尚未核定，现请示如下。\n妥否，请批示。', 附注: '联系人：李梅，电话：0874-1234567' })) {
      await page.getByLabel(new RegExp(`^${label}`, 'u')).fill(words);
    }
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.waitForURL(/outgoing-papers\/[0-9a-f-]{36}$/u);
    address = page.url();
    const sheet = await page.locator('article.official').innerText();
    expect(sheet).toMatch(/CWNGHEZ YINZLINGJ[^]*委员会文件[^]*关于核定联络委[^]*妥否，请批示。/u);
    expect((await violationsOn(page)).map(({ id }) => id)).toEqual([]);
  });

  test('checked, signed, numbered, sealed, sent: the number stands in the Word file and in the PDF', async () => {
    await page.getByRole('button', { name: '送核稿' }).click();
    await page.getByText('现在是“待核稿”').waitFor();
    await take('核稿通过', { 核稿人: '王小军' }, '待签发');
    await take('登记签发', { 签发人: '王振华' }, '待编号');
    await take('编号', {}, '待用印');
    const word = strFromU8(unzipSync(await download(/^文件（Word）/u))['word/document.xml']!).replaceAll(/<[^>]+>/gu, '');
    expect(word).toMatch(/云协〔\d{4}〕1号签发人：王振华关于核定/u);
    expect((await download(/^PDF 文件，/u)).subarray(0, 5).toString()).toBe('%PDF-');
    await take('登记用印', { 监印人: '李梅' }, '待印发');
    const sending = page.locator('.step-asks').filter({ has: page.locator('summary', { hasText: '登记印发' }) });
    await sending.locator('summary').click();
    await sending.getByLabel('怎样送出').selectOption({ label: '专人送达' });
    await sending.getByLabel('份数').fill('6');
    await sending.getByRole('button', { name: '登记印发' }).click();
    await page.getByText('现在是“已印发”').waitFor();
  });

  test('the answer comes in, is handled and filed, and stands beside the request', async () => {
    await page.getByRole('link', { name: '登记来文答复' }).click();
    await page.waitForURL(/incoming-papers\/new/u);
    for (const [label, words] of Object.entries({ 来文单位: '云岭自治县人民政府', 来文字号: '云政复〔2026〕3号', 来文标题: '关于核定联络委工作经费的批复' })) await page.getByLabel(new RegExp(`^${label}`, 'u')).fill(words);
    await page.getByRole('button', { name: /^登记/u }).last().click();
    await page.waitForURL(/incoming-papers\/[0-9a-f-]{36}$/u);
    await take('拟办', { 拟办意见: '请主席阅示', 拟办人: '李梅' }, '待批示');
    await take('登记批示', { 批示领导: '主席 王振华', 承办人: '李梅' }, '承办中');
    await take('办结', { 办理结果: '已转各联络委' }, '已办结');
    expect((await download(/^PDF 收文处理单，/u)).subarray(0, 5).toString()).toBe('%PDF-');
    await take('归档', { 档号: '2026-SW-1' }, '已归档');
    await page.goto(address);
    await page.getByRole('link', { name: '关于核定联络委工作经费的批复' }).waitFor();
  });
});
