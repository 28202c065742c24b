import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const spokenOf = ['disputes_received', 'disputes_settled', 'mediations_taken', 'mediations_settled', 'agreements_performed', 'judicial_confirmations'];

/** Two villagers quarrel over a boundary stone. */
describe.skipIf(!hasBrowser())('a boundary dispute is taken, mediated twice, agreed, confirmed by the court and called back', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [worker, member, office]: Page[] = [];
  let entry = '';
  let file = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    worker = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: county.here.committee });
    member = await comeIn(county, theatre, { person: county.here.person }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  /** What the speech says of disputes at this moment. */
  const spoken = () => reading(county.house, county.cast.office, async (look) =>
    Object.fromEntries(await countFigures(look, opinionsSlice.figures!.filter(({ name }) => spokenOf.includes(name)), { from: '2025-01-01', to: '2025-12-31' })));

  test('given a villager has told it to the worker, when a file is opened, then the ledger leads there', async () => {
    const page = worker!;
    await page.goto(at('/ledger/new'));
    await fillIn(page, { 反映事项: '岩脚村两户为界石争吵，差点动手', '村（社区）、地点': '岩脚村', 收集方式: '走访', 收集时间: '2025-04-01' });
    await page.locator('.entry-more > summary').click();
    await page.getByLabel('属于矛盾纠纷').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/ledger\/[0-9a-f-]{36}$/u);
    entry = page.url();
    await page.getByRole('link', { name: '建调解案卷' }).click();
    await page.getByRole('heading', { name: '受理纠纷' }).waitFor();
    expect(await page.getByLabel('纠纷经过和双方要求').inputValue(), 'what the ledger says is not typed again').toContain('为界石争吵');
    await fillIn(page, {
      受理日期: '2025-04-02', 纠纷类型: '土地山林纠纷', 申请方: '石志明', 另一方: '龙老三',
      纠纷经过和双方要求: '石志明说龙老三挖沟时把界石移了半丈；龙老三说界石本来就在那里', 申请方联系方式: '19900001234，岩脚村三组', 保密: '不公开（只有调解员和登记人能看）',
    });
    await seen(page, 'dispute-new');
    await page.getByRole('button', { name: '受理', exact: true }).click();
    await page.waitForURL(/\/disputes\/[0-9a-f-]{36}$/u);
    file = page.url();
    await page.goto(entry);
    await page.getByRole('link', { name: '调解案卷' }).waitFor();
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 0, mediations_taken: 1 });
  });

  test('only the member who is named finds it, and notes two sessions on the phone', async () => {
    expect((await member!.goto(file))!.status()).toBe(404);
    await take(worker!, file, '指定调解员', { 调解员: '石大山', 外请的调解员: '杨法官（岩脚巡回法庭）' });
    await take(member!, file, '登记一次调解', { 调解日期: '2025-04-05', 调解地点: '村委会', 到场的人: '石志明、龙老三、村支书', 调解情况: '各说各的理，没有谈拢' });
    await take(member!, file, '登记一次调解', { 调解日期: '2025-04-12', 调解地点: '界石处', 到场的人: '石志明、龙老三、两位老人', 调解情况: '老人指认了老水沟，双方愿意以沟为界' });
    expect(await read(member!)).toMatch(/第1次调解[\s\S]*没有谈拢[\s\S]*第2次调解[\s\S]*老水沟/u);
    await seen(member!, 'dispute-sessions-phone');
  });

  test('the paper is drafted, printed and signed; the speech counts it as settled that day, once', async () => {
    const points = '以老水沟中线为界\n龙老三十日内把界石移回';
    await take(member!, file, '起草协议', { 协议内容: points, 最迟履行日期: '2025-04-30' });
    const [paper] = await Promise.all([member!.waitForEvent('download'), member!.getByRole('link', { name: '协议书（Word）' }).click()]);
    const bytes = new Uint8Array(await (await member!.request.get(paper.url())).body());
    if (process.env['PICTURES']) writeFileSync(join(process.env['PICTURES'], 'agreement.docx'), bytes);
    const printed = strFromU8(unzipSync(bytes)['word/document.xml']!).replaceAll(/<[^>]+>/gu, '');
    for (const part of ['石志明', '龙老三', '以老水沟中线为界', '十日内把界石移回']) expect(printed).toContain(part);
    await member!.goto(file);
    await stepOf(member!, '登记达成协议').locator('summary').click();
    expect(await stepOf(member!, '登记达成协议').getByLabel('协议内容').inputValue(), 'as it was drafted').toBe(points);
    await take(member!, file, '登记达成协议', { 达成日期: '2025-04-15' });
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 1, mediations_settled: 1, agreements_performed: 0 });
    await worker!.goto(entry);
    expect(await read(worker!)).toMatch(/办理中[\s\S]*已化解/u);
  });

  test('the court confirms it', async () => {
    await take(worker!, file, '登记申请司法确认', { 申请司法确认日期: '2025-04-20', 受理法院: '县人民法院' });
    await take(worker!, file, '登记司法确认结果', { 法院结果: '裁定有效', 法院裁定日期: '2025-04-28', 裁定书文号: '（2025）民特3号' });
    expect(await spoken()).toMatchObject({ judicial_confirmations: 1 });
  });

  test('called back it was performed: the file closes and the ledger with it', async () => {
    await take(worker!, file, '回访：已履行', { 回访日期: '2025-05-20', 回访情况: '界石已移回，两家和好' });
    await seen(worker!, 'dispute-closed');
    await worker!.goto(entry);
    expect(await read(worker!)).toMatch(/已办结[\s\S]*已解决[\s\S]*2025-05-20/u);
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 1, mediations_taken: 1, mediations_settled: 1, agreements_performed: 1 });
  });

  test('the county office has followed every step and never learnt who they were', async () => {
    await office!.goto(file);
    for (const step of ['指定调解员', '登记一次调解', '登记达成协议', '登记司法确认结果', '回访：已履行']) await office!.getByText(step).first().waitFor();
    await seen(office!, 'dispute-office');
    for (const address of [file, at('/disputes'), entry, at('/ledger')]) {
      const answer = await office!.goto(address);
      expect([address, answer!.status(), /石志明|龙老三|老水沟/u.test(await office!.content())]).toEqual([address, 200, false]);
    }
  });
});
