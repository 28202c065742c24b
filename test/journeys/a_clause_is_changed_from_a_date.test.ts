import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '#platform/time.ts';
import { livedYear } from '../../db/demo-county/load.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];
const desk = { context: { viewport: { width: 1366, height: 860 } } };
const phone = { context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } };

describe.skipIf(!hasBrowser())('the office changes a clause from a date, and sees beforehand what that changes', { timeout: 180_000 }, () => {
  let theatre: Stage;
  let page: Page;
  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    page = await theatre.signIn('office', desk);
  }, 240_000);
  afterAll(() => theatre?.close());

  async function seen(name: string, on: Page = page): Promise<void> {
    if (pictures) await on.screenshot({ path: join(pictures, `plans-${name}.png`), fullPage: true });
    const over = await on.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(on);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  const nextYear = Number(today().slice(0, 4)) + 1;
  const lived = livedYear(today());
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  test('the plan that stands is revised: one clause asks for two where it asked for one', async () => {
    await page.goto(`${theatre.address}/plans?kind=duty&state=adopted`);
    await page.locator('.row-link').first().click();
    await link('起草修订稿').click();
    await page.getByLabel('方案名称').fill('履职方案（次年修订）');
    await page.getByRole('button', { name: '起草修订稿' }).click();
    await page.getByText('已起草。').waitFor();
    await link('编辑条文').click();
    await seen('editing');
    await page.getByRole('link', { name: '修改第八条' }).click();
    await page.getByLabel('条文').fill('一季一次调研视察活动。每季度至少开展两次调研、视察或者考察，形成简短的报告或者建议。');
    await page.getByLabel('每季度应开展调研视察').fill('2');
    await seen('clause');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存。').waitFor();
  });

  test('the two versions are compared, and what it would change is seen before it is issued', async () => {
    await link('履职方案（次年修订）').click();
    await seen('draft');
    await link('与上一版对照').click();
    await page.locator('ins', { hasText: '两' }).first().waitFor();
    await seen('comparison');
    await link('履职方案（次年修订）').click();
    await link('看看印发后会改变什么').click();
    await page.getByLabel('施行日期').fill(`${lived}-02-01`);
    await page.getByRole('button', { name: '再看一次' }).click();
    await page.getByRole('heading', { name: /新增的反例/ }).first().waitFor();
    expect(await page.getByText('应有2次').count()).toBeGreaterThan(0);
    await seen('preview');
  });

  test('adopted from next year, it leaves this year alone; every page says what it goes by', async () => {
    await link('履职方案（次年修订）').click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    const verdictNow = async () => {
      await page.goto(`${theatre.address}/claims/inspections_quarterly?from=${lived}-01-01&to=${lived}-09-30`);
      return page.getByText(/^\d+项$/).allTextContents();
    };
    const draft = page.url();
    const before = await verdictNow();
    await page.goto(draft);
    await page.locator('summary', { hasText: '登记印发' }).click();
    await page.getByLabel('审定机关').fill('县政协常委会会议');
    await page.getByLabel('文号').fill(`岚协〔${lived}〕30号`);
    await page.getByLabel('印发日期').fill(`${lived}-11-01`);
    await page.getByLabel('施行日期').fill(`${nextYear}-01-01`);
    await page.getByRole('button', { name: '登记印发' }).last().click();
    await page.getByText('已登记印发').waitFor();
    expect(await verdictNow()).toEqual(before);
    await page.getByText('第1版，自').first().waitFor();
    await seen('claim');
    await page.goto(`${theatre.address}/parameters/quarterly.required`);
    await page.getByText(`${nextYear}-01-01起改为2次`).waitFor();
    await seen('parameter');
  });

  test('a whole text is pasted from Word and cut into its clauses; on a telephone, in large type', async () => {
    page = await theatre.signIn('office', phone);
    await page.goto(`${theatre.address}/plans/examples/assessment`);
    await seen('example-phone');
    await page.getByRole('button', { name: '用这份范本起草' }).click();
    await page.getByText('已起草。').waitFor();
    await link('编辑条文').click();
    await link('粘贴全文').click();
    await page.getByLabel('方案全文').fill('第一章 总则\n第一条 为了做好考核，制定本方案。\n第二条 对工作滞后的，予以通报批评：\n（一）约谈；\n（二）通报。');
    await page.getByRole('button', { name: '看看怎样拆分' }).click();
    await page.getByText('系统对应：通报批评与扣分').waitFor();
    await seen('pasted-phone');
    await page.evaluate(`document.documentElement.classList.add('elder')`);
    await seen('pasted-elder');
    await page.getByRole('button', { name: '就这样保存' }).click();
    await page.getByText('已保存正文。').waitFor();
    expect(await page.locator('.plan-piece').count()).toBe(3);
    await page.getByRole('button', { name: '上移第二条' }).click();
    await page.getByText('已保存。').waitFor();
    const [, first, second] = await page.locator('.plan-piece').allInnerTexts();
    expect(first, 'moved up, and numbered by its new place').toMatch(/第一条[^]*通报批评/);
    expect(second).toMatch(/第二条[^]*为了做好考核/);
  });
});
