import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openCounty, slices } from '#county.ts';
import { listen } from '#platform/http/listen.ts';
import type { House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { DEMO_PASSWORD } from '../../db/demo-county/institutions.ts';
import { leaveBrowser, openBrowser } from './browser.ts';
import type { TestDatabase } from './database.ts';
import { testFiles } from './files.ts';

/** The running program with a browser in front of it, for journeys. */
export interface Stage {
  address: string;
  house: House;
  browser: Browser;
  /** For files that are sent and received; gone when the stage is closed. */
  folder: string;
  /** A page of somebody who has just signed in. */
  signIn(login: string, how?: SigningIn): Promise<Page>;
  /** Closes everything, the database too. */
  close(): Promise<void>;
}

interface SigningIn {
  /** Counties are told apart when there are several. */
  county?: string;
  /** The demonstration's when nothing is said. */
  password?: string;
  context?: BrowserContextOptions;
  /** The page on which this person begins. */
  first?: string;
}

/** Opens the program on a database (`testDatabase`, `demoDatabase`, or that of a test county) and a browser. */
export async function stage(database: TestDatabase): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  const house = await openHouse(database.appPool, slices, testFiles());
  const server = await listen(openCounty(house, inject('assets')), 0);
  const address = `http://localhost:${server.port}`;
  const browser = await openBrowser();
  return {
    address,
    house,
    browser,
    folder,
    async signIn(login, { county, password = DEMO_PASSWORD, context = {}, first = '/' } = {}) {
      const page = await (await browser.newContext({ locale: 'zh-CN', ...context })).newPage();
      await page.goto(`${address}/login`);
      if (county) await page.getByLabel(county).check();
      await page.getByLabel('登录名').fill(login);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL(`${address}${first}`);
      return page;
    },
    async close() {
      await leaveBrowser(browser);
      await server.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
