import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, type Comer } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const REPORTER = '欧阳雪莲';
const PHONE = '13910004321';
const secret = new RegExp(`${REPORTER}|${PHONE}|139\\*+`, 'u');
const matter = '水务站站长收费不开票';

/** What somebody finds: nothing of it, the matter without any reporter, or the matter and a way to open the reporter that is noted. */
type Finds = 'nothing' | 'matter' | 'reporter';

/** Everybody whom the county knows, and what they may find. `referral` is the paper that the unit works from. */
const everybody: readonly [name: string, finds: Finds, referral: boolean][] = [
  ['office', 'reporter', true], ['chair', 'matter', true], ['leader', 'nothing', false], ['auditor', 'matter', true], ['maintainer', 'matter', true],
  ['director', 'reporter', true], ['deputy director', 'reporter', true], ['worker', 'reporter', true], ['committee member', 'matter', true],
  ['other worker', 'nothing', false], ['participant', 'nothing', false], ['member', 'nothing', false],
  ['unit complained of', 'nothing', false], ['unit that handles', 'nothing', true], ['worker of the unit complained of', 'nothing', false],
];

/** A villager complains of an official of the water station. Everybody looks where they can for who it was. */
describe.skipIf(!hasBrowser())('everybody looks for who complained of an official', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  const pages = new Map<string, Page>();
  let entry = '';
  let referral = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    const double = await county.act(async (act) => {
      const [who] = await createMany(act, person, [{ name: '两头任职者' }]);
      const at = { person_id: who!.id, name: who!.name, since: '2022-01-10', acting: false };
      await createMany(act, post, [{ ...at, role: 'worker', committee_id: here.committee }, { ...at, role: 'unit_clerk', unit_id: here.unit }]);
      return who!.id;
    });
    const comers: Record<string, Comer> = {
      office: { name: '周敏', role: 'county_office' }, chair: { name: '石主席', role: 'chair' }, leader: { name: '龙县长', role: 'leader' }, auditor: { name: '纪敏', role: 'auditor' }, maintainer: { name: '维护', role: 'maintainer' },
      director: { name: '石主任', role: 'director', committee: here.committee }, 'deputy director': { name: '龙副主任', role: 'deputy_director', committee: here.committee }, worker: { name: '王小梅', role: 'worker', committee: here.committee },
      'committee member': { name: '吴委员', role: 'committee_member', committee: here.committee }, 'other worker': { name: '杨干事', role: 'worker', committee: there.committee },
      participant: { name: '田信息员', role: 'participant', committee: here.committee, kind: '信息员' }, member: { person: here.person },
      'unit complained of': { name: '赵水', role: 'unit_clerk', unit: here.unit }, 'unit that handles': { name: '钱路', role: 'unit_clerk', unit: there.unit },
      'worker of the unit complained of': { person: double, staff: 'double' },
    };
    for (const [name] of everybody) pages.set(name, await comeIn(county, theatre, comers[name]!, name === 'director' ? phone : undefined));
  }, 240_000);
  afterAll(() => theatre?.close());

  const as = (name: string): Page => pages.get(name)!;
  /** Whether anything on the page, seen or not, says who it was. */
  const tells = async (page: Page): Promise<boolean> => secret.test(await page.content());
  const at = (path: string): string => `${theatre.address}${path}`;

  test('given the worker wrote it down with its reporter, and of whom it complains', async () => {
    const page = as('worker');
    await page.goto(at('/ledger/new'));
    await fillIn(page, { 反映事项: `${matter}，请打${PHONE}找${REPORTER}`, '村（社区）、地点': '岩脚村', 反映人: REPORTER, 联系电话: PHONE });
    await page.locator('.entry-more > summary').click();
    await fillIn(page, { 被反映的单位: '县水务局' });
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/ledger\/[0-9a-f-]{36}$/u);
    entry = page.url();
    await indexPending(county.house, county.id);
  });

  test('when the office hands it over, the unit complained of is refused, and another gets words without the reporter', async () => {
    const page = as('office');
    await page.goto(`${entry.replace(/\/ledger\/(.*)$/u, '/referrals/new?entry=$1')}`);
    await fillIn(page, { 事由: '水务站收费', 请办理的事项: '水务站站长收费不开票，请核查', 主办单位: '县水务局' });
    await page.getByRole('button', { name: '转出' }).click();
    await page.getByText('不能转给它办').first().waitFor();
    await fillIn(page, { 主办单位: '县交通运输局' });
    await page.getByRole('button', { name: '转出' }).click();
    await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/u);
    referral = page.url();
    await indexPending(county.house, county.id);
  });

  describe.each(everybody)('%s', (name, finds, handed) => {
    const what = finds === 'nothing' ? 'finds nothing' : 'finds the matter and never who it was';

    test(`in the ledger, its search and the page: ${what}`, async () => {
      const page = as(name);
      const listed: [string, boolean][] = [];
      for (const path of ['/ledger', `/ledger?q=${encodeURIComponent('收费不开票')}`, `/ledger?q=${encodeURIComponent(REPORTER)}`, `/ledger?q=${PHONE}`, `/search?q=${encodeURIComponent('收费不开票')}`, '/tasks']) {
        await page.goto(at(path));
        const asked = path.includes(PHONE) || path.includes(encodeURIComponent(REPORTER)); // what was asked for is said again
        if (!asked) expect(await tells(page), `${name} at ${path}`).toBe(false);
        listed.push([path, (await read(page)).includes(matter)]);
      }
      const found = finds !== 'nothing';
      expect(listed.slice(0, 2).map(([, there]) => there), `${name} in the ledger`).toEqual([found, found]);
      expect(listed.slice(2, 4).map(([, there]) => there), `${name} by the reporter’s name and number`).toEqual([false, false]);
      expect((await page.goto(entry))!.status()).toBe(found ? 200 : 404);
      expect(await tells(page), `${name} on the page`).toBe(false);
      expect(await page.getByRole('heading', { name: '查看反映人' }).count()).toBe(finds === 'reporter' ? 1 : 0);
    });

    test(`the referral: ${handed ? 'seen, without the reporter' : 'not found'}`, async () => {
      const page = as(name);
      expect((await page.goto(referral))!.status()).toBe(handed ? 200 : 404);
      expect(await tells(page)).toBe(false);
      await page.goto(at('/referrals'));
      expect((await page.locator('body').innerText()).includes('水务站收费')).toBe(handed);
    });

    test(`the downloads: ${finds === 'reporter' ? 'in full with a reason, and only so' : 'never'}`, async () => {
      const page = as(name);
      for (const path of ['/ledger.csv', '/api/v1/ledger', '/referrals.csv', '/api/v1/referrals']) expect(secret.test(await (await page.request.get(at(path))).text()), path).toBe(false);
      await page.goto(at('/ledger-with-reporters'));
      const purpose = page.getByLabel('答复、回访');
      if (!(await purpose.count())) {
        const field = page.getByLabel(/查看是为了/u);
        if (await field.count()) await field.selectOption({ label: '答复、回访' });
      } else await purpose.check();
      const button = page.getByRole('button', { name: '导出 Excel' });
      if (finds !== 'reporter') {
        if (await button.count()) {
          await button.click();
          await page.getByText('没有您可以查看姓名电话的条目').first().waitFor();
        }
        return;
      }
      const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(await file.path());
      expect(JSON.stringify(workbook.worksheets[0]!.getSheetValues())).toContain(PHONE);
    });
  });

  test('who calls back opens it with one click that says what for; the page warns, and is gone after', async () => {
    const page = as('director');
    await page.goto(entry);
    await seen(page, 'shield-entry-phone');
    await page.getByRole('button', { name: '答复、回访' }).click();
    await page.getByRole('heading', { name: '反映人', exact: true }).waitFor();
    expect(await read(page)).toMatch(new RegExp(`不要把反映人告诉被反映的一方[\\s\\S]*${REPORTER}[\\s\\S]*${PHONE}`, 'u'));
    await seen(page, 'shield-opened-phone');
    await page.goto(entry);
    expect(await tells(page)).toBe(false);
  });

  test('the auditor reads who looked, how and what for, and not whom they saw', async () => {
    const page = as('auditor');
    await page.goto(at('/personal-views'));
    const text = await read(page);
    for (const who of ['周敏', '石主任', '龙副主任', '王小梅']) expect(text).toContain(who);
    expect(text).not.toMatch(secret);
    await seen(page, 'shield-views');
  });
});
