import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { transact } from '#platform/records/act.ts';
import { createMany, take as takeStep } from '#platform/records/write.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { enterPaper } from '#duties/proposals/ratings/actions.ts';
import { proposal } from '#duties/proposals/record.ts';
import { inventedPaper } from '../../db/demo-county/papers.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, fillIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const title = '关于整治村口积水的提案';

/** Three signed. One rates in the program, one by a link on the phone, one on paper; the first is not satisfied, and not again either. */
describe.skipIf(!hasBrowser())('everybody who signed rates, until the standing committee votes', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [author, friend, office, unit]: Page[] = [];
  let address = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    const [row] = await county.act(async (act) => {
      await createMany(act, parameterSetting, [{ key: 'closing.rule', value: 'vote', from_day: '2020-01-01' }]);
      return createMany(act, proposal, [{
        title, state: 'accepted', proposer_kind: 'joint', proposer_name: '石大山', member_id: here.member, cosigner_ids: [there.member], other_cosigners: ['吴老师'], term: 9, session: 5,
        submitted_on: '2025-01-10', disposition: 'filed', proposal_no: 7, lead_unit_id: here.unit, situation: '积水', advice: '修沟',
      }]);
    });
    await replied(row!.id);
    address = `${theatre.address}/proposals/${row!.id}`;
    author = await comeIn(county, theatre, { person: here.person }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    unit = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit });
    friend = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
  }, 240_000);
  afterAll(() => theatre?.close());

  const replied = (id: string) => transact(county.house, county.cast.office, null, (act) => takeStep(act, proposal, id, 'reply', { input: { result: 'PLANNED', reply: '列入明年计划。' }, effect: effects.reply }));
  const at = (path: string): string => `${theatre.address}${path}`;
  const state = (page: Page) => page.locator('.status').first().textContent();

  test('the first proposer rates on the own page, and the unit sees nothing of it', async () => {
    await take(author!, address, '评价答复', { 对办理工作: '满意', 对办理结果: '不满意', 意见: '没有说哪天修' });
    await seen(author!, 'rating-own');
    expect(await read(author!)).toContain('您的评价');
    await unit!.goto(address);
    expect(await read(unit!)).not.toContain('没有说哪天修');
    expect(await unit!.getByText('签名的人都评价了，或者评价到期以后，才显示结果').count()).toBe(1);
  });

  test('the second rates on the phone by a link, without signing in; in the unit’s browser the link does not open', async () => {
    await office!.goto(at('/ratings/board'));
    await seen(office!, 'rating-board');
    await office!.getByRole('checkbox').first().check();
    await office!.getByRole('button', { name: '制作评价链接和评价单' }).click();
    await office!.getByRole('heading', { name: '请杨小河评价答复' }).waitFor();
    await seen(office!, 'rating-slips');
    const link = (await office!.locator('.paper', { hasText: '请杨小河评价答复' }).locator('.paper-address').innerText()).trim();
    await unit!.goto(link);
    await unit!.getByText('登录着承办单位的账号').waitFor();
    await friend!.goto(link);
    await friend!.getByRole('heading', { name: '评价提案答复' }).waitFor();
    await seen(friend!, 'rating-link');
    await fillIn(friend!, { 对办理工作: '满意', 对办理结果: '基本满意' });
    await friend!.getByRole('button', { name: '提交评价' }).click();
    await friend!.getByRole('heading', { name: '已收到您的评价' }).waitFor();
    await friend!.goto(link);
    await friend!.getByText('您已经评价过了').waitFor();
  });

  test('the third signed a paper, which the office enters with its scan', async () => {
    const scan = join(theatre.folder, '评价单.pdf');
    await writeFile(scan, inventedPaper(['评价单', '满意']));
    await office!.goto(address);
    await office!.locator('li', { hasText: '吴老师' }).getByRole('link', { name: '录入纸质评价' }).click();
    await office!.getByRole('heading', { name: '录入纸质评价' }).waitFor();
    expect(await office!.getByLabel(/^评价人/).inputValue()).toBe('吴老师');
    await fillIn(office!, { 对办理工作: '满意', 对办理结果: '满意' });
    await office!.locator('input[type=file]').first().setInputFiles(scan);
    await seen(office!, 'rating-paper');
    await office!.getByRole('button', { name: '录入', exact: true }).click();
    await office!.waitForURL(/\/ratings\/[0-9a-f-]{36}$/u);
    await office!.getByText('评价单.pdf').first().waitFor();
    expect(await read(office!)).toContain('周敏（代吴老师）');
    await unit!.goto(address);
    expect(await state(unit!)).toBe('已评价');
    const shown = await read(unit!);
    expect(shown).toContain('1人满意、1人基本满意、1人不满意');
    expect(shown).toContain('没有说哪天修');
    expect(shown).not.toContain('各人的评价');
  });

  test('it is handled a second time, still does not satisfy, the three parties meet, and a vote closes it', async () => {
    await take(office!, address, '二次办理');
    const id = address.split('/').at(-1)!;
    await replied(id);
    await take(author!, address, '评价答复', { 对办理工作: '基本满意', 对办理结果: '不满意', 意见: '还是没有修' });
    await transact(county.house, county.cast.office, null, async (act) => {
      for (const rater of ['杨小河', '吴老师']) await enterPaper(act, { proposal_id: id, rater, rating_work: 'satisfied', rating_result: 'satisfied' }, {});
    });
    await office!.goto(address);
    await office!.getByText('请先三方见面').first().waitFor();
    await take(office!, address, '三方见面', { 参加的人: '石大山、水务局、提案委', 见面情况: '说明了资金缺口，明年优先安排。' });
    await office!.goto(at('/proposals/closing'));
    await fillIn(office!, { 常委会全体组成人员: '31', 赞成: '10', 反对: '2', 弃权: '0', 办结说明: '已当面说明，列入承诺事项。' });
    await office!.getByRole('button', { name: '录入表决结果并办结' }).click();
    await office!.getByText('不够法定人数').first().waitFor();
    await seen(office!, 'closing-vote');
    await fill(office!, '赞成', '25');
    await office!.getByRole('button', { name: '录入表决结果并办结' }).click();
    await office!.getByRole('status').filter({ hasText: '1件提案已办结' }).waitFor();
    await author!.goto(address);
    expect(await state(author!)).toBe('已办结');
    expect(await read(author!)).toContain('赞成25、反对2、弃权0，通过');
    await seen(author!, 'rating-closed');
  });

  test('what was promised is followed beyond the year, until it is struck off', async () => {
    const id = address.split('/').at(-1)!;
    await office!.goto(at(`/undertakings/new?proposal=${id}`));
    await fillIn(office!, { 承诺单位: '县水务局', 承诺办成什么: '汛期前修好边沟', 承诺日期: '2025-03-01', 承诺期限: '2026-05-31' });
    await office!.getByRole('button', { name: '登记', exact: true }).click();
    await office!.waitForURL(/\/undertakings\/[0-9a-f-]{36}$/u);
    const promise = office!.url();
    await office!.getByText('逾期').first().waitFor();
    await take(unit!, promise, '报落实', { 落实情况: '改由省里统一建设' });
    expect(await unit!.getByText('确认落实', { exact: true }).count()).toBe(0);
    await office!.goto(promise);
    const step = office!.locator('.steps > li').filter({ has: office!.getByText('销号', { exact: true }) });
    await step.locator('summary').first().click();
    await step.locator('textarea').fill('边沟改由省里统一建设，提案人同意不再跟踪');
    await step.getByRole('button').last().click();
    await office!.getByRole('status').filter({ hasText: '已销号' }).waitFor();
    await seen(office!, 'undertaking-struck');
    await author!.goto(address);
    await author!.getByText('汛期前修好边沟').waitFor();
    expect(await read(author!)).toContain('已销号');
  });
});
