import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '#platform/time.ts';
import { places } from '../../db/demo-county/places.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** Where to put the papers, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

/** A4 lying, in points. */
const SHEET = { width: 842, height: 595 };
/** What is left of its width between the margins of 10 mm, in pixels. */
const INNER = 1047;

describe.skipIf(!hasBrowser())('the overview of all committees is printed on one sheet', () => {
  let theatre: Stage;
  let office: Page;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    office = await theatre.signIn('office', { context: { viewport: { width: 1366, height: 860 } } });
  }, 240_000);

  afterAll(() => theatre?.close());

  /** The sheets that come out of the printer, and the letters of the table in points. */
  async function printed(name: string) {
    await office.goto(`${theatre.address}/haves`);
    const rows = await office.locator('.one-sheet tbody tr').count();
    const items = (await office.locator('.one-sheet thead th').count()) - 2;
    const paper = await office.pdf({ preferCSSPageSize: true });
    if (pictures) writeFileSync(join(pictures, `${name}.pdf`), paper);
    const text = paper.toString('latin1');
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
    await office.emulateMedia({ media: 'print' });
    const letters = await office.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('.one-sheet td')).fontSize) * 0.75");
    await office.emulateMedia({ media: null });
    return { rows, items, letters, pages: text.match(/\/Type \/Page\b/g)?.length, width: Math.round(Number(width)), height: Math.round(Number(height)) };
  }

  test('so is the duty calendar of a year, with all its months', { timeout: 60_000 }, async () => {
    await office.goto(`${theatre.address}/duty-calendar?view=year`);
    await office.locator('.duty-year').waitFor();
    const paper = (await office.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await office.setViewportSize({ width: INNER, height: 700 });
    await office.emulateMedia({ media: 'print' });
    expect(await office.evaluate<number>("document.querySelector('.duty-year table').getBoundingClientRect().right")).toBeLessThanOrEqual(INNER);
    await office.emulateMedia({ media: null });
    await office.setViewportSize({ width: 1366, height: 860 });
  });

  test('so is each board, and on a wall nothing lies beyond the screen', { timeout: 90_000 }, async () => {
    await office.goto(`${theatre.address}/boards/county`);
    const committee = await office.locator('#asking-committee option:nth-child(2)').getAttribute('value');
    for (const path of ['/boards/county', '/boards/leader', `/boards/committee/${committee}`]) {
      await office.goto(`${theatre.address}${path}`);
      await office.locator('.board').waitFor();
      const paper = (await office.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(paper.match(/\/Type \/Page\b/g), path).toHaveLength(1);
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper) ?? [];
      expect([Math.round(Number(width)), Math.round(Number(height))], path).toEqual([SHEET.width, SHEET.height]);
    }
    await office.setViewportSize({ width: 1920, height: 1080 });
    await office.goto(`${theatre.address}/boards/county?wall=yes`);
    await office.locator('.wall-foot').waitFor();
    expect(await office.evaluate<number[]>('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]')).toEqual([1920, 1080]);
    await office.setViewportSize({ width: 1366, height: 860 });
  });

  test('twenty committees with five items, and with eight after the office adopted a new version', { timeout: 180_000 }, async () => {
    const five = await printed('five');
    expect(five).toMatchObject({ rows: places.length, items: 5, pages: 1, ...SHEET });
    expect(five.letters).toBeGreaterThanOrEqual(8);

    await office.getByRole('link', { name: '清单', exact: true }).click();
    await office.getByRole('link', { name: '五有', exact: true }).first().click();
    await office.getByRole('link', { name: '登记新版' }).click();
    await office.locator('[name=title]').fill('八有');
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('link', { name: '登记项目' }).click();
    for (const [n, label] of ['有印章', '有履职档案', '有驻地委员联系群众公示牌'].entries()) {
      const place = 6 + n;
      await office.locator(`[name="${place}:label"]`).fill(label);
      await office.locator(`[name="${place}:asked"]`).fill(label);
      const kind = office.locator(`select[name="${place}:kind"]`);
      if (await kind.count()) await kind.selectOption('documents');
      else await office.locator(`[name="${place}:kind"][value=documents]`).check();
      await office.locator(`[name="${place}:required"]`).check();
    }
    await office.getByRole('button', { name: '保存项目' }).click();
    await office.getByText('已登记8个项目').first().waitFor();
    const adopting = office.locator('details.step-asks', { has: office.getByText('确定登记施行', { exact: true }) });
    if ((await adopting.getAttribute('open')) === null) await adopting.locator('summary').click();
    await adopting.locator('[name=in_force_from]').fill(today());
    await adopting.getByRole('button', { name: '确定登记施行' }).click();
    await office.getByText('现在是“施行中”').waitFor();

    const eight = await printed('eight');
    expect(eight).toMatchObject({ rows: places.length, items: 8, pages: 1, ...SHEET });
    expect(eight.letters).toBeGreaterThanOrEqual(8);
    // The five it had count on: items keep their identity from version to version.
    expect(await office.locator('.one-sheet').getByText('具备', { exact: true }).count()).toBeGreaterThan(80);

    const yesterday = new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);
    await office.locator('[name=day]').fill(yesterday);
    await office.getByRole('button', { name: '查看', exact: true }).click();
    await office.getByRole('heading', { name: '五有总表' }).waitFor();
  });
});
