import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { emptyCounty, type EmptyCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const narrow: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
const pictures = process.env['PICTURES'];

/** Each look takes a second or two on a small machine. */
const patience = 90_000;

describe.skipIf(!hasBrowser())('a member is activated by slip', { timeout: patience }, () => {
  let county: EmptyCounty;
  let theatre: Stage;

  beforeAll(async () => {
    county = await emptyCounty(slices);
    theatre = await stage(county.database);
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, clerk, 'office');
    await settle(county.database.ownerPool, county.id, '阿依古丽·买买提江', { member: true });
    await settle(county.database.ownerPool, county.id, '龙秀英', { member: true });
  });

  afterAll(() => theatre?.close());

  const open = async (context: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await theatre.browser.newContext(context)).newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    return page;
  };
  const complaints: string[] = [];

  /** Looks at the page as axe does, and that nothing runs out of it sideways. */
  async function lookAt(page: Page, name: string): Promise<void> {
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'), name).toBe(true);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  async function office(): Promise<Page> {
    const page = await open();
    await page.goto(`${theatre.address}/slips`);
    await page.getByLabel('登录名').fill('office');
    await page.getByLabel('密码').fill(`${goodPassword}office`);
    await press(page, '登录');
    await page.waitForURL('**/slips');
    return page;
  }

  test('given the office has printed a slip, when she scans it and presses the one button, then she is in, once', async () => {
    const page = await office();
    await lookAt(page, 'slips');
    await page.getByRole('row', { name: /龙秀英/ }).getByRole('checkbox').check();
    await page.getByRole('row', { name: /阿依古丽/ }).getByRole('checkbox').check();
    await press(page, '制作并打印激活单');
    await page.getByRole('heading', { name: '龙秀英 委员' }).waitFor();
    await lookAt(page, 'slip');
    if (pictures) await page.pdf({ path: join(pictures, 'slip.pdf'), preferCSSPageSize: true });
    const code = await page.locator('.paper', { hasText: '龙秀英' }).locator('.paper-code').innerText();

    const hers = await open(phone);
    await hers.goto(`${theatre.address}/activate/test/${code}`);
    await lookAt(hers, 'welcome-phone');
    await press(hers, '开始使用');
    await hers.goto(`${theatre.address}/me/security`);
    await expect.poll(() => hers.getByText('激活单或通行密钥，不用密码').isVisible()).toBe(true);
    await lookAt(hers, 'security-member-phone');

    const another = await open(narrow);
    await another.goto(`${theatre.address}/activate`);
    await lookAt(another, 'code-320');
    await another.getByLabel('激活码').fill(code);
    await press(another, '下一步');
    await expect.poll(() => another.getByText('这张激活单不能用').first().isVisible()).toBe(true);
    await lookAt(another, 'code-refused-320');
  });

  test('the door and the own page are fit to be seen: desk, phone, large type', async () => {
    for (const [name, context] of [['desk', {}], ['phone', phone], ['320', narrow]] as const) {
      const page = await open(context);
      await page.goto(`${theatre.address}/login`);
      await lookAt(page, `login-${name}`);
      await press(page, '大字');
      await expect.poll(() => page.locator('html.elder').count()).toBe(1);
      await page.waitForLoadState();
      await lookAt(page, `login-elder-${name}`);
      await page.getByLabel('登录名').fill('nobody');
      await page.getByLabel('密码').fill('wrong');
      await press(page, '登录');
      await expect.poll(() => page.getByText('登录名或密码没有对上').first().isVisible()).toBe(true);
      await lookAt(page, `login-refused-${name}`);
    }
  });

  test('a second factor is set up with the telephone and asked for from then on', async () => {
    const page = await office();
    await page.goto(`${theatre.address}/me/security`);
    await lookAt(page, 'security-desk');
    await page.getByRole('link', { name: '修改密码' }).click();
    await page.getByRole('heading', { name: '修改密码' }).waitFor();
    await lookAt(page, 'password-desk');
    await page.goto(`${theatre.address}/me/second-factor`);
    await lookAt(page, 'second-factor-desk');
    const secret = (await page.locator('.code-text').innerText()).replaceAll(' ', '');
    const code = (seconds: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });
    await page.getByLabel('现在用的密码').fill(`${goodPassword}office`);
    await page.getByRole('textbox', { name: /动态口令/ }).fill(code(0));
    await press(page, '核对并启用');
    await page.waitForURL('**/me/security');
    await expect.poll(() => page.getByText('动态口令已启用').isVisible()).toBe(true);

    const later = await open();
    await later.goto(`${theatre.address}/login`);
    await later.getByLabel('登录名').fill('office');
    await later.getByLabel('密码').fill(`${goodPassword}office`);
    await press(later, '登录');
    await later.waitForURL('**/login/code');
    await lookAt(later, 'code-desk');
    await later.getByRole('textbox', { name: /动态口令/ }).fill(code(30));
    await press(later, '进入');
    await later.waitForURL((url) => !url.pathname.startsWith('/login'));
  });

  test('the browser had nothing to complain of', () => {
    expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
  });
});
