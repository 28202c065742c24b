import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** The office looks at the session's numbers and writes the report to the plenary. */
describe.skipIf(!hasBrowser())('proposals are counted and reported', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await county.act((act) => createMany(act, proposal, Array.from({ length: 9 }, (_, n): Partial<Proposal> => ({
      title: `第${n + 1}件提案`, term: 9, session: 4, serial_no: n + 1, time_class: 'session', proposer_kind: 'member', member_id: county.here.member, proposer_name: '石大山', submitted_on: '2025-01-12', public_ok: true,
      category: n < 5 ? '交通' : '教育', ...(n < 7 ? { disposition: 'filed', proposal_no: n + 1, lead_unit_id: county.here.unit, state: n < 6 ? 'replied' : 'assigned' } : { disposition: 'refused', refusal_ground: 'empty', state: 'refused' }),
    }))));
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
  }, 240_000);

  afterAll(() => theatre?.close());

  test('a number of a table opens a list with as many rows', async () => {
    await office.goto(`${theatre.address}/proposals/statistics`);
    await office.getByRole('heading', { name: '提案统计' }).waitFor();
    expect((await violationsOn(office)).map(({ id }) => id)).toEqual([]);
    const row = office.getByRole('table', { name: '按类别' }).getByRole('row', { name: /交通/ });
    await row.getByRole('link', { name: '5', exact: true }).first().click();
    await office.waitForURL(/figure=proposals_received.*category=/);
    await office.getByText('下面的5条就是这个数字').waitFor();
    expect(await office.locator('section.list tbody tr').count()).toBe(5);
  });

  test('a report is drafted with all numbers; a paragraph of one’s own stays when they are taken anew', async () => {
    await office.goto(`${theatre.address}/proposal-reports/new`);
    await office.getByRole('button', { name: '按记录起草' }).click();
    await office.waitForURL(/\/proposal-reports\/[0-9a-f-]{36}$/);
    const address = office.url();
    const sheet = office.locator('article.official');
    expect(await sheet.innerText()).toMatch(/共收到提案9件，其中大会提案9件。.*单独立案7件，不予立案2件。立案率77\.78%（7\/9，/su);
    expect(await sheet.innerText()).toMatch(/已办复6件，办复率85\.71%（6\/7，.*，办结率0%（0\/7，/su);
    await office.getByRole('link', { name: '修改' }).click();
    const body = office.getByLabel('正文');
    await body.fill((await body.inputValue()).replace(/^（请如实.*$/mu, '山区公路的提案答复还不够具体。').replace(/^（请.*$/mu, '逐件跟踪。'));
    await office.getByRole('button', { name: '保存修改' }).click();
    await office.waitForURL(address);
    await county.act((act) => createMany(act, proposal, [{ title: '第10件提案', term: 9, session: 4, serial_no: 10, time_class: 'session', state: 'submitted', proposer_kind: 'member', member_id: county.here.member, proposer_name: '石大山', submitted_on: '2025-01-13', public_ok: true }]));
    await office.goto(address);
    await office.getByText('收到提案：9件 → 10件').waitFor();
    await office.getByRole('button', { name: '更新数字' }).first().click();
    await office.getByText('共收到提案10件').waitFor();
    expect(await sheet.innerText()).toContain('山区公路的提案答复还不够具体。');
  });

  test('it is finished, and its file is kept beside it', async () => {
    await office.getByRole('button', { name: '定稿' }).first().click();
    await office.getByText('现在是“已定稿”').waitFor();
    const href = await office.getByRole('link', { name: '下载 Word 文件' }).getAttribute('href');
    const bytes = await (await office.request.get(theatre.address + href!)).body();
    const words = strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
    for (const part of ['提案工作情况的报告', '山区公路的提案答复还不够具体。', '提案统计表', '引用数据一览表', '10件']) expect(words).toContain(part);
    const kept = office.getByRole('link', { name: /提案工作情况的报告\.docx/ }).first();
    expect((await (await office.request.get(theatre.address + (await kept.getAttribute('href'))!)).body()).equals(bytes)).toBe(true);
  });
});
