import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const year = Number(today().slice(0, 4));
const road = '关于维修乡道的提案';
const others = ['关于建设水厂的提案', '关于增加学位的提案', '关于改造卫生室的提案'];
const bridge = '关于重建风雨桥的提案';

/** The department nominates, the chair meeting decides on five, one of them left over from years ago; the leader leads; and what was good is commended. */
describe.skipIf(!hasBrowser())('a leader takes a key proposal in hand', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, waterUnit, leader]: Page[] = [];
  let selection = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const filed = (title: string, more: Partial<Proposal> = {}): Partial<Proposal> => ({
      title, state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, time_class: 'session', submitted_on: `${year}-01-10`, disposition: 'filed', lead_unit_id: county.here.unit, ...more,
    });
    await county.act((act) => createMany<Proposal>(act, proposal, [
      ...[road, ...others].map((title, n) => filed(title, { proposal_no: n + 1 })),
      filed(bridge, { state: 'closed', submitted_on: `${year - 3}-01-12`, session: 2, proposal_no: 40, result: 'PLANNED', replied_on: `${year - 3}-06-01`, closed_on: `${year - 3}-09-01` }),
      filed('关于保护茶山的提案', { state: 'closed', proposal_no: 5, proposer_kind: 'party', proposer_name: '民盟支部', member_id: null, result: 'SOLVED', rating_work: 'satisfied', rating_result: 'satisfied' }),
    ]));
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    waterUnit = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: county.here.unit });
    leader = await comeIn(county, theatre, { name: '杨建国', role: 'leader' }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const told = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence }).waitFor();
  /** What is downloaded, as plain text. */
  const paperOf = async (page: Page, label: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: label }).click()]);
    const path = `${theatre.folder}/${label}.docx`;
    await download.saveAs(path);
    return strFromU8(unzipSync(new Uint8Array(await readFile(path)))['word/document.xml']!).replace(/<[^>]+>/gu, '');
  };
  const nominate = async (page: Page, title: string, fields: Record<string, string> = {}) => {
    await page.goto(at('/key-proposals/new'));
    await fillIn(page, { 提案: title, 推荐理由: '群众盼了多年', ...fields });
    await page.getByRole('button', { name: '推荐' }).last().click();
    await told(page, '已登记');
  };

  test('the department nominates what it handles, the office enters what others put forward', async () => {
    await office!.goto(at('/key-rounds/new'));
    await fillIn(office!, { 年度: String(year) });
    await office!.getByRole('button', { name: '登记' }).last().click();
    await told(office!, '已登记');
    await nominate(waterUnit!, `第1号 ${road}`);
    selection = waterUnit!.url();
    await seen(waterUnit!, 'key-nominated');
    for (const [n, title] of others.entries()) await nominate(office!, `第${n + 2}号 ${title}`, { 谁推荐的: '专门委员会', 推荐单位: `经济委员会${n}` });
  });

  test('the committee shortlists them, and one that was promised years ago', async () => {
    await office!.goto(at('/key-rounds'));
    await office!.getByRole('link', { name: `${year}年`, exact: true }).click();
    await office!.getByRole('heading', { name: /推荐，等初选/u }).waitFor();
    for (const box of await office!.getByRole('checkbox').all()) await box.check();
    await office!.getByRole('button', { name: '列入备选' }).click();
    await told(office!, '已列入备选4件');
    await office!.getByRole('link', { name: '往年没有落实的' }).click();
    await office!.getByRole('heading', { name: '往年没有落实的提案' }).waitFor();
    await seen(office!, 'key-unimplemented');
    await office!.getByRole('checkbox').first().check();
    await office!.getByRole('button', { name: '列入备选' }).click();
    await told(office!, '往年没有落实的列入备选1件');
  });

  test('the chair meeting decides on five at once, and the units are told', async () => {
    await office!.getByRole('link', { name: '主席会议确定' }).click();
    await office!.getByRole('heading', { name: '主席会议确定重点提案' }).waitFor();
    for (const box of await office!.getByRole('checkbox').all()) await box.check();
    for (const field of await office!.getByLabel(/：领衔督办领导$/u).all()) await field.fill('杨建国副县长');
    await office!.getByRole('button', { name: '录入主席会议的决定' }).click();
    await office!.getByText('请填写“主席会议纪要编号”').first().waitFor();
    expect(await office!.getByRole('checkbox', { checked: true }).count(), 'what was ticked stays ticked').toBe(5);
    await fillIn(office!, { 主席会议纪要编号: '〔3〕号' });
    await seen(office!, 'key-decision');
    await office!.getByRole('button', { name: '录入主席会议的决定' }).click();
    await told(office!, '主席会议确定5件重点提案');
    await take(office!, office!.url(), '发出通知', { 通知文号: '云协办〔2026〕3号' });
    expect(await paperOf(office!, '通知（Word）')).toMatch(/确定5件提案[\s\S]*其中1件是往年提出[\s\S]*杨建国副县长/u);
  });

  test('on the phone the leader finds what he leads, and approves the plan', async () => {
    await leader!.goto(at('/key-proposals'));
    await leader!.getByRole('heading', { name: /我领衔的/u }).waitFor();
    await seen(leader!, 'key-own-phone');
    await take(leader!, selection, '审定督办方案', { 督办方案: '五月到现场，六月开督办会，年底前修通。' });
    await seen(leader!, 'key-plan-phone');
  });

  test('a visit is noted, the year ends with a result, and the proposal shows its trail', async () => {
    await office!.goto(selection);
    await office!.getByRole('link', { name: '登记督办活动' }).click();
    await office!.getByRole('heading', { name: '登记督办活动' }).waitFor();
    await fillIn(office!, { 督办方式: '现场视察', 地点: '白石镇', 参加的人: '杨建国、水务局、石大山', 议定事项: '月底前动工' });
    await office!.getByRole('button', { name: '登记' }).last().click();
    await told(office!, '已登记');
    await take(office!, selection, '年度小结', { 年度结果: '已落实', 督办情况小结: '乡道修通，群众满意。' });
    expect(await read(office!)).toMatch(/督办活动\s*1[\s\S]*现场视察/u);
    await office!.getByRole('link', { name: `第1号 ${road}` }).first().click();
    await office!.getByRole('heading', { name: '重点提案的遴选和督办' }).waitFor();
    expect(await read(office!)).toMatch(/县水务局推荐 → .*主席会议确定，杨建国副县长领衔 → .*督办活动1次.* → 年度结果：已落实/u);
    await seen(office!, 'key-trail');
  });

  test('what was good is voted on, and the decision is a paper', async () => {
    await office!.goto(at('/commendation-rounds/new'));
    await office!.getByRole('button', { name: '登记' }).last().click();
    await told(office!, '已登记');
    const round = office!.url();
    await office!.getByRole('link', { name: '看谁可以推荐' }).click();
    await office!.getByRole('heading', { name: '看谁可以推荐' }).waitFor();
    await seen(office!, 'award-candidates');
    await office!.getByRole('checkbox').first().check();
    await office!.getByRole('button', { name: '推荐' }).click();
    await told(office!, '已推荐1项');
    await office!.getByRole('checkbox').first().check();
    await office!.getByRole('button', { name: '列入候选' }).click();
    await told(office!, '已列入候选1项');
    await office!.getByRole('link', { name: '录入决定' }).click();
    await office!.getByRole('heading', { name: '录入评优的决定' }).waitFor();
    await office!.getByRole('checkbox').first().check();
    for (const [label, n] of [['赞成', '10'], ['反对', '12'], ['弃权', '1']] as const) await office!.getByLabel(`第5号 关于保护茶山的提案：${label}`).fill(n);
    await fillIn(office!, { 会议纪要编号: '〔8〕号', 常委会全体组成人员: '30' });
    await seen(office!, 'award-decision');
    await office!.getByRole('button', { name: '录入决定' }).click();
    await office!.getByText('没有通过').first().waitFor();
    await office!.getByLabel('第5号 关于保护茶山的提案：赞成').fill('22');
    await office!.getByLabel('第5号 关于保护茶山的提案：反对').fill('1');
    await office!.getByRole('button', { name: '录入决定' }).click();
    await told(office!, '已录入：表彰1项');
    await office!.goto(round);
    const publishing = office!.locator('.steps > li').filter({ hasText: '公布表彰决定' });
    await publishing.locator('summary').first().click();
    await fillIn(publishing, { 表彰决定文号: '云协发〔2026〕9号' });
    await publishing.getByRole('button').last().click();
    await told(office!, '已公布表彰决定');
    await seen(office!, 'award-published');
    expect(await paperOf(office!, '表彰决定（Word）')).toMatch(/关于表彰优秀提案的决定[\s\S]*表决通过[\s\S]*优秀提案1件[\s\S]*民盟支部/u);
  });
});
