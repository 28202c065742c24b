import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '#platform/time.ts';
import { places } from '../../db/demo-county/places.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

describe.skipIf(!hasBrowser())('a worker leaves, the tick falls, and the committee is accepted again', () => {
  let theatre: Stage;
  const place = places[0][0];

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
  }, 240_000);

  afterAll(() => theatre?.close());

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over, `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  test('the whole way, on the desk of the office and the phone of the committee', { timeout: 180_000 }, async () => {
    const office = await theatre.signIn('office', { context: { viewport: { width: 1366, height: 860 } } });
    const phone = await theatre.signIn('worker', { context: { viewport: { width: 390, height: 844 } } });
    /** Opens a step unless it stands open, fills it in and takes it. */
    const asked = async (label: string, fields: Record<string, string>) => {
      const step = office.locator('details.step-asks', { has: office.getByText(`确定${label}`, { exact: true }) });
      if ((await step.getAttribute('open')) === null) await step.locator('summary').click();
      for (const [name, value] of Object.entries(fields)) await step.locator(`[name=${name}]`).fill(value);
      await step.getByRole('button', { name: `确定${label}` }).click();
    };
    const lampOf = async (item: string) => {
      await phone.goto(`${theatre.address}/haves`);
      await phone.getByRole('link', { name: place, exact: true }).click();
      const section = phone.locator('section', { has: phone.getByRole('heading', { name: item }) });
      await section.waitFor();
      return section;
    };

    await office.goto(`${theatre.address}/haves`);
    await seen(office, 'overview-desk');
    const row = office.getByRole('row', { name: new RegExp(`^${place}`) });
    expect(await row.innerText()).toMatch(/合格/);
    expect(await (await lampOf('有人员')).innerText()).toContain('具备');
    await seen(phone, 'committee-phone');

    const holder = await (await lampOf('有人员')).getByRole('link', { name: /^工作人员/ }).getAttribute('href');
    await office.goto(`${theatre.address}${holder}`);
    await asked('卸任', { until: today(), reason: '调离' });
    await office.getByText('已卸任。').first().waitFor();

    await office.goto(`${theatre.address}/haves`);
    await row.getByRole('link', { name: '失效' }).first().click();
    await office.getByText(`${today()}卸任，此后没有接上`).waitFor();
    await office.goto(`${theatre.address}/claims/five_haves_accepted`);
    expect(await office.locator('main').innerText()).toContain(`${place}联络委`);

    await office.goto(`${theatre.address}/haves`);
    await row.getByRole('link', { name: place, exact: true }).click();
    await office.getByRole('link', { name: '查看自查验收' }).click();
    await seen(office, 'accepted');
    await asked('复查不合格', { revoked_on: today(), remarks: '工作人员空缺', mend_by: today() });
    await office.getByText('现在是“复查不合格”').waitFor();
    await office.goto(`${theatre.address}/haves`);
    expect(await row.innerText()).toContain('整改中');

    // The worker's own rights fell with the post; the director is still there.
    const director = await theatre.signIn('director', { context: { viewport: { width: 390, height: 844 } } });
    await director.goto(`${theatre.address}/haves`);
    await director.getByRole('link', { name: place, exact: true }).click();
    await director.getByRole('link', { name: '查看自查验收' }).click();
    await seen(director, 'returned-phone');
    await director.getByRole('button', { name: '报请验收' }).click();
    await director.getByText('现在是“待验收”').waitFor();
    await row.getByRole('link', { name: place, exact: true }).click();
    await office.getByRole('link', { name: '查看自查验收' }).click();
    const accept = () => asked('验收合格', { accepted_on: today(), accepted_by: '县政协办公室' });
    await accept();
    await office.getByText(/还缺：有人员（工作人员/).first().waitFor();

    const check = office.url().replace(/\/acceptance$/, '');
    await office.goto(`${theatre.address}/posts/new`);
    await office.locator('[name=name]').fill('石新来');
    await office.locator('select[name=role]').selectOption('worker');
    await office.locator('select[name=committee_id]').selectOption({ label: place });
    await office.locator('[name=since]').fill(today());
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByText('已登记').first().waitFor();
    await office.goto(check);
    await accept();
    await office.getByText('现在是“验收合格”').waitFor();
    await seen(office, 'accepted-again');
    await office.goto(`${theatre.address}/haves`);
    expect(await row.innerText()).toMatch(new RegExp(`${today()}合格$`));
    expect(await row.innerText()).not.toMatch(/失效|没有/);
    await office.goto(check);
    await asked('复查合格', { reinspected_on: today() });
    await office.getByText('复查合格日期').waitFor();
  });
});
