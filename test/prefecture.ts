import type { Page } from 'playwright-core';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { program } from '#platform/identity/actor.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { deed } from '#duties/deeds/record.ts';
import { openOffice } from '#institutions/office.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import type { TestCounty } from './county.ts';
import type { Stage } from './setup/stage.ts';

/** The month that has just ended: what is asked for and reported in the journeys. */
export const [lastMonth] = spansOver('month', '2020-01-01', today()).slice(-1) as [{ key: string; from: string; to: string }];

/** Founds the prefecture 岚州 in the database of a county, with a clerk of its office; `id` is the prefecture's. */
export async function foundPrefecture({ database, house }: TestCounty): Promise<string> {
  const id = await foundCounty(database.ownerPool, { slug: 'lan', name: '岚州', bodyName: '政协岚州委员会', level: 'prefecture', invented: true, secondFactor: 'optional' });
  await transact(house, program(id), null, (act) =>
    openOffice(act, { role: 'superior_office', name: '罗文清', position: '州政协办公室', login: 'luo', password: `${goodPassword}luo`, since: '2022-01-10' }));
  return id;
}

/** The prefecture's clerk, who begins with the numbers of its counties. */
export const signInAbove = (theatre: Stage): Promise<Page> => theatre.signIn('luo', { county: '岚州', password: `${goodPassword}luo`, first: '/siblings' });

/** A clerk of the county's office, with an account. */
export async function withClerk({ database, house, id }: TestCounty): Promise<void> {
  await withAccount(house, id, await settle(database.ownerPool, id, '王小梅', { posts: [{ role: 'county_office' }] }), 'wang');
}

/** Lamps mended in that month, each a deed of the first place's member. */
export const enterDeeds = (county: TestCounty, many: number) => county.act((act) => createMany(act, deed, Array.from({ length: many }, (_, n) => ({
  committee_id: county.here.committee, member_id: county.here.member, deed: `修好第${n + 1}盏路灯`, kind: 'other', done_on: lastMonth.from, state: 'recorded',
}))));

/** The prefecture publishes that it needs a figure every month. */
export async function requireMonthly(above: Page, { address }: Stage, figure: string): Promise<void> {
  await above.goto(`${address}/required-figures/new`);
  await above.getByLabel('要哪个数字').selectOption(figure);
  await above.getByLabel('每月').check();
  await above.getByLabel('期满后几日内报送').fill('1');
  await above.getByRole('button', { name: '登记', exact: true }).click();
  await above.getByRole('button', { name: '发布' }).click();
  await above.getByText('已发布。').first().waitFor();
}

/** The county begins to share, on the page of a sharing that was just entered. */
export async function beginSharing(clerk: Page): Promise<void> {
  const begin = clerk.locator('.step-asks').filter({ has: clerk.locator('summary', { hasText: '开始共享' }) });
  await begin.locator('summary').click();
  await begin.getByLabel('由谁同意').fill('主席会议');
  await begin.getByLabel('同意日期').fill(lastMonth.from);
  await begin.getByLabel('文号或会议纪要编号').fill('云协〔2026〕5号');
  await begin.getByRole('button', { name: '确定开始共享' }).click();
}

/** It agrees to the figures that are asked, from the month that has just ended. */
export async function agree(clerk: Page, figures: number): Promise<void> {
  await clerk.getByLabel('从哪天之后开始的期间起报').fill(lastMonth.from);
  await clerk.getByRole('button', { name: '同意报送' }).click();
  await clerk.getByText(`已同意报送${figures}个数字`).waitFor();
}

/** It sends the number of deeds, from the page of what it shares. */
export async function sendDeeds(clerk: Page): Promise<void> {
  await clerk.getByRole('link', { name: '民生实事', exact: true }).last().click();
  await clerk.getByRole('button', { name: '报送', exact: true }).click();
  await clerk.getByText('已报送。').first().waitFor();
}
