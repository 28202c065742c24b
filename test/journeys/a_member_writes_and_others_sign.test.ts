import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { is } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { amend, createMany, take } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, fillIn, phone, read, seen, stepOf } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const title = '关于解决村口道路积水的提案';
const older = '关于治理集镇道路积水的提案';
const inDays = (n: number): string => dayOf(new Date(Date.now() + n * 86_400_000));

describe.skipIf(!hasBrowser())('a member writes on the phone, and others sign', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;
  let author: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    await county.act(async (act) => {
      const [somebody] = await createMany(act, person, [{ name: '韦志' }]);
      await createMany(act, member, [{ person_id: somebody!.id, name: '韦志', term: 9, committee_id: county.here.committee, joined_on: '2022-01-10', standing: false, name_key: '' }]);
    });
    await county.act(async (act) => {
      const { id } = await enterProposal(act, { title: older, proposer_kind: 'organisation', proposer_name: '县工商联', term: 8, session: 3, submitted_on: '2021-01-12', situation: '雨后积水。' }, {});
      await take(act, proposal, id, 'file', { effect: effects.file });
    }, county.cast.office);
    theatre = await stage(county.database);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    author = await comeIn(county, theatre, { person: county.here.person }, phone);
  }, 120_000);

  afterAll(() => theatre?.close());

  const open = (page: Page, path: string) => page.goto(`${theatre.address}${path}`);

  test('the office calls for proposals, and the call stands on the member’s first page', async () => {
    await open(office, '/plenaries/new');
    await fillIn(office, { 届: '9', 次: '6', 开幕日期: inDays(20), 闭幕日期: inDays(23), 大会提案截止日期: inDays(21), 征集重点: '产业振兴\n民生实事' });
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('heading', { name: '九届六次会议', level: 1 }).waitFor();
    const step = stepOf(office, '发征集通知');
    await step.locator('summary').click();
    await step.getByRole('button').last().click();
    await office.getByText('已发征集通知').first().waitFor();
    await seen(office, 'drafting-plenary');
    const [paper] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '征集通知（Word）' }).click()]);
    expect(paper.suggestedFilename()).toBe('关于征集县政协九届六次会议提案的通知.docx');

    await open(author, '/');
    await author.getByRole('link', { name: /九届六次会议征集提案/u }).waitFor();
    await seen(author, 'drafting-home');
  });

  test('while it is written it says what is missing and what is like it, and keeps itself', async () => {
    await open(author, '/proposals/new');
    await author.getByLabel('案由').fill(title);
    await author.getByLabel('情况和问题').fill('村口道路低洼，雨后积水没过脚踝，学生上学要绕路。');
    await author.locator('.draft-check').getByText('还缺“建议”').waitFor();
    await author.getByLabel('建议', { exact: false }).first().waitFor();
    await author.locator('textarea[name=advice]').fill('一、疏通边沟。\n二、抬高路面。');
    await author.locator('.draft-check').getByText('共2条建议').waitFor();
    await author.locator('.draft-check').getByText(older).waitFor();
    expect(await author.locator('.draft-check').innerText()).toContain('八届三次第1号');
    await author.getByLabel('杨小河（小河乡）').check();
    await author.getByLabel('韦志（白石镇）').check();
    await author.getByText(/已自动保存/u).waitFor();
    await seen(author, 'drafting-writing');

    await open(author, '/proposals/mine');
    await author.getByRole('link', { name: title }).waitFor();
    expect(await read(author)).toContain('草稿，还没有提交');
    await seen(author, 'drafting-mine');
    await author.getByRole('link', { name: title }).click();
    await author.getByRole('heading', { name: '预检' }).waitFor();
    expect(await read(author)).toContain('没有写“原因分析”');
    await author.getByRole('link', { name: '修改' }).click();
    await author.getByRole('heading', { name: '修改提案' }).waitFor();
    expect(await author.locator('textarea[name=advice]').inputValue()).toBe('一、疏通边沟。\n二、抬高路面。');
    await author.getByLabel('原因分析').fill('边沟淤塞多年，没有人管。');
    await author.getByRole('button', { name: '保存修改' }).click();
    await author.getByRole('heading', { name: title }).waitFor();
    expect(await county.act((act) => list(act, proposal, { where: is<Proposal>('title', title), limit: 9 })), 'one draft, however often it was kept').toHaveLength(1);
    await seen(author, 'drafting-draft');
  });

  test('one signs with a tap from the first page, one lets the day pass; then it is handed in', async () => {
    const path = new URL(author.url()).pathname;
    const friend = await comeIn(county, theatre, { person: county.there.person }, phone);
    await open(friend, '/');
    await friend.getByRole('button', { name: '同意联名' }).waitFor();
    await seen(friend, 'drafting-invited');
    await friend.getByRole('button', { name: '同意联名' }).click();
    await friend.getByRole('heading', { name: title }).waitFor();
    await friend.locator('.facts').getByText('杨小河').waitFor();
    await county.act(async (act) => amend(act, proposal, await get(act, proposal, path.split('/').at(-1)!), { cosign_by: inDays(-1) }, { step: 'edit', relation: 'maintainer' }));

    await open(author, path);
    const submit = stepOf(author, '提交');
    await submit.locator('summary').click();
    await submit.getByRole('button').last().click();
    await author.getByText('请先看一遍上面这些情形').first().waitFor();
    await seen(author, 'drafting-asked');
    await stepOf(author, '提交').getByLabel('以上都不属于').check();
    await stepOf(author, '提交').getByRole('button').last().click();
    await author.getByRole('status').filter({ hasText: '已提交' }).waitFor();
    const facts = await author.locator('.facts').first().innerText();
    expect(facts).toContain('大会提案');
    expect(facts).toContain('九届六次会议');
    expect(facts).not.toContain('韦志');
    await open(author, '/proposals/mine');
    await author.getByText('县政协正在审查（流水号1）').waitFor();
    await open(friend, '/proposals/mine');
    await friend.getByRole('heading', { name: '我联名的' }).waitFor();
    await open(author, '/');
    await author.getByRole('heading', { name: /您好/u }).waitFor();
    expect(await author.getByRole('link', { name: /九届六次会议征集提案/u }).count(), 'the call is answered').toBe(0);
  });

  test('a sector is refused outside the session, with the rule, and heard within it', async () => {
    const enter = async () => {
      await open(office, '/proposals/new');
      await fill(office, '提案类型', '界别提案');
      await office.getByLabel('提案单位').fill('农业界');
      await office.getByLabel('案由').fill('关于扶持茶叶加工的提案');
      await office.getByRole('button', { name: '保存', exact: true }).click();
    };
    await enter();
    await office.locator('#problems').getByText('界别提案只在全体会议期间提出').waitFor();
    expect(await office.locator('#problems').innerText()).toContain('其中只在全体会议期间提的');
    await seen(office, 'drafting-refused');
    await open(office, '/plenaries');
    await office.getByRole('link', { name: '九届六次会议' }).click();
    await office.getByRole('link', { name: '修改' }).click();
    await office.getByLabel('开幕日期').fill(inDays(0));
    await office.getByRole('button', { name: '保存修改' }).click();
    await office.getByRole('heading', { name: '九届六次会议', level: 1 }).waitFor();
    await enter();
    await office.getByRole('heading', { name: '关于扶持茶叶加工的提案' }).waitFor();
    expect(await read(office)).toContain('界别提案');
  });
});
