import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

describe.skipIf(!hasBrowser())('two people edit one record', () => {
  let county: TestCounty;
  let theatre: Stage;
  let record: Inspection;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const visit = { committee_id: county.here.committee, topic: '大河村饮水', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false };
    [record] = await county.act((act) => createMany<Inspection>(act, inspection, [visit])) as [Inspection];
    for (const [name, login] of [['王小梅', 'wang'], ['赵国强', 'zhao']] as const) {
      const person = await settle(county.database.ownerPool, county.id, name, { posts: [{ role: 'county_office' }] });
      await withAccount(county.house, county.id, person, login);
    }
  });

  afterAll(() => theatre?.close());

  async function atTheForm(login: string): Promise<Page> {
    const page = await theatre.signIn(login, { password: `${goodPassword}${login}` });
    await page.goto(`${theatre.address}/inspections/${record.id}/edit`);
    return page;
  }
  const save = (page: Page) => page.getByRole('button', { name: '保存修改' }).click();

  test('given both opened it, when one has saved, then the other is shown both versions and nothing is lost', async () => {
    const [hers, his] = await Promise.all([atTheForm('wang'), atTheForm('zhao')]);
    await hers.getByLabel('主题').fill('大河村和石桥社区饮水');
    await save(hers);
    await hers.waitForURL(`${theatre.address}/inspections/${record.id}`);

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
    const violations = await violationsOn(his);
    expect(violations.map(({ id }) => id)).toEqual([]);

    await his.getByLabel('主题').fill('大河村和石桥社区饮水安全');
    await save(his);
    await his.waitForURL(`${theatre.address}/inspections/${record.id}`);
    await his.getByRole('heading', { level: 1, name: '大河村和石桥社区饮水安全' }).waitFor();
  });
});
