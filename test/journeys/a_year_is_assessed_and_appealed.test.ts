import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { createMany } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, fill, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const DAY = 86_400_000;

const schemeFor = (subject: string): string => `方案: ${subject}考核试点办法
对象: ${subject}
最多: 100
部分:
  - 名称: 日常
    项目:
      - { 名称: 民情台账, 计: { 来源: 民情台账, 得: 5 }, 最多: 40 }
      - { 名称: 工作质量, 评定: { 范围: [0, 60] }, 最多: 60 }
等次: [{ 名称: 优秀, 最少: 60 }, { 名称: 合格 }]
评先: [{ 称号: 先进联络委, 前几名: 1, 并列都算: 否 }]`;

/** A whole assessment by the hands of those whose work it is: office, worker, checker, director, chair; and the member's look at the own sheet. */
describe.skipIf(!hasBrowser())('a year is assessed, shown, decided, published and appealed', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, worker, director, chair]: Page[] = [];
  const checkers = new Map<string, Page>();
  let assessed = '';
  let moved = 0;

  /** Some days go by. */
  const daysPass = (days: number): void => {
    moved += days;
    theatre.house.clock = () => new Date(Date.now() + moved * DAY);
  };
  const day = (): string => dayOf(new Date(Date.now() + moved * DAY));
  const year = new Date().getFullYear();

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act(async (act) => {
      for (const [n, subject] of ['committee', 'member'].entries()) {
        await createMany(act, assessmentScheme, [{ state: 'adopted', series: n === 0 ? county.here.person : county.there.person, edition: 1, title: '试点办法', subject, source: schemeFor(n === 0 ? '联络委' : '委员'), valid_from: '2020-01-01', adopted_on: '2020-01-01' }]);
      }
      await createMany(act, parameterSetting, [{ key: 'assessment.members', value: 'yes', from_day: '2020-01-01' }, { key: 'assessment.sample_percent', value: '50', from_day: '2020-01-01' }]);
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' }, desk);
    worker = await comeIn(county, theatre, { name: '杨秀兰', role: 'worker', committee: county.here.committee });
    director = await comeIn(county, theatre, { name: '吴主任', role: 'director', committee: county.there.committee }, phone);
    chair = await comeIn(county, theatre, { name: '石主席', role: 'chair' }, desk);
    for (const [name, role] of [['龙审计', 'auditor'], ['罗县长', 'leader']] as const) {
      const who = await county.act(async (act) => {
        const [one] = await createMany(act, person, [{ name }]);
        await createMany(act, post, [{ person_id: one!.id, name, role, since: '2022-01-10', acting: false }]);
        return one!.id;
      });
      checkers.set(name, await comeIn(county, theatre, { person: who, staff: `staff-${who.slice(-8)}` }));
    }
  }, 240_000);
  afterAll(() => theatre?.close());

  async function begin(subject: string): Promise<string> {
    await office!.goto(`${theatre.address}/assessments/new`);
    await fillIn(office!, { 名称: `${year}年度${subject}考核`, 考核年度: String(year), 自评截止: `${year}-12-30`, 考核截止: `${year}-12-31` });
    await fill(office!, '考核对象', subject);
    for (const name of checkers.keys()) await office!.getByRole('group', { name: /考核组成员/u }).getByLabel(name).check();
    await office!.getByRole('button', { name: '保存', exact: true }).click();
    await office!.waitForURL(/\/assessments\/[0-9a-f-]{36}$/u);
    const address = office!.url();
    await take(office!, address, '开始自评');
    return address;
  }

  /** From the assessment to the sheet of one place. */
  async function sheet(page: Page, name: string): Promise<string> {
    await page.goto(assessed);
    await page.getByRole('link', { name: new RegExp(`^${name}`, 'u') }).first().click();
    await page.waitForURL(/\/assessment-sheets\/[0-9a-f-]{36}$/u);
    return page.url();
  }

  test('the sheets are filled in beforehand; the worker differs in one line and says why', async () => {
    assessed = await begin('联络委');
    await seen(office!, 'assessment-begun');
    const mine = await sheet(worker!, '白石镇');
    await seen(worker!, 'assessment-sheet-self');
    await worker!.getByRole('link', { name: '逐项填写' }).first().click();
    await worker!.waitForURL(/filling$/u);
    await worker!.locator('[name="points-1.1"]').fill('5');
    await worker!.getByRole('button', { name: '提交自评' }).click();
    await worker!.getByText('与系统数据的0分不同，请写明理由').first().waitFor();
    await worker!.goto(`${mine}/filling`);
    await worker!.locator('[name="points-1.1"]').fill('5');
    await worker!.locator('[name="reason-1.1"]').fill('一件在纸上，附复印件');
    await seen(worker!, 'assessment-filling');
    await worker!.getByRole('button', { name: '提交自评' }).click();
    await worker!.getByText('已提交自评。').waitFor();
    await director!.goto(mine);
    expect(await read(director!)).toContain('没有找到');
  });

  test('the records are frozen, the group checks, the lot is checked twice', async () => {
    await take(office!, assessed, '截止记录，开始考核', { 抽取种子: '当天开奖号码' });
    expect(await read(office!)).toContain('系统数据校验码');
    let left = 3; // two sheets, one of them twice
    for (const page of [...checkers.values(), ...checkers.values()]) {
      await page.goto(`${theatre.address}/tasks`);
      for (const [label, points] of [['待考核', '50'], ['待复核', undefined]] as const) {
        await page.goto(`${theatre.address}/assessment-sheets?state=${label === '待考核' ? 'checking' : 'rechecking'}`);
        const links = await page.locator('table a[href^="/assessment-sheets/"]').evaluateAll((all) => all.map((one) => (one as unknown as { href: string }).href));
        for (const href of links) {
          await page.goto(href);
          const step = stepOf(page, points ? '完成考核' : '完成复核');
          if (!(await step.count())) continue;
          await page.goto(`${href}/filling`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          if (points) {
            await page.locator('[name="points-1.2"]').fill(points);
            await page.locator('[name="reason-1.2"]').fill('实地看过');
          }
          await page.getByRole('button', { name: points ? '完成考核' : '完成复核' }).click();
          await page.getByText(points ? '已完成考核。' : '已完成复核。').waitFor();
          left -= 1;
        }
      }
    }
    expect(left).toBe(0);
    await take(office!, assessed, '开始公示');
  });

  test('an objection while it is shown, then the chair meeting, then publication', async () => {
    const theirs = await sheet(director!, '小河乡');
    await director!.getByRole('link', { name: '提出异议', exact: true }).click();
    await fillIn(director!, { 项目编号: '1.2', 理由和依据: '走访记录没有算进去', 认为应得: '55' });
    await director!.getByRole('button', { name: '提出', exact: true }).click();
    await director!.waitForURL(/\/assessment-objections\/[0-9a-f-]{36}$/u);
    await seen(director!, 'assessment-objection-phone');
    await take(office!, director!.url(), '不成立', { 由谁决定: '考核领导小组', 决定日期: day(), 决定的理由: '走访记录已经算过' });
    daysPass(20);
    await take(chair!, theirs, '主席会议调整一项', { 项目编号: '1.2', 分数: '49.5', 理由: '会议认为偏高' });
    await take(chair!, assessed, '登记主席会议审定', { 主席会议日期: day(), '会议或文件编号': '第八次' });
    await take(office!, assessed, '公布结果', { 公布日期: day(), 在哪里公布: '公告栏' });
    await office!.goto(`${assessed}/results`);
    await seen(office!, 'assessment-results');
    expect(await read(office!)).toContain('先进联络委');
  });

  test('one appeal is won and restates one line, one is lost', async () => {
    const appeals: string[] = [];
    for (const [page, place] of [[worker!, '白石镇'], [director!, '小河乡']] as const) {
      await sheet(page, place);
      await page.getByRole('link', { name: /^1\.1 /u }).first().click();
      await page.waitForURL(/\/lines\/1\.1$/u);
      for (const words of ['民情台账每件5分。最多40分。', '试点办法']) expect(await read(page)).toContain(words); // the rule, and by which edition
      await page.getByRole('link', { name: '申诉', exact: true }).click();
      await fillIn(page, { 理由和依据: '纸上的一件没有计' }); // about which line is known
      await page.getByRole('button', { name: '提出', exact: true }).click();
      await page.waitForURL(/\/assessment-objections\/[0-9a-f-]{36}$/u);
      appeals.push(page.url());
    }
    await take(chair!, appeals[1]!, '成立，改分', { 改为: '30', 由谁决定: '主席会议', 决定日期: day(), 决定的理由: '纸质台账核实六件' });
    await take(office!, appeals[0]!, '不成立', { 由谁决定: '主席会议', 决定日期: day(), 决定的理由: '复印件不是当年的' });
    await sheet(director!, '小河乡');
    const said = await read(director!);
    expect(said).toContain('纸质台账核实六件');
    expect(said).toContain('79.5');
    await seen(director!, 'assessment-sheet-won-phone');
    await sheet(worker!, '白石镇');
    await seen(worker!, 'assessment-sheet-lost');
    await worker!.getByRole('link', { name: /^1\.1 /u }).first().click();
    await worker!.waitForURL(/\/lines\/1\.1$/u);
    expect(await read(worker!)).toContain('复印件');
    daysPass(40);
    await take(office!, assessed, '办结');
  });

  test('a member reads the own sheet in two taps, and nobody else\'s', async () => {
    await begin('委员');
    const member = await comeIn(county, theatre, { person: county.here.person }, phone);
    await member.goto(theatre.address);
    await member.getByRole('link', { name: '我的', exact: true }).click();
    await member.getByRole('link', { name: '我的考核表' }).click();
    await member.waitForURL(/\/assessment-sheets\//u);
    await seen(member, 'assessment-member-phone');
    const said = await read(member);
    expect(said).toContain('石大山');
    expect(said).not.toContain('名次');
    await member.goto(`${theatre.address}/assessment-sheets`);
    expect(await read(member)).not.toContain('杨小河');
  });
});
