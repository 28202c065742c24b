import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { program } from '#platform/identity/actor.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { deed } from '#duties/deeds/record.ts';
import { openOffice } from '#institutions/office.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import { testCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

const [last] = spansOver('month', '2020-01-01', today()).slice(-1) as [{ key: string; from: string; to: string }];
const password = `${goodPassword}luo`;

describe.skipIf(!hasBrowser())('a county and its prefecture with a machine each: signed files are carried between them', () => {
  let home: Stage;
  let away: Stage;
  let clerk: Page;
  let above: Page;
  let fingerprint: string;

  beforeAll(async () => {
    const county = await testCounty(slices);
    const wang = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, wang, 'wang');
    await county.act((act) => createMany(act, deed, Array.from({ length: 6 }, (_, n) => ({
      committee_id: county.here.committee, member_id: county.here.member, deed: `修好第${n + 1}盏路灯`, kind: 'other', done_on: last.from, state: 'recorded',
    }))));
    const other = await testCounty(slices);
    const prefecture = await foundCounty(other.database.ownerPool, { slug: 'lan', name: '岚州', bodyName: '政协岚州委员会', level: 'prefecture', invented: true, secondFactor: 'optional' });
    await transact(other.house, program(prefecture), null, (act) => openOffice(act, { role: 'superior_office', name: '罗文清', position: '州政协办公室', login: 'luo', password, since: '2022-01-10' }));
    [home, away] = [await stage(county.database), await stage(other.database)];
    clerk = await home.signIn('wang', { password: `${goodPassword}wang` });
    above = await (await away.browser.newContext({ locale: 'zh-CN' })).newPage();
    await above.goto(`${away.address}/login`);
    await above.getByLabel('岚州').check();
    await above.getByLabel('登录名').fill('luo');
    await above.getByLabel('密码').fill(password);
    await above.getByRole('button', { name: '登录', exact: true }).click();
    await above.getByRole('heading', { level: 1, name: '各县数字' }).waitFor();
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
    await above.goto(`${away.address}/required-figures/new`);
    await above.getByLabel('要哪个数字').selectOption('deeds_done');
    await above.getByLabel('每月').check();
    await above.getByLabel('期满后几日内报送').fill('1');
    await above.getByRole('button', { name: '登记', exact: true }).click();
    await above.getByRole('button', { name: '发布' }).click();
    await above.getByText('已发布。').first().waitFor();
    await above.goto(`${away.address}/required-figures`);
    const asked = await saved(above, () => above.getByRole('link', { name: '导出给单独安装的县' }).click(), '需要的数字.json');
    await clerk.goto(`${home.address}/sharings/new`);
    await clerk.getByLabel('报给哪里').fill('政协岚州委员会');
    await clerk.getByRole('button', { name: '登记', exact: true }).click();
    const begin = clerk.locator('.step-asks').filter({ has: clerk.locator('summary', { hasText: '开始共享' }) });
    await begin.locator('summary').click();
    await begin.getByLabel('由谁同意').fill('主席会议');
    await begin.getByLabel('同意日期').fill(last.from);
    await begin.getByLabel('文号或会议纪要编号').fill('云协〔2026〕5号');
    await begin.getByRole('button', { name: '确定开始共享' }).click();
    await clerk.getByLabel(/需要的数字/).setInputFiles(asked);
    await clerk.getByRole('button', { name: '导入上级的文件' }).click();
    await clerk.getByText('签名完好，已收下上级要的数字。').waitFor();
    expect(await violationsOn(clerk)).toEqual([]);
  });

  test('the county agrees, makes its key, and takes its numbers out; nobody typed one', async () => {
    const page = clerk.url();
    await clerk.getByLabel('从哪天之后开始的期间起报').fill(last.from);
    await clerk.getByRole('button', { name: '同意报送' }).click();
    await clerk.getByText('已同意报送1个数字').waitFor();
    await clerk.goto(`${home.address}/shared-figures`);
    await clerk.getByRole('link', { name: '民生实事', exact: true }).last().click();
    await clerk.getByRole('button', { name: '报送', exact: true }).click();
    await clerk.getByText('已报送。').first().waitFor();
    await clerk.goto(page);
    await clerk.getByRole('button', { name: '生成签名钥匙' }).click();
    await clerk.getByText('签名钥匙已生成').waitFor();
    fingerprint = (await clerk.locator('code.code-text').innerText()).trim();
    const file = await saved(clerk, () => clerk.getByRole('button', { name: '导出上报文件' }).click(), '第1号.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).content).toMatchObject({ county: '云岭自治县', superior: '政协岚州委员会', serial: 1, figures: [{ value: 6, period: last.key }] });
  });

  test('the prefecture enters the fingerprint that it was told, takes the file in once, and refuses one in which a digit was changed', async () => {
    const file = join(home.folder, '第1号.json');
    await above.goto(`${away.address}/participating-counties/new`);
    await above.getByLabel('县（市、区）').fill('云岭自治县');
    await above.getByLabel('签名指纹').fill(fingerprint);
    await above.getByLabel('从哪天起参加').fill(last.from);
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
