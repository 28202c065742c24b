import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { fieldNote, type FieldNote } from '#duties/inspections/notes/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { png } from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, phone, read, seen } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

describe.skipIf(!hasBrowser())('a visit is noted where there is no signal', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let visit: Inspection;
  /** The worker's telephone, and a colleague's. */
  let page: Page;
  let colleague: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { committee } = county.here;
    [visit] = await county.act((act) => createMany<Inspection>(act, inspection, [{ committee_id: committee, topic: '农村饮水安全情况调研', kind: 'research', held_on: today(), precision: 'day', joint: false, report: false, outline: '看水源' }])) as [Inspection];
    page = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee }, phone);
    colleague = await comeIn(county, theatre, { name: '赵国强', role: 'director', committee }, phone);
  });
  afterAll(() => theatre?.close());

  const notes = () => reading(county.house, county.cast.office, (look) => list<FieldNote>(look, fieldNote, { order: [{ column: 'id' }], limit: 50 }));
  const noted = async (words: string) => (await notes()).find((row) => row.words === words);
  const write = async (words: string, mark: string) => {
    await page.getByLabel('看到、听到的').fill(words);
    await page.getByLabel(mark, { exact: true }).check();
  };

  test('given the page of a visit, when something is noted with a photograph, then it stands there with who noted it', async () => {
    await page.goto(`${theatre.address}/inspections/${visit.id}`);
    await page.getByRole('link', { name: '记一笔' }).click();
    await page.getByRole('heading', { name: '记一笔' }).waitFor();
    await write('泉水清，枯水期隔天供水', '见闻');
    await page.getByLabel('照片').setInputFiles({ name: '水源.png', mimeType: 'image/png', buffer: await png() });
    await page.locator('.photos-seen img').waitFor();
    await seen(page, 'note-form');
    await page.getByRole('button', { name: '记下，接着记下一条' }).click();
    await page.getByText('可以接着记下一条').waitFor();
    expect(await page.evaluate("new FormData(document.querySelector('main form')).get('inspection_id')"), 'the next one is of the same visit').toBe(visit.id);
    const [first] = await notes();
    expect(first).toMatchObject({ words: '泉水清，枯水期隔天供水', mark: 'seen', author_name: '王小梅', inspection_id: visit.id });
    await page.goto(`${theatre.address}/field-notes/${first!.id}`);
    await page.getByRole('heading', { name: '泉水清' }).first().waitFor();
    expect(await read(page)).toContain('水源.jpg');
  });

  test('given no signal, when several are written, then each waits on the telephone with its photograph', async () => {
    await page.goto(`${theatre.address}/field-notes/new?inspection_id=${visit.id}`);
    await page.getByRole('heading', { name: '记一笔' }).waitFor();
    await page.context().setOffline(true);
    await write('岩脚村三户的水窖裂了', '问题');
    await page.getByLabel('照片').setInputFiles({ name: '水窖.png', mimeType: 'image/png', buffer: await png() });
    await page.locator('.photos-seen img').waitFor();
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await page.getByText('现在没有网络').waitFor();
    expect(await page.locator('.photos-seen img').count(), 'the form is free for the next').toBe(0);
    await write('建议镇里雨季前修好', '建议');
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await page.getByText('2 条在这台设备上等待发送').waitFor();
    expect(await notes()).toHaveLength(1);
  });

  test('when the signal is back, then they are entered once each, with what was photographed', async () => {
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/field-notes/drafts`);
    await page.getByText('没有草稿，也没有等待发送的内容').waitFor();
    expect((await notes()).map(({ words }) => words)).toEqual(['泉水清，枯水期隔天供水', '岩脚村三户的水窖裂了', '建议镇里雨季前修好']);
    await page.goto(`${theatre.address}/field-notes/${(await noted('岩脚村三户的水窖裂了'))!.id}`);
    await page.getByRole('heading', { name: '岩脚村三户的水窖裂了' }).waitFor();
    expect(await read(page), 'the photograph came along').toContain('水窖.jpg');
  });

  test('given two telephones with one note, when both changed it, one of them without a signal, then the later is shown both', async () => {
    const { id } = (await noted('岩脚村三户的水窖裂了'))!;
    const form = `${theatre.address}/field-notes/${id}/edit`;
    await page.goto(form);
    await page.getByLabel('看到、听到的').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('看到、听到的').fill('岩脚村石、杨两户的水窖裂了');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('现在没有网络').waitFor();
    await colleague.goto(form);
    await colleague.getByLabel('看到、听到的').fill('岩脚村三户的水窖裂了，上个月开始的');
    await colleague.getByRole('button', { name: '保存修改' }).click();
    await colleague.getByText('已保存：').waitFor();
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/field-notes/drafts`);
    await page.getByText('别人改过').first().waitFor();
    expect((await noted('岩脚村三户的水窖裂了，上个月开始的'))?.id, 'nothing was overwritten').toBe(id);
    await seen(page, 'note-changed');
    await page.getByRole('button', { name: '对照后再提交' }).click();
    await page.getByText('已被别人改过').first().waitFor();
    expect(await read(page)).toContain('上个月开始的');
    await seen(page, 'note-both');
    await page.getByLabel('看到、听到的').fill('岩脚村石、杨等三户的水窖裂了，上个月开始的');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('已保存：').waitFor();
    expect(await noted('岩脚村石、杨等三户的水窖裂了，上个月开始的')).toBeTruthy();
  });

  test('given two telephones with the visit itself, when both changed it, one of them without a signal, then nothing is overwritten and the later is shown both', async () => {
    const form = `${theatre.address}/inspections/${visit.id}/edit`;
    await page.goto(form);
    await colleague.goto(form);
    await page.getByLabel('提纲').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('提纲').fill('看水源、看水费');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('现在没有网络').waitFor();
    await colleague.getByLabel('提纲').fill('看水源、看管护');
    await colleague.getByRole('button', { name: '保存修改' }).click();
    await colleague.getByText('已保存：').waitFor();
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/inspections/drafts`);
    await page.getByText('别人改过').first().waitFor();
    const outline = () => reading(county.house, county.cast.office, async (look) => (await get<Inspection>(look, inspection, visit.id)).outline);
    expect(await outline(), 'nothing was overwritten').toBe('看水源、看管护');
    await page.getByRole('button', { name: '对照后再提交' }).click();
    await page.getByText('已被别人改过').first().waitFor();
    expect(await read(page)).toContain('看水源、看管护');
    expect(await page.getByLabel('提纲').inputValue()).toBe('看水源、看水费');
    await seen(page, 'visit-both');
    await page.getByLabel('提纲').fill('看水源、看水费、看管护');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('已保存：').waitFor();
    expect(await outline()).toBe('看水源、看水费、看管护');
  });

  test('given no signal when the form is opened, then a sheet takes its place and knows the visit and the day', async () => {
    await page.goto(`${theatre.address}/field-notes/new?inspection_id=${visit.id}`);
    await page.getByRole('heading', { name: '记一笔' }).waitFor();
    await expect.poll(() => page.evaluate("(async () => Boolean(await caches.match('/field-notes/new')) && Boolean((await navigator.serviceWorker.getRegistration('/field-notes/new'))?.active))()")).toBe(true);
    await page.context().setOffline(true);
    await page.goto(`${theatre.address}/field-notes/new?inspection_id=${visit.id}`);
    await page.getByRole('heading', { name: '先记下来' }).waitFor();
    await page.getByLabel('看到、听到的').fill('山上说：管水员没有补助');
    await page.getByLabel('问题', { exact: true }).check();
    await page.getByRole('button', { name: '存在这台设备上' }).click();
    await page.getByText('共1条').waitFor();
    await page.context().setOffline(false);
    await page.goto(`${theatre.address}/field-notes/drafts`);
    await page.getByRole('button', { name: '接着写' }).click();
    await page.getByRole('heading', { name: '记一笔' }).waitFor();
    expect(await page.getByLabel('看到、听到的').inputValue()).toBe('山上说：管水员没有补助');
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await page.getByText('已登记：').waitFor();
    expect(await noted('山上说：管水员没有补助')).toMatchObject({ mark: 'problem', noted_on: today(), inspection_id: visit.id });
  });
});
