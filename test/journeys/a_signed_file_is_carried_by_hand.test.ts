import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword } from '#platform/identity/fixtures.ts';
import { testCounty } from '../county.ts';
import { agree, beginSharing, enterDeeds, foundPrefecture, lastMonth, requireMonthly, sendDeeds, signInAbove, withClerk } from '../prefecture.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

describe.skipIf(!hasBrowser())('a county and its prefecture with a machine each: signed files are carried between them', () => {
  let home: Stage;
  let away: Stage;
  let clerk: Page;
  let above: Page;
  let fingerprint: string;

  beforeAll(async () => {
    const county = await testCounty(slices);
    await withClerk(county);
    await enterDeeds(county, 6);
    const other = await testCounty(slices);
    await foundPrefecture(other);
    [home, away] = [await stage(county.database), await stage(other.database)];
    clerk = await home.signIn('wang', { password: `${goodPassword}wang` });
    above = await signInAbove(away);
  }, 120_000);
  afterAll(async () => {
    await home?.close();
    await away?.close();
  });

  /** What a press on this page saves, under a name, in the folder that is carried. */
  const saved = async (page: Page, press: () => Promise<void>, name: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    const path = join(home.folder, name);
    await download.saveAs(path);
    return path;
  };

  test('the prefecture publishes what it needs and takes it out as a signed file; the county reads it, and whose it is', async () => {
    await requireMonthly(above, away, 'deeds_done');
    await above.goto(`${away.address}/required-figures`);
    const asked = await saved(above, () => above.getByRole('link', { name: '导出给单独安装的县' }).click(), '需要的数字.json');
    await clerk.goto(`${home.address}/sharings/new`);
    await clerk.getByLabel('报给哪里').fill('政协岚州委员会');
    await clerk.getByRole('button', { name: '登记', exact: true }).click();
    await beginSharing(clerk);
    await clerk.getByLabel(/需要的数字/).setInputFiles(asked);
    await clerk.getByRole('button', { name: '导入上级的文件' }).click();
    await clerk.getByText('签名完好，已收下上级要的数字。').waitFor();
    expect(await violationsOn(clerk)).toEqual([]);
  });

  test('the county agrees, makes its key, and takes its numbers out; nobody typed one', async () => {
    const page = clerk.url();
    await agree(clerk, 1);
    await clerk.goto(`${home.address}/shared-figures`);
    await sendDeeds(clerk);
    await clerk.goto(page);
    await clerk.getByRole('button', { name: '生成签名钥匙' }).click();
    await clerk.getByText('签名钥匙已生成').waitFor();
    fingerprint = (await clerk.locator('code.code-text').innerText()).trim();
    const file = await saved(clerk, () => clerk.getByRole('button', { name: '导出上报文件' }).click(), '第1号.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).content).toMatchObject({ county: '云岭自治县', superior: '政协岚州委员会', serial: 1, figures: [{ value: 6, period: lastMonth.key }] });
  });

  test('the prefecture enters the fingerprint that it was told, takes the file in once, and refuses one in which a digit was changed', async () => {
    const file = join(home.folder, '第1号.json');
    await above.goto(`${away.address}/participating-counties/new`);
    await above.getByLabel('县（市、区）').fill('云岭自治县');
    await above.getByLabel('签名指纹').fill(fingerprint);
    await above.getByLabel('从哪天起参加').fill(lastMonth.from);
    await above.getByRole('button', { name: '登记', exact: true }).click();
    await above.getByText('还没有收到文件').waitFor();
    const changed = join(home.folder, '改过的.json');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('"value": 6', '"value": 9'));
    const bring = async (path: string, said: string) => {
      await above.goto(`${away.address}/participating-counties/import`);
      await above.getByLabel('各县导出的上报文件（.json）').setInputFiles(path);
      await above.getByRole('button', { name: '导入' }).click();
      await above.getByText(said).waitFor();
    };
    await bring(changed, '文件的签名没有对上');
    await bring(file, '云岭自治县第1号文件，签名完好，新收1个数字。');
    await bring(file, '云岭自治县第1号文件以前已经收过，没有重复收。');
    await above.goto(`${away.address}/siblings`);
    await above.getByRole('row', { name: /云岭自治县/ }).getByRole('link', { name: '6', exact: true }).waitFor();
    expect(await violationsOn(above)).toEqual([]);
  });
});
