import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { countFigures } from '#platform/figures/count.ts';
import { is } from '#platform/predicate.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { noteOutcome, striking } from '#duties/opinions/outcomes/actions.ts';
import { directAwaited, directInTime } from '#duties/opinions/outcomes/direct.ts';
import { figures } from '#duties/opinions/outcomes/facts.ts';
import { contentFields, levels, outcome, outcomeFields, outcomeKinds, type Outcome } from '#duties/opinions/outcomes/record.ts';
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

const issued = (title: string, more: Partial<OpinionItem> = {}): Promise<OpinionItem> => county.act(async (act) => {
  const [item] = await createMany<OpinionItem>(act, opinionItem, [{ title, state: 'issued', committee_id: county.here.committee, member_id: county.here.member, submitted_on: '2025-03-02', precision: 'day', ...more }]);
  return item!;
});
const itemNow = (id: string): Promise<OpinionItem> => reading(county.house, county.cast.office, (look) => get<OpinionItem>(look, opinionItem, id));
const numbers = async () => Object.fromEntries(await reading(county.house, county.cast.office, (look) => countFigures(look, figures, { from: '2030-01-01', to: '2030-12-31' })));
const noted = (item: OpinionItem, values: object = {}, actor = county.cast.office) =>
  county.act((act) => noteOutcome(act, { item_id: item.id, kind: 'adopted_single', level: 'county', came_on: '2025-04-01', ...values } as never, {}), actor);

test('who may do what in which state', () => {
  expect(faultsOfPath(outcome)).toEqual([]);
  expect(matrix(outcome, {
    'of the own committee and member': { committee_id: own.committee, member_id: own.member, kind: 'adopted_single', level: 'county' },
    'of another committee': { committee_id: other.committee, member_id: other.member, kind: 'forwarded', level: 'city' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, outcome, outcomeFields.omit({ with_ids: true }), {
    columns: { committee_id: [own.committee, other.committee, null], member_id: [own.member, other.member, null] },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const items = [await issued('甲'), await issued('乙'), await issued('丙')];
  const random = fc.tuple(contentOf(contentFields.omit({ share_of: true })), stateOf(outcome), fc.constantFrom(...items), fc.constantFrom(here.committee, there.committee, null), fc.constantFrom('2024-06-30', '2025-01-13'))
    .map(([values, state, item, committee_id, came_on]) => ({ ...values, state, came_on, committee_id, item_id: item.id, title: item.title, piece_id: uuidv7() }) as Partial<Outcome>);
  const rows = await county.act((act) => createMany<Outcome>(act, outcome, several(random, 60)));
  const then = await numbersNow(house, cast.office, figures);
  await county.act((act) => take<Outcome>(act, outcome, rows.find(({ state }) => state === 'noted')!.id, 'void', { reason: '重复', effect: striking }), cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.member], committees: [here.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('one item adopted at several levels is several adoptions and one item; two of ours merged are two adoptions and one piece', async () => {
  const [first, second] = [await issued('停车'), await issued('占道')];
  const before = await numbers();
  const on = { came_on: '2030-05-05' };
  // a day to come is refused, so these are entered as they will stand
  await expect(noted(first, on)).rejects.toMatchObject({ fields: { came_on: expect.stringContaining('今天之后') } });
  const piece = uuidv7();
  const as = (item: OpinionItem, kind: keyof typeof outcomeKinds, level: keyof typeof levels, piece_id: string) => ({ item_id: item.id, title: item.title, kind, level, piece_id, ...on });
  await county.act((act) => createMany<Outcome>(act, outcome, [
    as(first, 'adopted_single', 'county', uuidv7()), as(first, 'adopted_merged', 'city', piece), as(second, 'adopted_merged', 'city', piece), as(second, 'forwarded', 'city', uuidv7()), as(first, 'adopted_single', 'province', uuidv7()),
  ]));
  expect({ ...before, ...(await numbers()) }).toMatchObject({ adoptions: 4, items_adopted: 2, pieces_adopted: 3, adoptions_single: 2, adoptions_merged: 2, adoptions_county: 1, adoptions_city: 2, adoptions_province: 1, items_forwarded: 1 });
});

test('a piece merged from several of ours is noted once and stands on each of them', async () => {
  const [first, second] = [await issued('饮水'), await issued('水渠')];
  const row = await noted(first, { kind: 'adopted_merged', level: 'province', with_ids: [second.id], share_of: 3 });
  const both = await reading(county.house, county.cast.office, (look) => list<Outcome>(look, outcome, { where: is<Outcome>('piece_id', row.piece_id), limit: 5 }));
  expect(both.map(({ item_id, share_of }) => [item_id, share_of]).toSorted()).toEqual([[first.id, 3], [second.id, 3]].toSorted());
  expect([(await itemNow(first.id)).outcomes, (await itemNow(second.id)).outcomes]).toEqual([1, 1]);
  expect(row).toMatchObject({ committee_id: county.here.committee, member_id: county.here.member, title: '饮水' });
});

test.each([
  [{ share_of: 3 }, 'share_of', '综合采用'],
  [{ kind: 'adopted_merged', share_of: 2, with_ids: ['two'] }, undefined, undefined],
  [{ kind: 'adopted_merged', share_of: 2, with_ids: ['two', 'three'] }, 'share_of', '已有3条'],
  [{ kind: 'forwarded', with_ids: ['two'] }, 'with_ids', '综合采用'],
] as const)('%j', async (values, field, sentence) => {
  const others = { two: await issued('乙'), three: await issued('丙') };
  const act = noted(await issued('甲'), { ...values, with_ids: ('with_ids' in values ? values.with_ids : []).map((name) => others[name].id) });
  if (field) await expect(act).rejects.toMatchObject({ status: 422, fields: { [field]: expect.stringContaining(sentence) } });
  else expect(await act).toMatchObject({ state: 'noted' });
});

test('nothing becomes of a draft or of what was set aside; what was struck is taken off its item', async () => {
  await expect(noted(await issued('草稿', { state: 'draft', author_id: county.cast.office.personId }))).rejects.toMatchObject({ fields: { item_id: expect.stringContaining('还没有报送') } });
  await expect(noted(await issued('未采用', { state: 'unused' }))).rejects.toMatchObject({ fields: { item_id: expect.stringContaining('没有采用') } });
  const item = await issued('路灯');
  const row = await noted(item, {}, county.cast.worker);
  expect((await itemNow(item.id)).outcomes).toBe(1);
  await expect(noted(item, {}, county.cast['other worker'])).rejects.toMatchObject({ status: 404 });
  await county.act((act) => take<Outcome>(act, outcome, row.id, 'void', { reason: '登记错了', effect: striking }), county.cast.office);
  expect((await itemNow(item.id)).outcomes).toBe(0);
});

test('what came by the direct channel and did not go on within its days is a counter-example, and waits while it is open', async () => {
  const { house, cast } = county;
  const direct = (title: string, more: Partial<OpinionItem>) => issued(title, { route: 'direct', submitted_on: '2021-03-01', state: 'submitted', ...more }); // a Monday: due on Wednesday
  await direct('及时', { state: 'issued', issued_on: '2021-03-03' });
  await direct('迟了', { state: 'issued', issued_on: '2021-03-04' });
  const [forwarded, waiting] = [await direct('已转呈', {}), await direct('还在等', {})];
  await direct('按县政协渠道', { route: 'county' });
  await direct('未采用', { state: 'unused' });
  await noted(forwarded, { kind: 'forwarded', came_on: '2021-03-02' });
  const finding = await reading(house, cast.office, (look) => directInTime.examine(look, { from: '2021-01-01', to: '2021-12-31' }));
  expect([finding.examined, finding.counterExamples.map(({ label, why }) => [label, why])]).toEqual([4, [['迟了', '应在2021-03-03前转呈，2021-03-04才转呈'], ['还在等', '应在2021-03-03前转呈，还没有转呈']]]);
  expect(await reading(house, cast.office, directAwaited.find)).toEqual([{ label: '还在等（2021-03-03前）', href: `/opinion-items/${waiting.id}`, since: '2021-03-01' }]);
  expect(await reading(house, cast.office, (look) => directInTime.examine(look, { from: '2021-03-01', to: '2021-03-03' }))).toMatchObject({ examined: 0 }); // the day itself still counts
});
