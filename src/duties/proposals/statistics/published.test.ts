import { afterEach, beforeEach, expect, test } from 'vitest';
import { percentage } from '#platform/figures/percentage.ts';
import type { Act } from '#platform/records/act.ts';
import { reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { statisticsOn } from '#duties/proposals/statistics/statistics.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

/** Rates that real counties published, made again from records by real acts, digit by digit: domain rules 2.2 and 2.6. */

let county: TestCounty;
beforeEach(async () => {
  county = await testCounty([{ records: [parameterSetting] }, proposalsSlice]);
});
afterEach(() => county.drop());

type Step = keyof typeof proposal.steps;
const asOffice = <T>(work: (act: Act) => Promise<T>): Promise<T> => county.act(work, county.cast.office);

const received = (n: number): Promise<Proposal[]> => asOffice(async (act) => {
  const rows: Proposal[] = [];
  for (let place = 1; place <= n; place += 1) rows.push(await enterProposal(act, { title: `第${place}件提案`, member_id: county.here.member, advice: '请研究解决。' }, {}));
  return rows;
});
const step = (rows: readonly Proposal[], name: Step, input: object | ((place: number) => object) = {}, reason?: string): Promise<void> => asOffice(async (act) => {
  for (const [place, { id }] of rows.entries()) await take<Proposal>(act, proposal, id, name, { input: (typeof input === 'function' ? input(place) : input) as Record<string, unknown>, reason, effect: effects[name] });
});
const set = (key: string, value: string | number): Promise<unknown> => county.act((act) => createMany(act, parameterSetting, [{ key, value: String(value), from_day: today() }]));

/** What the page says now: a figure's number, a rate as it is printed. */
async function said(): Promise<(name: string) => number | string | undefined> {
  const { chapters } = await reading(county.house, county.cast.office, async (look) => statisticsOn(await standingAt(look), { span: { from: '2020-01-01', to: today() }, day: today() }));
  const figures = new Map(chapters.flatMap((chapter) => chapter.figures).map(({ name, value }) => [name, value]));
  const rates = new Map(chapters.flatMap((chapter) => chapter.ratios).map((one) => [one.name, percentage(one.numerator.value, one.denominator.value, one.decimals)]));
  return (name) => figures.get(name) ?? rates.get(name);
}

/** From the register to the reply and what the proposer said of it. */
async function handled(rows: readonly Proposal[], rating: (place: number) => string): Promise<void> {
  await step(rows, 'file');
  await step(rows, 'assign', { lead_unit_id: county.here.unit });
  await step(rows, 'accept');
  await step(rows, 'reply', { result: 'SOLVED', letter: 'A', reply: '已经办好。' });
  await step(rows, 'rate', (place) => ({ rating_work: rating(place), rating_result: rating(place) }));
}

test('临潭 2026 (S57): 184 received, 15 refused, 169 filed with the merged, 11 groups of 38 originals, 142 handled, 91.8%', { timeout: 120_000 }, async () => {
  const rows = await received(184);
  const [refused, filed] = [rows.slice(0, 15), rows.slice(15)];
  await step(refused, 'refuse', { refusal_ground: 'empty' }, '没有具体建议');
  await step(filed, 'file');
  const groups = [2, 2, 2, 2, 2, 3, 3, 3, 4, 6, 9];
  let at = 0;
  for (const size of groups) {
    const [lead, ...others] = filed.slice(at, at + size);
    await step(others, 'merge', { merged_into_id: lead!.id });
    at += size;
  }
  await set('filing_rate.convention', 'with_merged');
  await set('proposal_rates.decimals', 1);
  const page = await said();
  expect([page('proposals_received'), page('proposals_refused'), page('proposals_filed_or_merged'), page('proposals_filed'), page('proposal_merge_groups')]).toEqual([184, 15, 169, 142, 11]);
  expect(Number(page('proposals_merged')) + Number(page('proposal_merge_groups')), 'originals that were merged, leads included').toBe(38);
  expect(page('filing_rate')).toBe('91.8%');
  await set('filing_rate.convention', 'filed_only');
  expect((await said())('filing_rate'), 'by the other convention').toBe('77.2%');
});

test('洪湖 (S58): 118 = 64 filed + 16 merged + 21 converted + 17 refused, merged are a class of their own', { timeout: 120_000 }, async () => {
  const rows = await received(118);
  const [filed, merged, converted, refused] = [rows.slice(0, 64), rows.slice(64, 80), rows.slice(80, 101), rows.slice(101)];
  await step(filed, 'file');
  await step(merged, 'merge', (place) => ({ merged_into_id: filed[place % 7]!.id }));
  await step(converted, 'convert');
  await step(refused, 'refuse', { refusal_ground: 'empty' }, '没有具体建议');
  const page = await said();
  expect(['proposals_received', 'proposals_filed', 'proposals_merged', 'proposals_converted', 'proposals_refused', 'proposal_merge_groups'].map(page)).toEqual([118, 64, 16, 21, 17, 7]);
  expect(page('filing_rate'), 'by the default: merged are not filed').toBe('54.24%');
  await set('filing_rate.convention', 'with_merged');
  expect((await said())('filing_rate')).toBe('67.8%');
});

test('中宁 (S35): 52 filed and 50 closed, yet 办复率 100% and 满意率 100%: replied is not closed', { timeout: 120_000 }, async () => {
  const rows = await received(52);
  await handled(rows, () => 'satisfied');
  await step(rows.slice(0, 50), 'close');
  const page = await said();
  expect([page('proposals_filed'), page('proposals_replied'), page('proposals_closed')]).toEqual([52, 52, 50]);
  expect([page('reply_rate'), page('satisfaction_rate'), page('closing_rate')]).toEqual(['100%', '100%', '96.15%']);
});

test('144 satisfied and 2 basically of 146 are 100% (S91); 98.63% where only 满意 counts', { timeout: 180_000 }, async () => {
  await handled(await received(146), (place) => (place < 144 ? 'satisfied' : 'basically'));
  const page = await said();
  expect([page('proposals_rated'), page('proposals_satisfied'), page('proposals_fully_satisfied')]).toEqual([146, 146, 144]);
  expect(page('satisfaction_rate')).toBe('100%');
  await set('satisfaction_rate.convention', 'strictly');
  expect((await said())('satisfaction_rate')).toBe('98.63%');
});
