import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { assessed, type Assessed } from '../assessed.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const LAGGING = '通报批评并扣减年度考核相应分值';
const DAY = 86_400_000;

/** From a decided result to its circular: a person confirms, the committee hears of it, objects and is answered, then it goes out. */
describe.skipIf(!hasBrowser())('a criticised committee is heard first', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let round: Assessed;
  let [office, director]: Page[] = [];
  let circular = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    round = await assessed(county, 2025, { decided_on: '2026-01-20', decision_no: '主席会议第3次', state: 'published' }, {
      here: { follows: [LAGGING], band: '工作滞后', final_total: '48.5', scaled: '2.425', unmet: ['一月一次社情民意'] }, there: { awards: ['前三名'], band: '优秀', final_total: '96', scaled: '4.8' },
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' }, desk);
    director = await comeIn(county, theatre, { name: '石主任', role: 'director', committee: county.here.committee }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  test('the board proposes, the office ticks what is to be', async () => {
    await office!.goto(`${theatre.address}/consequences/board?assessment=${round.about.id}`);
    await seen(office!, 'consequences-board');
    await office!.getByLabel(/白石镇政协联络委：通报批评/u).check();
    await office!.getByRole('button', { name: '把选中的列为拟运用' }).click();
    await office!.getByText('已列为拟运用1件').waitFor();
    await office!.getByRole('link', { name: '白石镇政协联络委：通报批评' }).click();
    await office!.waitForURL(/\/consequences\/[0-9a-f-]{36}$/u);
    circular = office!.url();
  });

  test('the draft begins with the result and why', async () => {
    const drafting = stepOf(office!, '起草文书');
    await drafting.locator('summary').first().click();
    expect(await drafting.getByLabel(/^正文/u).inputValue()).toContain('没有做到：一月一次社情民意');
    await seen(office!, 'consequence-drafting');
    await take(office!, circular, '起草文书');
    await take(office!, circular, '告知对方');
    expect(await read(office!)).toContain('可提出异议到');
  });

  test('the director reads it on the phone and objects; the office answers', async () => {
    await director!.goto(circular);
    await seen(director!, 'consequence-told');
    await take(director!, circular, '提出异议', { 异议和理由: '有两个月停电，纸质台账已补交。' });
    expect(await stepOf(office!, '登记印发').count()).toBe(1);
    await take(office!, circular, '异议不成立，答复', { 答复: '补交的已经计算在内，仍缺七个月。' });
    await director!.goto(circular);
    expect(await read(director!)).toContain('仍缺七个月');
  });

  test('after its days the circular goes out, to every committee', async () => {
    const [day] = new Date(Date.now() + 14 * DAY).toISOString().split('T');
    theatre.house.clock = () => new Date(Date.now() + 14 * DAY);
    await take(office!, circular, '登记印发', { 文号: '云协〔2026〕8号', 印发日期: day! });
    await seen(office!, 'consequence-issued');
    const other = await comeIn(county, theatre, { name: '别的干事', role: 'worker', committee: county.there.committee });
    await other.goto(`${circular}/paper`);
    await seen(other, 'consequence-paper');
    expect(await read(other)).toContain('予以批评的通报');
  });
});
