import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPosts } from '../../db/demo-county/institutions.ts';
import { county } from '../../db/demo-county/places.ts';
import { follow, leadsToFeedback } from '../links.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { crowdingOn, runningOutOn } from '../setup/layout.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

interface Size {
  name: string;
  width: number;
  height: number;
  elder?: boolean;
  print?: boolean;
}

const desk: Size = { name: 'desk', width: 1366, height: 860 };
const phone: Size = { name: 'phone', width: 390, height: 844 };
/** A desk enlarged to 200 %. */
const zoomed: Size = { name: 'zoomed', width: 683, height: 430 };
const elder: Size = { name: 'elder-phone', width: 390, height: 844, elder: true };
/** A desk of 1280 enlarged to 400 %, and the narrowest telephone: here nothing may run out sideways (WCAG 1.4.10). */
const narrow: Size = { name: '320', width: 320, height: 640 };
/** What is between the margins of an upright A4 sheet; lists lie across, and slips and plaques have narrower margins. */
const print: Size = { name: 'print', width: 673, height: 980, print: true };
const sheets: Readonly<Record<string, number>> = { lists: 1001, a4: 718 };

/** The sizes every page is looked at; the parts they are made of are checked with axe at all sizes in the gallery. Members and residents come with a telephone. */
const atDesk = [desk, zoomed, phone, elder, narrow, print];
const inHand = [phone, elder, narrow, print];

/** Rows of a list are drawn alike: axe looks at the first few, and a page takes it a second instead of five. */
const ROWS_ARE_ALIKE_AFTER = 5;

/** Kinds of pages that staff were shown; the next person's are opened, and looked at only where they are new. */
const shownToStaff = new Set<string>();

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('every page of the demo county', () => {
  let theatre: Stage;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
  }, 240_000);

  afterAll(() => theatre?.close());

  test.each(demoPosts)('as $post', { timeout: 1_800_000 }, async ({ login }) => {
    await visit(await theatre.signIn(login), '/', { name: login, sizes: atDesk, lookedAt: shownToStaff });
  });

  test('as a member, come in by the slip that the office printed', { timeout: 600_000 }, async () => {
    const office = await theatre.signIn('office');
    await office.goto(`${theatre.address}/slips`);
    await office.locator('tbody input[type=checkbox]').first().check();
    await office.getByRole('button', { name: '制作并打印激活单' }).click();
    const code = await office.locator('.paper-code').innerText();
    const page = await newPage();
    await page.goto(`${theatre.address}/activate/${county.slug}/${code}`);
    await page.getByRole('button', { name: '开始使用' }).click();
    await page.waitForURL(`${theatre.address}/`);
    await visit(page, '/', { name: 'member', sizes: inHand, lookedAt: new Set() });
  });

  test('as a resident without an account', { timeout: 300_000 }, async () => {
    await visit(await newPage(), `/r/${county.slug}`, { name: 'resident', sizes: inHand, lookedAt: new Set() });
  });

  /** Follows every kind of link from the first page on; each must open, and be fit to be seen. */
  async function visit(page: Page, first: string, { name, sizes, lookedAt }: { name: string; sizes: Size[]; lookedAt: Set<string> }): Promise<void> {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    const kinds = await follow(first, async ({ path, pattern, from }) => {
      const answer = await page.goto(theatre.address + path);
      if (!answer?.ok()) return void complaints.push(`${path}: ${answer?.status()} although ${from} links to it`);
      const links = await linksOf(page);
      if (!leadsToFeedback(links) && !path.endsWith('/feedback')) complaints.push(`${path}: nowhere to say what is wrong with it`);
      if (path === first || !lookedAt.has(pattern)) complaints.push(...(await lookAt(page, path, sizes, `${name}${pattern.replaceAll(/[/:]/g, '_')}`)));
      lookedAt.add(pattern);
      return links;
    });
    expect(complaints).toEqual([]);
    expect(kinds).toBeGreaterThan(3);
  }

  const newPage = async (): Promise<Page> => (await theatre.browser.newContext({ locale: 'zh-CN' })).newPage();

  /** What is wrong with the page at any of the sizes. */
  async function lookAt(page: Page, path: string, sizes: Size[], picture: string): Promise<string[]> {
    const wrong: string[] = [];
    for (const { name, width, height, elder = false, print = false } of sizes) {
      await page.emulateMedia({ media: print ? 'print' : 'screen' });
      const sheet = print ? await page.evaluate<string>(`getComputedStyle(document.querySelector('.paper') ?? document.body).page`) : '';
      await page.setViewportSize({ width: sheets[sheet] ?? width, height });
      await page.evaluate(`document.documentElement.classList.toggle('elder', ${elder})`);
      if (pictures) await page.screenshot({ path: join(pictures, `${picture}-${name}.png`), fullPage: true });
      const found = [...(await runningOutOn(page)), ...(print ? [] : await crowdingOn(page))];
      wrong.push(...found.map((complaint) => `${path} at ${name}: ${complaint}`));
      if (print && (await page.locator('.btn:visible').count()) > 0) wrong.push(`${path}: a button on paper`);
    }
    await page.emulateMedia({ media: 'screen' });
    return [...wrong, ...(await barriers(page, path, sizes[0]!))];
  }

  /** What axe finds at the size the page is mostly used at; last, because the rows that are like the others are taken away for it. */
  async function barriers(page: Page, path: string, { name, width, height }: Size): Promise<string[]> {
    await page.setViewportSize({ width, height });
    await page.evaluate(`document.documentElement.classList.remove('elder');
      document.querySelectorAll('tbody tr:nth-child(n + ${ROWS_ARE_ALIKE_AFTER + 1})').forEach((row) => row.remove())`);
    const violations = await violationsOn(page);
    return violations.map(({ id, nodes }) => `${path} at ${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`);
  }

  const linksOf = (page: Page) =>
    page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => (link as unknown as { getAttribute(name: string): string }).getAttribute('href')));
});
