import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { today } from '#platform/time.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, phone, read, seen, stepOf } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** Two months ago 白石镇 heard nothing that had to be reflected; 小河乡 heard something; nobody else is there. */
describe.skipIf(!hasBrowser())('a month is closed by one zero report', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [director, office, worker]: Page[] = [];
  const [year, month] = monthBeforeLast();
  const span = `${year}-${String(month).padStart(2, '0')}-01`;
  const duty = `/duty-calendar/ledger_monthly/${span}`;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    await county.act((act) => enterMany(act, [{ committee_id: there.committee, received_on: `${span.slice(0, 7)}-09`, matter: '渡口缺救生衣' }], {}));
    director = await comeIn(county, theatre, { name: '石大山', role: 'director', committee: here.committee }, phone);
    worker = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: here.committee });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  test('given the month is over, the county sees one committee that is silent, and who keeps the ledger may not sign', async () => {
    await office!.goto(at(`/opinion-bulletins?period=${span.slice(0, 7)}`));
    expect(await read(office!)).toMatch(/没有零报告/u);
    expect(await read(office!)).toMatch(/白石镇（/u);
    await worker!.goto(at(`${duty}?committee=${county.here.committee}`));
    await worker!.getByText('每月反映民情').first().waitFor();
    expect(await worker!.getByRole('button', { name: '签零报告' }).count()).toBe(0);
  });

  test('when the director comes in on the phone, then the duty leads to one tap, and the tap is enough', async () => {
    const page = director!;
    await page.goto(at('/'));
    await page.getByRole('link', { name: new RegExp(`每月反映民情（${year}年${month}月）`, 'u') }).first().click();
    await page.waitForURL(new RegExp(duty, 'u'));
    expect(await page.getByRole('textbox', { name: /^说明/u }).inputValue()).toMatch(/没有收集到需要反映的民情/u);
    await seen(page, 'zero-signing-phone');
    await page.getByRole('button', { name: '签零报告' }).click();
    await page.waitForURL(/\/zero-reports\/[0-9a-f-]{36}$/u);
    expect(await read(page)).toMatch(new RegExp(`${year}年${month}月[\\s\\S]*已签[\\s\\S]*石大山`, 'u'));
    await seen(page, 'zero-signed-phone');
  });

  test('then the month is met, by a signed fact and not by silence, and nobody is asked again', async () => {
    for (const page of [director!, office!]) {
      await page.goto(at(`${duty}?committee=${county.here.committee}`));
      expect(await read(page)).toMatch(/都已完成或免计[\s\S]*零报告：/u);
      expect(await page.getByRole('button', { name: '签零报告' }).count()).toBe(0);
    }
    await office!.goto(at(duty));
    expect(await read(office!)).toContain('都已完成或免计');
    await seen(office!, 'zero-county');
    await office!.goto(at(`/opinion-bulletins?period=${span.slice(0, 7)}`));
    expect(await read(office!)).toMatch(new RegExp(`主任签了零报告的：白石镇（${month}月）|主任签了零报告的：白石镇（${year}年${month}月）`, 'u'));
    await director!.goto(at('/ledger'));
    expect(await read(director!)).not.toContain('渡口');
  });

  test('when something of that month comes up after all, it is entered, counts, and the zero report may be withdrawn', async () => {
    await county.act((act) => enterMany(act, [{ committee_id: county.here.committee, received_on: `${span.slice(0, 7)}-20`, matter: '便桥护栏松动' }], {}));
    await director!.goto(at('/zero-reports'));
    await director!.getByRole('link', { name: /白石镇/u }).first().click();
    await director!.waitForURL(/\/zero-reports\/[0-9a-f-]{36}$/u);
    await stepOf(director!, '撤回').locator('summary').click();
    await stepOf(director!, '撤回').getByLabel(/说明原因/u).fill('补登了一件');
    await stepOf(director!, '撤回').getByRole('button').last().click();
    await director!.getByRole('status').filter({ hasText: '已撤回。' }).waitFor();
    await office!.goto(at(`${duty}?committee=${county.here.committee}`));
    expect(await read(office!)).toMatch(/都已完成或免计/u);
    expect(await read(office!)).toContain('民情台账');
  });
});

/** Its day for reporting is past, whatever the day on which this runs. */
function monthBeforeLast(): [number, number] {
  const [year, month] = today().split('-').map(Number) as [number, number];
  return month > 2 ? [year, month - 2] : [year - 1, month + 10];
}
