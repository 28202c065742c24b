import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdf, photo, PLACE } from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('the office attaches papers at its desk and a photo from the telephone', { timeout: 180_000 }, () => {
  let theatre: Stage;
  let decision: string;
  const file = (name: string) => join(theatre.folder, name);

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    writeFileSync(file('请示（签字稿）.pdf'), pdf('signed'));
    writeFileSync(file('常委会纪要.txt'), '会议原则同意。');
    writeFileSync(file('会场.jpg'), await photo(3_000, 2_000));
    writeFileSync(file('网页.pdf'), '<!doctype html><script>alert(1)</script>');
  }, 240_000);
  afterAll(() => theatre?.close());

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `attachments-${name}.png`), fullPage: true });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  const attachments = (page: Page) => page.locator('#attachments');

  async function send(page: Page, ...names: string[]): Promise<void> {
    if (!(await attachments(page).getByLabel('文件').isVisible())) await attachments(page).locator('summary', { hasText: '添加附件' }).click();
    await attachments(page).getByLabel('文件').setInputFiles(names.map(file));
    await attachments(page).getByRole('button', { name: '上传' }).click();
  }

  test('two at once; one that is not what it says is given back with a sentence', async () => {
    const page = await theatre.signIn('office', { context: { viewport: { width: 1366, height: 860 } } });
    await page.goto(`${theatre.address}/settings`);
    await page.getByRole('link', { name: /关于设置乡镇/ }).first().click();
    await page.getByRole('heading', { level: 1, name: /关于设置乡镇/ }).waitFor();
    decision = page.url();
    await send(page, '请示（签字稿）.pdf', '网页.pdf');
    await attachments(page).getByText('“网页.pdf”：这个文件里是网页').waitFor();
    await seen(page, 'given-back');
    expect(await attachments(page).getByRole('link').count()).toBe(1); // the one of the demonstration

    await send(page, '请示（签字稿）.pdf', '常委会纪要.txt');
    await page.getByText('已添加2份附件。').waitFor();
    await seen(page, 'desk');
    const download = page.waitForEvent('download');
    await attachments(page).getByRole('link', { name: '请示（签字稿）.pdf' }).click();
    const received = await download;
    expect(received.suggestedFilename()).toBe('请示（签字稿）.pdf');
    expect(readFileSync(await received.path())).toEqual(readFileSync(file('请示（签字稿）.pdf')));
  });

  test('a photo from the telephone opens in place, and does not say where it was taken', async () => {
    const page = await theatre.signIn('office', { context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } });
    await page.goto(decision);
    await send(page, '会场.jpg');
    await page.getByText('已添加1份附件。').waitFor();
    const picture = attachments(page).getByRole('img', { name: '会场.jpg' });
    await attachments(page).locator('summary', { hasText: '查看图片' }).click();
    await expect.poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(0);
    await seen(page, 'phone');
    const bytes = await (await page.request.get(theatre.address + (await picture.getAttribute('src')))).body();
    expect(bytes.includes(PLACE)).toBe(false);
    await page.evaluate(`document.documentElement.classList.add('elder')`);
    await seen(page, 'elder');
  });

  test('one is withdrawn with a reason: the office still sees that it was there, others do not', async () => {
    const page = await theatre.signIn('office', { context: { viewport: { width: 1366, height: 860 } } });
    await page.goto(decision);
    const row = attachments(page).getByRole('listitem').filter({ hasText: '常委会纪要.txt' });
    await row.getByLabel('撤下常委会纪要.txt').click();
    await row.getByLabel('撤下的理由').fill('这一份是草稿');
    await row.getByRole('button', { name: '确定撤下' }).click();
    await page.getByText('附件已撤下。').waitFor();
    expect(await attachments(page).getByRole('listitem').filter({ hasText: '理由：这一份是草稿' }).count()).toBe(1);
    await seen(page, 'withdrawn');

    const leader = await theatre.signIn('leader');
    await leader.goto(decision);
    expect(await attachments(leader).innerText()).not.toContain('常委会纪要');
    expect(await attachments(leader).getByRole('button').count()).toBe(0);
  });

  test('it works without script', async () => {
    const signedIn = await theatre.signIn('office');
    const context = await theatre.browser.newContext({ javaScriptEnabled: false, storageState: await signedIn.context().storageState() });
    const page = await context.newPage();
    await page.goto(decision);
    await send(page, '常委会纪要.txt');
    await page.getByText('已添加1份附件。').waitFor();
  });
});
