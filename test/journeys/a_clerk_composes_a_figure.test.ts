import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** A superior asks for a number that nobody foresaw: the office puts it together without code and reads it by township. */
describe.skipIf(!hasBrowser())('a clerk composes a figure', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;
  const year = 'from=2025-01-01&to=2025-12-31';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, Array.from({ length: 9 }, (_, n) => ({
      number: n + 1, committee_id: n < 6 ? county.here.committee : county.there.committee, matter: `第${n + 1}件`, received_on: `2025-0${1 + (n % 6)}-10`, way: n % 3 === 0 ? 'telephone' : 'visit', category: n < 5 ? '饮水' : '道路', state: ledgerEntry.initial,
    }))));
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
  }, 240_000);

  afterAll(() => theatre?.close());

  test('it is begun from a figure that is there, and every choice shows at once what it makes', async () => {
    await office.goto(`${theatre.address}/figures/opinions_received?${year}`);
    await office.getByRole('link', { name: '组合成新数字' }).click();
    await office.getByRole('heading', { name: '组合统计数字' }).waitFor();
    expect((await violationsOn(office)).map(({ id }) => id)).toEqual([]);
    await office.goto(`${theatre.address}/own-figures/compose?figure=opinions_received&${year}`);
    await office.getByLabel('再加一个条件').selectOption({ label: '收集方式' });
    await office.getByLabel('走访（6）').check();
    await office.getByText('收集方式为走访').first().waitFor();
    await office.getByLabel('再加一个条件').selectOption({ label: '事项类别' });
    await office.getByLabel('饮水（5）').check();
    await office.getByText('事项类别为饮水').first().waitFor();
    expect(await office.getByRole('table', { name: '各联络委' }).innerText()).toMatch(/白石镇\s+3/);
  });

  test('it is given a name, and read by township and month, each number with its list', async () => {
    await office.getByRole('link', { name: '存为自拟数字' }).click();
    await office.getByLabel('名称').fill('走访收集的饮水意见');
    await office.getByRole('button', { name: '保存', exact: true }).click();
    await office.waitForURL(/\/own-figures\/[0-9a-f-]{36}$/);
    await office.getByRole('link', { name: '看数字' }).click();
    await office.getByRole('heading', { name: '走访收集的饮水意见' }).first().waitFor();
    await office.goto(`${theatre.address}/figures/own_1?${year}`);
    await office.getByLabel('按什么分（行）').selectOption({ label: '联络委' });
    await office.getByLabel('再按什么分（列）').selectOption({ label: '月份' });
    await office.getByRole('button', { name: '查看' }).click();
    await office.getByRole('heading', { name: '按联络委和月份分' }).waitFor();
    const township = office.getByRole('row', { name: /白石镇/ });
    await township.getByRole('link', { name: '3', exact: true }).click();
    await office.getByText('下面的3条就是这个数字').waitFor();
    expect(await office.locator('section.list tbody tr').count()).toBe(3);
  });

  test('it is found in the register like any other', async () => {
    await office.goto(`${theatre.address}/figures?${year}`);
    await office.getByLabel('找哪个数字、判断').fill('zfsj');
    await office.getByRole('button', { name: '查看' }).click();
    await office.getByText('找到1个').waitFor();
    expect(await office.getByRole('table', { name: '数字' }).innerText()).toMatch(/走访收集的饮水意见[\s\S]*3条/);
  });
});
