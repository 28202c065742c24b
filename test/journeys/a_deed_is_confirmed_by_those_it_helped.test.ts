import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const what = '为岩脚村老人修房顶';
const inDays = (n: number): string => dayOf(new Date(Date.now() + n * 86_400_000));
const today = inDays(0);
const year = today.slice(0, 4);

/** Promised on the phone, done, confirmed by somebody else's phone, verified by the committee; another one does not stand up to a spot check. */
describe.skipIf(!hasBrowser())('a deed is confirmed by those it helped', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [member, neighbour, worker, office]: Page[] = [];
  let path = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    await county.act((act) => createMany<Deed>(act, deed, [{ member_id: there.member, committee_id: there.committee, deed: '修通组路', kind: 'other', done_on: today, precision: 'day', approximate: false, state: 'verified' }]));
    member = await comeIn(county, theatre, { person: here.person }, phone);
    worker = await comeIn(county, theatre, { name: '吴干事', role: 'worker', committee: here.committee });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    neighbour = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (address: string): string => `${theatre.address}${address}`;
  const statusOf = (page: Page) => page.locator('.status').first().innerText();

  test('the member promises on the phone, and says that it is done', async () => {
    await member!.goto(at('/deeds/new?as=promise'));
    await fillIn(member!, { 实事内容: what, 承诺: '即办承诺', 完成期限: inDays(20), 服务类型: '捐资助困', 要达到什么: '雨季前不漏' });
    await seen(member!, 'deed-promise');
    await member!.getByRole('button', { name: '登记', exact: true }).click();
    await member!.getByRole('heading', { name: what, level: 1 }).waitFor();
    expect(await statusOf(member!)).toContain('已承诺');
    path = new URL(member!.url()).pathname;
    await take(member!, at(path), '记进展', { 进展: '瓦已经买好' });
    await take(member!, at(path), '登记完成', { 完成时间: today, 受益人数: '3' });
    expect(await statusOf(member!)).toContain('已登记');
    await seen(member!, 'deed-done');
  });

  test('three fields are enough for one that was never promised', async () => {
    await member!.goto(at('/deeds/new'));
    await fillIn(member!, { 实事内容: '教村里老人用手机', 服务类型: '支教帮教', 完成时间: today });
    await seen(member!, 'deed-new');
    await member!.getByRole('button', { name: '登记', exact: true }).click();
    await member!.getByRole('heading', { name: '教村里老人用手机', level: 1 }).waitFor();
  });

  test('the member holds out a code; on the own telephone it does not open, on the neighbour’s three taps do', async () => {
    await member!.goto(at(path));
    await member!.getByRole('button', { name: '出示确认单（二维码）' }).click();
    await member!.getByRole('heading', { name: '请您确认：办了没有' }).waitFor();
    await seen(member!, 'deed-slip');
    const link = (await member!.locator('.paper-address').innerText()).trim();
    await member!.goto(link);
    await member!.getByText('登录着办这件实事的委员').waitFor();
    await neighbour!.goto(link);
    await neighbour!.getByRole('heading', { name: '这件实事办了没有' }).waitFor();
    await seen(neighbour!, 'deed-confirming');
    await neighbour!.getByLabel('办了，还有没办到的').check();
    await neighbour!.getByRole('textbox', { name: /^还差什么/u }).fill('檐沟还没有装');
    await neighbour!.getByRole('button', { name: '提交' }).click();
    await neighbour!.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    await neighbour!.goto(link);
    await neighbour!.getByText('这张确认单已经用过了').waitFor();
    await member!.goto(at(path));
    await member!.getByText('受益人确认，还有没办到的').first().waitFor();
    expect(await read(member!), 'not who said what').not.toContain('檐沟');
  });

  test('the committee reads what is missing, calls back, and verifies', async () => {
    await worker!.goto(at(path));
    await worker!.getByText('檐沟还没有装').waitFor();
    await worker!.getByRole('link', { name: '录入回访或确认单' }).click();
    await worker!.getByRole('heading', { name: '录入回访或确认单' }).waitFor();
    await fillIn(worker!, { 怎样确认的: '联络委回访', 这件事办了没有: '办了', 谁答的: '受益人本人' });
    await seen(worker!, 'deed-calling');
    await worker!.getByRole('button', { name: '录入', exact: true }).click();
    await worker!.getByRole('heading', { name: `对“${what}”的确认` }).waitFor();
    await take(worker!, at(path), '核实');
    expect(await statusOf(worker!)).toContain('已核实');
    await seen(worker!, 'deed-verified');
  });

  test('the county draws from a seed, and what was not so is struck', async () => {
    await office!.goto(at('/deed-rounds/new'));
    await fillIn(office!, { 抽查名称: '年度抽查', 实事完成时间从: `${year}-01-01`, 到: `${year}-12-31`, 从哪些里抽: '联络委核实过的', 抽几件: '2', 抽取种子: '8848' });
    await office!.getByRole('button', { name: '登记', exact: true }).click();
    await office!.getByRole('heading', { name: '年度抽查', level: 1 }).waitFor();
    const round = office!.url();
    await take(office!, round, '抽取');
    await office!.getByRole('link', { name: '修通组路' }).waitFor();
    await seen(office!, 'deed-round');
    await office!.getByRole('link', { name: '修通组路' }).click();
    await office!.getByRole('heading', { name: '修通组路', level: 1 }).waitFor();
    await take(office!, office!.url(), '不属实', { 怎样核查的: '入户、到现场', 核查情况: '路还没有动工' });
    await seen(office!, 'deed-check');
    const [struck] = await county.act((act) => list(act, deed, { where: is<Deed>('deed', '修通组路'), limit: 2 }));
    expect(struck).toMatchObject({ state: 'struck', check_result: 'failed' });
  });

  test('side by side, and who is still without one', async () => {
    await office!.goto(at('/deeds/standing'));
    await office!.getByRole('heading', { name: '登记与确认', level: 1 }).waitFor();
    await seen(office!, 'deed-standing');
    const total = office!.getByRole('row', { name: /^合计/u });
    expect((await total.innerText()).split(/\s+/u).filter(Boolean)).toEqual(['合计', '2', '1', '0', '1', '1', '0', '1', '1']);
    await office!.goto(at('/deeds/coverage'));
    await office!.getByRole('heading', { name: '一人一件办理情况' }).waitFor();
    await office!.getByRole('link', { name: '杨小河' }).waitFor();
    expect(await office!.getByRole('link', { name: '石大山' }).count()).toBe(0);
    await seen(office!, 'deed-coverage');
    expect(await stepOf(office!, '核实').count()).toBe(0);
  });
});
