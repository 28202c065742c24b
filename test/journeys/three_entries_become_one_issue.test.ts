import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { today } from '#platform/time.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, fillIn, phone, read, seen, stepOf, take, type Comer } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** Where to put the papers that were printed, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];
const REPORTER = '吴大娘';
const matters = ['集镇赶集日停车难，救护车进不来', '货车白天在集镇卸货占道', '集镇路口没有人疏导，赶集日堵两个小时'];
const title = '白石集镇停车秩序亟待规范';

describe.skipIf(!hasBrowser())('three things that residents said become one issue, instructed and fed back', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [worker, office, chair, unit]: Page[] = [];
  let item = '';
  let instruction = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here } = county;
    const told = (matter: string, received_on = '2025-04-01') => ({ committee_id: here.committee, received_on, matter, place: '白石集镇', reporter: REPORTER, phone: '13812345678' });
    await county.act((act) => enterMany(act, [...matters.map((matter) => told(matter)), told('村卫生室缺降压药', '2025-04-02')], {}));
    await indexPending(county.house, county.id);
    const enter = (as: Comer, size = desk) => comeIn(county, theatre, as, size);
    worker = await enter({ name: '王小梅', role: 'worker', committee: here.committee });
    office = await enter({ name: '周敏', role: 'county_office' });
    chair = await enter({ name: '石主席', role: 'chair' }, phone);
    unit = await enter({ name: '赵水', role: 'unit_clerk', unit: here.unit }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  /** What a paper says, as the link on this page gives it. */
  async function printed(page: Page, link: string, name: string): Promise<string> {
    const href = await page.getByRole('link', { name: link }).getAttribute('href');
    const answer = await page.request.get(at(href!));
    expect(answer.status()).toBe(200);
    const bytes = new Uint8Array(await answer.body());
    if (pictures) writeFileSync(join(pictures, `${name}.docx`), bytes);
    return strFromU8(unzipSync(bytes)['word/document.xml']!).replaceAll(/<[^>]+>/gu, '');
  }

  test('given three are ticked in the ledger, then the form begins with what they say', async () => {
    const page = worker!;
    await page.goto(at(`/ledger?q=${encodeURIComponent('集镇')}`));
    for (const matter of matters) await page.getByRole('row').filter({ hasText: matter }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '编成一条社情民意信息' }).click();
    await page.waitForURL(/\/opinion-items\/new\?entry=/u);
    expect(await page.getByLabel('情况问题').inputValue()).toMatch(/1．白石集镇：[\s\S]*3．白石集镇：/u);
    await page.getByText('来自选中的民情台账').first().waitFor();
    await fillIn(page, { 标题: '关于规范集镇停车秩序的建议', 意见建议: '划定停车位；限时卸货；逢集疏导' });
    await seen(page, 'item-new');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.waitForURL(/\/opinion-items\/[0-9a-f-]{36}$/u);
    item = page.url();
  });

  test('when it is sent in without the tick, then it is asked for; with it, it waits on the editors’ desk', async () => {
    const page = worker!;
    await stepOf(page, '报送').locator('summary').click();
    await fillIn(stepOf(page, '报送'), { 报送去向: '报县政协转呈' });
    await stepOf(page, '报送').getByRole('button').last().click();
    await stepOf(page, '报送').locator('.has-problem').filter({ hasText: '已核不涉密' }).waitFor();
    await take(page, item, '报送', { 报送去向: '报县政协转呈', '已核不涉密、不涉及个人隐私': '是' });
    await office!.goto(at('/opinion-desk'));
    expect(await read(office!)).toContain('待审阅 1');
    await seen(office!, 'opinion-desk');
    await office!.getByRole('link', { name: '关于规范集镇停车秩序的建议' }).click();
    await office!.waitForURL(item);
  });

  test('when it goes from hand to hand, then both texts stand and the proof has the masthead', async () => {
    const page = office!;
    await take(page, item, '审阅');
    await stepOf(page, '采编').locator('summary').click();
    await page.getByRole('link', { name: '打开采编页' }).click();
    await page.getByRole('heading', { name: '采编', exact: true }).waitFor();
    await seen(page, 'compiling');
    await fillIn(page, { 采编后的标题: title, 情况问题: '逢集停车难，货车占道，无人疏导' });
    await page.getByRole('button', { name: '确定采编' }).click();
    await page.getByText('已采编。').waitFor();
    expect(await page.locator('del.word-removed').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('赶集日')]));
    await take(page, item, '核稿', { 核稿人: '龙文山' });
    await seen(page, 'item-checked');
    expect(await printed(page, '下载清样（Word）', 'proof')).toMatch(new RegExp(`社情民意信息.*清样.*${title}`, 'u'));
    await chair!.goto(at('/tasks'));
    await chair!.getByRole('link', { name: title }).first().click();
    await chair!.waitForURL(item);
    await seen(chair!, 'item-signing-phone');
    await take(chair!, item, '签发');
  });

  test('then it is issued in its series with addressees; every entry leads to it and the year has it', async () => {
    const page = office!;
    await take(page, item, '印发', { 总期号: '73' });
    const words = await printed(page, '下载印发稿（Word）', 'issue');
    for (const part of [`〔${today().slice(0, 4)}〕第1期（总第73期）`, '报：县委、县人大常委会、县政府、市政协', '（白石镇政协联络委反映）', '核稿：龙文山']) expect(words).toContain(part);
    expect(words).not.toContain(REPORTER);
    await worker!.goto(at(`/opinion-issues?year=${today().slice(0, 4)}`));
    await worker!.getByRole('link', { name: title }).waitFor();
    for (const matter of matters) {
      await worker!.goto(at('/ledger'));
      await worker!.getByRole('link', { name: matter }).click();
      await worker!.getByRole('link', { name: title }).waitFor();
    }
  });

  test('the secretary types the leader’s words from the paper; the board has it and it goes to a unit', async () => {
    const page = office!;
    await page.goto(item);
    await page.getByRole('link', { name: '登记批示' }).click();
    await page.getByLabel('批示原文').waitFor();
    await fillIn(page, { 批示领导: '县长 龙某某', 批示原文: '请水务局牵头研办，月底前报结果。' });
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/instructions\/[0-9a-f-]{36}$/u);
    instruction = page.url();
    await page.goto(at('/instructions/board'));
    expect(await read(page)).toMatch(/待转办1件[\s\S]*白石集镇停车秩序/u);
    await take(page, instruction, '转办', { 牵头单位: '县水务局', '反馈时限（工作日）': '10' });
    expect(await printed(page, '转办单（Word）', 'transfer')).toContain('县长 龙某某');
    expect(await printed(page, '收文处理单（Word）', 'incoming')).toContain(title);
  });

  test('the unit reports on the phone; the office accepts, the residents are told, the board is empty', async () => {
    await unit!.goto(at('/tasks'));
    await unit!.getByRole('link', { name: new RegExp(title, 'u') }).first().click();
    await unit!.waitForURL(instruction);
    expect(await unit!.content()).not.toMatch(/吴大娘|13812345678|\/ledger\//u);
    await take(unit!, instruction, '反馈办理情况', { 办理结果: '已解决', 办理情况: '已划停车位86个，赶集日错峰装卸。' });
    await seen(unit!, 'instruction-fed-back-phone');
    await take(office!, instruction, '认可');
    await take(worker!, instruction, '答复群众');
    await worker!.goto(at('/ledger?q=集镇'));
    expect((await read(worker!)).match(/已答复/gu)?.length, 'all three').toBeGreaterThanOrEqual(3);
    await take(office!, instruction, '办结');
    await office!.goto(at('/instructions/board'));
    await office!.getByText('没有等着办理的批示件').first().waitFor();
    await office!.goto(item);
    expect(await read(office!)).toMatch(/县长 龙某某/u);
    await seen(office!, 'item-became');
  });

  test('then the month’s circular counts it for its committee and prints again as it was', async () => {
    const page = office!;
    const period = today().slice(0, 7);
    await page.goto(at(`/opinion-bulletins?period=${period}`));
    expect(await read(page)).toContain(title);
    await seen(page, 'bulletin');
    const href = await page.getByRole('link', { name: '下载通报（Word）' }).getAttribute('href');
    expect(href).toMatch(/asof=/u);
    expect(await printed(page, '下载通报（Word）', 'bulletin')).toMatch(new RegExp(`社情民意信息采用情况的通报.*${title}`, 'u'));
    const { committees } = (await (await page.request.get(at('/api/v1/opinion-bulletins?period=2025-04'))).json()) as { committees: { place: string; numbers: number[]; silent: string[] }[] };
    expect(committees.map(({ place, numbers, silent }) => [place, numbers[0], silent.length])).toEqual(expect.arrayContaining([['白石镇', 4, 0], ['小河乡', 0, 1]]));
    expect((await page.request.get(at('/api/v1/opinion-bulletins?period=2025-13'))).status()).toBe(400);
  });

  test('given two items of one matter, when the office merges them, then one goes on and the other stays beside it', async () => {
    const names = ['关于清运垃圾的建议', '关于加密垃圾清运的建议'];
    for (const name of names) {
      await worker!.goto(at('/opinion-items/new'));
      await fillIn(worker!, { 标题: name, 情况问题: '垃圾三天没有清运', 意见建议: '每天清运' });
      await worker!.getByRole('button', { name: '保存草稿' }).click();
      await worker!.waitForURL(/\/opinion-items\/[0-9a-f-]{36}$/u);
      await take(worker!, worker!.url(), '报送', { 报送去向: '报县政协转呈', '已核不涉密、不涉及个人隐私': '是' });
    }
    await office!.goto(at('/opinion-desk?state=submitted'));
    for (const box of await office!.getByRole('checkbox', { name: /^选择/u }).all()) await box.check();
    await office!.getByRole('button', { name: '合编成一条' }).click();
    await office!.getByRole('heading', { name: '合编成一条' }).waitFor();
    await seen(office!, 'merging');
    await fillIn(office!, { 以哪一条为主: names[0]!, 合编后的标题: '垃圾清运亟待加密' });
    await office!.getByRole('button', { name: '合编', exact: true }).click();
    await office!.getByText('已把2条合编成一条').waitFor();
    await office!.getByRole('link', { name: names[1]! }).first().click();
    await office!.getByText('已合编').first().waitFor();
    await office!.getByRole('link', { name: '垃圾清运亟待加密' }).first().waitFor();
  });
});
