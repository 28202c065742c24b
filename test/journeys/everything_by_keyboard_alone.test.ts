import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { deed } from '#duties/deeds/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { pdf } from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stopOn, unseen, type Stop } from '../setup/focus.ts';
import { comeIn, desk as anyDesk, phone as anyPhone } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** Where the page does not glide to the focus, it can be measured at once. */
const [desk, phone] = [anyDesk, anyPhone].map((size) => ({ ...size, reducedMotion: 'reduce' as const })) as [object, object];

/** More stops than any of these pages has. */
const MOST_STOPS = 200;

describe.skipIf(!hasBrowser())('everything by keyboard alone', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let clerk: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    clerk = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: county.here.committee }, desk);
  }, 60_000);
  afterAll(() => theatre?.close());

  const entries = () => reading(county.house, county.cast.office, (look) => list<LedgerEntry>(look, ledgerEntry, { limit: 10 }));

  /** Goes on until what is called so has the focus. Wherever the focus stops on the way it must be seen. */
  async function to(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Stop> {
    const passed: string[] = [];
    for (let n = 0; n < MOST_STOPS; n += 1) {
      await page.keyboard.press(key);
      const stop = await stopOn(page);
      if (!stop) continue;
      expect(unseen(stop), page.url()).toEqual([]);
      if (name.test(stop.name)) return stop;
      passed.push(stop.name);
    }
    throw new Error(`${name} was never reached on ${page.url()}: ${passed.join(' | ')}`);
  }

  async function press(page: Page, name: RegExp, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
    await to(page, name, key);
    await page.keyboard.press('Enter');
  }

  async function write(page: Page, name: RegExp, words: string): Promise<void> {
    await to(page, name);
    await page.keyboard.type(words);
  }

  /** Once round the page: every stop is seen, they follow one another as the page is read, and the last leads out again. */
  async function round(page: Page): Promise<Stop[]> {
    const stops: Stop[] = [];
    for (let n = 0; n < MOST_STOPS; n += 1) {
      await page.keyboard.press('Tab');
      const stop = await stopOn(page);
      if (stop && stop.place === stops[0]?.place) break;
      if (stop) stops.push(stop);
    }
    expect(stops.length, 'no trap').toBeLessThan(MOST_STOPS);
    expect(stops.flatMap(unseen)).toEqual([]);
    const places = stops.map(({ place }) => place);
    const first = places.indexOf(Math.min(...places)); // it began wherever the focus was
    expect([...places.slice(first), ...places.slice(0, first)]).toEqual(places.toSorted((a, b) => a - b));
    return stops;
  }

  test('a resident reports', async () => {
    const page = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
    await page.goto(`${theatre.address}/r/test`);
    await press(page, /^跳到正文$/);
    expect((await to(page, /./)).inMain, 'the first stop after the skip link').toBe(true);
    await press(page, /^白石镇$/);
    await page.getByLabel('您想反映什么').waitFor();
    expect((await round(page)).length).toBeGreaterThan(8);
    await write(page, /^您想反映什么/, '村口的桥栏杆松了');
    await write(page, /^在哪个村/, '岩脚村');
    await press(page, /^提交$/);
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    expect((await entries()).map(({ matter }) => matter)).toEqual(['村口的桥栏杆松了']);
  });

  test('a member enters a deed on the phone', async () => {
    const page = await comeIn(county, theatre, { person: county.here.person }, phone);
    await page.goto(`${theatre.address}/deeds/new`);
    await round(page);
    await write(page, /^实事内容/, '给岩脚村换了三盏路灯');
    await to(page, /^服务类型/);
    await page.keyboard.press('ArrowDown');
    await write(page, /^完成时间/, '2026-03-02');
    await press(page, /^登记$/);
    await page.getByText('已登记：').waitFor();
    const [entered] = await reading(county.house, county.cast.office, (look) => list(look, deed, { limit: 2 }));
    expect(entered).toMatchObject({ deed: '给岩脚村换了三盏路灯', done_on: '2026-03-02' });
  });

  test('a clerk enters what somebody said, with its paper', async () => {
    await clerk.goto(`${theatre.address}/ledger/new`);
    await expect.poll(() => clerk.evaluate('document.activeElement?.name')).toBe('matter');
    await clerk.keyboard.type('自来水有异味');
    await write(clerk, /^村（社区）/, '大河村');
    await press(clerk, /^登记$/);
    await clerk.getByText('已登记：').waitFor();
    await press(clerk, /^添加附件$/);
    await to(clerk, /^文件/);
    const chooser = await vi.waitFor(async () => { // a browser that is kept waiting for a processor forgets that somebody pressed a key
      const [opened] = await Promise.all([clerk.waitForEvent('filechooser', { timeout: 5_000 }), clerk.keyboard.press('Enter')]);
      return opened;
    }, { timeout: 40_000 });
    await chooser.setFiles({ name: '来访登记.pdf', mimeType: 'application/pdf', buffer: pdf() });
    await press(clerk, /^上传$/);
    await clerk.getByText('已添加1份附件。').waitFor();
  });

  test('then narrows the list, opens the entry, answers it, and comes back', async () => {
    await press(clerk, /^民情台账$/, 'Shift+Tab');
    await clerk.getByRole('heading', { name: '民情台账', level: 1 }).waitFor();
    await round(clerk);
    await write(clerk, /^关键词/, '异味');
    await clerk.keyboard.press('Enter');
    await clerk.getByText('共 1 条').waitFor();
    await press(clerk, /自来水有异味/);
    await clerk.getByRole('heading', { name: '自来水有异味' }).first().waitFor();
    await round(clerk);
    await press(clerk, /^答复群众$/);
    await write(clerk, /^答复内容/, '水厂换了滤料，今天的水样合格');
    await press(clerk, /^确定答复群众$/);
    await clerk.getByText('已答复群众。').waitFor();
    await press(clerk, /^民情台账$/, 'Shift+Tab');
    await clerk.getByRole('heading', { name: '民情台账', level: 1 }).waitFor();
  });
});
