import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const REPORTER = '欧阳石匠';
const PHONE = '13987654321';
const names = new RegExp(`${REPORTER}|${PHONE}|${PHONE.slice(0, 3)}\\*`, 'u');

/** A railing has rusted through. Two units give the matter back to each other until one is told for good. */
describe.skipIf(!hasBrowser())('a matter is handed to a unit, bounced, forced, answered, and asked about again', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [clerk, office, water, traffic]: Page[] = [];
  let entry = '';
  let referral = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    clerk = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: here.committee });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    water = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit }, phone);
    traffic = await comeIn(county, theatre, { name: '钱路', role: 'unit_clerk', unit: there.unit });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  /** The unit's inbox, and the referral opened from there. */
  async function fromInbox(unit: Page): Promise<void> {
    await unit.goto(at('/referrals/inbox'));
    await unit.getByRole('link', { name: '便桥栏杆' }).click();
    await unit.waitForURL(referral);
  }

  /** Whatever the unit can get of the matter: pages, lists, the sheet, the paper. */
  async function bytesFor(unit: Page): Promise<string> {
    const id = referral.split('/').at(-1)!;
    const text = async (path: string) => (await unit.request.get(at(path))).text();
    const paper = Object.values(unzipSync(new Uint8Array(await (await unit.request.get(`${referral}/paper.docx`)).body()))).map((part) => strFromU8(part));
    const pages = await Promise.all(['/referrals', '/referrals/inbox', `/referrals/${id}`, '/referrals.csv', `/api/v1/referrals/${id}`, '/search?q=便桥'].map(text));
    return [...pages, ...paper].join('\n');
  }

  test('given a villager told it to the clerk, who reports it to the county', async () => {
    await clerk!.goto(at('/ledger/new'));
    await fillIn(clerk!, { 反映事项: `群众${REPORTER}反映，便桥栏杆锈断，电话${PHONE}`, '村（社区）、地点': '岩脚村', 反映人: REPORTER, 联系电话: PHONE });
    await clerk!.getByRole('button', { name: '登记', exact: true }).click();
    await clerk!.waitForURL(/\/ledger\/[0-9a-f-]{36}$/u);
    entry = clerk!.url();
    await take(clerk!, entry, '办理', { 办理方式: '报县政协' });
  });

  test('when the office hands it over, the words begin without the reporter, and words that name him are sent back', async () => {
    await office!.goto(entry);
    await office!.getByRole('link', { name: '转办', exact: true }).click();
    await office!.getByRole('heading', { name: '转办一件事' }).waitFor();
    const matter = office!.getByLabel('请办理的事项');
    expect(await matter.inputValue()).toContain('便桥栏杆锈断');
    expect(await office!.locator('form.form').innerHTML()).not.toMatch(names);
    await fillIn(office!, { 事由: '便桥栏杆', 请办理的事项: `请与${REPORTER}联系`, 主办单位: '县水务局' });
    await office!.getByRole('button', { name: '转出' }).click();
    await office!.getByText('承办单位会看到').first().waitFor();
    await fillIn(office!, { 请办理的事项: '便桥两侧栏杆锈断，请更换' });
    await seen(office!, 'referral-new');
    await office!.getByRole('button', { name: '转出' }).click();
    await office!.waitForURL(/\/referrals\/[0-9a-f-]{36}$/u);
    referral = office!.url();
  });

  test('the water office finds it on the phone with its clock running, and gives it back with a reason and another unit', async () => {
    await fromInbox(water!);
    expect(await read(water!)).toMatch(/余约?\d+个工作日/u);
    await seen(water!, 'referral-unit-phone');
    expect((await traffic!.goto(referral))!.status(), 'another unit does not find it').toBe(404);
    await take(water!, referral, '不归我办', { 建议承办单位: '县交通运输局', 说明原因: '便桥是交通部门建的' });
  });

  test('the office decides on its board; the proposed unit stands there already', async () => {
    await office!.goto(at('/referrals/board'));
    expect(await read(office!)).toMatch(/等您决定1件[\s\S]*便桥栏杆[\s\S]*改由县交通运输局/u);
    await seen(office!, 'referral-board');
    await office!.getByRole('link', { name: '便桥栏杆' }).click();
    await office!.waitForURL(referral);
    expect(await read(office!)).toContain('便桥是交通部门建的');
    await stepOf(office!, '改转').locator('summary').click();
    expect(await stepOf(office!, '改转').getByRole('radio', { name: '县交通运输局' }).or(stepOf(office!, '改转').locator('option:checked', { hasText: '县交通运输局' })).count()).toBe(1);
    await take(office!, referral, '改转');
  });

  test('bounced a second time, it is forced with a written reason; now it cannot be given back', async () => {
    await fromInbox(traffic!);
    await take(traffic!, referral, '不归我办', { 建议承办单位: '县水务局', 说明原因: '在河道范围内' });
    await take(office!, referral, '指定承办', { 指定由哪个单位办: '县交通运输局', 说明原因: '建设档案载明由交通部门建' });
    await office!.goto(referral);
    expect(await read(office!)).toMatch(/退回2次/u);
    await fromInbox(traffic!);
    expect(await read(traffic!)).toMatch(/指定承办[\s\S]*余约?\d+个工作日[\s\S]*建设档案载明由交通部门建/u);
    expect(await stepOf(traffic!, '不归我办').count()).toBe(0);
    await seen(traffic!, 'referral-forced');
    await office!.goto(at('/referrals?figure=referrals_forced'));
    await office!.getByRole('link', { name: '便桥栏杆' }).waitFor();
  });

  test('it signs for it, drafts, has it checked and sends it; the unit never learns who reported it', async () => {
    await take(traffic!, referral, '签收');
    await take(traffic!, referral, '拟写答复', { 办理结果: '已解决', 答复内容: '便桥栏杆已经换新。' });
    await take(traffic!, referral, '审核发出', { 审核人: '周局长' });
    expect(await bytesFor(traffic!)).not.toMatch(names);
    for (const unit of [water!, traffic!]) expect((await unit.request.get(entry)).status(), 'no unit opens the entry').toBe(404);
  });

  test('the clerk tells the resident in the words of the unit; told is not solved', async () => {
    await clerk!.goto(referral);
    await stepOf(clerk!, '告知群众').locator('summary').click();
    expect(await clerk!.getByLabel('告诉群众的话').inputValue()).toBe('便桥栏杆已经换新。');
    await seen(clerk!, 'referral-telling');
    await take(clerk!, referral, '告知群众');
    await clerk!.goto(entry);
    expect(await read(clerk!)).toMatch(/已答复[\s\S]*便桥栏杆已经换新/u);
    expect(await read(clerk!)).not.toContain('群众确认解决');
  });

  test('called back it was none: the unit has it again, without what the resident said, and answers from its template', async () => {
    await take(clerk!, entry, '回访：没有解决', { 对办理过程: '满意', 对办理结果: '很不满意', 说明原因: `${REPORTER}说只焊了一边` });
    await fromInbox(traffic!);
    expect(await read(traffic!)).toContain('第2次');
    expect(await bytesFor(traffic!)).not.toMatch(/只焊了一边|欧阳石匠/u);
    await traffic!.goto(at('/reply-templates/new'));
    await fillIn(traffic!, { 范本名称: '栏杆已换', 办理结果: '已解决', 答复内容: '两侧栏杆都已换新。' });
    await traffic!.getByRole('button', { name: /保存|登记/u }).first().click();
    await traffic!.waitForURL(/\/reply-templates\/[0-9a-f-]{36}$/u);
    await traffic!.goto(referral);
    await traffic!.getByRole('link', { name: '用范本答复' }).click();
    await traffic!.getByRole('link', { name: '栏杆已换' }).click();
    await expect.poll(() => traffic!.getByLabel('答复内容').inputValue()).toBe('两侧栏杆都已换新。');
    await traffic!.getByRole('button', { name: '存为答复稿' }).click();
    await traffic!.getByText('已拟写1件答复').waitFor();
    await take(traffic!, referral, '审核发出', { 审核人: '周局长' });
    await take(clerk!, referral, '告知群众');
  });

  test('called back again it is solved: verified, with both satisfactions, and counted', async () => {
    await take(clerk!, entry, '回访：已解决', { 对办理过程: '很满意', 对办理结果: '满意' });
    await clerk!.goto(entry);
    await seen(clerk!, 'entry-verified');
    for (const figure of ['problems_verified', 'entries_called_back']) {
      await office!.goto(at(`/ledger?figure=${figure}`));
      await office!.getByRole('link', { name: /便桥栏杆锈断/u }).first().waitFor();
    }
    await office!.goto(at('/referrals?figure=referrals_replied_in_time'));
    await office!.getByRole('link', { name: '便桥栏杆' }).waitFor();
  });
});
