import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { committee as committeeRecord } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { entering } from '#institutions/party-posts/actions.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { officesOn } from '#plans/facts.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { emptyCounty, type EmptyCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('a director is transferred, and the vacancy is closed', { timeout: 90_000 }, () => {
  let county: EmptyCounty;
  let theatre: Stage;
  let page: Page;
  let committee: string;

  beforeAll(async () => {
    county = await emptyCounty(slices);
    theatre = await stage(county.database);
    committee = await county.act(async (act) => {
      const [place] = await createMany(act, committeeRecord, [{ state: 'established', name: '白石镇政协联络委', place: '白石镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 1 }]);
      const [director] = await createMany(act, person, [{ name: '石大山', position: '白石镇党委副书记' }]);
      await createMany(act, member, [{ person_id: director!.id, name: '石大山', term: 9, joined_on: '2022-01-10', standing: false, name_key: '', committee_id: place!.id }]);
      await createMany(act, post, [{ person_id: director!.id, name: '石大山', role: 'director', committee_id: place!.id, since: '2022-03-01', document_no: '云委〔2022〕3号', acting: false }]);
      await entering(officesOn)(act, { person_id: director!.id, office: 'deputy_secretary', committee_id: place!.id, since: '2022-02-01' }, {});
      return place!.id;
    });
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, clerk, 'wang');
    page = await theatre.signIn('wang', { password: `${goodPassword}wang`, context: { viewport: { width: 1366, height: 860 } } });
  });

  afterAll(() => theatre?.close());

  /** Nothing for axe to say, nothing beyond the edge of a narrow phone; a picture for whoever asks. */
  async function fit(name: string): Promise<void> {
    await page.locator('html:not([aria-busy])').waitFor({ state: 'attached' });
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const [size, width] of [['desk', 1366], ['phone', 390]] as const) {
      await page.setViewportSize({ width, height: 860 });
      if (pictures) await page.screenshot({ path: join(pictures, `posts-${name}-${size}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1366, height: 860 });
  }

  const open = (path: string) => page.goto(`${theatre.address}${path}`);

  test('given a director who is deputy secretary, when the office enters the successor and the day, then the post is vacant the same day', async () => {
    await open('/party-posts');
    await page.getByRole('link', { name: '石大山' }).click();
    await page.locator('summary', { hasText: '交接' }).click();
    await fit('handing-over');
    await page.getByLabel('姓名').fill('龙新任');
    await page.getByLabel('交接日期').fill('2025-05-06');
    await page.getByRole('button', { name: '确定交接' }).click();
    await page.getByText('已交接').first().waitFor();
    await open(`/committees/${committee}`);
    await page.getByText('主任空缺（2025-05-06起）').waitFor();
    await page.getByText('任职沿革').waitFor();
    await fit('committee');
  });

  test('the first page and the tasks say so, and so does the list of vacancies', async () => {
    await open('/');
    await page.getByRole('link', { name: '白石镇联络委主任空缺：待任命龙新任' }).waitFor();
    await open('/tasks');
    await page.getByRole('link', { name: '白石镇联络委主任空缺：待任命龙新任' }).waitFor();
    await open('/posts/vacancies');
    await page.getByRole('link', { name: '白石镇主任', exact: true }).waitFor();
    await fit('vacancies');
  });

  test('when the successor is appointed with one click, then the committee has an acting director', async () => {
    await open('/tasks');
    await page.getByRole('link', { name: '白石镇联络委主任空缺：待任命龙新任' }).click();
    await page.getByRole('button', { name: '任命为联络委职务（代理）' }).click();
    await page.getByText('现在是“在任”').waitFor();
    await open(`/committees/${committee}`);
    await page.getByText('联络委主任（代理）').first().waitFor();
    expect(await page.getByText('主任空缺（').count()).toBe(0);
  });

  test('the check names the director who is no member yet, and the steps end in the register', async () => {
    await open('/structure/directors_members');
    await page.getByText('代理主任，还不是县政协委员，需要增补').waitFor();
    await fit('check');
    await page.getByRole('link', { name: '白石镇主任 龙新任' }).click();
    await page.getByRole('link', { name: '办理增补' }).click();
    await fit('nomination');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const step = async (name: string, fill: Record<string, string>) => {
      await page.locator('summary', { hasText: name }).click();
      for (const [label, value] of Object.entries(fill)) await page.locator('details[open]').getByLabel(label).fill(value);
      await page.getByRole('button', { name: `确定${name}` }).click();
    };
    const now = today();
    await step('登记考察', { 考察日期: now });
    await step('登记协商通过', { 会议名称: '县政协第九届常委会第12次会议', 通过日期: now });
    await fit('agreed');
    await step('增补为委员', { 任职日期: now, 公布文号: '云协〔2025〕9号' });
    await page.getByText('已增补').first().waitFor();
    await open('/structure');
    await fit('structure');
    expect(await page.getByText('还不是县政协委员').count()).toBe(0);
  });

  test('a post that ends by itself gives the same task the same day, and whoever is appointed next discharges it', async () => {
    const task = page.getByRole('link', { name: '白石镇联络委主任空缺：龙新任已卸任，继任未定' });
    await open(`/committees/${committee}`);
    await page.getByRole('link', { name: '龙新任' }).first().click();
    await page.locator('summary', { hasText: '卸任' }).click();
    await page.locator('details[open]').getByLabel('卸任日期').fill(today());
    await page.locator('details[open]').locator('[name=reason]').fill('因病去世');
    await page.getByRole('button', { name: '确定卸任' }).click();
    await page.getByText('已卸任').first().waitFor();
    for (const path of ['/', '/tasks']) {
      await open(path);
      await task.waitFor();
    }
    await fit('task');
    await task.click();
    await page.getByLabel('姓名').fill('吴接任');
    await page.getByLabel('任职日期').fill(today());
    await fit('appointing');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('吴接任').first().waitFor();
    for (const path of ['/', '/tasks']) {
      await open(path);
      await page.getByText('联络委职务空缺').first().waitFor();
      expect(await task.count(), path).toBe(0);
    }
  });
});
