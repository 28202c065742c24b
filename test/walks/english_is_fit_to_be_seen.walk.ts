import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from '#platform/http/listen.ts';
import { DEMO_PASSWORD } from '../../db/demo-county/institutions.ts';
import { county } from '../../db/demo-county/places.ts';
import { buildLanguage, folderOfBuilds, spoken } from '../languages/spoken.ts';
import { hasBrowser, openBrowser } from '../setup/browser.ts';
import type { TestDatabase } from '../setup/database.ts';
import { demoDatabase } from '../setup/demo.ts';
import { violationsOn } from '../setup/violations.ts';

/**
 * Pages in English, in a browser that asks for it: words are longer than in Chinese, so they are looked at where there is least room. What they are made
 * of is the same as in Chinese, which `every_page_is_fit_to_be_seen` looks at everywhere.
 */

const seen: Readonly<Record<string, readonly string[]>> = {
  office: ['/', '/me', '/tasks', '/ledger', '/committees', '/members', '/parameters', '/imports', '/figures', '/figures/opinions_received', '/haves', '/journal', '/assessment-schemes', '/duty-calendar'],
  director: ['/', '/ledger/new', '/consultations', '/inspections', '/deeds', '/stations', '/archive'],
  unit: ['/', '/referrals', '/proposals'],
};
const open = ['/login', `/r/${county.slug}`, `/p/${county.slug}`];

const sizes = [{ name: 'desk', width: 1366 }, { name: 'elder-phone', width: 390, elder: true }, { name: '320', width: 320 }];

const builds = folderOfBuilds();
let database: TestDatabase;
let browser: Browser;
let server: Awaited<ReturnType<typeof listen>>;

describe.skipIf(!hasBrowser())('a page in English is fit to be seen', () => {
  beforeAll(async () => {
    await buildLanguage('en', builds.folder);
    database = await demoDatabase();
    server = await listen((await spoken(database, builds.folder)).site, 0);
    browser = await openBrowser();
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await database?.drop();
    builds.remove();
  });

  test('before anybody signs in', { timeout: 300_000 }, async () => expect(await faultsOf(await newPage(), open)).toEqual([]));
  test.each(Object.keys(seen))('for %s', { timeout: 600_000 }, async (login) => expect(await faultsOf(await signedIn(login), seen[login]!)).toEqual([]));
});

const address = (path: string): string => `http://localhost:${server.port}${path}`;
const newPage = async (): Promise<Page> => (await browser.newContext({ locale: 'en-GB' })).newPage();

async function signedIn(login: string): Promise<Page> {
  const page = await newPage();
  await page.goto(address('/login'));
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(address('/'));
  return page;
}

async function faultsOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(address(path));
    if (!answer?.ok() || (await page.locator('html').getAttribute('lang')) !== 'en') faults.push(`${path}: ${answer?.status()}, not shown in English`);
    for (const { name, width, elder = false } of sizes) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate(`document.documentElement.classList.toggle('elder', ${elder})`);
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over > 0) faults.push(`${path} at ${name}: ${over} px too wide`);
    }
    await page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 6)').forEach((row) => row.remove())"); // rows are alike
    faults.push(...(await violationsOn(page)).map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 160)}`));
  }
  return faults;
}
