import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openCounty, slices } from '#county.ts';
import { listen } from '#platform/http/listen.ts';
import type { House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { DEMO_PASSWORD } from '../../db/demo-county/institutions.ts';
import { openBrowser } from './browser.ts';
import type { TestDatabase } from './database.ts';

/** The running program with a browser in front of it, for journeys. */
export interface Stage {
  address: string;
  house: House;
  browser: Browser;
  /** A page of somebody who has just signed in. Counties are told apart when there are several. */
  signIn(login: string, county?: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Opens the program on a database (a demonstration county, or an empty one) and a browser. */
export async function stage(database: TestDatabase): Promise<Stage> {
  const assets = await mkdtemp(join(tmpdir(), 'assets-'));
  await buildAssets(assets);
  const house = await openHouse(database.appPool, slices);
  const server = await listen(openCounty(house, assets), 0);
  const address = `http://localhost:${server.port}`;
  const browser = await openBrowser();
  return {
    address,
    house,
    browser,
    async signIn(login, county, options = {}) {
      const page = await (await browser.newContext({ locale: 'zh-CN', ...options })).newPage();
      await page.goto(`${address}/login`);
      if (county) await page.getByLabel(county).check();
      await page.getByLabel('登录名').fill(login);
      await page.getByLabel('密码').fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL(`${address}/`);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await database.drop();
      await rm(assets, { recursive: true, force: true });
    },
  };
}
