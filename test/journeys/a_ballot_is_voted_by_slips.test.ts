import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { assessed } from '../assessed.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, fillIn, phone, read, seen, stepOf } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const keys = { 监票人的钥匙: '春来江水绿如蓝呀', 另一名监票人的钥匙: '能不忆江南老朋友' };

/** In the hall: slips are printed under two keys, voted on telephones, used up, and counted with both keys at once. */
describe.skipIf(!hasBrowser())('a ballot is voted by slips', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;
  let slips: string[] = [];
  let ballot = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { about } = await assessed(county, 2025);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    await office.goto(`${theatre.address}/assessment-ballots/new?assessment=${about.id}`);
  }, 240_000);
  afterAll(() => theatre?.close());

  /** Somebody in the hall with a telephone, and nothing else. */
  const voter = async (slip: string): Promise<Page> => {
    const page = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
    await page.goto(slip);
    return page;
  };

  test('the office prepares it: the scheme says how it is called and answered', async () => {
    expect(await office.getByLabel('测评表名称').inputValue()).toBe('民主测评');
    await fillIn(office, { 在什么会上测评: '县政协常委会第十二次会议', 应到: '5', 监票人: '石大山', 另一名监票人: '杨小河' });
    await office.getByRole('button', { name: '保存' }).click();
    await office.waitForURL(/\/assessment-ballots\/[0-9a-f-]{36}$/u);
    ballot = office.url();
    await seen(office, 'ballot-draft');
    expect(await read(office)).toContain('满意、基本满意、不满意');
  });

  test('the tellers lock the urn, and the slips are printed once', async () => {
    await office.getByRole('link', { name: '打印投票码，开始投票' }).click();
    await office.getByRole('heading', { name: '打印投票码，开始投票' }).waitFor();
    await seen(office, 'ballot-printing');
    await fillIn(office, { ...keys, 打印多少张投票码: '4' });
    await office.getByRole('button', { name: '打印并开始投票' }).click();
    await office.getByText('共4张').waitFor();
    slips = (await office.locator('.paper-address').allInnerTexts()).map((text) => text.trim());
    expect(slips).toHaveLength(4);
    await seen(office, 'ballot-slips');
  });

  test('each votes on the own telephone; a slip that was used is of no use', async () => {
    const first = await voter(slips[0]!);
    await seen(first, 'ballot-paper');
    await first.getByRole('button', { name: '投票' }).click();
    await first.getByText('还没有表态').first().waitFor();
    await fill(first, '1\\. .*', '满意');
    await first.getByRole('group', { name: /^2\./u }).getByLabel('弃权').check();
    await first.getByRole('button', { name: '投票' }).click();
    await first.getByText('已收到您这一票').waitFor();
    await seen(first, 'ballot-taken');
    for (const slip of slips.slice(1, 3)) {
      const page = await voter(slip);
      for (const at of [/^1\./u, /^2\./u]) await page.getByRole('group', { name: at }).getByLabel('满意', { exact: true }).check();
      await page.getByRole('button', { name: '投票' }).click();
      await page.getByText('已收到您这一票').waitFor();
    }
    const again = await voter(slips[0]!);
    expect(await read(again)).toContain('这张票已经投过了');
    expect(await again.getByRole('button', { name: '投票' }).count()).toBe(0);
  });

  test('the count needs a quorum and both keys, and is told at once', async () => {
    await office.goto(ballot);
    expect(await read(office)).toContain('3张（打印了4张投票码）');
    const count = stepOf(office, '计票');
    await count.locator('summary').first().click();
    await seen(office, 'ballot-count');
    await fillIn(count, { ...keys, 到会: '4', 发出的票: '4' });
    await count.getByLabel(/^另一名监票人的钥匙/u).fill('不是这一把钥匙');
    await count.getByRole('button').last().click();
    await office.getByText('票箱没有打开').first().waitFor();
    await stepOf(office, '计票').getByLabel(/^另一名监票人的钥匙/u).fill(keys.另一名监票人的钥匙);
    await stepOf(office, '计票').getByRole('button').last().click();
    await office.getByRole('heading', { name: '测评结果' }).waitFor();
    await seen(office, 'ballot-closed');
    expect((await office.locator('section', { has: office.getByRole('heading', { name: '测评结果' }) }).locator('tbody tr').allInnerTexts()).map((row) => row.split(/\s+/u).filter((word) => /^\d+$/u.test(word)).join())).toEqual(['3,0,0,0', '2,0,0,1']);
    await office.getByRole('link', { name: '计票结果报告单' }).click();
    await office.getByRole('heading', { name: '计票结果报告单' }).first().waitFor();
    await seen(office, 'ballot-record');
    expect(await read(office)).toContain('发出4张票，收回3张，其中废票0张，有效票3张');
  });
});
