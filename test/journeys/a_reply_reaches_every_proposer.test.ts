import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { unit } from '#institutions/units/record.ts';
import { createMany } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const today = dayOf(new Date());
const title = '关于解决村口道路积水的提案';

/** A road floods. The traffic office answers with two others, after the proposer has sent the first draft back; the office lowers the letter. */
describe.skipIf(!hasBrowser())('a reply reaches every proposer', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [traffic, water, police, member, friend, office]: Page[] = [];
  let page = '';
  let letter = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    const { here, there } = county;
    const policeUnit = await county.act(async (act) => {
      const [made] = await createMany(act, unit, [{ name: '县公安局', side: 'government' }]);
      const [row] = await createMany(act, proposal, [{
        state: 'assigned', disposition: 'filed', title, proposal_no: 12, proposer_name: '石大山', proposer_kind: 'joint', member_id: here.member, cosigner_ids: [there.member], term: 9, session: 5, time_class: 'session', submitted_on: today,
        situation: '村口道路低洼，雨后积水。', advice: '一、疏通边沟。\n二、抬高路面。', suggestions: ['一、疏通边沟。', '二、抬高路面。'], suggestions_n: 2, lead_unit_id: there.unit, assisting_ids: [here.unit, made!.id], assigned_on: today, clock_from: today, due_on: '2099-12-31',
      }]);
      page = `/proposals/${row!.id}`;
      return made!.id;
    });
    theatre = await stage(county.database);
    page = `${theatre.address}${page}`;
    traffic = await comeIn(county, theatre, { name: '钱路', role: 'unit_clerk', unit: there.unit });
    water = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit }, phone);
    police = await comeIn(county, theatre, { name: '孙安', role: 'unit_clerk', unit: policeUnit });
    member = await comeIn(county, theatre, { person: here.person }, phone);
    friend = await comeIn(county, theatre, { person: there.person }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  test('given it was assigned, the traffic office signs for it from its list, and notes the first talk', async () => {
    await traffic!.goto(at('/proposals/handling'));
    expect(await read(traffic!)).toMatch(/等您单位办的1件[\s\S]*第12号[\s\S]*签收/u);
    await traffic!.getByRole('checkbox').first().check();
    await traffic!.getByRole('button', { name: '签收选中的' }).click();
    await traffic!.getByText('已签收1件。').waitFor();
    await seen(traffic!, 'handling-list');
    await traffic!.getByRole('link', { name: '与提案人第一次沟通' }).click();
    await traffic!.getByRole('heading', { name: '登记一次沟通' }).waitFor();
    expect(await traffic!.getByLabel('与谁沟通').inputValue(), 'what is known is not typed again').toBe('石大山');
    await fillIn(traffic!, { 怎样沟通的: '登门走访', 谈了什么: '到村口看了积水，提案人希望汛期前疏通' });
    await traffic!.setViewportSize({ width: 390, height: 844 });
    await seen(traffic!, 'talk-phone');
    await traffic!.getByRole('button', { name: '登记', exact: true }).click();
    await traffic!.waitForURL(/\/proposal-contacts\/[0-9a-f-]{36}$/u);
    await traffic!.setViewportSize({ width: 1366, height: 860 });
  });

  test('it answers suggestion by suggestion and shows the draft to the proposer', async () => {
    await traffic!.goto(page);
    expect(await read(traffic!)).toContain('已与提案人沟通1次，规定不少于2次，还差1次。');
    await seen(traffic!, 'proposal-handling');
    await traffic!.getByRole('button', { name: '拟写答复' }).click();
    await traffic!.waitForURL(/\/proposal-answers\/[0-9a-f-]{36}\/edit$/u);
    letter = traffic!.url().replace(/\/edit$/u, '');
    await seen(traffic!, 'answer-form');
    await fillIn(traffic!, { 办理结果: 'A　已解决或基本解决', 第1条采纳情况: '采纳', 第1条的答复: '边沟已疏通。', 第2条采纳情况: '列入计划', 第2条的答复: '正在研究。', 联系人: '钱路', 联系电话: '0855-1234567' });
    await traffic!.getByRole('button', { name: '保存修改' }).click();
    await traffic!.waitForURL(letter);
    expect(await read(traffic!)).toMatch(/一、关于“疏通边沟”（采纳）[\s\S]*二、关于“抬高路面”（列入计划）[\s\S]*正在研究/u);
    await take(traffic!, letter, '送提案人看稿');
  });

  test('the proposer does not agree, on the phone; the unit cannot sign that draft, changes it, and is agreed with in one tap', async () => {
    expect((await friend!.goto(letter))!.status(), 'a co-signer gets the letter, not the draft').toBe(404);
    await take(member!, letter, '不同意这一稿', { 意见: '没有写什么时候抬高路面' });
    await traffic!.goto(letter);
    await stepOf(traffic!, '签发').getByText('提案人不同意这一稿').waitFor();
    await take(traffic!, letter, '改稿');
    await traffic!.goto(`${letter}/edit`);
    expect(await read(traffic!)).toContain('没有写什么时候抬高路面');
    await fillIn(traffic!, { 第2条的答复: '明年三月开工，抬高二十厘米。', 承诺以后办成什么: '抬高村口路面' });
    await traffic!.getByRole('button', { name: '保存修改' }).click();
    await traffic!.waitForURL(letter);
    await take(traffic!, letter, '送提案人看稿');
    await member!.goto(letter);
    await seen(member!, 'draft-phone');
    await take(member!, letter, '同意这一稿');
  });

  test('its head signs; the office changes the letter with a reason and passes it', async () => {
    await take(traffic!, letter, '签发', { 签发人: '李局长', 机关代字: '云交函' });
    await take(office!, letter, '改定办理结果', { 改定为: 'B　列入计划解决', 说明原因: '第二条明年才办' });
    await seen(office!, 'letter-checked');
    expect(await read(office!)).toContain('B类（承办单位原定A类）');
    await take(office!, letter, '审核通过');
    await traffic!.goto(letter);
    await stepOf(traffic!, '发出').locator('summary').click();
    await stepOf(traffic!, '发出').getByRole('button').last().click();
    await traffic!.getByText('还有2个会办单位没有会签').first().waitFor();
  });

  test('one assisting unit countersigns from its phone, the other writes an opinion; then the letter goes out to both signers', async () => {
    await water!.goto(at('/proposals/handling'));
    await seen(water!, 'handling-phone');
    await water!.getByRole('checkbox').first().check();
    await water!.getByRole('button', { name: '会签选中的（没有书面意见）' }).click();
    await water!.getByText('已会签1件。').waitFor();
    await police!.goto(page);
    await police!.getByRole('button', { name: '写会办意见' }).click();
    await police!.waitForURL(/\/edit$/u);
    const opinion = police!.url().replace(/\/edit$/u, '');
    await fillIn(police!, { 第1条的答复: '施工期间由我局疏导交通。', 联系人: '孙安', 联系电话: '0855-7654321' });
    await police!.getByRole('button', { name: '保存修改' }).click();
    await police!.waitForURL(opinion);
    await take(police!, opinion, '签发', { 签发人: '王局长', 机关代字: '云公会' });
    await take(police!, opinion, '发出');
    await take(traffic!, letter, '发出');
    await traffic!.goto(page);
    expect(await read(traffic!)).toMatch(/已答复[\s\S]*云交函〔\d{4}〕1号/u);
    for (const signer of [member!, friend!]) {
      await signer.goto(letter);
      expect(await read(signer)).toContain('明年三月开工');
    }
    await seen(friend!, 'letter-phone');
    const parts = unzipSync(new Uint8Array(await (await friend!.request.get(`${letter}/letter.docx`)).body()));
    const words = Object.entries(parts).filter(([name]) => name.endsWith('.xml')).map(([, bytes]) => strFromU8(bytes)).join('').replaceAll(/<[^>]+>/gu, '');
    for (const expected of ['石大山委员：', '杨小河委员：', 'B类', '云交函', '抄送：县政协提案委员会，县政府督查室，县水务局，县公安局。', '与提案人沟通记录']) expect(words).toContain(expected);
    expect(words).not.toContain('征求意见稿');
  });

  test('the adoption rate counts suggestions: one of two, and the list shows which', async () => {
    await office!.goto(at('/proposals/suggestions?figure=suggestions_adopted'));
    await office!.getByRole('heading', { name: '逐条答复的建议' }).waitFor();
    expect(await read(office!)).toContain('疏通边沟');
    expect(await read(office!)).not.toContain('抬高路面');
    await seen(office!, 'suggestions');
  });
});
