import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { unit } from '#institutions/units/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const title = '关于解决村口道路积水的提案';
const alike = '关于疏通村口边沟的提案';
const papers = { converted: '关于路灯报修的提案', letter: '关于一户用水的提案', refused: '关于推介某品牌的提案', withdrawn: '关于修亭子的提案' } as const;

/** One proposal by every branch that its life can take, and beside it those that end otherwise; each step by whoever takes it. */
describe.skipIf(!hasBrowser())('a proposal takes every branch', { timeout: 400_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [author, friend, shy, late, fellow, office, water, traffic, police, supervision]: Page[] = [];
  let main = '';
  let under = '';
  const at = new Map<string, string>();

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    const more = await county.act(async (act) => {
      await createMany(act, parameterSetting, [
        { key: 'closing.rule', value: 'consent_and_vote', from_day: '2020-01-01' }, { key: 'answers.supervisor_government', value: '县政府督查室', from_day: '2020-01-01' },
      ]);
      const [policeUnit, supervising] = await createMany(act, unit, ['县公安局', '县政府督查室'].map((name) => ({ name, side: 'government' })));
      const names = ['韦志', '龙平', '吴英'];
      const people = await createMany(act, person, names.map((name) => ({ name })));
      const seats = await createMany(act, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, committee_id: here.committee, joined_on: '2022-01-10', standing: false, name_key: '' })));
      const handedIn = (words: string, member_id: string) => enterProposal(act, { title: words, situation: '情况。', advice: '一、办。', public_ok: true, member_id, term: 9, session: 5, time_class: 'session' }, {});
      for (const words of Object.values(papers)) at.set(words, `${theatre.address}/proposals/${(await handedIn(words, here.member)).id}`);
      under = `${theatre.address}/proposals/${(await handedIn(alike, seats[2]!.id)).id}`;
      return { police: policeUnit!.id, supervising: supervising!.id, people: people.map(({ id }) => id) };
    });
    [author, friend, shy, late, fellow] = await Promise.all([here.person, there.person, ...more.people].map((who) => comeIn(county, theatre, { person: who }, phone)));
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    water = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit });
    traffic = await comeIn(county, theatre, { name: '钱路', role: 'unit_clerk', unit: there.unit });
    police = await comeIn(county, theatre, { name: '孙安', role: 'unit_clerk', unit: more.police }, phone);
    supervision = await comeIn(county, theatre, { name: '李督', role: 'unit_clerk', unit: more.supervising });
  }, 300_000);
  afterAll(() => theatre?.close());

  const status = (page: Page): Promise<string | null> => page.locator('.status').first().textContent();
  const opens = async (page: Page, address: string): Promise<number> => (await page.goto(address))!.status();
  const refused = (page: Page, address: string, words: string) => take(page, address, '不予立案', { 不予立案的情形: words, 说明原因: '推介具体品牌。' });

  test('three are invited: one signs, one declines, from one the invitation is taken back', async () => {
    await author!.goto(`${theatre.address}/proposals/new`);
    await fillIn(author!, { 案由: title, 情况和问题: '村口道路低洼，雨后积水。' });
    await author!.locator('textarea[name=advice]').fill('一、疏通边沟。\n二、抬高路面。');
    for (const name of ['杨小河（小河乡）', '韦志（白石镇）', '龙平（白石镇）']) await author!.getByLabel(name).check();
    await author!.getByLabel('同意公开').first().check();
    await author!.getByRole('button', { name: '保存', exact: true }).click();
    await author!.waitForURL(/\/proposals\/[0-9a-f-]{36}$/u);
    main = author!.url();
    expect(await opens(late!, main), 'who is invited reads it').toBe(200);
    expect(await opens(fellow!, main), 'nobody else does').toBe(404);
    await take(friend!, main, '同意联名');
    await take(shy!, main, '不参加联名');
    expect(new URL(shy!.url()).pathname, 'it is gone from whoever declined').toBe('/proposals');
    await take(author!, main, '撤回联名邀请', { 撤回对谁的邀请: '龙平' });
    expect([await opens(shy!, main), await opens(late!, main)]).toEqual([404, 404]);
    await take(author!, main, '提交', { 以上都不属于: '是' });
    expect(await read(author!)).toMatch(/联名人\s*杨小河/u);
  });

  test('it is returned, changed, signed anew by who had signed the old words, handed in again, and filed with another merged into it', async () => {
    await take(office!, main, '退回修改', { 说明原因: '请写明是哪条路。' });
    await author!.goto(`${main}/edit`);
    await fillIn(author!, { 情况和问题: '白石镇村口至小学的道路低洼，雨后积水。' });
    await author!.getByRole('button', { name: '保存修改' }).click();
    await author!.waitForURL(main);
    await take(friend!, main, '同意联名');
    await take(author!, main, '提交');
    expect(await read(author!)).toMatch(/联名人\s*杨小河/u);
    await take(office!, main, '立案');
    await take(office!, under, '并案', { 并入: '第1号' });
    expect(await read(office!)).toContain(title);
  });

  test('others end otherwise: converted, as a letter, refused and reconsidered, withdrawn', async () => {
    await take(office!, at.get(papers.converted)!, '转社情民意');
    await office!.getByRole('heading', { name: '转成的社情民意信息' }).waitFor();
    await take(office!, at.get(papers.letter)!, '作委员来信');
    await refused(office!, at.get(papers.refused)!, '宣传、推介具体作品、产品');
    await author!.goto(at.get(papers.refused)!);
    expect(await read(author!)).toContain('宣传、推介具体作品、产品');
    await take(office!, at.get(papers.refused)!, '重新审查', { 说明原因: '提案人补正，不再提品牌。' });
    await take(office!, at.get(papers.refused)!, '立案');
    await take(author!, at.get(papers.withdrawn)!, '撤案', { 说明原因: '已由乡里解决。' });
    expect(await status(author!)).toBe('已撤案');
  });

  test('the unit objects and is told to keep it, objects again, and another is told for good; more time is denied, then granted', async () => {
    await take(office!, main, '交办', { 主办单位: '县水务局', 会办单位: '县公安局' });
    expect([await opens(water!, main), await opens(police!, under), await opens(traffic!, main)], 'the units of the one know the other, and no other unit does').toEqual([200, 200, 404]);
    await take(water!, main, '不归我办', { 建议承办单位: '县交通运输局', 说明原因: '乡道由交通运输局管养。' });
    await take(office!, main, '维持交办', { 说明原因: '边沟是水务局修的。' });
    await take(water!, main, '不归我办', { 建议承办单位: '县交通运输局', 说明原因: '边沟已移交，有交接单。' });
    await take(office!, main, '指定承办', { 指定由哪个单位办: '县交通运输局', 说明原因: '县政府分管领导决定。' });
    expect([await opens(water!, main), await opens(police!, under), await opens(traffic!, under)], 'and so after it was told for good').toEqual([404, 200, 200]);
    await take(traffic!, main, '签收');
    const due = /答复期限\s*(\d{4})-(\d{2})-(\d{2})/u.exec(await read(traffic!))!;
    const later = new Date(Date.UTC(Number(due[1]), Number(due[2]) - 1, Number(due[3]) + 10)).toISOString().slice(0, 10);
    await take(traffic!, main, '申请延期', { 延到哪天: later, 说明原因: '等资金。' });
    await take(office!, main, '不同意延期', { 说明原因: '先办能办的。' });
    await take(traffic!, main, '申请延期', { 延到哪天: later, 说明原因: '要进场施工。' });
    await take(office!, main, '同意延期');
    expect(await read(office!)).toContain(later);
  });

  /** What a unit writes, from the page of the proposal. Answers the address of the letter. */
  async function written(page: Page, address: string, fields: Record<string, string>): Promise<string> {
    await page.goto(address);
    await page.getByRole('button', { name: '拟写答复' }).click();
    await page.waitForURL(/\/proposal-answers\/[0-9a-f-]{36}\/edit$/u);
    const letter = page.url().replace(/\/edit$/u, '');
    await fillIn(page, { 联系人: '经办', 联系电话: '0855-1234567', ...fields });
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.waitForURL(letter);
    return letter;
  }

  async function changed(page: Page, letter: string, fields: Record<string, string>): Promise<void> {
    await page.goto(`${letter}/edit`);
    await fillIn(page, fields);
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.waitForURL(letter);
  }

  test('after a talk the draft is disagreed with and changed, reserved, signed, its letter lowered by the supervising office, countersigned and sent', async () => {
    await traffic!.goto(`${theatre.address}/proposal-contacts/new?proposal=${main.split('/').at(-1)}`);
    await fillIn(traffic!, { 怎样沟通的: '登门走访', 谈了什么: '提案人希望汛期前疏通。' });
    await traffic!.getByRole('button', { name: '登记', exact: true }).click();
    await traffic!.waitForURL(/\/proposal-contacts\/[0-9a-f-]{36}$/u);
    const letter = await written(traffic!, main, { 办理结果: 'A　已解决或基本解决', 第1条采纳情况: '采纳', 第1条的答复: '边沟已疏通。', 第2条采纳情况: '列入计划', 第2条的答复: '正在研究。', 承诺以后办成什么: '抬高村口路面' });
    await take(traffic!, letter, '送提案人看稿');
    await take(author!, letter, '不同意这一稿', { 意见: '没有写什么时候抬高。' });
    await take(traffic!, letter, '改稿');
    await changed(traffic!, letter, { 第2条的答复: '明年三月开工。' });
    await take(traffic!, letter, '送提案人看稿');
    await take(author!, letter, '保留意见', { 意见: '盼着早些。' });
    await take(traffic!, letter, '签发', { 签发人: '李局长', 机关代字: '云交函' });
    await take(supervision!, letter, '改定办理结果', { 改定为: 'B　列入计划解决', 说明原因: '第二条明年才办。' });
    await take(supervision!, letter, '审核通过');
    await police!.goto(`${theatre.address}/proposals/handling`);
    await police!.getByRole('checkbox').first().check();
    await police!.getByRole('button', { name: '会签选中的（没有书面意见）' }).click();
    await police!.getByText('已会签1件。').waitFor();
    await take(traffic!, letter, '发出');
    for (const signer of [author!, friend!, fellow!]) expect(await opens(signer, letter), 'every proposer has the letter').toBe(200);
    await office!.goto(main);
    expect(await read(office!)).toContain('抬高村口路面');
  });

  test('all rate; it is handled a second time, still does not satisfy, and the three parties meet', async () => {
    await take(friend!, main, '评价答复', { 对办理工作: '满意', 对办理结果: '基本满意' });
    await take(fellow!, under, '评价答复', { 对办理工作: '满意', 对办理结果: '满意' });
    await author!.goto(main);
    expect(await status(author!), 'not before the last has spoken').toBe('已答复');
    await take(author!, main, '评价答复', { 对办理工作: '满意', 对办理结果: '不满意', 意见: '路面没有动。' });
    await take(office!, main, '二次办理');
    await take(police!, main, '会签');
    await take(traffic!, main, '答复', { 办理结果: '列入计划解决', 答复内容: '列入明年三月的计划。' });
    for (const [signer, address] of [[author!, main], [friend!, main], [fellow!, under]] as const) {
      const said: Record<string, string> = signer === author ? { 对办理工作: '基本满意', 对办理结果: '不满意', 意见: '还是没有动。' } : { 对办理工作: '满意', 对办理结果: '满意' };
      await take(signer, address, '评价答复', said);
    }
    await office!.goto(main);
    await stepOf(office!, '办结').getByText('请先三方见面').waitFor();
    await take(office!, main, '三方见面', { 参加的人: '石大山、交通运输局、提案委', 见面情况: '说明了资金缺口。' });
  });

  test('another is handled by two units separately, each with its letter; its proposer consents, and one vote closes both', async () => {
    const address = at.get(papers.refused)!;
    await take(office!, address, '交办', { 主办单位: '县水务局', 会办单位: '县公安局', 办理方式: '分办' });
    await take(water!, address, '签收');
    for (const [page, sign, fields] of [[water!, '云水函', { 承诺以后办成什么: '装三盏灯' }], [police!, '云公函', {}]] as const) {
      const letter = await written(page, address, { 办理结果: 'B　列入计划解决', 第1条采纳情况: '列入计划', 第1条的答复: '列入计划。', ...fields });
      await take(page, letter, '送提案人看稿');
      await take(author!, letter, '同意这一稿');
      await take(page, letter, '签发', { 签发人: '王局长', 机关代字: sign });
      await take(supervision!, letter, '审核通过');
      await author!.goto(address);
      expect(await status(author!), 'both have to answer').toBe('办理中');
      await take(page, letter, '发出');
    }
    await take(author!, address, '评价答复', { 对办理工作: '满意', 对办理结果: '满意' });
    await office!.goto(address);
    await stepOf(office!, '办结').getByText('要经提案人同意').waitFor();
    await take(author!, address, '同意办结');
    await office!.goto(`${theatre.address}/proposals/closing`);
    await fillIn(office!, { 常委会全体组成人员: '31', 赞成: '25', 反对: '2', 弃权: '0', 办结说明: '已当面说明，列入承诺事项。' });
    await office!.getByRole('button', { name: '录入表决结果并办结' }).click();
    await office!.getByRole('status').filter({ hasText: '2件提案已办结' }).waitFor();
    for (const one of [main, address]) {
      await author!.goto(one);
      expect(await status(author!)).toBe('已办结');
    }
  });

  test('what was promised is reported, found not kept, and struck off with a reason', async () => {
    await water!.goto(`${theatre.address}/undertakings`);
    await water!.getByRole('link', { name: '装三盏灯' }).first().click();
    await water!.getByRole('heading', { name: '装三盏灯', level: 1 }).waitFor();
    const promise = water!.url();
    await take(water!, promise, '报落实', { 落实情况: '装了一盏。' });
    await take(office!, promise, '没有落实', { 说明原因: '还差两盏。' });
    await take(office!, promise, '继续跟踪', { 说明原因: '等材料。' });
    await take(office!, promise, '销号', { 说明原因: '改由村里自建，提案人同意。' });
    expect(await status(office!)).toBe('已销号');
  });

  test('and the page tells the whole of it, in order', async () => {
    await office!.goto(main);
    const told = (await office!.locator('.timeline-sentence').allInnerTexts()).toReversed();
    const order = ['撤回联名邀请', '提交', '退回修改', '提交', '立案', '交办', '不归我办', '维持交办', '不归我办', '指定承办', '签收', '申请延期', '不同意延期', '申请延期', '同意延期', '会签', '答复', '评价答复', '二次办理', '会签', '答复', '评价答复', '三方见面', '常委会表决', '办结'];
    let from = 0;
    for (const step of order) {
      const found = told.findIndex((sentence, n) => n >= from && sentence.startsWith(step));
      expect(found, `${step} after ${told[from - 1] ?? 'the beginning'} in ${told.join('、')}`).toBeGreaterThanOrEqual(from);
      from = found + 1;
    }
  });
});
