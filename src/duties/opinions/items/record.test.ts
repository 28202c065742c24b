import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading, transact } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { createMany, edit, remove, take } from '#platform/records/write.ts';
import { correctItem, effects, enterItem } from '#duties/opinions/items/actions.ts';
import { figures, itemsMonthly } from '#duties/opinions/items/facts.ts';
import { itemFields, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf, itemsMadeFrom } from '#duties/opinions/links.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import type { Actor } from '#platform/identity/actor.ts';
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
  expect(faultsOfPath(opinionItem)).toEqual([]);
  expect(matrix(opinionItem, {
    'of the own committee': { committee_id: own.committee, situation: '堵', advice: '疏' },
    'of another committee, to its township': { committee_id: other.committee, route: 'township' },
    'of the member': { member_id: own.member, author_id: own.person, situation: '堵', advice: '疏' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, opinionItem, itemFields.omit({ entries: true }), {
    columns: { author_id: [own.person, other.person, null], route: ['township', 'county', 'direct', null] },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const content = contentOf(itemFields.omit({ entries: true, member_id: true }), { committee: [here.committee, there.committee] });
  const random = fc.tuple(content, stateOf(opinionItem), fc.constantFrom('township', 'county', 'direct'), fc.constantFrom('2024-06-30', '2025-01-13', '2025-12-31'))
    .map(([values, state, route, submitted_on]) => ({ ...values, state, route, submitted_on, precision: 'day', sources: 0, outcomes: 0, instructions: 0 }) as Partial<OpinionItem>);
  const rows = await county.act((act) => createMany(act, opinionItem, several(random, 80)));
  const then = await numbersNow(house, cast.office, figures);
  await county.act((act) => take(act, opinionItem, rows.find(({ state }) => state === 'edited')!.id, 'setAside', { reason: '重复' }), cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.leader], committees: [here.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('several entries become one item, edited, issued with its number', async () => {
  const { here, cast, house } = county;
  const as = <T>(actor: Actor, work: Parameters<typeof transact<T>>[3]) => transact(house, actor, null, work);
  const entries = await as(cast.worker, (act) => enterMany(act, ['集镇停车难', '货车占道'].map((matter) => ({ committee_id: here.committee, received_on: '2025-04-01', matter })), {}));
  const item = await as(cast.worker, (act) => enterItem(act, { title: '关于规范集镇停车的建议', entries: entries.map(({ id }) => id) }, {}));
  expect(item).toMatchObject({ state: 'draft', committee_id: here.committee, sources: 2, author_id: cast.worker.personId });
  expect(await reading(house, cast.office, (look) => find(look, opinionItem, item.id))).toBeUndefined(); // a draft is the writers' own
  await expect(as(cast.worker, (act) => take(act, opinionItem, item.id, 'submit', { input: { route: 'county' }, effect: effects['submit'] }))).rejects.toThrow('情况问题');
  await as(cast.worker, (act) => edit(act, opinionItem, item.id, undefined, { situation: '逢集拥堵', advice: '划定停车位' }));
  const step = (actor: Actor, name: string, input?: Record<string, unknown>) => as(actor, (act) => take(act, opinionItem, item.id, name, { input, effect: effects[name] }));
  await step(cast.worker, 'submit', { route: 'county' });
  await step(cast.office, 'compile', { title: '集镇停车秩序亟待规范', route: 'county' });
  await step(cast.office, 'sign', { signed_by: '石主席', signed_on: '2025-06-17' });
  expect(await step(cast.office, 'issue', { issued_on: '2025-06-18' })).toMatchObject({ state: 'issued', issue_year: 2025, issue: 1 });
  await reading(house, cast.office, async (look) => {
    expect((await entriesOf(look, [item.id])).get(item.id)!.map(({ matter }) => matter).toSorted()).toEqual(['货车占道', '集镇停车难']);
    expect((await itemsMadeFrom(look, [entries[0]!.id])).get(entries[0]!.id)).toEqual([{ id: item.id, title: '集镇停车秩序亟待规范', label: '已印发' }]);
  });
});

test('an item is not made from what the writer cannot see, nor from what was struck', async () => {
  const { here, there, cast, house } = county;
  const [foreign] = await county.act((act) => enterMany(act, [{ committee_id: there.committee, received_on: '2025-04-01', matter: '断水' }], {}));
  const [struck] = await county.act((act) => enterMany(act, [{ committee_id: here.committee, received_on: '2025-04-01', matter: '试填' }], {}));
  await county.act((act) => take(act, ledgerEntry, struck!.id, 'void', { reason: '试填' }), cast.worker);
  const make = (id: string) => transact(house, cast.worker, null, (act) => enterItem(act, { title: '建议', committee_id: here.committee, entries: [id] }, {}));
  await expect(make(foreign!.id)).rejects.toMatchObject({ status: 422, fields: { entries: expect.stringContaining('查看范围') } });
  await expect(make(struck!.id)).rejects.toMatchObject({ status: 422, fields: { entries: expect.stringContaining('作废') } });
});

test('taking a tick away unlinks that entry; an entry of which an item was made cannot be taken away', async () => {
  const { here, cast, house } = county;
  const entries = await county.act((act) => enterMany(act, ['一', '二', '三'].map((matter) => ({ committee_id: here.committee, received_on: '2025-04-02', matter })), {}));
  const item = await county.act((act) => enterItem(act, { title: '三件事', entries: entries.map(({ id }) => id) }, {}), cast.worker);
  const fewer = await county.act(async (act) => {
    const before = await get(act, opinionItem, item.id);
    return edit(act, opinionItem, item.id, undefined, await correctItem(act, before, { title: '两件事', entries: [entries[0]!.id, entries[1]!.id] }));
  }, cast.worker);
  expect(fewer).toMatchObject({ title: '两件事', sources: 2 });
  const taken = county.act(async (act) => remove(act, ledgerEntry, entries[0]!, { step: 'import_undone', relation: 'maintainer' }));
  await expect(taken).rejects.toMatchObject({ status: 422 });
  expect((await reading(house, cast.worker, (look) => entriesOf(look, [item.id]))).get(item.id)!.map(({ matter }) => matter)).toEqual(['一', '二']);
});

test('every month items: a month without any is a counter-example', async () => {
  const { house, cast } = county;
  const given = (submitted_on: string, state: string) => ({ title: '建议', submitted_on, state, precision: 'day', sources: 0, outcomes: 0, instructions: 0 });
  await county.act((act) => createMany<OpinionItem>(act, opinionItem, [given('2020-01-31', 'submitted'), given('2020-02-03', 'draft'), given('2020-03-01', 'unused')]));
  const finding = await reading(house, cast.office, (look) => itemsMonthly.examine(look, { from: '2020-01-01', to: '2020-03-31' }));
  expect(finding.counterExamples.map(({ label }) => label)).toEqual(['2020年2月']);
  expect(finding.examined).toBe(3);
});
