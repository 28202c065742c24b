import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { take } from '#platform/records/write.ts';
import { effects } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, read, seen, stepOf, take as takeStep } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const [road, water] = ['关于维修乡道的提案', '关于保护水源的提案'];

/** The assignment meeting gives two proposals out; one unit says that it is not its affair, twice over, until one is told for good. */
describe.skipIf(!hasBrowser())('a proposal finds its unit', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, waterUnit, roadUnit]: Page[] = [];
  let address = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act(async (act) => {
      for (const title of [road, water]) {
        const row = await enterProposal(act, { title, situation: '情况。', advice: '一、办。', member_id: county.here.member, term: 9, session: 5, time_class: 'session' }, {});
        await take<Proposal>({ ...act, actor: county.cast.office }, proposal, row.id, 'file', { effect: effects.file });
        if (title === road) address = `${theatre.address}/proposals/${row.id}`;
      }
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    waterUnit = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: county.here.unit });
    roadUnit = await comeIn(county, theatre, { name: '钱路', role: 'unit_clerk', unit: county.there.unit });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const told = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence }).waitFor();

  test('the office thinks the units over, and one click assigns them with the letters and the lists', async () => {
    await office!.goto(at('/proposals/assigning'));
    await office!.getByLabel('第1号主办单位').fill('县水务');
    await office!.getByLabel('第2号主办单位').fill('县水务局');
    await office!.getByRole('button', { name: '保存这一页拟定的单位' }).click();
    await office!.getByText('没有找到承办单位“县水务”').first().waitFor();
    await office!.getByLabel('第1号主办单位').fill('县水务局');
    await office!.getByLabel('第2号会办单位').fill('县交通运输局');
    await office!.getByRole('button', { name: '保存这一页拟定的单位' }).click();
    await told(office!, '已保存2件拟定的承办单位');
    await seen(office!, 'assigning-board');
    expect((await waterUnit!.request.get(address)).status(), 'nothing runs yet').toBe(404);
    await office!.getByRole('link', { name: '交办2件' }).click();
    await office!.getByRole('heading', { name: '交办2件提案' }).waitFor();
    await seen(office!, 'assigning-confirm');
    await office!.getByRole('button', { name: '确认交办2件' }).click();
    await told(office!, '已交办2件');
    await seen(office!, 'assigning-papers');
    for (const [label, words] of [['交办通知（县政府办）', '云岭自治县人民政府办公室'], ['各单位清单（Word，一单位一页）', '县交通运输局']] as const) {
      const [download] = await Promise.all([office!.waitForEvent('download'), office!.getByRole('link', { name: label, exact: true }).click()]);
      const path = `${theatre.folder}/${label}.docx`;
      await download.saveAs(path);
      const { readFile } = await import('node:fs/promises');
      expect(strFromU8(unzipSync(new Uint8Array(await readFile(path)))['word/document.xml']!).replace(/<[^>]+>/gu, '')).toContain(words);
    }
  });

  test('the wrong unit objects inside the window, the next one too, and the office tells one for good', async () => {
    await takeStep(waterUnit!, address, '不归我办', { 建议承办单位: '县交通运输局', 说明原因: '乡道由交通运输局管养' });
    await takeStep(office!, address, '改办', {});
    await roadUnit!.goto(address);
    await roadUnit!.getByText('提出异议截止').waitFor();
    await takeStep(roadUnit!, address, '不归我办', { 建议承办单位: '县水务局', 说明原因: '是机耕道，不是乡道' });
    await takeStep(office!, address, '指定承办', { 指定由哪个单位办: '县交通运输局', 说明原因: '县政府分管领导决定' });
    await office!.getByRole('heading', { name: /交办经过/u }).waitFor();
    await seen(office!, 'assigning-turns');
    expect(await read(office!)).toMatch(/交县水务局办理[\s\S]*县水务局提出不归本单位办，建议改由县交通运输局[\s\S]*县交通运输局提出不归本单位办[\s\S]*指定县交通运输局办理/u);
  });

  test('who was told for good is offered no objection, signs for it and asks for another day', async () => {
    await roadUnit!.goto(address);
    await stepOf(roadUnit!, '签收').waitFor();
    expect(await stepOf(roadUnit!, '不归我办').count()).toBe(0);
    await takeStep(roadUnit!, address, '签收');
    const [year] = new Date().toISOString().split('-');
    await roadUnit!.goto(address);
    await stepOf(roadUnit!, '申请延期').locator('summary').click();
    await stepOf(roadUnit!, '申请延期').getByLabel('延到哪天').fill(`${Number(year) + 2}-01-01`);
    await stepOf(roadUnit!, '申请延期').getByLabel('说明原因').fill('要等资金');
    await stepOf(roadUnit!, '申请延期').getByRole('button').last().click();
    await roadUnit!.getByText('连同延期最长6个月').first().waitFor();
  });
});
