import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { specialCommittee } from '#institutions/groupings/record.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, read, seen } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const titles = ['关于解决县城停车难的提案', '关于推进农村养老服务的提案', '关于破解县城停车难的提案', '关于信号灯坏了的提案', '关于推介某品牌茶叶的提案', '关于建设冷链仓储的提案', '关于规范物业服务的提案'];

/** A session's proposals in one sitting: a reviewer says what he thinks, the office carries it out with single keys, takes one back, and prints what was decided. */
describe.skipIf(!hasBrowser())('a session is reviewed from the keyboard', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, reviewer, author]: Page[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const judge = await county.act(async (act) => {
      const [committee] = await createMany(act, specialCommittee, [{ name: '提案委员会' }]);
      const [somebody] = await createMany(act, person, [{ name: '龙评' }]);
      await createMany(act, member, [{ person_id: somebody!.id, name: '龙评', term: 9, special_committee_id: committee!.id, joined_on: '2022-01-10', standing: false, name_key: '' }]);
      for (const title of titles) await enterProposal(act, { title, situation: `${title}的情况。`, advice: '一、摸清底数。', member_id: county.here.member, term: 9, session: 5, time_class: 'session' }, {});
      return somebody!.id;
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    reviewer = await comeIn(county, theatre, { person: judge });
    author = await comeIn(county, theatre, { person: county.here.person });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const progress = (page: Page) => page.locator('.review-progress');
  const told = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence }).waitFor();
  /** The row that has the focus. */
  const here = (page: Page): Promise<string> => page.evaluate<string>(`document.activeElement.closest('tr')?.querySelector('.row-link')?.textContent ?? ''`);
  const docx = async (page: Page, path: string): Promise<string> => {
    const answer = await page.request.get(at(path));
    expect(answer.status(), path).toBe(200);
    return strFromU8(unzipSync(new Uint8Array(await answer.body()))['word/document.xml']!).replace(/<[^>]+>/gu, '');
  };

  test('given a member of the committee says in the first round what he thinks', async () => {
    await reviewer!.goto(at('/tasks'));
    await reviewer!.getByRole('link', { name: titles[1] }).first().click();
    await reviewer!.getByRole('heading', { name: titles[1], level: 1 }).waitFor();
    await seen(reviewer!, 'review-sheet');
    await reviewer!.getByRole('button', { name: '转社情民意' }).click();
    await told(reviewer!, '转社情民意：1件');
    expect(await progress(reviewer!).textContent()).toBe('已审 1 / 7');
    expect(await read(reviewer!)).toContain('初审：转社情民意');
  });

  test('when the office goes through it with single keys, those alike stand together and become one', async () => {
    await office!.goto(at('/proposals/review'));
    await progress(office!).filter({ hasText: '已审 0 / 7' }).waitFor();
    await seen(office!, 'review-board');
    await office!.keyboard.press('?');
    await office!.getByText('没有选中时，按键只办当前这一件').waitFor();
    await office!.keyboard.press('j');
    expect(await here(office!)).toBe(titles[0]);
    await office!.keyboard.press('Space');
    await office!.keyboard.press('j');
    expect(await here(office!), 'the one like it stands next').toBe(titles[2]);
    await office!.keyboard.press('Space');
    await office!.keyboard.press('b');
    await office!.getByRole('heading', { name: '并案（2件）' }).waitFor();
    await seen(office!, 'review-merging');
    await office!.getByRole('button', { name: '并案', exact: true }).click();
    await told(office!, '并案：2件');
    await progress(office!).filter({ hasText: '已审 2 / 7' }).waitFor();
    await expect.poll(() => here(office!)).toBe(titles[1]); // the eye goes on at the next
    await office!.keyboard.press('z');
    await told(office!, '转社情民意：1件');
    await expect.poll(() => here(office!)).toBe(titles[3]);
    await office!.keyboard.press('x');
    await told(office!, '作委员来信：1件');
  });

  test('then a refusal asks for ground and reason, a wrong act is taken back, and the rest is filed at once with the mouse', async () => {
    await expect.poll(() => here(office!)).toBe(titles[4]);
    await office!.keyboard.press('n');
    await office!.getByRole('heading', { name: '不予立案（1件）' }).waitFor();
    await office!.getByRole('button', { name: '不予立案', exact: true }).click();
    await office!.getByText('请选择“不予立案的情形”。').first().waitFor();
    await office!.getByLabel('不予立案的情形').selectOption({ label: '宣传、推介具体作品、产品' });
    await office!.getByLabel('理由').fill('推介具体品牌，请向商务部门反映。');
    await office!.getByRole('button', { name: '不予立案', exact: true }).click();
    await told(office!, '不予立案：1件');
    await expect.poll(() => here(office!)).toBe(titles[5]);
    await office!.keyboard.press('l');
    await told(office!, '立案：1件');
    await progress(office!).filter({ hasText: '已审 6 / 7' }).waitFor();
    await office!.getByRole('button', { name: '撤销刚才的操作' }).click();
    await told(office!, '已撤销：1件回到待审查');
    await progress(office!).filter({ hasText: '已审 5 / 7' }).waitFor();
    for (const tick of await office!.locator('tbody input[type="checkbox"]').all()) await tick.check();
    await office!.getByRole('button', { name: '立案', exact: true }).click();
    await told(office!, '立案：2件');
    await progress(office!).filter({ hasText: '已审 7 / 7' }).waitFor();
    expect(await read(office!)).toContain('等审查的都审完了');
  });

  test('and everybody is told: the report counts, one document has a page for each proposer, the member finds it in the own list', async () => {
    const report = await docx(office!, '/proposals/review/report.docx');
    for (const words of ['共收到大会提案7件', '单独立案3件；并案1件，并入1件主案；转社情民意信息1件；作委员来信处理1件；不予立案1件', '宣传、推介具体作品、产品']) expect(report).toContain(words);
    const notices = await docx(office!, '/proposals/review/notices.docx');
    for (const words of ['石大山：', '推介具体品牌', '编为第1号', '主案是第1号']) expect(notices).toContain(words);
    await author!.goto(at('/tasks'));
    await author!.getByText(`不予立案：${titles[4]}`).first().waitFor();
    expect((await author!.request.get(at('/proposals/review'))).status(), 'the board is not for proposers').toBe(404);
  });

  test('without script the same board works with ticks and buttons', async () => {
    await county.act((act) => enterProposal(act, { title: '关于路灯的提案', situation: '暗。', advice: '一、装。', member_id: county.there.member, term: 9, session: 5, time_class: 'session' }, {}));
    const context = await theatre.browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false });
    await context.addCookies(await office!.context().cookies());
    const plain = await context.newPage();
    await plain.goto(at('/proposals/review'));
    await plain.locator('tbody tr').filter({ hasText: '关于路灯的提案' }).getByRole('checkbox').check();
    await plain.getByRole('button', { name: '退回修改' }).click();
    await plain.getByLabel('退回的理由').fill('请写明是哪条路。');
    await plain.getByRole('button', { name: '退回修改', exact: true }).click();
    await plain.getByText('退回修改：1件').waitFor();
    await plain.getByRole('button', { name: '撤销刚才的操作' }).click();
    await plain.getByText('已撤销：1件回到待审查').waitFor();
    await context.close();
  });
});
