import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { committee } from '#institutions/committees/record.ts';
import { daysAfter } from '#institutions/structure/history.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

const phone = { viewport: { width: 390, height: 844 } };
const workers: Readonly<Record<string, { name: string; login: string }>> = {
  白石镇: { name: '杨秀兰', login: 'yang' }, 小河乡: { name: '吴阿妹', login: 'wu' }, 青山乡: { name: '龙建国', login: 'long' },
};
const points = ['“五有”现状', '民情台账办理', '履职活动记录'];

describe.skipIf(!hasBrowser())('a round of inspections, from the draw to the circular', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;
  /** The round, and the two places that were drawn: at the first something is found. */
  let round: string;
  let [wanting, sound] = ['', ''];
  let finding: string;
  let circular: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const [third] = await county.act((act) => createMany(act, committee, [{ state: 'established', name: '青山乡政协联络委', place: '青山乡', place_kind: 'township', form: '联络委', founded_on: '2022-03-01', rank: 3 }]));
    const committees: Readonly<Record<string, string>> = { 白石镇: county.here.committee, 小河乡: county.there.committee, 青山乡: third!.id };
    for (const [place, { name, login }] of Object.entries(workers)) {
      await withAccount(county.house, county.id, await settle(county.database.ownerPool, county.id, name, { posts: [{ role: 'worker', committee: committees[place] }] }), login);
    }
    await withAccount(county.house, county.id, await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] }), 'wang');
    office = await signedIn('wang', { viewport: { width: 1366, height: 860 } });
  }, 240_000);

  afterAll(() => theatre?.close());

  const signedIn = (login: string, context = {}) => theatre.signIn(login, { password: `${goodPassword}${login}`, context });

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  /** The step's form, opened. */
  async function opened(page: Page, label: string) {
    const step = page.locator('details.step-asks').filter({ has: page.getByText(`确定${label}`, { exact: true }) });
    if ((await step.getAttribute('open')) === null) await step.locator('summary').click();
    return step;
  }

  /** Fills a step in and takes it; it is taken when the page says what the record is now. */
  async function taken(page: Page, label: string, fields: Record<string, string>, now: string): Promise<void> {
    const step = await opened(page, label);
    for (const [name, value] of Object.entries(fields)) await step.locator(`[name=${name}]`).fill(value);
    await step.getByRole('button', { name: `确定${label}` }).click();
    await page.getByText(`已${label}。现在是“${now}”。`).waitFor();
  }

  /** Taps one verdict for each point. */
  async function tap(page: Page, chosen: readonly string[]): Promise<void> {
    for (const [place, word] of chosen.entries()) await page.getByRole('group', { name: points[place]! }).getByText(word, { exact: true }).click();
  }

  const linkTo = (page: Page, place: string) => page.getByRole('link', { name: place, exact: true });

  test('the office writes down what is looked at, each thing once, and two of three committees are drawn', async () => {
    await office.goto(`${theatre.address}/rounds/new`);
    await office.getByLabel('督查名称').fill('规范化建设督查');
    await office.getByLabel('督查内容').fill([...points, points[0]].join('\n'));
    await office.getByLabel('随机抽取几个').fill('2');
    await office.getByLabel('抽取种子').fill('2026年第1期');
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.locator('.problem', { hasText: '写了两次' }).waitFor();
    await office.getByLabel('督查内容').fill(points.join('\n'));
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('heading', { level: 1, name: '规范化建设督查' }).waitFor();
    round = office.url();
    await taken(office, '确定督查对象', {}, '进行中');
    const drawn = await office.locator('section', { has: office.getByRole('heading', { name: /^走访/ }) }).locator('tbody tr a').allInnerTexts();
    expect(drawn).toHaveLength(2);
    [wanting, sound] = drawn as [string, string];
    await seen(office, 'round-desk');
  });

  test('at the visit each verdict is one tap on the telephone; what was seen is asked only where a point is not met', async () => {
    const hand = await signedIn('wang', phone);
    await hand.goto(round);
    await linkTo(hand, wanting).click();
    await hand.getByRole('heading', { level: 1, name: '待走访' }).waitFor();
    const step = await opened(hand, '登记走访');
    const remark = step.getByLabel('看到了什么').first();
    expect(await remark.isVisible()).toBe(false);
    await tap(hand, ['不符合', '符合']);
    expect(await remark.isVisible()).toBe(true);
    expect((await step.locator('.point-verdict').first().boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await seen(hand, 'visit-phone');
    await step.getByLabel('走访人').fill('王小梅、李明');
    await step.getByLabel('情况').fill('总体较好，有一处要整改。');
    await step.getByRole('button', { name: '确定登记走访' }).click();
    await hand.getByText('请点一个结论。').waitFor();
    expect(await step.getByLabel('情况').inputValue()).toBe('总体较好，有一处要整改。');
    expect(await step.getByRole('group', { name: points[0]! }).getByRole('radio', { name: '不符合' }).isChecked()).toBe(true);
    await tap(hand, ['不符合', '符合', '不适用']);
    await step.getByRole('button', { name: '确定登记走访' }).click();
    await hand.getByText('“五有”现状”不符合，请写一句看到了什么。').first().waitFor();
    await seen(hand, 'visit-wanting-phone');
    await remark.fill('制度只有目录，没有文本');
    await step.getByRole('button', { name: '确定登记走访' }).click();
    await hand.getByText('已登记走访。现在是“已走访”。').waitFor();
    expect(await hand.getByRole('table', { name: '逐项核对' }).innerText()).toMatch(/“五有”现状\s+不符合\s+制度只有目录，没有文本/u);
    await seen(hand, 'visited-phone');
  });

  test('what was seen becomes a finding with a day, and is not typed again', async () => {
    await office.goto(round);
    await linkTo(office, wanting).click();
    await office.getByRole('link', { name: '登记为问题' }).click();
    await office.getByRole('heading', { level: 1, name: '登记督查问题' }).waitFor();
    expect(await office.getByLabel('问题').inputValue()).toBe('制度只有目录，没有文本');
    await office.getByLabel('整改期限').fill(daysAfter(today(), 10));
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('heading', { level: 1, name: '制度只有目录，没有文本' }).waitFor();
    finding = office.url();
  });

  test('the same taps without any script; a verdict tapped by mistake is put right with a reason', async () => {
    const plain = await signedIn('wang', { ...phone, javaScriptEnabled: false });
    await plain.goto(round);
    await linkTo(plain, sound).click();
    await plain.getByRole('heading', { level: 1, name: '待走访' }).waitFor();
    await opened(plain, '登记走访');
    await tap(plain, ['符合', '不适用', '符合']);
    await plain.getByLabel('走访人').fill('王小梅、李明');
    await plain.getByLabel('情况').fill('没有发现问题。');
    await plain.getByRole('button', { name: '确定登记走访' }).click();
    await plain.getByText('已登记走访。现在是“已走访”。').waitFor();
    await opened(plain, '更正走访记录');
    expect(await plain.getByRole('group', { name: points[1]! }).getByRole('radio', { name: '不适用' }).isChecked()).toBe(true);
    await tap(plain, ['符合', '符合']);
    await plain.locator('#reason-revise').fill('点错了一项');
    await plain.getByRole('button', { name: '确定更正走访记录' }).click();
    await plain.getByText('已更正走访记录。').waitFor();
    expect(await plain.getByRole('table', { name: '逐项核对' }).innerText()).not.toContain('不适用');
  });

  test('the committee puts it right, is looked at again, and again', async () => {
    const worker = await signedIn(workers[wanting]!.login, phone);
    await worker.goto(finding);
    await taken(worker, '报告整改', { account: '制度已经上墙。', mended_on: today() }, '待复核');
    await seen(worker, 'mended-phone');
    await office.goto(finding);
    await taken(office, '整改不到位', { reason: '只上墙了一项', mend_by: daysAfter(today(), 5) }, '整改中');
    await worker.goto(finding);
    await taken(worker, '报告整改', { account: '五项制度都已上墙。', mended_on: today() }, '待复核');
    await office.goto(finding);
    await taken(office, '复核销号', { closed_on: today() }, '已销号');
    await seen(office, 'closed-desk');
  });

  test('the circular praises the one and names the other, who is told first, objects, and is heard', async () => {
    await office.goto(round);
    await office.getByRole('link', { name: '起草通报' }).click();
    await office.getByRole('heading', { level: 1, name: '登记督查通报' }).waitFor();
    await office.getByRole('group', { name: /表扬的联络委/ }).getByLabel(sound, { exact: true }).check();
    await office.getByLabel('好的做法').fill('台账当天录入');
    await office.getByRole('group', { name: /点名通报的联络委/ }).getByLabel(wanting, { exact: true }).check();
    await office.getByLabel('工作要求').fill('对照问题自查一遍');
    await office.getByRole('button', { name: '保存草稿' }).click();
    await office.getByRole('heading', { level: 1, name: '关于“规范化建设督查”情况的通报' }).waitFor();
    circular = office.url();
    await office.getByRole('button', { name: '告知被点名的联络委' }).click();
    await office.getByText('现在是“已告知”').waitFor();

    const worker = await signedIn(workers[wanting]!.login, phone);
    await worker.goto(circular);
    await worker.getByRole('link', { name: '提出异议' }).click();
    await worker.getByLabel('异议和理由').fill('问题已经销号，请不再点名。');
    await worker.getByRole('button', { name: '登记', exact: true }).click();
    await worker.getByRole('heading', { level: 1, name: /^问题已经销号/ }).waitFor();
    const objection = worker.url();

    await office.goto(objection);
    const answer = await opened(office, '答复');
    await answer.getByLabel('异议成立').check();
    await answer.getByLabel('答复', { exact: true }).or(answer.locator('[name=answer]')).first().fill('情况属实，不再点名。');
    await answer.getByRole('button', { name: '确定答复' }).click();
    await office.getByText('现在是“已答复”').waitFor();
    await office.goto(circular);
    await taken(office, '登记印发', { document_no: '云协〔2026〕9号', issued_on: today() }, '已印发');
    await seen(office, 'circular-desk');
  });

  test('the circular is read by every committee; its paper says what was tapped', async () => {
    for (const place of [wanting, sound]) {
      const reader = await signedIn(workers[place]!.login, phone);
      await reader.goto(`${theatre.address}/circulars`);
      await reader.getByRole('link', { name: '关于“规范化建设督查”情况的通报' }).click();
      await reader.getByRole('heading', { level: 1, name: /情况的通报/ }).waitFor();
      const [paper] = await Promise.all([reader.waitForEvent('download'), reader.getByRole('link', { name: /通报稿（Word）/ }).click()]);
      const kept = join(theatre.folder, `${place}.docx`);
      await paper.saveAs(pictures ? join(pictures, `${place}.docx`) : kept);
      const words = strFromU8(unzipSync(await readFile(pictures ? join(pictures, `${place}.docx`) : kept))['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
      expect(words).toContain('确定督查对象2个，已走访2个，发现问题1个，其中已整改销号1个。');
      expect(words).toContain(`${points[0]}，符合1个、不符合1个；${points[1]}，符合2个、不符合0个；${points[2]}，符合1个、不符合0个`);
      expect(words).toContain(`对${sound}联络委予以通报表扬。`);
      expect(words).not.toContain('点名通报');
    }
    await office.goto(round);
    await office.getByRole('button', { name: '办结' }).click();
    await office.getByText('已办结。现在是“已办结”。').waitFor();
  });
});
