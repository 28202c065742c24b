import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { linkEntries } from '#duties/opinions/links.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { photo } from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];
const desk = { viewport: { width: 1366, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** An issued item, made from what two residents of 白石镇 told, comes back from the county Party secretary with a few words on it. */
describe.skipIf(!hasBrowser())('a leader’s instruction is handed over, fed back, returned, accepted, and told', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let item: string;
  let entries: string[];
  let address: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    const { here, there } = county;
    [item, entries] = await county.act(async (act) => {
      const told = await enterMany(act, ['集镇停车难', '货车占道'].map((matter) => ({ committee_id: here.committee, received_on: '2025-04-01', matter, reporter: '吴大娘', phone: '13812345678' })), {});
      const [made] = await createMany(act, opinionItem, [{
        title: '集镇停车秩序亟待规范', situation: '逢集两侧停满车，救护车进不来。', advice: '划定停车位，错峰装卸。', state: 'issued', route: 'county', committee_id: here.committee,
        member_id: here.member, submitted_on: '2025-05-06', issued_on: '2025-06-18', issue_year: 2025, issue: 12, precision: 'day', sources: 2,
      }]);
      await linkEntries(act, made!.id, told.map(({ id }) => id));
      return [made!.id, told.map(({ id }) => id)] as const;
    }).then(([one, those]) => [one, [...those]]);
    theatre = await stage(county.database);
    for (const [name, login, role, place] of [
      ['李梅', 'office', 'county_office', {}], ['王勤', 'worker', 'worker', { committee_id: here.committee }],
      ['赵水', 'water', 'unit_clerk', { unit_id: here.unit }], ['钱路', 'traffic', 'unit_clerk', { unit_id: there.unit }],
    ] as const) {
      const person = await settle(county.database.ownerPool, county.id, name, {});
      await county.act((act) => createMany<Post>(act, post, [{ person_id: person, name, role, since: '2022-01-10', acting: false, ...place }]));
      await withAccount(county.house, county.id, person, login);
    }
    writeFileSync(join(theatre.folder, '批示原件.jpg'), await photo(1_200, 900));
  }, 240_000);
  afterAll(() => theatre?.close());

  const enter = (login: string, context: BrowserContextOptions = desk): Promise<Page> => theatre.signIn(login, { password: `${goodPassword}${login}`, context });

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `instruction-${name}.png`), fullPage: true });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  /** Opens a step's fields, fills them in and takes it. */
  async function take(page: Page, label: string, fields: Record<string, string>, now: string): Promise<void> {
    await page.goto(address);
    const step = page.locator('.steps li').filter({ has: page.getByText(label, { exact: true }) }).first();
    if (await step.locator('summary').count()) await step.locator('summary').click();
    for (const [label, text] of Object.entries(fields)) await fill(page, step, label, text);
    await step.getByRole('button').last().click();
    await page.getByText(`现在是“${now}”`).waitFor();
  }

  /** As a person would: a few choices are ticked, many are picked from a list, the rest is typed. */
  async function fill(page: Page, step: Locator, label: string, text: string): Promise<void> {
    const ticks = step.locator('fieldset').filter({ has: page.locator('legend', { hasText: label }) });
    if (await ticks.count()) return ticks.getByLabel(text).check();
    const field = step.getByLabel(label).first();
    if (await field.locator('option').count()) await field.selectOption({ label: text });
    else await field.fill(text);
  }

  test('the secretary photographs the paper and types four things', async () => {
    const page = await enter('office', phone);
    await page.goto(`${theatre.address}/opinion-items/${item}`);
    await page.getByRole('link', { name: '登记批示' }).click();
    await page.getByLabel('批示领导').fill('县委书记 石某某');
    await page.getByLabel('批示日期').fill('2025.6.20');
    await page.getByLabel('批示原文').fill('请水务局、交通局研办，结果告诉群众。');
    await page.getByLabel('批示原件照片').setInputFiles(join(theatre.folder, '批示原件.jpg'));
    await seen(page, 'noting-phone');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/instructions\/[0-9a-f-]{36}$/);
    address = page.url();
    expect(await page.locator('#attachments').innerText()).toContain('批示原件.jpg');
    await page.goto(`${theatre.address}/opinion-items/${item}`);
    await page.getByRole('link', { name: '县委书记 石某某' }).waitFor();
    await seen(page, 'item-phone');
    await page.goto(`${theatre.address}/instructions/new?item=${item}`);
    expect(await page.locator('datalist option').evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value))).toEqual(['县委书记 石某某']);
  });

  test('with a mistake everything typed stays, and nothing is noted', async () => {
    const page = await enter('office');
    await page.goto(`${theatre.address}/instructions/new?item=${item}`);
    await page.getByLabel('批示领导').fill('县委书记 石某某');
    await page.getByLabel('批示日期').fill('2025-06-20');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已经登记过').first().waitFor();
    expect(await page.getByLabel('批示领导').inputValue()).toBe('县委书记 石某某');
  });

  test('it goes to two units with a day; each sees it, and neither who told it', async () => {
    const page = await enter('office');
    await take(page, '转办', { 牵头单位: '县水务局', 配合单位: '县交通运输局', 反馈时限: '10' }, '办理中');
    await seen(page, 'handed-desk');
    const water = await enter('water', phone);
    await water.goto(`${theatre.address}/tasks`);
    await water.getByRole('link', { name: /集镇停车秩序亟待规范/ }).first().click();
    await water.waitForURL(address);
    expect(await water.locator('main').innerText()).toContain('救护车进不来');
    expect(await water.content()).not.toMatch(/吴大娘|13812345678|\/ledger\//);
    await seen(water, 'unit-phone');
    for (const entry of entries) expect((await water.request.get(`${theatre.address}/ledger/${entry}`)).status()).toBe(404);
  });

  test('the board reminds with one text for each unit', async () => {
    const page = await enter('office');
    await page.goto(`${theatre.address}/instructions/board`);
    await seen(page, 'board-desk');
    await page.locator('tbody input[type=checkbox]').first().check();
    await page.getByRole('button', { name: '催办' }).click();
    await page.getByText('已催办1件。').waitFor();
    expect(await page.locator('main').innerText()).toMatch(/县水务局：\n下列领导批示件由你单位牵头办理/);
    await seen(page, 'reminder-desk');
    const small = await enter('office', phone);
    await small.goto(`${theatre.address}/instructions/board`);
    await seen(small, 'board-phone');
    await small.evaluate(`document.documentElement.classList.add('elder')`);
    await seen(small, 'board-elder');
  });

  test('both units report; it is returned once, and accepted', async () => {
    const [water, traffic, office] = [await enter('water'), await enter('traffic'), await enter('office')];
    await take(traffic, '报配合情况', { 配合办理的情况: '已设禁停标志12块。' }, '办理中');
    await take(water, '反馈办理情况', { 办理结果: '已解决', 办理情况: '已划线。' }, '已反馈');
    await take(office, '退回补办', { 说明原因: '请写明划了多少个车位' }, '退回补办');
    await take(water, '反馈办理情况', { 办理结果: '已解决', 办理情况: '已划停车位86个，赶集日错峰装卸。' }, '已反馈');
    await take(office, '认可', {}, '反馈已认可');
    await seen(office, 'accepted-desk');
  });

  test('the committee tells the member and answers both residents in one act; then it is closed', async () => {
    const [worker, office] = [await enter('worker', phone), await enter('office')];
    await take(worker, '告知反映委员', {}, '反馈已认可');
    await worker.goto(address);
    await worker.locator('.steps summary', { hasText: '答复群众' }).click();
    expect(await worker.getByLabel('答复内容').inputValue()).toBe('已划停车位86个，赶集日错峰装卸。');
    await seen(worker, 'answering-phone');
    await take(worker, '答复群众', {}, '反馈已认可');
    for (const entry of entries) {
      await worker.goto(`${theatre.address}/ledger/${entry}`);
      expect(await worker.locator('main').innerText()).toMatch(/已答复[\s\S]*已划停车位86个/);
    }
    await take(office, '办结', {}, '已办结');
    await seen(office, 'closed-desk');
  });

  test('the transfer sheet and the incoming sheet say what the records say', async () => {
    const page = await enter('office');
    const words = async (name: string) => {
      const file = await page.request.get(`${address}/${name}.docx`);
      if (pictures) writeFileSync(join(pictures, `instruction-${name}.docx`), await file.body());
      return strFromU8(unzipSync(new Uint8Array(await file.body()))['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
    };
    const transfer = await words('transfer');
    for (const part of ['领导批示件转办单', '县水务局', '县交通运输局', '请水务局、交通局研办', '已解决', '已划停车位86个']) expect(transfer).toContain(part);
    expect(await words('incoming')).toContain('〔2025〕第12期');
  });

  test('the member’s and the committee’s pages name the item', async () => {
    const page = await enter('office');
    for (const [path, name] of [['members', county.here.member], ['committees', county.here.committee]] as const) {
      await page.goto(`${theatre.address}/${path}/${name}`);
      expect(await page.locator('main').innerText()).toMatch(/被采用、获批示的信息[\s\S]*集镇停车秩序亟待规范[\s\S]*县委书记 石某某批示/);
    }
  });
});
