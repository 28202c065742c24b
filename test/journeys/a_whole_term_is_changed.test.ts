import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { program } from '#platform/identity/actor.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { emptyCounty, type EmptyCounty } from '../county.ts';
import { rosterOfTenthTerm, settleNinthTerm } from '../ninth-term.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

/** The last day of the ninth term. */
const LAST_DAY = '2026-11-30';

const ofPeopleAndWork = figures.filter(({ record }) => ['member', 'post', 'committee', 'deed', 'proposal', 'opinion_item'].includes(record));

describe.skipIf(!hasBrowser())('a whole term is changed by the office, from the frozen register to the opened one', { timeout: 120_000 }, () => {
  let county: EmptyCounty;
  let theatre: Stage;
  let page: Page;
  let before: { at: Date; numbers: Map<string, number> };

  const numbers = (asOf?: Date) => reading(county.house, program(county.id), (at) => countFigures({ ...at, asOf }, ofPeopleAndWork, { to: LAST_DAY }));

  beforeAll(async () => {
    county = await emptyCounty(slices);
    await settleNinthTerm(county);
    theatre = await stage(county.database);
    await writeFile(join(theatre.folder, '第十届名册.xlsx'), await rosterOfTenthTerm());
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, clerk, 'wang');
    page = await theatre.signIn('wang', { password: `${goodPassword}wang`, context: { viewport: { width: 1366, height: 860 } } });
  });
  afterAll(() => theatre?.close());

  /** Nothing for axe to say, nothing beyond the edge of a phone; a picture for whoever asks. */
  async function fit(name: string): Promise<void> {
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const [size, width] of [['desk', 1366], ['phone', 390]] as const) {
      await page.setViewportSize({ width, height: 860 });
      if (pictures) await page.screenshot({ path: join(pictures, `term-${name}-${size}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1366, height: 860 });
  }

  const open = (path: string) => page.goto(`${theatre.address}${path}`);

  async function enterTerm(number: string, from: string, seats: string): Promise<void> {
    await open('/terms/new');
    await page.getByLabel('第几届').fill(number);
    await page.getByLabel('起始日期').fill(from);
    await page.getByLabel('委员名额').fill(seats);
    await page.locator('main form button[type=submit]').last().click();
    await page.getByRole('heading', { level: 1, name: `第${number}届` }).waitFor();
  }

  async function openTerm(number: number): Promise<void> {
    await open('/terms');
    await page.getByRole('link', { name: `第${number}届`, exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: `第${number}届` }).waitFor();
  }

  const section = (title: string | RegExp) => page.locator('section.card').filter({ has: page.getByRole('heading', { level: 2, name: title }) });

  test('given a county in its ninth term, when the office enters it and prepares the tenth, then the way is told step by step', async () => {
    await enterTerm('9', '2021-12-01', '8');
    await enterTerm('10', '2026-12-01', '7');
    await section('换届怎么办').getByText('冻结第9届名册').waitFor();
    await fit('prepared');
  });

  test('when the ninth register is frozen, then nobody comes in any more, and the page says what to do instead', async () => {
    await section('换届怎么办').getByRole('link', { name: '冻结第9届名册' }).click();
    await page.getByText('冻结名册').first().click();
    await page.getByLabel('冻结日期').fill('2026-11-20');
    await page.getByLabel('说明原因').first().fill('换届');
    await page.getByRole('button', { name: '确定冻结名册' }).click();
    await page.getByText('名册2026-11-20起冻结').waitFor();
    await open('/members/new?term=9');
    await page.getByLabel('姓名').fill('丁晚');
    await page.getByLabel('任职日期').fill('2026-11-21');
    await page.locator('main form button[type=submit]').last().click();
    await page.locator('.head-lead').getByText('请先在“届和换届”里解除冻结').waitFor();
    await fit('frozen-refusal');
  });

  test('when the roster of the tenth is dragged in, then those of whom only the name agrees are asked about on the page', async () => {
    await open('/imports');
    await page.getByLabel('表格文件').setInputFiles(join(theatre.folder, '第十届名册.xlsx'));
    await page.getByRole('button', { name: '上传并核对' }).click();
    await page.getByRole('heading', { level: 1, name: '第十届名册.xlsx' }).waitFor();
    for (const [name, answer] of [['龙远', '是'], ['王芳', '否']] as const) {
      await page.getByRole('navigation', { name: '按结果筛选' }).getByRole('link', { name: /^需修改/ }).click();
      await page.getByText(`同名的“${name}”`).first().waitFor();
      if (name === '龙远') await fit('asked');
      await page.getByRole('row').filter({ hasText: `同名的“${name}”` }).getByRole('link', { name: '更正' }).click();
      await page.getByLabel('续任').fill(answer);
      await page.getByRole('button', { name: '保存更正' }).click();
      await page.getByText('已更正，可以导入了').waitFor();
    }
    await page.getByRole('button', { name: '导入 7 行' }).click();
    await page.getByText('已导入：新增 7 条').waitFor();
  });

  test('then the page of the tenth tells who stays, who is new, who leaves, and what they leave open', async () => {
    await openTerm(10);
    for (const name of ['石大山', '杨小河', '龙远', '阿卜杜拉·艾山', '阿依古丽·买买提']) await section('续任').getByRole('link', { name }).waitFor();
    for (const name of ['王芳', '韦新']) await section('新任').getByRole('link', { name }).waitFor();
    await section('续任').getByText('杨小河（教育 → 农业）').waitFor();
    for (const name of ['王芳', '吴秀英', '陆远']) await section('第9届离任').getByRole('link', { name }).waitFor();
    for (const matter of ['关于第2条路的提案', '为高寒村义诊', '关于渡口安全的反映']) await section('还没有办完的').getByRole('link', { name: matter }).waitFor();
    await fit('preview');
  });

  test('when the term is changed with a contact for each of two who leave one place, then it has happened', async () => {
    const at = await reading(county.house, program(county.id), lastAct);
    before = { at, numbers: await numbers() };
    await page.getByText('换届', { exact: true }).and(page.locator('summary *')).click();
    for (const name of ['石大山', '韦新']) await page.getByLabel(new RegExp(name)).check();
    await fit('handing-over');
    await page.getByRole('button', { name: '确定换届' }).click();
    await page.locator('.head .status').getByText('本届').waitFor();
    const handed = (matter: string) => section('换届移交的事项').getByRole('row').filter({ hasText: matter });
    const contacts = await Promise.all(['关于第2条路的提案', '为高寒村义诊'].map(async (matter) => (/石大山|韦新/u.exec(await handed(matter).innerText()) ?? [''])[0]));
    expect(contacts.toSorted()).toEqual(['石大山', '韦新']);
    expect(await handed('关于渡口安全的反映').innerText()).toContain('县政协办公室');
    await fit('opened');
  });

  test('then the open work can be opened and is told on its own page, and the old register is still there to read', async () => {
    await section('换届移交的事项').getByRole('link', { name: '关于第2条路的提案' }).click();
    await page.getByRole('link', { name: '关于第2条路的提案' }).click();
    await page.getByRole('heading', { level: 1, name: '关于第2条路的提案' }).waitFor();
    await open('/members?term=9');
    for (const name of ['吴秀英', '陆远', '石大山']) await page.getByRole('row').filter({ hasText: name }).getByText('已离任').waitFor();
    await page.getByRole('link', { name: '吴秀英', exact: true }).click();
    await page.getByText('届满').first().waitFor();
    await fit('archive');
  });

  test('then every number of the ninth term is what it was, for its days and for the moment before the change', async () => {
    expect(await numbers()).toEqual(before.numbers);
    expect(await numbers(before.at)).toEqual(before.numbers);
    expect(before.numbers.get('members_current')).toBe(8);
  });
});
