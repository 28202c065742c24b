import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { today } from '#platform/time.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** A station's week: the clerk makes the rota, a resident on a phone without script books and orders, one member declines, another does it. */
describe.skipIf(!hasBrowser())('a station week with orders', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [clerk, first, second, resident, looker]: Page[] = [];
  let station = '';
  let code = '';
  let order = '';
  let receipt = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    clerk = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: county.here.committee });
    first = await comeIn(county, theatre, { person: county.here.person }, phone);
    second = await comeIn(county, theatre, { person: county.there.person }, phone);
    const context = await theatre.browser.newContext({ locale: 'zh-CN', ...phone, javaScriptEnabled: false });
    resident = await context.newPage();
    looker = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage(); // the same pages where a script can look at them
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const lookedAt = async (name: string): Promise<void> => {
    await looker!.goto(resident!.url());
    await seen(looker!, name);
  };
  const dispatchOf = async (member: string): Promise<string> => {
    const rows = await reading(county.house, county.cast.office, (look) => list<Dispatch>(look, dispatch, { limit: 20 }));
    return at(`/dispatches/${rows.find(({ member_id }) => member_id === member)!.id}`);
  };

  test('given the clerk enters the station', async () => {
    await clerk!.goto(at('/stations/new'));
    await fillIn(clerk!, { 名称: '白石镇委员服务站', 地址: '镇政府一楼', 联系电话: '0855-1234567', 服务项目: '医疗义诊、法律援助' });
    await clerk!.getByRole('button', { name: '登记', exact: true }).click();
    await clerk!.waitForURL(/\/stations\/[0-9a-f-]{36}$/u);
    station = clerk!.url();
    code = new URL((await clerk!.getByRole('link', { name: '公开页' }).getAttribute('href'))!, station).pathname;
    await seen(clerk!, 'station-desk');
  });

  test('and makes a rota by rule: drafts, looked at, published with one click', async () => {
    await clerk!.goto(`${station}/planning`);
    await fillIn(clerk!, { 从哪天起: daysLater(today(), 2), 到哪天止: daysLater(today(), 15), 每班几人: '1', 服务内容: '法律援助' });
    for (const day of ['周一', '周二', '周三', '周四', '周五', '周六', '周日']) await clerk!.getByLabel(day, { exact: true }).check();
    await clerk!.getByLabel('石大山').check();
    await clerk!.getByLabel('杨小河').check();
    await seen(clerk!, 'station-planning');
    await clerk!.getByRole('button', { name: '排出来看看' }).click();
    await clerk!.waitForURL(/calendar\?view=month/u);
    await clerk!.getByText('是拟排的').waitFor();
    await seen(clerk!, 'station-drafts');
    await clerk!.getByRole('button', { name: /^公布这/u }).click();
    await clerk!.getByRole('status').filter({ hasText: '已公布' }).waitFor();
    expect(await clerk!.getByText('是拟排的').count()).toBe(0);
  });

  test('and prints the poster: who comes when, and the code', async () => {
    await clerk!.goto(`${station}/poster?view=week&day=${daysLater(today(), 7)}`);
    await clerk!.getByRole('heading', { name: '白石镇委员服务站' }).waitFor();
    const words = await read(clerk!);
    expect(words).toMatch(/石大山[\s\S]*扫码预约、点单/u);
    expect(words).toContain(code);
    await seen(clerk!, 'station-poster');
  });

  test('when a resident on a phone without script books a shift', async () => {
    await resident!.goto(at(code));
    await lookedAt('station-public-phone');
    await resident!.getByRole('link', { name: '预约', exact: true }).first().click();
    await resident!.getByRole('heading', { name: '预约见委员' }).waitFor();
    await fillIn(resident!, { 怎么称呼您: '石大姐', 联系电话: '13812345678', 想说什么事: '宅基地的界址' });
    await resident!.getByRole('button', { name: '约上' }).click();
    await resident!.getByRole('heading', { name: '预约成功' }).waitFor();
    await lookedAt('station-booked-phone');
  });

  test('and orders a service', async () => {
    await resident!.goto(at(code));
    await resident!.getByRole('link', { name: '点一项服务' }).click();
    await resident!.getByRole('heading', { name: '点一项服务' }).waitFor();
    await fillIn(resident!, { 要哪种服务: '医疗义诊', 要办什么: '给村里老人量血压', 在哪里: '岩脚村', 怎么称呼您: '老支书', 联系电话: '13812345678' });
    await lookedAt('station-order-phone');
    await resident!.getByRole('button', { name: '点单', exact: true }).click();
    await resident!.getByRole('heading', { name: '点单成功' }).waitFor();
    receipt = new URL(resident!.url()).searchParams.get('receipt')!;
  });

  test('then the clerk finds it on the board and puts it to two members', async () => {
    await clerk!.goto(at('/service-orders/board'));
    await seen(clerk!, 'orders-board');
    await clerk!.getByRole('link', { name: '给村里老人量血压' }).click();
    await clerk!.waitForURL(/\/service-orders\/[0-9a-f-]{36}$/u);
    order = clerk!.url();
    const step = stepOf(clerk!, '派单');
    if (await step.locator('summary').count()) await step.locator('summary').first().click();
    for (const name of ['石大山', '杨小河']) await step.getByLabel(name).check();
    await step.getByRole('button').last().click();
    await clerk!.getByRole('status').filter({ hasText: '已派单' }).waitFor();
    await seen(clerk!, 'order-desk');
  });

  test('the first member declines on the phone, the second accepts with one tap, and does it', async () => {
    await take(first!, await dispatchOf(county.here.member), '不接', { 为什么: '时间安排不开' });
    const mine = await dispatchOf(county.there.member);
    await second!.goto(mine);
    await seen(second!, 'dispatch-phone');
    expect(await read(second!)).not.toContain('13812345678');
    await take(second!, mine, '接单');
    expect(await read(second!)).toContain('13812345678');
    await take(second!, mine, '办好了', { 服务了几人: '23', 怎么办的: '量血压23人' });
    await second!.getByRole('link', { name: '民生实事' }).first().waitFor();
  });

  test('who ordered it confirms it, still without script', async () => {
    await resident!.goto(at(`${code.replace(/[^/]+$/u, '')}status?receipt=${receipt}`));
    await resident!.getByText('杨小河').waitFor();
    await lookedAt('order-done-phone');
    await resident!.getByRole('button', { name: '办好了' }).click();
    await resident!.getByText(/日确认办好了/u).waitFor();
    await clerk!.goto(order);
    expect(await read(clerk!)).toContain('凭回执确认');
  });

  test('and the booking is kept when the day has come', async () => {
    const [row] = await reading(county.house, county.cast.office, (look) => list<DutyShift>(look, dutyShift, { order: [{ column: 'day' }], limit: 1 }));
    await county.act((act) => createMany(act, dutyShift, [{ station_id: row!.station_id, committee_id: row!.committee_id, day: today(), starts: '00:10', ends: '00:20', member_ids: [county.there.member], service: 'legal', state: 'planned' }]));
    await clerk!.goto(at('/bookings/new'));
    const field = clerk!.getByLabel(/^哪一班/u);
    await field.selectOption({ index: 1 });
    await fillIn(clerk!, { 怎么称呼您: '老龙', 联系电话: '13812345679' });
    await clerk!.getByRole('button', { name: '约上' }).click();
    await clerk!.waitForURL(/\/bookings\/[0-9a-f-]{36}$/u);
    const booked = clerk!.url();
    await take(second!, booked, '来了', { '说了什么、怎么答复': '解释了医保报销' });
    await seen(second!, 'booking-phone');
    await clerk!.setViewportSize(desk.viewport!);
    expect(await read(second!)).toContain('解释了医保报销');
  });
});
