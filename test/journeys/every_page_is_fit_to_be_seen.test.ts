import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, openCounty, slices } from '#county.ts';
import { listen, type Listening } from '#platform/http/listen.ts';
import { openHouse } from '#platform/records/house.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { DEMO_PASSWORD, demoPosts } from '../../db/demo-county/institutions.ts';
import { hasBrowser, openBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import type { TestDatabase } from '../setup/database.ts';

/** The sizes every page is looked at; the parts they are made of are checked with axe at all sizes in the gallery. At 320 px nothing may run out sideways; 683 px is a desk enlarged to 200 %. */
const sizes = [
  { name: 'desk', width: 1366, height: 860, elder: false, axe: true },
  { name: 'zoomed', width: 683, height: 430, elder: false, axe: false },
  { name: 'phone', width: 390, height: 844, elder: false, axe: false },
  { name: 'elder-phone', width: 390, height: 844, elder: true, axe: false },
  { name: '320', width: 320, height: 640, elder: false, axe: false },
];

/** Kinds of pages that were looked at; the next person's are opened, and looked at only where they are new. */
const lookedAt = new Set<string>();

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('every page of the demo county', () => {
  let database: TestDatabase;
  let server: Listening;
  let browser: Browser;
  let address: string;
  let assets: string;

  beforeAll(async () => {
    assets = await mkdtemp(join(tmpdir(), 'assets-'));
    await buildAssets(assets);
    database = await demoDatabase();
    const house = await openHouse(database.appPool, slices);
    server = await listen(openCounty(house, assets), 0);
    address = `http://localhost:${server.port}`;
    browser = await openBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await database?.drop();
    await rm(assets, { recursive: true, force: true });
  });

  test.each(demoPosts)('as $post', { timeout: 600_000 }, async ({ login }) => {
    const page = await signIn(login);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    const seen = new Set(['/']);
    const waiting = ['/'];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const answer = await page.goto(address + path);
      if (!answer?.ok()) {
        complaints.push(`${path}: ${answer?.status()} although a page links to it`);
        continue;
      }
      const pattern = patternOf(path)!;
      if (path === '/' || !lookedAt.has(pattern)) complaints.push(...(await lookAt(page, path, `${login}${pattern.replaceAll(/[/:]/g, '_')}`)));
      lookedAt.add(pattern);
      for (const link of await linksOf(page)) {
        const kind = patternOf(link);
        if (!kind || seen.has(kind)) continue;
        seen.add(kind);
        waiting.push(link);
      }
    }
    expect(complaints).toEqual([]);
    expect(seen.size).toBeGreaterThan(5);
  });

  async function signIn(login: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    await page.goto(`${address}/login`);
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${address}/`);
    return page;
  }

  /** What is wrong with the page at any of the sizes. */
  async function lookAt(page: Page, path: string, picture: string): Promise<string[]> {
    const wrong: string[] = [];
    for (const { name, width, height, elder, axe } of sizes) {
      await page.setViewportSize({ width, height });
      await page.evaluate(`document.documentElement.classList.toggle('elder', ${elder})`);
      if (pictures) await page.screenshot({ path: join(pictures, `${picture}-${name}.png`), fullPage: true });
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over > 0) wrong.push(`${path} at ${name}: ${over} px too wide`);
      if (!axe) continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) wrong.push(`${path} at ${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`);
    }
    return wrong;
  }

  const linksOf = (page: Page) =>
    page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => (link as unknown as { getAttribute(name: string): string }).getAttribute('href')));
});

/** Addresses that answer a page, those without parameters first, so that /ledger/new is not taken for /ledger/:id. */
const patterns = buildSite().operations()
  .filter(({ method, path }) => method === 'GET' && !/\.(csv|xlsx|docx|json|ics)$/.test(path) && !path.startsWith('/api'))
  .map(({ path }) => ({ path, matches: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`), parameters: path.split(':').length }))
  .sort((a, b) => a.parameters - b.parameters);

function patternOf(link: string): string | undefined {
  const path = link.split(/[?#]/)[0]!;
  if (/\.(csv|xlsx|docx)$|\/file$/.test(path)) return undefined;
  return patterns.find(({ matches }) => matches.test(path))?.path ?? path;
}
