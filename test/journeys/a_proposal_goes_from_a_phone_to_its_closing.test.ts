import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMemberAccount } from '#platform/identity/accounts.ts';
import { withAccount } from '#platform/identity/fixtures.ts';
import type { Role } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { createMany } from '#platform/records/write.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];
const phone = { width: 390, height: 844 };
const desk = { width: 1366, height: 860 };
const title = '关于解决村口道路积水的提案';

describe.skipIf(!hasBrowser())('a proposal goes from a phone to its closing', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let author: Page;
  let friend: Page;
  let office: Page;
  let unit: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    author = await enterAs(county.here.person, phone);
    friend = await enterAs(county.there.person, phone);
    office = await enterAs(await withPost('周敏', 'county_office'), desk, 'zhou');
    unit = await enterAs(await withPost('水务经办', 'unit_clerk', county.here.unit), desk, 'shui');
  }, 60_000);

  afterAll(() => theatre?.close());

  const withPost = (name: string, role: Role, unitId?: string): Promise<string> =>
    county.act(async (act) => {
      const [somebody] = await createMany(act, person, [{ name }]);
      await createMany(act, post, [{ person_id: somebody!.id, name, role, unit_id: unitId ?? null, since: '2022-01-10', acting: false }]);
      return somebody!.id;
    });

  /** Staff have a password, members come by slip; how they log in is another journey. */
  async function enterAs(personId: string, viewport: { width: number; height: number }, login?: string): Promise<Page> {
    const account = login ? await withAccount(county.house, county.id, personId, login) : await county.act((act) => createMemberAccount(act, personId));
    const cookie = await openSession(county.house, county.id, account, 'test');
    const context = await theatre.browser.newContext({ locale: 'zh-CN', viewport });
    await context.addCookies([{ name: 'session', value: cookie, url: theatre.address }]);
    context.setDefaultTimeout(15_000);
    return context.newPage();
  }

  const open = (page: Page, path: string) => page.goto(`${theatre.address}${path}`);
  const status = (page: Page) => page.locator('.status').first();

  /** Opens what a step asks, fills it in and takes it. */
  async function act(page: Page, label: string, fill?: (form: ReturnType<Page['locator']>) => Promise<void>): Promise<void> {
    const item = page.locator('.detail-steps li').filter({ has: page.getByText(label, { exact: true }) });
    const summary = item.locator('summary');
    if ((await summary.count()) > 0) {
      await summary.click();
      await fill?.(item);
      await item.getByRole('button').last().click();
    } else await item.getByRole('button', { name: label, exact: true }).click();
    await page.getByRole('status').filter({ hasText: `已${label}` }).waitFor();
  }

  /** Nothing for axe to say, nothing beyond the edge of a narrow phone; a picture for whoever asks. */
  async function fit(page: Page, name: string): Promise<void> {
    const before = page.viewportSize()!;
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), name).toEqual([]);
    for (const [size, width] of [['desk', 1366], ['phone', 390], ['narrow', 320]] as const) {
      await page.setViewportSize({ width, height: 860 });
      if (pictures) await page.screenshot({ path: join(pictures, `proposal-${name}-${size}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${name} at ${width}`).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize(before);
  }

  test('the member writes it on the phone and invites; the friend signs with one tap', async () => {
    await open(author, '/proposals/new');
    await author.getByLabel('案由').fill(title);
    await author.getByLabel('情况和问题').fill('村口道路低洼，雨后积水没过脚踝，学生上学要绕路。');
    await author.getByLabel('建议').fill('一、疏通边沟。\n二、抬高路面。');
    await author.getByLabel('杨小河（小河乡）').check();
    await fit(author, 'new');
    await author.locator('form.form').getByRole('button').last().click();
    await author.getByRole('heading', { name: title }).waitFor();

    await open(friend, '/proposals');
    await fit(friend, 'invited');
    await friend.getByRole('button', { name: '同意联名' }).click();
    await friend.locator('.facts').getByText('杨小河').waitFor();

    await author.reload();
    await act(author, '提交', (form) => form.getByLabel('以上都不属于').check());
    await expect.poll(() => status(author).textContent()).toBe('待审查');
  });

  test('the office files and assigns it, the unit replies, the member rates on the phone, the office closes it', async () => {
    await open(office, '/proposals');
    await fit(office, 'list-of-one');
    await office.getByRole('link', { name: title }).click();
    await act(office, '立案');
    await act(office, '列为重点提案', (form) => form.getByLabel('领衔督办领导').fill('李县长'));
    await act(office, '交办', async (form) => {
      await form.getByRole('group', { name: /主办单位/ }).getByLabel('县水务局').check();
      await form.getByLabel('答复期限').fill('2099.12.31');
    });
    const path = new URL(office.url()).pathname;
    await fit(office, 'assigned');

    await open(unit, path);
    await act(unit, '签收');
    await act(unit, '答复', async (form) => {
      await form.getByLabel('办理结果').selectOption({ label: '已解决或基本解决' });
      await form.getByLabel('答复函类别').fill('ａ');
      await form.getByLabel('答复内容').fill('边沟已疏通，路面已抬高。');
    });

    for (const signer of [author, friend]) {
      await open(signer, path);
      const rating = signer.locator('.detail-steps li').filter({ has: signer.getByText('评价答复', { exact: true }) });
      await rating.locator('summary').first().click();
      if (signer === author) await fit(author, 'rating');
      await rating.getByRole('group', { name: /对办理工作/ }).getByLabel('满意', { exact: true }).check();
      await rating.getByRole('group', { name: /对办理结果/ }).getByLabel('满意', { exact: true }).check();
      await rating.getByRole('button').last().click();
      await signer.getByRole('status').filter({ hasText: '已评价' }).waitFor();
    }

    await office.reload();
    await act(office, '办结');
    await fit(office, 'closed');
    expect(await status(office).textContent()).toBe('已办结');
    await open(office, '/proposals?figure=key_proposals_closed');
    expect(await office.getByRole('link', { name: title }).count()).toBe(1);
  });

  test('a clerk enters a paper; a wrong name is told at its field with all that was typed', async () => {
    await open(office, '/proposals/new');
    await fit(office, 'paper');
    await office.getByLabel('案由').fill('关于修缮敬老院的提案');
    await office.getByRole('group', { name: /第一提案人/ }).getByLabel('石大山（白石镇）').check();
    await office.getByLabel('联名委员').fill('王无名');
    await office.locator('form.form').getByRole('button').last().click();
    await office.locator('#problems').waitFor();
    expect(await office.locator('.has-problem .problem').textContent()).toContain('没有找到委员“王无名”');
    expect(await office.getByLabel('案由').inputValue()).toBe('关于修缮敬老院的提案');
    await fit(office, 'refused');
    await office.getByLabel('联名委员').fill('杨小河');
    await office.locator('form.form').getByRole('button').last().click();
    await office.getByRole('heading', { name: '关于修缮敬老院的提案' }).waitFor();
    expect(await status(office).textContent()).toBe('待审查');
    await open(office, '/proposals');
    await fit(office, 'list');
  });
});
