import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword } from '#platform/identity/fixtures.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { newKey, signed } from '#reports/sharing/keys.ts';
import { periodOf } from '#reports/sharing/periods.ts';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { enterSibling } from '#reports/sharing/sibling-routes.tsx';
import { testCounty, type TestCounty } from '../county.ts';
import { agree, beginSharing, enterDeeds, foundPrefecture, lastMonth, requireMonthly, sendDeeds, signInAbove, withClerk } from '../prefecture.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

describe.skipIf(!hasBrowser())('a prefecture asks its counties for numbers, and nobody types one', () => {
  let county: TestCounty;
  let theatre: Stage;
  let above: Page;
  let clerk: Page;
  let prefecture: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    prefecture = await foundPrefecture(county);
    await withClerk(county);
    await enterDeeds(county, 6);
    theatre = await stage(county.database);
    clerk = await theatre.signIn('wang', { county: '云岭自治县', password: `${goodPassword}wang` });
    above = await signInAbove(theatre);
  });
  afterAll(() => theatre?.close());

  test('given nobody shares, when the prefecture publishes three figures, then it sees no county, and its menu has no work of a county', async () => {
    for (const figure of ['deeds_done', 'inspections_held', 'deeds_verified_rate']) await requireMonthly(above, theatre, figure);
    await above.goto(`${theatre.address}/siblings`);
    await above.getByText('还没有县报来数字').waitFor();
    expect(await above.locator('nav a', { hasText: '提案' }).count()).toBe(0);
    for (const path of ['/ledger', '/proposals', '/people']) {
      const answer = await above.request.get(`${theatre.address}/api/v1${path}`);
      if (answer.ok()) expect((await answer.json()).total, path).toBe(path === '/people' ? 1 : 0); // the own clerk alone
    }
    expect(await violationsOn(above)).toEqual([]);
  });

  test('when the county shares by its own act and agrees, then the numbers are there to be seen before they go out', async () => {
    await clerk.goto(`${theatre.address}/sharings/new`);
    expect(await clerk.getByLabel('报给哪里').inputValue()).toBe('政协岚州委员会');
    await clerk.getByRole('button', { name: '登记', exact: true }).click();
    await beginSharing(clerk);
    await clerk.getByRole('heading', { name: /上级需要的数字/ }).waitFor();
    await agree(clerk, 3);
    expect(await violationsOn(clerk)).toEqual([]);
    await clerk.goto(`${theatre.address}/shared-figures`);
    await clerk.getByRole('link', { name: '6件' }).waitFor();
    await above.goto(`${theatre.address}/siblings`);
    await above.getByText('还没有县报来数字').waitFor();
  });

  test('when it sends, then the prefecture reads the number; a later entry changes nothing there until it is restated with a reason', async () => {
    await sendDeeds(clerk);
    const page = clerk.url();
    await above.reload();
    await above.getByRole('row', { name: /云岭自治县/ }).getByRole('link', { name: '6', exact: true }).waitFor();
    await enterDeeds(county, 1);
    await above.reload();
    await above.getByRole('row', { name: /云岭自治县/ }).getByRole('link', { name: '6', exact: true }).waitFor();
    await clerk.goto(`${theatre.address}/sharings`);
    await clerk.getByRole('link', { name: '政协岚州委员会' }).first().click();
    await clerk.getByRole('heading', { name: /报送后记录有变化/ }).waitFor();
    await clerk.goto(page);
    const step = clerk.locator('.step-asks').filter({ has: clerk.locator('summary', { hasText: '更正' }) });
    await step.locator('summary').click();
    await step.getByLabel('为什么更正').fill('补登一件');
    await step.getByRole('button', { name: '确定更正' }).click();
    await clerk.getByRole('link', { name: '7件' }).waitFor();
    await above.reload();
    await above.getByRole('row', { name: /云岭自治县/ }).getByRole('link', { name: '7', exact: true }).click();
    await above.getByRole('heading', { name: /更正/ }).waitFor();
    await above.getByText('补登一件').waitFor();
  });

  test('when three counties with machines of their own bring signed files, then a forged one is refused with a sentence and the county sees itself among its siblings', async () => {
    const superior = program(prefecture);
    const [asked] = (await reading(county.house, superior, (look) => list<RequiredFigure>(look, requiredFigure, { limit: 10 }))).filter(({ figure }) => figure === 'deeds_done');
    const files = await Promise.all([['青岩县', 12], ['白沙县', 20], ['云门县', 9]].map(async ([name, value]) => {
      const key = newKey();
      await transact(county.house, superior, null, (act) => enterSibling(act, { name: name as string, fingerprint: key.fingerprint, since: lastMonth.from }));
      const file = signed(key, {
        kind: 'figures', county: name, superior: '政协岚州委员会', serial: 1, made_at: new Date().toISOString(), names_shown: false, agreed_by: null, document_no: null,
        figures: [{ required: asked!.id, label: asked!.label, unit: asked!.unit, decimals: null, definition: asked!.definition, digest: asked!.digest, period: lastMonth.key, from: lastMonth.from, to: lastMonth.to, value, numerator: null, denominator: null, as_of: new Date().toISOString(), revision: 1, reason: null }],
      });
      const path = join(theatre.folder, `${name as string}.json`);
      writeFileSync(path, JSON.stringify(file, null, 1));
      return path;
    }));
    const forged = join(theatre.folder, '改过的.json');
    writeFileSync(forged, JSON.stringify({ ...JSON.parse(JSON.stringify(signed(newKey(), { kind: 'figures' }))), content: { kind: 'figures', county: '青岩县' } }));
    await above.goto(`${theatre.address}/participating-counties/import`);
    await above.getByLabel('各县导出的上报文件（.json）').setInputFiles([...files, forged]);
    await above.getByRole('button', { name: '导入' }).click();
    await above.getByText('青岩县第1号文件，签名完好，新收1个数字。').waitFor();
    await above.getByText('文件的签名没有对上').waitFor();
    await clerk.goto(`${theatre.address}/siblings`);
    const own = clerk.getByRole('row', { name: /民生实事/ });
    await own.getByText('10.5件', { exact: true }).waitFor(); // the middle of 7, 9, 12, 20
    expect(await own.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining([periodOf(lastMonth.key), '7件', '4']));
    expect(await clerk.content()).not.toContain('青岩县'); // it did not agree to be named
    expect(await violationsOn(clerk)).toEqual([]);
  });
});
