import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verdict } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { isPrivy, readable } from '#platform/lifecycle/lifecycle.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { effects, enterMany, enterOne } from '#duties/opinions/ledger/actions.ts';
import { claims, figures, ledgerMonthly } from '#duties/opinions/ledger/facts.ts';
import { headline, ledgerEntry, ledgerFields, stateTold, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
});
afterAll(() => county.drop());

test('who may do what in which state', () => {
  expect(faultsOfPath(ledgerEntry)).toEqual([]);
  expect(matrix(ledgerEntry, {
    'of the own committee': { committee_id: own.committee, matter: '修路' },
    'of another committee': { committee_id: other.committee, matter: '修路', answered_on: '2025-03-02' },
    'reported to the county': { committee_id: own.committee, matter: '修路', handling: 'to_county' },
    'from the public page': { committee_id: own.committee, matter: '修路', way: 'qr', receipt: 'A3K7Q2M9' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, ledgerEntry, ledgerFields, {
    columns: { settled: [true, false, null], receipt: ['A3K7Q2M9', null], precision: ['day', 'month', 'year'] },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast: people, here, there } = county;
  const random = fc.tuple(contentOf(ledgerFields, { committee: [here.committee, there.committee] }), stateOf(ledgerEntry), fc.option(fc.boolean()))
    .map(([values, state, settled]) => ({ ...values, dispute: values['dispute'] ?? false, precision: 'day', number: 1, settled, state }) as Partial<LedgerEntry>);
  const rows = await county.act((act) => createMany(act, ledgerEntry, several(random, 80)));
  const then = await numbersNow(house, people.office, figures);
  const open = rows.filter(({ state, receipt }) => state === 'in_hand' && !receipt);
  await county.act(async (act) => {
    await take(act, ledgerEntry, open[0]!.id, 'close', { input: { outcome: 'solved', closed_on: '2025-03-31' }, effect: effects['close'] });
    await take(act, ledgerEntry, open[1]!.id, 'void', { reason: '重复登记' });
  }, people.office);
  await expectListsEqualFigures(house, figures, { actors: [people.office, people.worker, people.resident], committees: [here.committee, there.committee] });
  await expectStill(house, people.office, figures, then);
});

test('replied is not closed, closed is not solved', async () => {
  const { here, cast: people } = county;
  const worker = people.worker;
  const step = (name: string, input?: Record<string, unknown>, reason?: string) =>
    county.act((act) => take(act, ledgerEntry, entry.id, name, { input, reason, effect: effects[name] }), worker);
  const entry = await county.act((act) => enterOne(act, { committee_id: here.committee, received_on: '2025-05-06', matter: '两家为水沟争吵', dispute: true }, {}), worker);
  expect(entry).toMatchObject({ state: 'received', settled: null, outcome: null });
  expect(await step('handle', { handling: 'transferred', handler: '司法所' })).toMatchObject({ state: 'in_hand', outcome: 'in_hand', handler: '司法所' });
  expect(await step('answer', { outcome_text: '已请司法所调解', answered_on: '2025-05-08' })).toMatchObject({ state: 'answered', outcome: 'answered', closed_on: null });
  expect(await step('close', { outcome: 'unsolved', closed_on: '2025-05-20' })).toMatchObject({ state: 'closed', outcome: 'unsolved', settled: false, outcome_text: '已请司法所调解' });
  await expect(step('reopen')).rejects.toThrow('理由');
  expect(await step('reopen', {}, '双方愿意再谈')).toMatchObject({ state: 'in_hand', outcome: 'in_hand', closed_on: null, settled: null, answered_on: '2025-05-08' });
  expect(await step('close', { outcome: 'solved', closed_on: '2025-06-01', settled: 'yes' })).toMatchObject({ state: 'closed', outcome: 'solved', settled: true });
});

test('numbers run within the committee and the year, without gaps', async () => {
  const { here, there } = county;
  const told = (committee: string, received_on: string) => ({ committee_id: committee, received_on, matter: '路灯不亮' });
  const rows = await county.act((act) => enterMany(act, [told(here.committee, '2019-01-02'), told(there.committee, '2019-01-02'), told(here.committee, '2019-12-31'), told(here.committee, '2018-05-05')], {}));
  const more = await Promise.all([1, 2, 3].map(() => county.act((act) => enterOne(act, told(here.committee, '2019-06-06'), {}))));
  expect(rows.map(({ number }) => number)).toEqual([1, 1, 2, 1]);
  expect(more.map(({ number }) => number).toSorted()).toEqual([3, 4, 5]);
});

test('what was done before it was entered tells the state', () => {
  expect([stateTold({}), stateTold({ handling: 'transferred' }), stateTold({ outcome: 'in_hand' }), stateTold({ handling: 'on_spot', outcome: 'answered' }), stateTold({ outcome: 'unsolved' }), stateTold({ outcome: 'solved' })])
    .toEqual(['received', 'in_hand', 'in_hand', 'answered', 'in_hand', 'closed']);
});

test('the reporter is opened by the committee’s clerks and the office only, shown to all in part, and never journalled', async () => {
  const { here, cast: people, house } = county;
  const entry = await county.act((act) => enterOne(act, { committee_id: here.committee, received_on: '2025-05-07', matter: '井盖松动', reporter: '吴大娘', phone: '13812345678' }, {}));
  const { leader, ...others } = people;
  for (const actor of Object.values(others)) expect(readable(ledgerEntry, actor, entry)).toMatchObject({ reporter: '吴*', phone: '138****5678' });
  expect(readable(ledgerEntry, leader, entry)).toMatchObject({ reporter: '（已屏蔽）', phone: '（已屏蔽）', proxy: null });
  const openers = Object.entries(people).filter(([, actor]) => isPrivy(ledgerEntry, actor, entry)).map(([name]) => name);
  expect(openers).toEqual(['office', 'director', 'deputy director', 'worker']);
  const lines = await reading(house, people.office, (look) => look.db.selectFrom('journal').select('content').where('county_id', '=', look.county).where('record_id', '=', entry.id).execute());
  expect(lines.length).toBe(1);
  expect(lines[0]!.content).not.toMatch(/吴大娘|13812345678/);
});

test('every committee every month: a missing month is a counter-example, void and year-only entries do not help', async () => {
  const { house, here, there, cast: people } = county;
  const examine = (scope: Scope) => reading(house, people.office, (look) => ledgerMonthly.examine(look, scope));
  expect(verdict(await examine({ from: '2017-01-01', to: '2017-03-31' }))).toBe('nothing_to_examine'); // the committees were founded in 2022
  const quarter = { from: '2023-01-01', to: '2023-03-31' };
  const told = (committee: string, received_on: string, more: Partial<LedgerEntry> = {}) => ({ committee_id: committee, received_on, matter: '饮水', ...more });
  const rows = await county.act((act) => enterMany(act, [
    told(here.committee, '2023-01-05'), told(here.committee, '2023-02-01', { precision: 'month' }), told(here.committee, '2023-03-31'),
    told(there.committee, '2023-01-01', { precision: 'year' }), told(there.committee, '2023-02-28'), told(there.committee, '2023-03-01'),
  ], {}));
  await county.act((act) => take(act, ledgerEntry, rows[5]!.id, 'void', { reason: '试填' }), people.office);
  const finding = await examine(quarter);
  expect(finding.examined).toBe(6);
  expect(finding.counterExamples.map(({ label }) => label)).toEqual(['小河乡 2023年1月', '小河乡 2023年3月']);
  expect(claims[0]!.otherwise(finding)).toContain('6个委次中，有4个');
});

test('whoever may not see an entry does not find it', async () => {
  const { here, cast: people, house } = county;
  const entry = await county.act((act) => enterOne(act, { committee_id: here.committee, received_on: '2025-05-09', matter: '噪音' }, {}));
  await expect(reading(house, people['other worker'], (look) => get(look, ledgerEntry, entry.id))).rejects.toThrow('没有找到');
  expect(await reading(house, people.resident, (look) => list(look, ledgerEntry, { limit: 10 }))).toEqual([]);
});

test('titles are the first sentence, no longer than forty characters', () => {
  expect(headline('望消除井盖异响问题\n街道多处松动')).toBe('望消除井盖异响问题');
  expect(headline('。开头就是句号')).toBe('。开头就是句号');
  expect([...headline('𠮷'.repeat(60))].length).toBe(41);
});
