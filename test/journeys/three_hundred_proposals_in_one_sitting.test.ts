import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { unit } from '#institutions/units/record.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const N = 300;
const places = Array.from({ length: 15 }, (_, n) => `${'东南西北中上下前后大小新老高平'[n]}河乡`);
const matters = ['维修通村公路', '保护饮用水水源', '改善村卫生室条件', '增加公办幼儿园学位', '发展茶叶产业', '整治河道采砂', '推进垃圾分类', '完善养老服务', '加强通信覆盖', '支持返乡创业', '修缮风雨桥', '建设冷链仓储', '规范物业服务', '发展林下经济', '提升消防能力', '帮扶残疾人就业', '解决停车困难', '保护古树名木', '推广太阳能路灯', '加强校车管理'];
const names = ['县教育局', '县卫生健康局', '县农业农村局', '县民政局', '县林业局'];

/** A session's three hundred, reviewed, assigned and printed in bulk through the pages. How long each part took is printed, never judged: the machine may be busy. */
describe.skipIf(!hasBrowser())('three hundred proposals in one sitting', { timeout: 400_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act(async (act) => {
      await createMany(act, unit, names.map((name) => ({ name, side: 'government' })));
      const [here, there] = [county.here.member, county.there.member];
      for (let n = 0; n < N; n += 1) {
        const title = `关于在${places[Math.floor(n / matters.length)]}${matters[n % matters.length]}的提案`;
        await enterProposal(act, { title, situation: '群众反映较多。', advice: '一、摸清底数。\n二、明确责任。', member_id: n % 3 ? here : there, term: 9, session: 5, time_class: 'session' }, {});
      }
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    office.setDefaultTimeout(120_000);
  }, 300_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const told = (sentence: string) => office.getByRole('status').filter({ hasText: sentence }).waitFor();
  async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const result = await work();
    console.log(`  ${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
    return result;
  }

  test('reviewed: a hundred with two keys, three times', async () => {
    await timed('the board of 300', () => office.goto(at('/proposals/review')));
    await office.locator('.review-progress').filter({ hasText: '已审 0 / 300' }).waitFor();
    for (let done = 100; done <= N; done += 100) {
      await timed(`filing up to ${done}`, async () => {
        await office.keyboard.press('j');
        await office.keyboard.press('a');
        await office.keyboard.press('l');
        await office.locator('.review-progress').filter({ hasText: `已审 ${done} / ${N}` }).waitFor();
      });
    }
  });

  test('assigned: units page by page, then all with one click', async () => {
    const known = ['县交通运输局', '县水务局', ...names];
    for (let page = 1; page <= N / 50; page += 1) {
      await office.goto(at(`/proposals/assigning?page=${page}`));
      await office.getByRole('heading', { name: '提案交办' }).waitFor();
      await timed(`units of page ${page}`, async () => {
        await office.evaluate(`document.querySelectorAll('input[name^="lead-"]').forEach((field, n) => { field.value = ${JSON.stringify(known)}[n % ${known.length}]; })`);
        await office.getByRole('button', { name: '保存这一页拟定的单位' }).click();
        await told('已保存50件拟定的承办单位');
      });
    }
    await office.getByRole('link', { name: '交办300件' }).click();
    await office.getByRole('heading', { name: '交办300件提案' }).waitFor();
    await timed('assigning 300', async () => {
      await office.getByRole('button', { name: '确认交办300件' }).click();
      await told('已交办300件');
    });
    expect(await office.locator('tbody tr').count()).toBe(known.length);
  });

  test('printed: a page for each proposer and for each unit, the letters, the report, the sheet', async () => {
    for (const path of ['/proposals/review/notices.docx', '/proposals/review/report.docx', '/proposals/assigning/letters/government.docx', '/proposals/assigning/lists.docx', '/proposals/assigning/lists.xlsx']) {
      const answer = await timed(path, () => office.request.get(at(path), { timeout: 120_000 }));
      expect(answer.status(), path).toBe(200);
      expect((await answer.body()).length, path).toBeGreaterThan(5_000);
    }
  });
});
