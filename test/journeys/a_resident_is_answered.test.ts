import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { county, places } from '../../db/demo-county/places.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('a resident says something, the clerk handles it, the resident reads the answer', () => {
  let theatre: Stage;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
  }, 240_000);

  afterAll(() => theatre?.close());

  const phone = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  test('without script and without an account, to the answer', { timeout: 180_000 }, async () => {
    const resident = await (await theatre.browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
    const reading = await (await theatre.browser.newContext(phone)).newPage();
    await resident.goto(`${theatre.address}/r/${county.slug}`);
    await seen(await opened(reading, resident), 'places');
    await resident.getByRole('link', { name: places[0][0], exact: true }).click();
    await seen(await opened(reading, resident), 'report');
    await resident.getByRole('button', { name: '提交' }).click();
    expect(await resident.getByRole('alert').innerText()).toContain('请填写“您想反映什么”');
    await resident.getByLabel('您想反映什么').fill('村口的路灯坏了半个月，晚上走路看不见');
    await resident.getByLabel('在哪个村（社区）').fill('岩脚村');
    await resident.getByLabel('联系电话').fill('１３８ 1234 5678');
    await resident.getByRole('button', { name: '提交' }).click();
    await resident.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    const receipt = await resident.locator('.big-code-code').innerText();
    await seen(await opened(reading, resident), 'receipt');

    const clerk = await theatre.signIn('worker', { context: { viewport: { width: 1366, height: 860 } } });
    await clerk.goto(`${theatre.address}/ledger?q=${encodeURIComponent('路灯坏了半个月')}`);
    await seen(clerk, 'ledger');
    await clerk.getByRole('link', { name: /村口的路灯/ }).click();
    await clerk.getByRole('heading', { level: 1, name: /村口的路灯/ }).waitFor();
    await seen(clerk, 'entry');
    await clerk.locator('summary.btn', { hasText: '答复群众' }).click();
    await clerk.getByLabel('答复内容').fill('供电所明天上午来修，修好后再告诉您。');
    await seen(clerk, 'answering');
    await clerk.getByRole('button', { name: '确定答复群众' }).click();
    await clerk.getByText('已答复群众。现在是“已答复”。').waitFor();

    await resident.goto(`${theatre.address}/r/${county.slug}`);
    await resident.getByRole('link', { name: '凭回执号查进展' }).click();
    await resident.getByLabel('回执号').fill(receipt.toLowerCase());
    await resident.getByRole('button', { name: '查询' }).click();
    expect(await resident.locator('main').innerText()).toContain('供电所明天上午来修，修好后再告诉您。');
    expect(await resident.locator('main').innerText()).not.toMatch(/路灯坏了|1381234/);
    await seen(await opened(reading, resident), 'answered');
  });

  test('what a visitor thinks of the program reaches the office without an account', { timeout: 60_000 }, async () => {
    const visitor = await (await theatre.browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
    await visitor.goto(`${theatre.address}/r/${county.slug}`);
    await visitor.getByRole('link', { name: '提意见' }).click();
    await visitor.getByRole('button', { name: '提交' }).click();
    expect(await visitor.getByRole('alert').innerText()).toContain('请填写“您想说什么”');
    await visitor.getByLabel('您想说什么').fill('老人看不清，字还要再大些');
    await visitor.getByRole('button', { name: '提交' }).click();
    await visitor.getByText('收到了，谢谢您。').waitFor();
    const office = await theatre.signIn('office');
    await office.goto(`${theatre.address}/feedback`);
    expect(await office.getByRole('row', { name: /字还要再大些/ }).innerText()).toContain('没有登录的访客');
  });

  test('an item is made from ticked entries, and the poster can be printed', { timeout: 120_000 }, async () => {
    const clerk = await theatre.signIn('worker', { context: { viewport: { width: 1366, height: 860 } } });
    await clerk.goto(`${theatre.address}/ledger`);
    const ticks = clerk.locator('input[name=id]');
    await ticks.nth(1).check();
    await ticks.nth(2).check();
    await clerk.getByRole('button', { name: '编成一条社情民意信息' }).click();
    await clerk.waitForURL(/opinion-items\/new\?entry=/);
    await seen(clerk, 'item-form');
    expect(await clerk.locator('input[name=entries]:checked').count()).toBe(2);
    expect(await clerk.getByLabel('情况问题').inputValue()).toMatch(/^1．[^]+\n2．/);
    await clerk.getByLabel('标题').fill('关于集镇几件小事的建议');
    await clerk.getByLabel('意见建议').fill('请统筹办理。');
    await clerk.getByRole('button', { name: '保存草稿' }).click();
    await clerk.getByRole('heading', { level: 1, name: '关于集镇几件小事的建议' }).waitFor();
    expect(await clerk.locator('section', { hasText: '来源民情' }).locator('li a').count()).toBeGreaterThanOrEqual(2);
    await seen(clerk, 'item');
    await clerk.goto(`${theatre.address}/ledger`);
    await clerk.getByRole('link', { name: '扫码海报' }).click();
    await clerk.getByRole('heading', { level: 1, name: '扫码海报' }).waitFor();
    await seen(clerk, 'posters');
    await clerk.getByRole('link', { name: '打印联络委的' }).click();
    await clerk.getByRole('heading', { name: '有事您说话' }).waitFor();
    await seen(clerk, 'poster');
    await clerk.goto(`${theatre.address}/ledger/new`);
    await seen(clerk, 'entry-form');
  });

  /** The page a scriptless visitor sees, opened where axe can run. */
  async function opened(reading: Page, visitor: Page): Promise<Page> {
    await reading.goto(visitor.url());
    return reading;
  }
});
