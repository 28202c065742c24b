import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { countFigures } from '#platform/figures/count.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { figures } from '#duties/inspections/recommendations/facts.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

describe.skipIf(!hasBrowser())('what a visit recommended is followed to its end', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let report: VisitReport;
  let worker: Page;
  let unit: Page;
  /** Addresses of the two recommendations to the unit. */
  const pages: string[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { committee } = county.here;
    report = await county.act(async (act) => {
      const [visit] = await createMany<Inspection>(act, inspection, [{ state: 'held', committee_id: committee, topic: '农村饮水安全情况调研', kind: 'research', held_on: '2026-03-20', precision: 'day', joint: false, report: false }]);
      const [row] = await createMany<VisitReport>(act, visitReport, [{ state: 'issued', inspection_id: visit!.id, subject: visit!.topic, kind: 'research', committee_id: committee, body_ids: [committee], title: '关于农村饮水安全情况的调研报告', issued_on: '2026-03-28', basic: '看了三个村。', advice: '修好三户水窖。\n公布每周送水时间。\n研究全县管水员补助。' } as Partial<VisitReport>]);
      return row!;
    });
    worker = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee });
    unit = await comeIn(county, theatre, { name: '水务局经办人', role: 'unit_clerk', unit: county.here.unit }, phone);
  });
  afterAll(() => theatre?.close());

  test('given an issued report, when its advice is registered in one go, then each has its addressee and one is left for later', async () => {
    await worker.goto(`${theatre.address}/visit-reports/${report.id}`);
    await worker.getByRole('link', { name: '登记建议' }).click();
    await worker.getByRole('heading', { name: '登记建议' }).waitFor();
    await seen(worker, 'advising');
    await worker.getByLabel('向谁提').nth(0).fill('县水务局');
    await worker.getByLabel('建议完成日期').nth(0).fill('2099-06-30');
    await worker.getByLabel('向谁提').nth(1).fill('县水务局');
    await worker.getByRole('button', { name: '登记这些建议' }).click();
    await worker.getByText('已登记2条建议').waitFor();
    await seen(worker, 'report-advised');
    await worker.getByRole('link', { name: '登记建议' }).click();
    await worker.getByRole('heading', { name: '登记建议' }).waitFor();
    expect(await worker.locator('[name=words-1]').inputValue(), 'what is registered is not offered again').toBe('研究全县管水员补助。');
  });

  test('when the unit opens its list on a phone, then it sees its two and answers them', async () => {
    await unit.goto(`${theatre.address}/recommendations/board`);
    await unit.getByRole('heading', { name: '向本单位提的调研建议' }).waitFor();
    await seen(unit, 'board-unit');
    for (const words of ['修好三户水窖', '公布每周送水时间']) pages.push(`${theatre.address}${await unit.getByRole('link', { name: words }).first().getAttribute('href')}`);
    await take(unit, pages[0]!, '采纳', { 怎么办: '五月底前修好' });
    await take(unit, pages[1]!, '不采纳', { 不采纳的理由: '已由县应急局统一发布' });
    expect(await read(unit)).toContain('已由县应急局统一发布');
    await take(unit, pages[0]!, '报办成', { 办成了什么: '三户都修好了' });
    await seen(unit, 'recommendation-unit');
    expect(await unit.getByRole('button', { name: /核实落实/u }).count(), 'the unit never says itself that it is done').toBe(0);
  });

  test('when somebody has looked at it, then it is done, and the figures and the board say so', async () => {
    await take(worker, pages[0]!, '记一次跟进', { 跟进情况: '看了一户，已经修好' });
    await take(worker, pages[0]!, '核实落实', { 谁去核实的: '石大山委员', 核实情况: '三户都不漏了' });
    await seen(worker, 'recommendation-done');
    const numbers = await reading(county.house, county.cast.office, (look) => countFigures(look, figures, {}));
    expect(Object.fromEntries(numbers)).toMatchObject({ recommendations_made: 2, recommendations_answered: 2, recommendations_done: 1, recommendations_refused: 1, recommendations_open: 0 });
    await worker.goto(`${theatre.address}/recommendations/board`);
    await worker.getByText('现在没有在办的调研建议').waitFor();
    await worker.goto(`${theatre.address}/recommendations?figure=recommendations_refused`);
    await worker.getByRole('link', { name: '公布每周送水时间' }).first().waitFor();
  });

  test('given the same visit, when a formal recommendation begins with it, then the report\'s words are there and both ends name each other', async () => {
    const office = await comeIn(county, theatre, { name: '李主任', role: 'county_office' });
    await office.goto(`${theatre.address}/inspections/${report.inspection_id}`);
    await office.getByRole('link', { name: '起草建议案' }).click();
    await office.getByRole('heading', { name: '起草建议案' }).waitFor();
    expect(await office.getByLabel('正文').inputValue()).toContain('修好三户水窖。');
    await office.getByRole('button', { name: '存为草稿' }).click();
    await office.getByText('已登记：').waitFor();
    await take(office, office.url(), '登记通过', { 由哪个会议通过: '主席会议', '会议名称、文号': '九届十二次主席会议' });
    await take(office, office.url(), '报送', { 文号: '云协〔2026〕8号' });
    await seen(office, 'formal');
    await office.goto(`${theatre.address}/inspections/${report.inspection_id}`);
    await office.getByRole('link', { name: /的建议案/u }).first().waitFor();
    await office.getByRole('link', { name: '起草大会发言' }).click();
    await office.getByRole('heading', { name: '起草大会发言' }).waitFor();
    await seen(office, 'speech-form');
  });
});
