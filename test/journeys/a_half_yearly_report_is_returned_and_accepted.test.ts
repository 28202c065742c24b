import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection } from '#duties/inspections/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { periodDue } from '#reports/statements/periods.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** The director of 白石镇 owes the half-yearly report that is due today. */
describe.skipIf(!hasBrowser())('a half-yearly report is returned and accepted', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let director: Page;
  let office: Page;
  let address: string;
  const period = periodDue('half_year', today());

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const day = `${period.from.slice(0, 7)}-12`;
    await county.act((act) => createMany(act, ledgerEntry, [1, 2, 3].map((number) => ({
      number, committee_id: county.here.committee, received_on: day, precision: 'day', matter: `大河村第${number}处水管漏水`, dispute: false, place: '大河村',
      ...(number === 1 ? { state: 'closed', outcome: 'solved', people_affected: 86, outcome_text: '水管已经换新' } : {}),
    }))));
    await county.act((act) => createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '饮水安全', kind: 'research', held_on: day, precision: 'day', joint: false, report: false }]));
    for (const [name, login, role, committee] of [['石大山', 'shi', 'director', county.here.committee], ['李梅', 'li', 'county_office', undefined]] as const) {
      const person = await settle(county.database.ownerPool, county.id, name, { posts: [{ role, committee }] });
      await withAccount(county.house, county.id, person, login);
    }
    director = await theatre.signIn('shi', { password: `${goodPassword}shi` });
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
  }, 240_000);

  afterAll(() => theatre?.close());

  test('one click drafts it: every number is a link to its records, and what only he can write is left to him', async () => {
    await director.goto(`${theatre.address}/statements`);
    await director.getByRole('button', { name: /起草.*工作报告/ }).click();
    await director.waitForURL(/\/statements\/[0-9a-f-]{36}$/);
    address = director.url();
    const sheet = director.locator('article.official');
    expect(await sheet.innerText()).toMatch(/登记群众反映3条，推动解决1个/);
    expect(await sheet.innerText()).toContain('水管已经换新');
    await sheet.getByRole('link', { name: '3', exact: true }).first().click();
    await director.waitForURL(/figure=opinions_received/);
    expect(await director.locator('tbody tr').count()).toBe(3);
    await director.goto(address);
    const violations = await violationsOn(director);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test('he writes what is missing and delivers it', async () => {
    await director.getByRole('link', { name: '修改' }).click();
    const body = director.getByLabel('正文');
    const drafted = await body.inputValue();
    expect(drafted).toContain('{收集群众反映的问题和建议}');
    await body.fill(drafted.replace(/（请主任如实.*/, '走访山上的村还不够。').replace(/（请主任.*/g, '每月到山上的村去一次。'));
    await director.getByRole('button', { name: '保存修改' }).click();
    await director.waitForURL(address);
    await deliver();
  });

  async function deliver(): Promise<void> {
    await director.goto(address);
    await director.getByRole('button', { name: /签发报送/ }).first().click();
    await director.getByText('现在是“已报送”').waitFor();
  }

  test('the office returns it with a remark to one paragraph; he corrects it and delivers it again', async () => {
    await office.goto(address);
    await office.getByText('退回修改').first().click();
    await office.getByLabel('分段意见').fill('3：请写明是哪几个村');
    await office.locator('#reason-return').fill('还差一处');
    await office.getByRole('button', { name: /退回修改/ }).last().click();
    await office.getByText('现在是“已退回”').waitFor();
    await director.goto(address);
    expect(await director.locator('main').innerText()).toMatch(/第3段（“[^”]+”）：请写明是哪几个村/);
    await director.getByRole('link', { name: '修改' }).click();
    const body = director.getByLabel('正文');
    await body.fill(`${await body.inputValue()}\n走访了大河村、小河村。`);
    await director.getByRole('button', { name: '保存修改' }).click();
    await director.waitForURL(address);
    await deliver();
  });

  test('the office accepts it; the file is kept beside it, the same to the byte', async () => {
    await office.goto(address);
    const before = await exported();
    await office.getByRole('button', { name: '通过' }).first().click();
    await office.getByText('现在是“已通过”').waitFor();
    expect((await exported()).equals(before)).toBe(true);
    const words = strFromU8(unzipSync(new Uint8Array(before))['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
    for (const part of ['工作报告', '走访了大河村、小河村。', '引用数据一览表', '政协云岭自治县委员会：']) expect(words).toContain(part);
    const kept = office.getByRole('link', { name: /工作报告\.docx/ }).first();
    const file = await office.request.get(theatre.address + (await kept.getAttribute('href'))!);
    expect((await file.body()).equals(before)).toBe(true);
  });

  async function exported(): Promise<Buffer> {
    const href = await office.getByRole('link', { name: '下载 Word 文件' }).getAttribute('href');
    return (await office.request.get(theatre.address + href!)).body();
  }
});
