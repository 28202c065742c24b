import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { sql } from 'kysely';
import { reading } from '#platform/records/act.ts';
import { all, is, not } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { enterYear } from '#plans/calendar/actions.ts';
import type { Moved } from '#platform/records/deadlines.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { extending, handDown, reporting, returning } from '#duties/tasks/actions.ts';
import { figures } from '#duties/tasks/facts.ts';
import { handers, task, type Task } from '#duties/tasks/record.ts';
import { tasksSlice } from '#duties/tasks/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';
import { handingFields } from '#duties/tasks/record.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, workCalendarSlice, tasksSlice]);
});
afterAll(() => county.drop());

const handed = (values: Partial<Task> = {}) => county.act(async (act) => handDown(act, { handed_by: 'county', committee_ids: [county.here.committee], title: '防汛值守', handed_on: '2026-09-28', days: 5, ...values }, {}), county.cast.office);
const now = (id: string): Promise<Task> => reading(county.house, county.cast.office, (look) => get<Task>(look, task, id));

test('who may do what in which state', () => {
  expect(faultsOfPath(task)).toEqual([]);
  expect(matrix(task, {
    'of the county, to the own committee': { committee_id: own.committee, handed_by: 'county' },
    'of the own township': { committee_id: own.committee, handed_by: 'township' },
    'of another township': { committee_id: other.committee, handed_by: 'township' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () => expectRelationsAgree(county.house, task, handingFields, {
  columns: { committee_id: [own.committee, other.committee], handed_by: Object.keys(handers), on_time: [true, false, null] },
  conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
}));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const random = fc.sample(fc.record({
    committee_id: fc.constantFrom(here.committee, there.committee), state: fc.constantFrom(...Object.keys(task.states)), on_time: fc.constantFrom(true, false, null),
    handed_on: fc.constantFrom('2025-03-01', '2025-12-31'), due_on: fc.constant('2026-01-10'), title: fc.constant('上报材料'), handed_by: fc.constantFrom('county', 'township'),
  }), { numRuns: 40, seed: 7 });
  const rows = await county.act((act) => createMany<Task>(act, task, random));
  const then = await numbersNow(house, cast.office, figures);
  const accepted = rows.find(({ state, committee_id }) => state === 'accepted' && committee_id === here.committee)!;
  await county.act((act) => take(act, task, accepted.id, 'report', { input: { result: '已上报' }, effect: reporting as never }), cast.worker);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('to several committees it is one for each, and the limit in working days becomes a day', async () => {
  const { here, there } = county;
  const first = await handed({ committee_ids: [here.committee, there.committee] } as never);
  expect(first).toMatchObject({ committee_id: here.committee, due_on: '2026-10-05', state: 'handed' });
});

test('it is accepted, reported, sent back, reported again and closed; only whoever handed it down closes it', async () => {
  const { cast } = county;
  const { id } = await handed({ days: undefined, due_on: '2099-01-01' } as never);
  const step = (name: string, who: typeof cast.office, more: object = {}) => county.act((act) => take(act, task, id, name, more as never), who);
  await step('accept', cast.worker);
  await step('report', cast.worker, { input: { result: '组织了三次巡查' }, effect: reporting });
  expect(await now(id)).toMatchObject({ state: 'reported', on_time: true });
  await expect(step('close', cast.director)).rejects.toThrow('由县政协办公室');
  await step('return', cast.office, { reason: '请补充人数', effect: returning });
  expect(await now(id)).toMatchObject({ state: 'accepted', on_time: null, reported_on: null });
  await expect(step('extend', cast.office, { reason: '汛期延长', input: { due_on: '2098-12-31' }, effect: extending })).rejects.toMatchObject({ fields: { due_on: expect.stringContaining('晚于') } });
  await step('extend', cast.office, { reason: '汛期延长', input: { due_on: '2099-02-01' }, effect: extending });
  await step('report', cast.worker, { input: { result: '巡查三次，48人次' }, effect: reporting });
  await step('close', cast.office);
  expect(await now(id)).toMatchObject({ state: 'closed', on_time: true, due_on: '2099-02-01', days: null });
});

test('a committee enters what its township hands down, not what the county does', async () => {
  const enter = (values: object) => county.act((act) => handDown(act, { committee_ids: [county.here.committee], title: '环境整治', due_on: '2099-01-01', ...values }, {}), county.cast.worker);
  expect(await enter({ handed_by: 'township' })).toMatchObject({ state: 'handed' });
  await expect(enter({ handed_by: 'county' })).rejects.toThrow('由县政协办公室登记');
  await expect(enter({ handed_by: 'township', committee_ids: [county.there.committee] })).rejects.toThrow('您不在其中');
});

describe('what was handed down', () => {
  const both = async () => {
    const { here, there } = county;
    const first = await handed({ committee_ids: [here.committee, there.committee], title: '报送材料' } as never);
    const [second] = await reading(county.house, county.cast.office, (look) => list<Task>(look, task, { where: all(is<Task>('handing_id', first.handing_id!), not(is<Task>('id', first.id))), limit: 2 }));
    return [first, second!] as const;
  };
  let office: Visitor;
  beforeAll(async () => void (office = await siteOf(county, [parametersSlice, workCalendarSlice, tasksSlice])({ role: 'county_office' })));
  const correct = (id: string, content: object) => office.send(`/handed-tasks/${id}`, content, 'PATCH');

  test('is corrected for all to whom it went, each with its journal line, until one of them receives it', async () => {
    const [first, second] = await both();
    expect((await correct(first.id, { title: '报送典型材料', days: 6 })).body).toMatchObject({ title: '报送典型材料', days: 6, due_on: '2026-10-06' });
    expect(await now(second.id)).toMatchObject({ title: '报送典型材料', days: 6, due_on: '2026-10-06', version: 2, committee_id: county.there.committee });
    const { rows } = await reading(county.house, county.cast.office, (look) => sql<{ n: number; acts: number }>`
      select count(*)::int as n, count(distinct at)::int as acts from journal where county_id = ${look.county} and step = 'edit' and record_id = any(${[first.id, second.id]}::uuid[])`.execute(look.db));
    expect(rows[0]).toEqual({ n: 2, acts: 1 });
    await county.act((act) => take(act, task, second.id, 'accept'), county.cast['other worker']);
    expect(await correct(first.id, { title: '又改' })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('小河乡已经签收') } });
    expect(await correct(second.id, { title: '又改' })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('内容不能再改') } });
    expect((await now(first.id)).title).toBe('报送典型材料');
  });

  test('keeps to whom it went, and a day stands in the place of a limit or the other way round', async () => {
    const [first] = await both();
    expect((await correct(first.id, { committee_ids: [county.there.committee] })).status).toBe(422);
    expect((await correct(first.id, { handed_by: 'township' })).status).toBe(422);
    expect((await correct(first.id, { due_on: '2026-11-11' })).body).toMatchObject({ days: null, due_on: '2026-11-11' });
    expect((await correct(first.id, { days: 3, due_on: '2026-11-11' })).body).toMatchObject({ days: 3, due_on: '2026-10-01' });
    expect((await correct(first.id, { due_on: '2026-09-01' })).body.fields.due_on).toContain('早于交办日期');
  });

  test('is cancelled once it was received, and handed down anew from the same words', async () => {
    const [first] = await both();
    await county.act((act) => take(act, task, first.id, 'accept'), county.cast.worker);
    const { version } = await now(first.id);
    await office.send(`/handed-tasks/${first.id}/cancellation`, { reason: '内容有误', version });
    expect((await office.get(`/handed-tasks/${first.id}`)).text).toContain(`/handed-tasks/new?again=${first.id}`);
    expect((await office.get(`/handed-tasks/new?again=${first.id}`)).text).toContain('value="报送材料"');
  });
});

test.each([
  [{ committee_ids: [] }, 'committee_ids', '至少选一个'],
  [{ days: undefined }, 'due_on', '请填办结期限'],
  [{ days: undefined, due_on: '2026-09-01' }, 'due_on', '早于交办日期'],
  [{ days: 5, due_on: '2026-12-31' }, 'due_on', '只填一项'],
  [{ handed_on: '2999-01-01' }, 'handed_on', '在今天之后'],
])('%j is refused at %s with a sentence', async (values, field, sentence) => {
  await expect(handed(values as never)).rejects.toMatchObject({ fields: { [field]: expect.stringContaining(sentence) } });
});

test('a new calendar moves the running ones that are counted in working days, and nothing else, in one act with a list', async () => {
  const { cast } = county;
  const counted = await handed({ handed_on: '2026-09-30', days: 5, title: '国庆后报送' });
  const fixed = await handed({ days: undefined, due_on: '2026-10-09', title: '定日期的' });
  const over = await handed({ handed_on: '2026-09-30', days: 5, title: '已取消的' });
  await county.act((act) => take(act, task, over.id, 'cancel', { reason: '不再需要' }), cast.office);
  expect(counted.due_on).toBe('2026-10-07');
  const entered = await county.act((act) => enterYear(act, { year: 2026, source: '国办通知', notice: '七、国庆节：10月1日至7日放假调休，共7天。9月20日、10月10日上班。' }, {}), cast.office);
  expect((await now(counted.id)).due_on).toBe('2026-10-13');
  expect((await now(fixed.id)).due_on).toBe('2026-10-09');
  expect((await now(over.id)).due_on).toBe('2026-10-07');
  const moved = entered.moved as unknown as Moved[];
  expect(moved).toContainEqual({ record: 'task', id: counted.id, name: '国庆后报送', from: '2026-10-07', to: '2026-10-13' });
  expect(moved.map(({ id }) => id)).not.toContain(fixed.id);
  const { rows } = await reading(county.house, cast.office, (look) => sql`
    select count(*)::int as n, count(distinct at)::int as acts from journal where county_id = ${look.county} and content::jsonb ->> 'step' = 'recount'`.execute(look.db));
  expect(rows[0]).toEqual({ n: moved.length, acts: 1 });
  await expect(county.act((act) => enterYear(act, { year: 2026, source: '又一份', notice: '国庆节：10月1日至7日放假。' }, {}), cast.office)).rejects.toMatchObject({ fields: { year: expect.stringContaining('已经登记过') } });
});
