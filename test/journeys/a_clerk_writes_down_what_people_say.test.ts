import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('a clerk writes down what people say', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'worker', committee: county.here.committee }] });
    await withAccount(county.house, county.id, clerk, 'wang');
    page = await theatre.signIn('wang', { password: `${goodPassword}wang`, context: { viewport: { width: 1366, height: 860 } } });
    page.context().setDefaultTimeout(10_000);
  });
  afterAll(() => theatre?.close());

  const entries = () => reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { order: [{ column: 'id' }], limit: 50 }));
  const said = async (matter: string): Promise<LedgerEntry> => (await entries()).find((row) => row.matter === matter)!;
  const blank = async () => {
    await page.goto(`${theatre.address}/ledger/new`);
    await expect.poll(() => page.evaluate('document.activeElement?.name'), { message: 'the cursor stands where one writes' }).toBe('matter');
  };

  /** Nothing for axe to say, nothing beyond the edge of a phone; a picture for whoever asks. */
  async function fit(name: string): Promise<void> {
    expect((await violationsOn(page)).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const [size, width] of [['phone', 390], ['desk', 1366]] as const) {
      await page.setViewportSize({ width, height: 860 });
      if (pictures) await page.screenshot({ path: join(pictures, `clerk-${name}-${size}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  }

  test('given an empty form, when it is written with the keyboard alone, then it is entered and the next one knows the place and the way', async () => {
    await blank();
    await page.keyboard.type('岩脚村口的路灯坏了三盏，晚上走路看不见');
    await page.keyboard.press('Tab');
    await page.keyboard.type('吴大娘');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('岩脚村');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await page.getByText('可以接着记下一条').waitFor();
    expect(await said('岩脚村口的路灯坏了三盏，晚上走路看不见')).toMatchObject({ place: '岩脚村', way: 'visit', reporter: '吴大娘', committee_id: county.here.committee });
    expect(await page.getByLabel('村（社区）、地点').inputValue()).toBe('岩脚村');
    expect(await page.getByLabel('反映事项').inputValue()).toBe('');
    await fit('form');
  });

  test('when the same matter is being written again, then the entry that stands is shown while typing', async () => {
    await page.getByLabel('反映事项').fill('村口路灯坏了三盏，请派人修');
    await page.getByText('看看是不是同一件事').waitFor();
    await fit('similar');
    await page.getByRole('link', { name: /岩脚村口的路灯/ }).waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('可能是同一件事').waitFor();
    await blank();
    await page.getByLabel('反映事项').fill('村口的路灯又坏了，老人摔了一跤');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('下一步').waitFor();
  });

  test('when the three are ticked and merged, then one leads and the others are named on its page', async () => {
    await page.goto(`${theatre.address}/ledger`);
    for (const box of await page.getByRole('checkbox', { name: /^选择/ }).all()) await box.check();
    await page.getByRole('button', { name: '合并办理' }).click();
    await page.getByRole('heading', { name: '合并办理' }).waitFor();
    await fit('lead');
    await page.getByLabel(/岩脚村口的路灯/).check();
    await page.getByRole('button', { name: '合并这3条' }).click();
    await page.getByText('共有3次反映说的是这件事').waitFor();
    await fit('merged');
    expect((await entries()).map(({ state }) => state).toSorted()).toEqual(['merged', 'merged', 'received']);
    await page.getByRole('link', { name: /又坏了/ }).click();
    await page.getByText('反映人和回执仍是这一条自己的').waitFor();
    await page.locator('summary', { hasText: '拆开单独办理' }).click();
    await page.locator('#reason-separate').fill('另一盏灯');
    await page.getByRole('button', { name: '确定拆开单独办理' }).click();
    await page.getByText('现在是“已登记”').waitFor();
    expect((await said('村口的路灯又坏了，老人摔了一跤')).merged_into).toBeNull();
  });

  test('given no network, when several are written and one is corrected, then all wait in the browser', async () => {
    const lamp = await said('村口的路灯又坏了，老人摔了一跤');
    await page.goto(`${theatre.address}/ledger/${lamp.id}/edit`);
    const second = await page.context().newPage();
    await second.goto(`${theatre.address}/ledger/new`);
    await page.context().setOffline(true);
    for (const matter of ['自来水有异味', '班车停开了']) {
      await second.getByLabel('反映事项').fill(matter);
      await second.getByRole('button', { name: '登记', exact: true }).click();
      await second.getByText('现在没有网络').waitFor();
      expect(await second.getByLabel('反映事项').inputValue()).toBe('');
    }
    await second.getByLabel('反映事项').fill('还没有想好怎么写');
    await second.getByRole('button', { name: '先存草稿，稍后再写' }).click();
    await second.getByText('3 条').or(second.getByText('2 条在这台设备上等待发送')).first().waitFor();
    await page.getByLabel('村（社区）、地点').fill('新寨村');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('现在没有网络').waitFor();
    await county.act((act) => edit(act, ledgerEntry, lamp.id, undefined, { place: '大河村' }), county.cast.worker); // meanwhile
    await second.close();
    expect((await entries()).length).toBe(3);
  });

  test('when the network is back, then what is new is entered once, and what somebody else changed is shown beside it', async () => {
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/ledger/drafts`);
    await page.getByText('别人改过').first().waitFor();
    await fit('drafts');
    expect((await entries()).map(({ matter }) => matter)).toEqual(expect.arrayContaining(['自来水有异味', '班车停开了']));
    expect((await entries()).length).toBe(5);
    expect((await said('村口的路灯又坏了，老人摔了一跤')).place).toBe('大河村');
    expect(await page.locator('.outbox-items > li strong').allInnerTexts()).toEqual(['还没有想好怎么写', '村口的路灯又坏了，老人摔了一跤']);
    await page.getByRole('button', { name: '对照后再提交' }).click();
    await page.getByText('已被别人改过').first().waitFor();
    await page.getByText('大河村').first().waitFor();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('已保存：').waitFor();
    expect((await said('村口的路灯又坏了，老人摔了一跤')).place).toBe('新寨村');
    await page.goto(`${theatre.address}/ledger/drafts`);
    await page.getByText('草稿').last().waitFor();
    expect(await page.getByText('别人改过').count()).toBe(0);
  });

  test('when the draft is gone on with and entered, then nothing waits any more', async () => {
    await page.getByRole('button', { name: '接着写' }).click();
    await expect.poll(() => page.getByLabel('反映事项').inputValue()).toBe('还没有想好怎么写');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记：').waitFor();
    await page.goto(`${theatre.address}/ledger/drafts`);
    await page.getByText('没有草稿，也没有等待发送的内容').waitFor();
    expect((await entries()).length).toBe(6);
  });

  test('given no network when the form is opened, then a sheet takes its place, and what is written on it is gone on with later', async () => {
    await blank();
    await expect.poll(() => page.evaluate("(async () => Boolean(await caches.match('/ledger/new')) && Boolean((await navigator.serviceWorker.getRegistration('/ledger/new'))?.active))()")).toBe(true);
    expect(await page.evaluate("caches.match('/ledger/new').then((kept) => kept.text())")).not.toMatch(/王小梅|csrf/);
    await page.context().setOffline(true);
    await page.goto(`${theatre.address}/ledger/new`);
    await page.getByRole('heading', { name: '先记下来' }).waitFor();
    for (const [matter, told] of [['山上说的：水窖裂了', '共1条'], ['山上说的：路断了', '共2条']] as const) {
      await page.getByLabel('反映事项').fill(matter);
      await page.getByRole('button', { name: '存在这台设备上' }).click();
      await page.getByText(told).waitFor();
    }
    await fit('sheet');
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/ledger/drafts`);
    await page.getByRole('button', { name: '接着写' }).first().click();
    await page.getByRole('heading', { name: '登记民情' }).waitFor();
    await expect.poll(() => page.getByLabel('反映事项').inputValue()).toBe('山上说的：水窖裂了');
    expect(await page.getByLabel('村（社区）、地点').inputValue(), 'what the sheet does not ask is as the form knows it').not.toBe('');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记：').waitFor();
    expect(await said('山上说的：水窖裂了')).toMatchObject({ received_on: today(), state: 'received' });
    await page.goto(`${theatre.address}/ledger/drafts`);
    await page.getByText('山上说的：路断了').waitFor();
    expect(await page.locator('.outbox-items > li').count()).toBe(1);
  });

  test('when somebody calls, then the form knows that it is a call, and the return key after the number enters it', async () => {
    await page.goto(`${theatre.address}/ledger`);
    await page.getByRole('link', { name: '登记来电' }).click();
    await page.waitForURL(/\/ledger\/new\?way=telephone$/);
    await expect.poll(() => page.evaluate('document.activeElement?.name')).toBe('matter');
    await page.keyboard.type('蓄水池的盖板坏了');
    await page.keyboard.press('Tab');
    await page.keyboard.type('吴桂花');
    await page.keyboard.press('Tab');
    await page.keyboard.type('13900004321');
    await page.keyboard.press('Enter');
    await page.getByText('可以接着记下一条').waitFor();
    expect(await said('蓄水池的盖板坏了')).toMatchObject({ way: 'telephone', reporter: '吴桂花', phone: '13900004321' });
    expect(await page.getByLabel('收集方式').inputValue(), 'the next one is probably a call too').toBe('telephone');
  });
});
