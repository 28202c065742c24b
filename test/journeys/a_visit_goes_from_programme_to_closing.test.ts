import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const topic = '集镇环境卫生整治';
const quarter = ['第一季度', '第二季度', '第三季度', '第四季度'][Math.ceil(Number(today().slice(5, 7)) / 3) - 1]!;

/** A committee plans its year, begins a visit from the plan, asks its members, who answer on the phone, marks who was there by its own list and closes it. */
describe.skipIf(!hasBrowser())('a visit goes from its programme to its closing', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [worker, director, office, coming, away]: Page[] = [];
  let [programme, visit]: string[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    const other = await county.act(async (act) => {
      const [somebody] = await createMany(act, person, [{ name: '韦志' }]);
      await createMany(act, member, [{ person_id: somebody!.id, name: '韦志', term: 9, committee_id: county.here.committee, joined_on: '2022-01-10', standing: false, name_key: '' }]);
      return somebody!.id;
    });
    theatre = await stage(county.database);
    worker = await comeIn(county, theatre, { name: '吴勤', role: 'worker', committee: county.here.committee });
    director = await comeIn(county, theatre, { name: '龙主任', role: 'director', committee: county.here.committee }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    coming = await comeIn(county, theatre, { person: county.here.person }, phone);
    away = await comeIn(county, theatre, { person: other }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const told = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence }).waitFor();

  test('the programme is written, its topic once, and the director approves it on the phone', async () => {
    await worker!.goto(at('/inspection-programmes/new'));
    await fillIn(worker!, { 年度: today().slice(0, 4) });
    await seen(worker!, 'visit-programme-new');
    await worker!.getByRole('button', { name: '开始写' }).click();
    await told(worker!, '已登记');
    programme = worker!.url();
    await worker!.getByRole('link', { name: '添加题目' }).click();
    await worker!.getByRole('heading', { name: '添加题目', level: 1 }).waitFor();
    await fillIn(worker!, { 题目: topic, 类别: '视察', 题目来源: '群众反映', 计划季度: quarter, '要弄清、要推动的事': '看清运、保洁和占道' });
    await seen(worker!, 'visit-topic-new');
    await worker!.getByRole('button', { name: '添加', exact: true }).click();
    await told(worker!, '已登记');
    await take(worker!, programme, '报批');
    await take(director!, programme, '批准');
    await seen(director!, 'visit-programme-phone');
    expect(await read(director!)).toContain('还有1个没有开展');
  });

  test('the visit begins from the programme, and nothing is typed twice', async () => {
    await worker!.goto(programme!);
    await worker!.getByRole('link', { name: '开始活动' }).click();
    await worker!.getByRole('heading', { name: '登记调研视察', level: 1 }).waitFor();
    expect(await worker!.getByLabel(/^主题/u).inputValue()).toBe(topic);
    await fillIn(worker!, { 时间: today(), 地点: '白石集镇', 行程: '9:00 农贸市场 看占道\n10:30 垃圾中转站 看清运', 联系人: '吴勤 13800000000', 请在几时前答复: today() });
    await seen(worker!, 'visit-new');
    await worker!.getByRole('button', { name: '登记', exact: true }).click();
    await told(worker!, '已登记');
    visit = worker!.url();
    await worker!.getByRole('link', { name: '邀请人' }).click();
    await worker!.getByRole('heading', { name: '邀请人', level: 1 }).waitFor();
    expect(await worker!.getByLabel('石大山（白石镇）').isChecked(), 'the own members are ticked').toBe(true);
    await worker!.getByLabel(/^其他的人/u).fill('李明 县农科所');
    await worker!.getByRole('button', { name: '邀请', exact: true }).click();
    await worker!.getByText('请先写身份再写姓名').first().waitFor();
    await worker!.getByLabel(/^其他的人/u).fill('专家 李明 县农科所');
    await seen(worker!, 'visit-invitations');
    await worker!.getByRole('button', { name: '邀请', exact: true }).click();
    await told(worker!, '已列入名单');
    await take(worker!, visit, '发出通知', { 通知文号: '白石联〔2026〕3号' });
    await seen(worker!, 'visit-planned');
    const [download] = await Promise.all([worker!.waitForEvent('download'), worker!.getByRole('link', { name: '通知（Word）' }).click()]);
    const path = `${theatre.folder}/notice.docx`;
    await download.saveAs(path);
    const words = strFromU8(unzipSync(new Uint8Array(await readFile(path)))['word/document.xml']!).replace(/<[^>]+>/gu, '');
    expect(words).toMatch(/白石镇政协联络委[\s\S]*视察活动的通知[\s\S]*农贸市场[\s\S]*石大山[\s\S]*李明 县农科所/u);
  });

  test('on the phone one member answers with one tap, another asks for leave', async () => {
    await coming!.goto(at('/tasks'));
    await coming!.getByText('活动邀请').first().waitFor();
    await seen(coming!, 'visit-invited-phone');
    await coming!.getByRole('button', { name: '参加', exact: true }).first().click();
    await told(coming!, '已参加');
    await away!.goto(visit!);
    await away!.getByText('请您参加').waitFor();
    const leave = stepOf(away!, '请假');
    await leave.locator('summary').click();
    await leave.getByLabel(/^原因/u).fill('去县医院复查');
    await seen(away!, 'visit-leave-phone');
    await leave.getByRole('button').last().click();
    await told(away!, '已请假');
  });

  test('the leave waits for the organiser, who grants it', async () => {
    await worker!.goto(at('/tasks'));
    await worker!.getByText('请假待批').or(worker!.getByText('准假')).first().waitFor();
    await seen(worker!, 'visit-leave-waits');
    await worker!.goto(at('/attendances?state=leave_asked'));
    await worker!.getByRole('link', { name: topic }).click();
    await worker!.getByRole('heading', { name: `韦志：${topic}` }).waitFor();
    await take(worker!, worker!.url(), '准假');
  });

  test('who was there is marked on one page: only what was otherwise is tapped', async () => {
    await take(worker!, visit!, '登记已开展', { 实际时间: today() });
    await worker!.getByRole('link', { name: '名单和出席情况' }).last().click();
    await worker!.getByRole('heading', { name: '名单和出席情况', level: 1 }).waitFor();
    const expert = worker!.getByRole('group', { name: /^李明/u }).first();
    await expert.getByText('迟到').first().click();
    await seen(worker!, 'visit-marking');
    await worker!.getByRole('button', { name: '保存出席情况' }).click();
    await told(worker!, '已登记出席');
    expect(await read(worker!)).toMatch(/应邀3人，到会2人[\s\S]*/u);
    await worker!.getByRole('link', { name: '名单和出席情况' }).last().click();
    await worker!.getByRole('heading', { name: '名单和出席情况', level: 1 }).waitFor();
    expect(await worker!.getByRole('group', { name: /^韦志/u }).first().getByRole('radio', { checked: true }).first().inputValue()).toBe('leave');
  });

  test('closed for credit, nothing changes; only the county office opens it again', async () => {
    await take(worker!, visit!, '归档');
    await seen(worker!, 'visit-closed');
    await worker!.getByRole('link', { name: '名单和出席情况' }).last().click();
    await worker!.getByRole('heading', { name: '名单和出席情况', level: 1 }).waitFor();
    expect(await worker!.getByRole('button', { name: '保存出席情况' }).count()).toBe(0);
    await seen(worker!, 'visit-list-closed');
    await worker!.goto(at('/attendances?figure=inspections_attendances'));
    await worker!.getByText('下面的1条就是这个数字').waitFor();
    await worker!.goto(programme!);
    await worker!.getByText('1个题目，已开展1个').waitFor();
    await seen(worker!, 'visit-programme-carried');
    await office!.goto(visit!);
    const reopen = stepOf(office!, '重新打开');
    await reopen.locator('summary').click();
    await reopen.getByLabel(/理由|原因/u).fill('漏登一位委员');
    await reopen.getByRole('button').last().click();
    await told(office!, '已重新打开');
    await office!.goto(at('/attendances?figure=inspections_attendances'));
    await office!.getByText('下面的0条就是这个数字').waitFor();
  });
});
