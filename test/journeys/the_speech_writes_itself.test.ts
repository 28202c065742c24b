import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';

describe.skipIf(!hasBrowser())('the speech writes itself', () => {
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    page = await theatre.signIn('office');
  }, 240_000);
  afterAll(() => theatre?.close());

  const speech = () => page.goto(`${theatre.address}/speech`);
  const links = (kind: string) => page.locator(`article.official a[href*="${kind}"]`);

  test('given a year of work, when the office opens the speech, then every figure is filled in and nothing is left to fill', async () => {
    await speech();
    const text = await page.locator('article.official').innerText();
    for (const part of ['三个有', '四个方案', '五个一']) expect(text).toContain(part);
    expect(text).not.toMatch(/[*＊{}]|undefined|NaN|共0/);
    expect(await links('figure=').count()).toBeGreaterThanOrEqual(10);
  });

  test('when a number is clicked, then its list opens and is exactly as long as the number says', { timeout: 180_000 }, async () => {
    await speech();
    const figures = await links('figure=').evaluateAll((all) =>
      all.map((one) => ({ text: (one as unknown as { innerText: string }).innerText, href: (one as unknown as { getAttribute(name: string): string }).getAttribute('href') })));
    const seen = new Set<string>();
    for (const { text, href } of figures) {
      const name = /figure=(\w+)/.exec(href)![1]!;
      const said = Number(/\d+/.exec(text.replaceAll(',', ''))?.[0]);
      if (seen.has(name) || Number.isNaN(said)) continue;
      seen.add(name);
      await page.goto(theatre.address + href);
      const total = Number((await page.locator('.list-total').innerText()).replaceAll(/[^\d]/g, ''));
      const counted = await page.getByText('数字按不重复计').count();
      if (counted === 0) expect(total, `${name} ${href}`).toBe(said);
      else expect(total).toBeGreaterThanOrEqual(said);
    }
    expect(seen.size).toBeGreaterThanOrEqual(10);
  });

  test('when a sentence with 每 or 全部 is not true, then the speech says what is true, and the claim shows who is missing', async () => {
    await speech();
    const [text] = (await page.locator('article.official').innerText()).split('附件1\n'); // the annex names the sentence and says that it does not hold
    expect(text).not.toContain('各联络委坚持每季度开展调研视察活动');
    await page.goto(`${theatre.address}/claims/inspections_quarterly`);
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('月塘乡');
    expect(shown).toContain('第三季度');
  });

  test('when the missing visit is entered, then the claim loses that counter-example and the figure moves by one', async () => {
    const before = await heldVisits();
    await page.goto(`${theatre.address}/inspections/new`);
    await page.getByLabel('组织单位').selectOption({ label: '月塘乡' });
    await page.getByLabel('主题').fill('补记：饮水安全调研');
    const year = (await page.getByLabel('时间').inputValue()).slice(0, 4);
    await page.getByLabel('时间').fill(`${year}.8.20`);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/inspections\/[0-9a-f-]{36}$/);
    await page.getByText('登记已开展').first().click();
    await page.getByLabel('实际时间').fill(`${year}-08-20`);
    await page.getByLabel('参加委员人次').fill('6');
    await page.getByRole('button', { name: /登记已开展/ }).last().click();
    await page.getByText('已登记已开展').waitFor();
    expect(await heldVisits()).toBe(before + 1);
    await page.goto(`${theatre.address}/claims/inspections_quarterly`);
    expect(await page.locator('main').innerText()).not.toContain('月塘乡');
  });

  async function heldVisits(): Promise<number> {
    const answer = await page.request.get(`${theatre.address}/api/v1/figures/inspections_held`);
    return ((await answer.json()) as { value: number }).value;
  }

  test('the Word file is the same to the byte for the same moment, also after later records, and carries its annex', async () => {
    await speech();
    const href = (await page.getByRole('link', { name: '下载 Word 文件' }).getAttribute('href'))!;
    const first = await fileAt(href);
    await page.goto(`${theatre.address}/consultations/new`);
    await page.getByLabel('联络委').selectOption({ label: '云台镇' });
    await page.getByLabel('议题').fill('后来补登的协商');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/consultations\/[0-9a-f-]{36}$/);
    const again = await fileAt(href);
    expect(again.equals(first)).toBe(true);
    const text = strFromU8(unzipSync(new Uint8Array(first))['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
    for (const words of ['引用数据一览表', '判断核对表', '收集时间在期间内的民情台账条数']) expect(text).toContain(words);
  });

  async function fileAt(href: string): Promise<Buffer> {
    const answer = await page.request.get(theatre.address + href);
    expect(answer.headers()['content-type']).toContain('wordprocessingml');
    return answer.body();
  }
});
