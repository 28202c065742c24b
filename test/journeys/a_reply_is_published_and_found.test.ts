import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const title = '关于修复新寨村饮水管道的提案';

/** The proposer first does not want it, then does; the unit agrees, one clerk covers, another publishes; a citizen finds it, reads it in a feed, and then it is gone. */
describe.skipIf(!hasBrowser())('a reply is published, found, and taken off', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [author, office, second, unit, citizen]: Page[] = [];
  let address = '';
  let draft = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here } = county;
    const id = await county.act(async (act) => {
      const [row] = await createMany(act, proposal, [{
        title, state: 'rated', proposer_kind: 'member', proposer_name: '石大山', member_id: here.member, term: 9, session: 5, time_class: 'session', submitted_on: '2025-01-10', serial_no: 3, disposition: 'filed', proposal_no: 3, category: '水利',
        lead_unit_id: here.unit, situation: '村民杨秀英家已断水三个月，电话13910004321。', advice: '一、更换管道。', public_ok: false, public_why: '怕村里人有意见', reply: '已更换管道1200米，6月通水。联系人陆小川，电话0855-5550123。',
        replied_on: '2025-06-06', result: 'SOLVED', letter: 'A', rating_work: 'satisfied', rating_result: 'satisfied', rated_n: 1, raters_n: 1,
      }]);
      await createMany(act, proposalAnswer, [{ proposal_id: row!.id, unit_id: here.unit, role: 'lead', state: 'sent', year: 2025, body: '已更换管道。', openness: 'open', contact_name: '陆小川', contact_phone: '0855-5550123', sent_on: '2025-06-06', round: 1 }]);
      return row!.id;
    });
    address = `${theatre.address}/proposals/${id}`;
    author = await comeIn(county, theatre, { person: here.person }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    second = await comeIn(county, theatre, { name: '龙文', role: 'county_office' });
    unit = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit });
    citizen = await (await theatre.browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false, ...phone })).newPage();
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const feedItems = async (): Promise<string[]> => (await (await fetch(at('/p/test/feed.json'))).json() as { items: { title: string }[] }).items.map((item) => item.title);

  test('without consent the office cannot begin; the proposer agrees on the phone', async () => {
    await office!.goto(at('/publications/standing'));
    await office!.getByRole('heading', { name: '提案公开', level: 1 }).waitFor();
    expect(await read(office!)).toContain('怕村里人有意见');
    await seen(office!, 'publishing-standing');
    await office!.goto(address);
    await office!.getByRole('heading', { name: title }).waitFor();
    expect(await office!.getByRole('link', { name: '拟公开稿' }).count()).toBe(0);
    await take(author!, address, '同意公开');
    await seen(author!, 'publishing-consent');
  });

  test('the office covers what must not be read, and what it misses does not go out', async () => {
    await office!.goto(address);
    await office!.getByRole('link', { name: '拟公开稿' }).first().click();
    await office!.getByRole('heading', { name: '拟公开稿' }).waitFor();
    const matter = await office!.getByLabel(/^提案内容/u).inputValue();
    expect(matter).toContain('村民杨某家已断水三个月，电话〔电话号码略〕');
    await fill(office!, '提案内容', `${matter}\n可打 139 1000 4321。`);
    await office!.getByRole('button', { name: '保存' }).click();
    await office!.getByText('有电话号码').first().waitFor();
    await fill(office!, '提案内容', matter);
    await seen(office!, 'publishing-draft');
    await office!.getByRole('button', { name: '保存' }).click();
    await office!.waitForURL(/\/publications\/[0-9a-f-]{36}$/u);
    draft = office!.url();
    await take(office!, draft, '送单位保密审查');
    expect(await stepOf(office!, '审核通过并公开').count()).toBe(0);
  });

  test('the unit says open, and a second clerk publishes from the list', async () => {
    await take(unit!, draft, '保密审查通过', { 审查人: '赵水' });
    await office!.goto(draft);
    await office!.getByText('待审核公开').first().waitFor();
    expect(await stepOf(office!, '审核通过并公开').count()).toBe(0);
    await seen(office!, 'publishing-reviewed');
    await office!.goto(at('/publications/data'));
    await office!.getByRole('heading', { name: '开放数据' }).waitFor();
    await seen(office!, 'publishing-office-data');
    await second!.goto(at('/publications/standing?standing=office_review'));
    await second!.getByRole('checkbox').first().waitFor();
    await second!.locator('tbody').getByRole('checkbox').first().check();
    await seen(second!, 'publishing-bulk');
    await second!.getByRole('button', { name: '审核通过并公开' }).click();
    await second!.getByRole('status').filter({ hasText: '已办1件' }).waitFor();
  });

  test('a citizen finds it by a word of two characters on a phone without scripts, and it is in the feed', async () => {
    await citizen!.goto(at('/p/test'));
    await citizen!.getByRole('heading', { name: '提案公开' }).waitFor();
    await citizen!.getByRole('searchbox').fill('通水');
    await citizen!.getByRole('button', { name: '查找' }).click();
    await citizen!.waitForURL(/q=/u);
    await citizen!.getByRole('link', { name: title }).click();
    await citizen!.getByRole('heading', { name: title }).waitFor();
    const page = await read(citizen!);
    expect(page).toContain('已更换管道1200米');
    expect(page).toContain('石大山');
    expect(page).not.toMatch(/13910004321|杨秀英|陆小川|5550123/u);
    expect(await feedItems()).toEqual([title]);
    const browser = await theatre.browser.newContext({ locale: 'zh-CN', ...phone });
    const looking = await browser.newPage();
    for (const [name, path] of [['publishing-public', '/p/test'], ['publishing-public-one', new URL(citizen!.url()).pathname], ['publishing-data', '/p/test/data']] as const) {
      await looking.goto(at(path));
      await looking.locator('h1').waitFor();
      await seen(looking, name);
    }
    await browser.addCookies(['elder', 'contrast'].map((name) => ({ name, value: '1', url: theatre.address })));
    for (const [name, path] of [['publishing-elder', '/p/test?session=9-5'], ['publishing-elder-one', new URL(citizen!.url()).pathname]] as const) {
      await looking.goto(at(path));
      await looking.locator('h1').waitFor();
      await seen(looking, name);
    }
    await browser.close();
  });

  test('taken off with a reason, it is gone from page, list and feed', async () => {
    await unit!.goto(draft);
    const step = stepOf(unit!, '撤下');
    await step.locator('summary').first().click();
    await fill(step, '撤下的情形', '内容有误');
    await step.locator('textarea').fill('通水时间写错');
    await step.getByRole('button').last().click();
    await unit!.getByRole('status').filter({ hasText: '已撤下。' }).waitFor();
    const answer = await citizen!.reload();
    expect(answer?.status()).toBe(410);
    await citizen!.getByRole('heading', { name: '这件提案已不再公开' }).waitFor();
    await citizen!.goto(at('/p/test?q=%E9%80%9A%E6%B0%B4'));
    await citizen!.getByText('没有找到').waitFor();
    expect(await feedItems()).toEqual([]);
  });
});
