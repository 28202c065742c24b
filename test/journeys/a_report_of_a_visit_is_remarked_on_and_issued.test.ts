import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { noteDown } from '#duties/inspections/notes/actions.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

describe.skipIf(!hasBrowser())('a report of a visit is remarked on and issued', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let visit: Inspection;
  let worker: Page;
  let director: Page;
  let address: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { committee, person } = county.here;
    [visit] = await county.act((act) => createMany<Inspection>(act, inspection, [{ state: 'held', committee_id: committee, topic: '农村饮水安全情况调研', kind: 'research', held_on: '2026-03-20', precision: 'day', joint: false, report: false, attendance: 6 }])) as [Inspection];
    await county.act(async (act) => {
      await noteDown(act, { inspection_id: visit.id, mark: 'problem', place: '岩脚村', words: '三户的水窖裂了', noted_on: '2026-03-20' }, {});
      await noteDown(act, { inspection_id: visit.id, mark: 'good', place: '新寨村', words: '村民会议定了管水公约', noted_on: '2026-03-20' }, {});
      await noteDown(act, { inspection_id: visit.id, mark: 'advice', words: '请镇里雨季前修好水窖', noted_on: '2026-03-20' }, {});
    }, { ...county.cast.worker, personId: person, name: '石大山' });
    worker = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee });
    director = await comeIn(county, theatre, { name: '赵国强', role: 'director', committee }, phone);
  });
  afterAll(() => theatre?.close());

  test('given the notes of a visit, when a report is drafted, then each sentence leads to the note it came from', async () => {
    await worker.goto(`${theatre.address}/inspections/${visit.id}`);
    await worker.getByRole('link', { name: '起草报告' }).click();
    await worker.getByRole('heading', { name: '起草报告' }).waitFor();
    await worker.getByRole('button', { name: '按随手记起草' }).click();
    await worker.getByRole('heading', { name: '关于农村饮水安全情况的调研报告', level: 1 }).waitFor();
    address = worker.url();
    expect(await read(worker)).toContain('岩脚村：三户的水窖裂了。');
    await seen(worker, 'report-draft');
    await worker.getByRole('link', { name: '出自石大山 2026-03-20随手记' }).first().click();
    await worker.getByRole('heading', { name: '村民会议定了管水公约', level: 1 }).waitFor();
  });

  test('when the director says something of one paragraph on the phone, then the report waits for the answer', async () => {
    await director.goto(address);
    await director.getByRole('link', { name: '对“存在的问题”第1段提意见' }).click();
    await director.getByRole('heading', { name: '提修改意见' }).waitFor();
    expect(await director.getByLabel('针对的这一段').inputValue()).toBe('岩脚村：三户的水窖裂了。');
    await fill(director, '意见', '写明是哪三户');
    await seen(director, 'report-remark');
    await director.getByRole('button', { name: '提交意见' }).click();
    await director.getByText('已登记：').waitFor();
    await take(worker, address, '送审');
    await director.goto(address);
    await seen(director, 'report-submitted');
    const check = stepOf(director, '审核通过');
    await check.locator('summary').first().click();
    await check.getByRole('button').last().click();
    await director.getByText('还有1条修改意见没有回应').first().waitFor();
  });

  test('when it was given back, rewritten and answered, then the second text stands beside the first', async () => {
    await take(director, address, '退回修改', { 说明原因: '按意见改' });
    await worker.goto(`${address}/edit`);
    await worker.getByLabel('存在的问题').fill('岩脚村：石、杨、吴三户的水窖裂了。');
    await worker.getByRole('button', { name: '保存修改' }).click();
    await worker.getByText('已保存：').waitFor();
    await worker.getByRole('link', { name: '写明是哪三户' }).click();
    await worker.getByRole('heading', { name: '写明是哪三户', level: 1 }).waitFor();
    await take(worker, worker.url(), '回应', { 采纳情况: '已采纳，已改', '怎么改的，或为什么不改': '三户已写明' });
    await worker.goto(`${address}/versions`);
    await worker.getByRole('heading', { name: '改了什么' }).waitFor();
    expect(await worker.locator('ins').allInnerTexts().then((words) => words.join(''))).toContain('石');
    expect(await read(worker)).toContain('第2稿（王小梅');
    await seen(worker, 'report-versions');
    await worker.getByRole('link', { name: '第1稿' }).click();
    await worker.getByText('第1稿全文').waitFor();
  });

  test('when it is checked and issued, then the paper is there as a Word file and the visit has its report', async () => {
    await take(worker, address, '送审');
    await take(director, address, '审核通过');
    await take(worker, address, '印发', { 文号: '白联〔2026〕3号', 报送: '县政协' });
    await seen(worker, 'report-issued');
    const [download] = await Promise.all([worker.waitForEvent('download'), worker.getByRole('link', { name: '下载 Word 文件' }).click()]);
    const path = join(theatre.folder, download.suggestedFilename());
    await download.saveAs(path);
    const text = strFromU8(unzipSync(await readFile(path))['word/document.xml']!).replaceAll(/<[^>]+>/gu, '');
    for (const words of ['白联〔2026〕3号', '关于农村饮水安全情况的调研报告', '存在的问题', '石、杨、吴三户', '赵国强']) expect(text).toContain(words);
    expect(await read(worker), 'kept as the file that it was').toContain('关于农村饮水安全情况的调研报告.docx');
    expect((await reading(county.house, county.cast.office, (look) => get<Inspection>(look, inspection, visit.id))).report).toBe(true);
  });
});
