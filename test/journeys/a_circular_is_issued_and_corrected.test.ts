import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { mark } from '#platform/documents/heads.ts';
import { size } from '#platform/documents/measures.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany, take } from '#platform/records/write.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** A speech, the yearly work report and a circular are issued; they were wrong, which is shown record by record, and are issued again. */
describe.skipIf(!hasBrowser())('papers are issued and corrected', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;
  /** Where each stands, and the files that were given out. */
  const issuedAs = new Map<string, { address: string; files: Buffer[] }>();

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    await entries(['2025-02-03', '2025-03-04', '2025-04-05']);
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
  }, 240_000);
  afterAll(() => theatre?.close());

  const entries = (days: string[]) => county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, days.map((received_on, n) => ({
    number: Number(received_on.slice(5, 7)) * 100 + n, committee_id: county.here.committee, matter: `${received_on}反映路灯不亮`, received_on, precision: 'day', dispute: false, state: ledgerEntry.initial,
  }))), county.cast.office);

  /** From the live paper to a draft with its numbers, what only people can write included. */
  async function drafted(kind: string): Promise<string> {
    await office.goto(`${theatre.address}/speech?kind=${kind}&from=2025-01-01&to=2025-12-31`);
    await office.getByRole('button', { name: '起草文稿' }).click();
    await office.waitForURL(/\/speeches\/[0-9a-f-]{36}$/);
    const address = office.url();
    if (kind === 'speech') return address;
    await office.getByRole('link', { name: '修改', exact: true }).click();
    const body = office.getByLabel('正文');
    await body.fill((await body.inputValue()).replace(/^（请.*$/gmu, '没有做到的，逐项补上。'));
    await office.getByRole('button', { name: '保存修改' }).click();
    await office.waitForURL(address);
    return address;
  }

  /** Reads the check, signs it, and issues. */
  async function issued(): Promise<void> {
    await office.getByText('核对签字', { exact: true }).first().click();
    await office.getByLabel('核对单上列的每一项我都看过了').check();
    await office.getByRole('button', { name: '核对签字' }).click();
    await office.getByText('已核对签字').waitFor();
    await office.getByRole('button', { name: '定稿', exact: true }).click();
    await office.getByText('已定稿。').waitFor();
  }

  test.each([['speech'], ['year_report']])('a %s is drafted, checked and issued', async (kind) => {
    const address = await drafted(kind);
    await issued();
    issuedAs.set(kind, { address, files: await filesOf(address) });
    expect(await office.locator('article.official').innerText()).toMatch(/问题和建议3条/);
  });

  test('a circular is written beside its trial, with a table, and issued', async () => {
    const address = await drafted('opinion_circular');
    await office.goto(`${address}/edit`);
    await office.locator('#wording-trial article.official').waitFor(); // drawn by itself
    await office.getByText(/^数字、比率和判断/).click();
    await office.getByLabel('找数字和判断').fill('群众反映的事项');
    await office.getByLabel('插入时的写法').selectOption('汉字');
    const body = office.getByLabel('正文');
    await body.press('Control+End');
    await office.getByRole('button', { name: '{群众反映的事项合并后}' }).click();
    expect(await body.inputValue()).toMatch(/\{群众反映的事项合并后\|汉字\}$/);
    await office.locator('#wording-trial').getByText('逐项补上。三', { exact: false }).waitFor();
    expect((await violationsOn(office)).map(({ id }) => id)).toEqual([]);
    await office.getByRole('button', { name: '保存修改' }).click();
    await office.waitForURL(address);
    await issued();
    issuedAs.set('opinion_circular', { address, files: await filesOf(address) });
  });

  /** The Word file and the PDF. */
  const filesOf = async (address: string): Promise<Buffer[]> => [await bodyOf(`${address}/paper.docx`), await bodyOf(`${address}/paper.pdf`)];
  const bodyOf = async (href: string): Promise<Buffer> => (await office.request.get(href)).body();

  test('then two matters are entered late, and one that was entered twice is made void', async () => {
    await entries(['2025-06-06', '2025-07-07']);
    await county.act(async (act) => {
      const [first] = await createMany<LedgerEntry>(act, ledgerEntry, [{ number: 999, committee_id: county.here.committee, matter: '填错了的一条', received_on: '2025-08-08', precision: 'day', dispute: false, state: ledgerEntry.initial }]);
      await take<LedgerEntry>(act, ledgerEntry, first!.id, 'void', { reason: '重复登记' });
    }, county.cast.office);
  });

  describe.each([['speech'], ['year_report'], ['opinion_circular']])('%s', (kind) => {
    test('the restatement names every record with its reason', async () => {
      await office.goto(issuedAs.get(kind)!.address);
      await office.getByRole('link', { name: '更正核对表' }).click();
      await office.waitForURL(/restatement$/);
      const told = await office.locator('main').innerText();
      expect(told).toMatch(/定稿时：3条\s*现在：5条/);
      for (const words of ['2025-06-06反映路灯不亮', '2025-07-07反映路灯不亮', '计入', '登记']) expect(told).toContain(words);
      expect(told).not.toContain('填错了的一条');
    });

    test('a corrected edition says what it corrects and takes the place of the first', async () => {
      const { address } = issuedAs.get(kind)!;
      await office.goto(address);
      await office.getByRole('link', { name: '出更正件' }).click();
      const words = office.getByLabel('更正说明');
      expect(await words.inputValue()).toContain('“收集群众反映的问题和建议”由“3条”更正为“5条”');
      await office.getByRole('button', { name: '按记录起草' }).click();
      await office.waitForURL((url) => /\/speeches\/[0-9a-f-]{36}$/.test(url.pathname) && url.href !== address);
      await issued();
      const sheet = await office.locator('article.official').innerText();
      expect(sheet).toMatch(/更正说明：本件更正.*由“3条”更正为“5条”/s);
      expect(sheet).toMatch(/问题和建议5条/);
      await office.goto(address);
      await office.getByText('已更正').first().waitFor();
    });

    test('the first prints as it was given out, to the byte, also when papers are laid out in another way by then', async () => {
      const { address, files } = issuedAs.get(kind)!;
      const live = (ending: string) => bodyOf(`${theatre.address}/speech.${ending}?kind=${kind}&from=2025-01-01&to=2025-12-31&asof=2026-01-01T00:00`);
      const before = [await live('docx'), await live('pdf')];
      const [{ three }, { scale }] = [size, mark];
      Object.assign(size, { three: three + 1 });
      Object.assign(mark, { scale: scale - 6 });
      try {
        expect((await live('docx')).equals(before[0]!)).toBe(false);
        if (kind === 'opinion_circular') expect((await live('pdf')).equals(before[1]!)).toBe(false); // the others have no red head
        expect((await filesOf(address)).map((file, place) => file.equals(files[place]!))).toEqual([true, true]);
      } finally {
        Object.assign(size, { three });
        Object.assign(mark, { scale });
      }
    });
  });
});
