import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCounty } from '#county.ts';
import { listen, type Listening } from '#platform/http/listen.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { transact } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { hasBrowser, openBrowser } from '../setup/browser.ts';
import { testCounty, type TestCounty } from '../setup/county.ts';

describe.skipIf(!hasBrowser())('two people edit one record', () => {
  let county: TestCounty;
  let browser: Browser;
  let server: Listening;
  let address: string;
  let assets: string;
  let record: Inspection;

  beforeAll(async () => {
    assets = await mkdtemp(join(tmpdir(), 'assets-'));
    await buildAssets(assets);
    county = await testCounty('yunling');
    server = await listen(openCounty(county.house, assets), 0);
    address = `http://localhost:${server.port}`;
    browser = await openBrowser();
    record = await transact(county.house, county.program, null, async (act) => {
      const [place] = await createMany<Committee>(act, committee, [{ state: 'established', name: '白石镇政协联络委', place: '白石镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 0 }]);
      const [visit] = await createMany<Inspection>(act, inspection, [{ committee_id: place!.id, topic: '大河村饮水', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false }]);
      return visit!;
    });
    for (const [name, login] of [['王小梅', 'wang'], ['赵国强', 'zhao']] as const) {
      const person = await settle(county.database.ownerPool, county.id, name, { posts: [{ role: 'county_office' }] });
      await withAccount(county.house, county.id, person, login);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await county?.close();
    await rm(assets, { recursive: true, force: true });
  });

  async function atTheForm(login: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${address}/login`);
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(`${goodPassword}${login}`);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${address}/`);
    await page.goto(`${address}/inspections/${record.id}/edit`);
    return page;
  }
  const save = (page: Page) => page.getByRole('button', { name: '保存修改' }).click();

  test('given both opened it, when one has saved, then the other is shown both versions and nothing is lost', async () => {
    const [hers, his] = await Promise.all([atTheForm('wang'), atTheForm('zhao')]);
    await hers.getByLabel('主题').fill('大河村和石桥社区饮水');
    await save(hers);
    await hers.waitForURL(`${address}/inspections/${record.id}`);

    // A slip of the pen first: being told about it must not make the form forget which version he opened.
    await his.getByLabel('主题').fill('大河村饮水安全');
    await his.getByLabel('时间').fill('2025.13.2');
    await save(his);
    await his.getByRole('alert').waitFor();
    await his.getByLabel('时间').fill('2025-03-22');
    await save(his);

    await his.getByText('已被别人改过').first().waitFor();
    const row = his.getByRole('row', { name: /主题/ });
    expect(await row.innerText()).toContain('大河村和石桥社区饮水');
    expect(await row.innerText()).toContain('大河村饮水安全');
    expect(await his.getByLabel('主题').inputValue()).toBe('大河村饮水安全');
    const { violations } = await new AxeBuilder({ page: his }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    await his.getByLabel('主题').fill('大河村和石桥社区饮水安全');
    await save(his);
    await his.waitForURL(`${address}/inspections/${record.id}`);
    await his.getByRole('heading', { level: 1, name: '大河村和石桥社区饮水安全' }).waitFor();
  });
});
