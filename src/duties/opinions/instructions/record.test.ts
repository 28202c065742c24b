import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { verdict } from '#platform/figures/claim.ts';
import { reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects, noteInstruction } from '#duties/opinions/instructions/actions.ts';
import { claims, figures, leadersKnown } from '#duties/opinions/instructions/facts.ts';
import { instruction, instructionFields, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { linkEntries } from '#duties/opinions/links.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, workCalendarSlice, opinionsSlice]);
});
afterAll(() => county.drop());

/** An issued item made from these entries, with its member. */
const issued = (more: Partial<OpinionItem> = {}, entries: readonly LedgerEntry[] = []): Promise<OpinionItem> => county.act(async (act) => {
  const [item] = await createMany<OpinionItem>(act, opinionItem, [{
    title: '集镇停车秩序亟待规范', situation: '逢集拥堵', advice: '划定停车位', state: 'issued', route: 'county', committee_id: county.here.committee, member_id: county.here.member,
    submitted_on: '2025-03-02', precision: 'day', sources: entries.length, ...more,
  }]);
  await linkEntries(act, item!.id, entries.map(({ id }) => id));
  return item!;
});
const told = (matters: readonly string[], more: Partial<LedgerEntry> = {}): Promise<LedgerEntry[]> =>
  county.act((act) => enterMany(act, matters.map((matter) => ({ committee_id: county.here.committee, received_on: '2025-02-01', matter, ...more })), {}));
const noted = (item: OpinionItem, values: Partial<Instruction> = {}, actor: Actor = county.cast.office): Promise<Instruction> =>
  county.act((act) => noteInstruction(act, { item_id: item.id, leader: '县委书记', level: 'county', instructed_on: '2025-06-20', words: '请研办', ...values }, {}), actor);
const step = (actor: Actor, { id }: Instruction, name: keyof typeof effects, input?: object, reason?: string): Promise<Instruction> =>
  county.act((act) => take<Instruction>(act, instruction, id, name, { input: input as Record<string, unknown>, reason, effect: effects[name] }), actor);
const handedTo = (lead: string, more: object = {}) => ({ lead_unit_id: lead, days: 5, ...more });

test('who may do what in which state', () => {
  expect(faultsOfPath(instruction)).toEqual([]);
  const theirs = { committee_id: own.committee, member_id: own.member, leader: '县委书记', level: 'county', sources: 2, handed_on: '2025-06-21', lead_unit_id: own.unit, assisting_ids: [other.unit], countersigned_ids: [] };
  expect(matrix(instruction, {
    'chased by the office, led by the own unit, assisted by the other': theirs,
    'chased by the other unit': { ...theirs, assisting_ids: [], supervisor_unit_id: other.unit },
    'of the own township, all told, not handed over': { committee_id: own.committee, member_id: own.member, level: 'township', sources: 1, told_member_on: '2025-07-01', told_residents_on: '2025-07-01', assisting_ids: [], countersigned_ids: [] },
    'of another committee': { committee_id: other.committee, level: 'county', sources: 0, assisting_ids: [], countersigned_ids: [] },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, instruction, instructionFields, {
    columns: {
      committee_id: [own.committee, other.committee, null], member_id: [own.member, other.member, null], lead_unit_id: [own.unit, other.unit, null], supervisor_unit_id: [own.unit, other.unit, null],
      assisting_ids: [[], [own.unit], [own.unit, other.unit]], countersigned_ids: [[], [own.unit]], sources: [0, 1], handed_on: ['2025-06-21', null], told_member_on: ['2025-06-21', null],
      told_residents_on: ['2025-06-21', null], on_time: [true, false, null],
    },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const item = await issued();
  const random = fc.tuple(contentOf(instructionFields), stateOf(instruction), fc.constantFrom(here.committee, there.committee, null), fc.constantFrom(true, false, null), fc.constantFrom('2025-06-21', null))
    .map(([values, state, committee_id, on_time, handed_on]) => ({ ...values, state, committee_id, on_time, handed_on, item_id: item.id, title: item.title, told_residents_on: handed_on }) as Partial<Instruction>);
  const rows = await county.act((act) => createMany<Instruction>(act, instruction, several(random, 60)));
  const then = await numbersNow(house, cast.office, figures);
  await step(cast.office, rows.find(({ state, level }) => state === 'fed_back' && level !== 'township')!, 'accept');
  await step(cast.office, rows.find(({ state }) => state === 'filed')!, 'void', {}, '登记重了');
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast['unit clerk']], committees: [here.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('from the paper to the residents: handed to two units, fed back, returned once, accepted, told, closed', async () => {
  const { cast, here, there } = county;
  const entries = await told(['停车难', '货车占道']);
  const item = await issued({}, entries);
  const row = await noted(item);
  expect(row).toMatchObject({ state: 'noted', committee_id: here.committee, member_id: here.member, sources: 2, content: '逢集拥堵\n划定停车位', direct: false });
  expect(await reading(county.house, cast.office, (look) => get<OpinionItem>(look, opinionItem, item.id))).toMatchObject({ outcomes: 1, instructions: 1 });
  expect(await reading(county.house, cast['unit clerk'], (look) => find(look, instruction, row.id))).toBeUndefined(); // nothing of it before it is handed over
  await step(cast.office, row, 'handOver', handedTo(here.unit, { assisting: '县交通运输局' }));
  await expect(step(cast['unit clerk'], row, 'feedBack', { result: 'solved', feedback: '已划线' })).rejects.toThrow('1个配合单位');
  expect(await step(cast['other unit clerk'], row, 'countersign', { words: '已设禁停标志' })).toMatchObject({ countersigned_ids: [there.unit], assisting_words: '县交通运输局：已设禁停标志' });
  expect(await step(cast['unit clerk'], row, 'feedBack', { result: 'solved', feedback: '已划线' })).toMatchObject({ state: 'fed_back', on_time: true, fed_back_on: today() });
  await expect(step(cast['unit clerk'], row, 'accept')).rejects.toMatchObject({ status: 403 });
  expect(await step(cast.office, row, 'return', { days: 3 }, '请写明划了多少车位')).toMatchObject({ state: 'returned', returned: 1, on_time: null, fed_back_on: null, feedback: '已划线' });
  await step(cast['unit clerk'], row, 'feedBack', { result: 'solved', feedback: '划线停车位86个' });
  expect(await step(cast.office, row, 'accept')).toMatchObject({ state: 'accepted', accepted_on: today() });
  await expect(step(cast.office, row, 'close')).rejects.toMatchObject({ status: 422, message: expect.stringContaining('反映委员') });
  await step(cast.worker, row, 'tellMember', { told_member_on: today() });
  await expect(step(cast.office, row, 'close')).rejects.toThrow('群众');
  expect(await step(cast.worker, row, 'tellResidents', { answer: '已划线停车位86个', told_residents_on: today() })).toMatchObject({ told_residents_on: today() });
  for (const { id } of entries) expect(await reading(county.house, cast.office, (look) => get<LedgerEntry>(look, ledgerEntry, id))).toMatchObject({ state: 'answered', outcome_text: '已划线停车位86个', answered_on: today() });
  expect(await step(cast.office, row, 'close')).toMatchObject({ state: 'closed', closed_on: today() });
});

describe('answering the residents', () => {
  test('of two committees each answers its own; told when the last one is', async () => {
    const { cast, here, there } = county;
    const [mine] = await told(['路灯']);
    const [theirs] = await told(['路灯'], { committee_id: there.committee });
    const row = await noted(await issued({}, [mine!, theirs!]));
    await step(cast.office, row, 'handOver', handedTo(here.unit));
    await step(cast.office, row, 'feedBack', { result: 'solved', feedback: '已修' });
    await step(cast.office, row, 'accept');
    expect(await step(cast.worker, row, 'tellResidents', { answer: '已修', told_residents_on: today() })).toMatchObject({ told_residents_on: null });
    await expect(step(cast.worker, row, 'tellResidents', { answer: '已修', told_residents_on: today() })).rejects.toThrow('还有1条民情');
    expect(await step(cast.office, row, 'tellResidents', { answer: '已修', told_residents_on: today() })).toMatchObject({ told_residents_on: today() });
  });

  test('what was closed meanwhile stays as it was', async () => {
    const { cast, here } = county;
    const [entry] = await told(['井盖'], { handling: 'on_spot', outcome: 'solved' });
    const row = await noted(await issued({}, [entry!]));
    await step(cast.office, row, 'handOver', handedTo(here.unit));
    await step(cast.office, row, 'feedBack', { result: 'solved', feedback: '已换' });
    await step(cast.office, row, 'accept');
    expect(await step(cast.worker, row, 'tellResidents', { answer: '已换', told_residents_on: today() })).toMatchObject({ told_residents_on: today() });
    expect(await reading(county.house, cast.office, (look) => get<LedgerEntry>(look, ledgerEntry, entry!.id))).toMatchObject({ state: 'closed', answered_on: null });
  });
});

describe('handing over', () => {
  test('the limit is the plan’s, that of the direct channel is shorter, and a day may be set instead', async () => {
    const { cast, here } = county;
    const [usual, direct, set] = [await noted(await issued()), await noted(await issued({ route: 'direct' })), await noted(await issued())];
    expect((await step(cast.office, usual, 'handOver', { lead_unit_id: here.unit })).days).toBe(15);
    expect((await step(cast.office, direct, 'handOver', { lead_unit_id: here.unit })).days).toBe(5);
    expect(await step(cast.office, set, 'handOver', { lead_unit_id: here.unit, due_on: '2099-01-05' })).toMatchObject({ days: null, due_on: '2099-01-05' });
  });

  test('the unit complained of does not handle it, leading, assisting or chasing', async () => {
    const { cast, here, there } = county;
    const [entry] = await told(['水务局的人收费不开票'], { about_unit_id: here.unit });
    const row = await noted(await issued({}, [entry!]));
    await expect(step(cast.office, row, 'handOver', handedTo(here.unit))).rejects.toMatchObject({ fields: { lead_unit_id: expect.stringContaining('反映的正是') } });
    await expect(step(cast.office, row, 'handOver', handedTo(there.unit, { assisting: '县水务局' }))).rejects.toMatchObject({ fields: { assisting: expect.stringContaining('反映的正是') } });
    await expect(step(cast.office, row, 'handOver', handedTo(there.unit, { supervisor_unit_id: here.unit }))).rejects.toMatchObject({ fields: { supervisor_unit_id: expect.stringContaining('反映的正是') } });
    expect(await step(cast.office, row, 'handOver', handedTo(there.unit))).toMatchObject({ state: 'handed' });
  });

  test('a supervision office chases what was given to it, and does not judge what it handles itself', async () => {
    const { cast, here, there } = county;
    const row = await noted(await issued());
    await expect(step(cast.office, row, 'handOver', handedTo(here.unit, { supervisor_unit_id: here.unit }))).rejects.toMatchObject({ fields: { supervisor_unit_id: expect.stringContaining('督办') } });
    await step(cast.office, row, 'handOver', handedTo(here.unit, { supervisor_unit_id: there.unit }));
    expect(await step(cast['other unit clerk'], row, 'remind')).toMatchObject({ state: 'handed', reminders: 1, reminded_on: today() });
    await expect(step(cast['unit clerk'], row, 'remind')).rejects.toMatchObject({ status: 403 });
    await step(cast['unit clerk'], row, 'feedBack', { result: 'not_now', feedback: '资金不足' });
    expect(await step(cast['other unit clerk'], row, 'accept')).toMatchObject({ state: 'accepted' });
  });

  test('a clerk of the office who also works for the unit does not judge its feedback', async () => {
    const { cast, here } = county;
    const both: Actor = { ...cast.office, posts: [...cast.office.posts, ...cast['unit clerk'].posts] };
    const row = await noted(await issued());
    await step(cast.office, row, 'handOver', handedTo(here.unit));
    await step(both, row, 'feedBack', { result: 'solved', feedback: '已办' });
    await expect(step(both, row, 'accept')).rejects.toMatchObject({ status: 403 });
    expect(await step(cast.office, row, 'accept')).toMatchObject({ state: 'accepted' });
  });

  test('what a township’s own leader wrote is handed over by the committee', async () => {
    const { cast, here } = county;
    const row = await noted(await issued(), { leader: '镇党委书记', level: 'township' }, cast.worker);
    expect(await step(cast.director, row, 'handOver', handedTo(here.unit))).toMatchObject({ state: 'handed' });
    await expect(step(cast['other director'], row, 'remind')).rejects.toMatchObject({ status: 404 });
  });

  test('what was only read is filed with a reason, and may still be handed over', async () => {
    const { cast, here } = county;
    const row = await noted(await issued(), { words: undefined });
    expect(await step(cast.office, row, 'file', {}, '圈阅')).toMatchObject({ state: 'filed', words: null });
    expect(await step(cast.office, row, 'handOver', handedTo(here.unit))).toMatchObject({ state: 'handed' });
  });
});

test('feedback says by when what is planned, and an extension counts as in time', async () => {
  const { cast, here } = county;
  const row = await noted(await issued());
  await step(cast.office, row, 'handOver', handedTo(here.unit));
  const feedback = (values: object) => step(cast['unit clerk'], row, 'feedBack', { result: 'planned', feedback: '列入明年', ...values });
  await expect(feedback({})).rejects.toMatchObject({ fields: { planned_on: expect.stringContaining('什么时候完成') } });
  await expect(feedback({ result: 'solved', planned_on: '2099-01-01' })).rejects.toMatchObject({ fields: { planned_on: expect.stringContaining('列入计划') } });
  await expect(feedback({ planned_on: '2099-01-01', fed_back_on: '2099-01-01' })).rejects.toMatchObject({ fields: { fed_back_on: expect.stringContaining('今天之后') } });
  await expect(feedback({ planned_on: '2099-01-01', fed_back_on: '2025-01-01' })).rejects.toMatchObject({ fields: { fed_back_on: expect.stringContaining('早于转办') } });
  await expect(step(cast.office, row, 'extend', { due_on: '2025-01-01' }, '汛期')).rejects.toMatchObject({ fields: { due_on: expect.stringContaining('晚于') } });
  expect(await step(cast.office, row, 'extend', { due_on: '2099-03-01' }, '汛期')).toMatchObject({ due_on: '2099-03-01', days: null });
  expect(await feedback({ planned_on: '2099-01-01' })).toMatchObject({ on_time: true, planned_on: '2099-01-01' });
});

test('one paper is noted once; struck, it is taken off its item and may be noted anew', async () => {
  const { cast, house } = county;
  const item = await issued();
  const row = await noted(item);
  await expect(noted(item)).rejects.toMatchObject({ fields: { leader: expect.stringContaining('已经登记过') } });
  expect(await noted(item, { leader: '县长' })).toMatchObject({ leader: '县长' });
  await step(cast.office, row, 'void', {}, '照片拍错了');
  expect(await reading(house, cast.office, (look) => get<OpinionItem>(look, opinionItem, item.id))).toMatchObject({ outcomes: 1, instructions: 1 });
  expect(await noted(item)).toMatchObject({ state: 'noted' });
  expect((await reading(house, cast.office, leadersKnown)).map(({ leader }) => leader)).toEqual(expect.arrayContaining(['县委书记', '县长', '镇党委书记']));
});

test('every handed instruction past its day is fed back, and what was accepted long ago was told: else it is a counter-example', async () => {
  const { house, cast, here } = county;
  const item = await issued();
  const given = (state: string, values: Partial<Instruction>) => ({ item_id: item.id, title: item.title, leader: '县长', level: 'county', instructed_on: '2020-03-01', handed_on: '2020-03-02', due_on: '2020-03-20', state, ...values });
  await county.act((act) => createMany<Instruction>(act, instruction, [
    given('handed', {}), given('closed', { accepted_on: '2020-03-15', member_id: here.member, told_member_on: '2020-03-16', sources: 1, told_residents_on: '2020-03-17' }),
    given('accepted', { accepted_on: '2020-03-18', sources: 2 }), given('handed', { due_on: '2020-12-31' }), given('void', {}),
  ]));
  const [fedBack, allTold] = claims;
  const scope = { from: '2020-01-01', to: '2020-06-30' };
  const first = await reading(house, cast.office, (look) => fedBack!.examine(look, scope));
  expect([first.examined, first.counterExamples.map(({ why }) => why)]).toEqual([3, ['反馈期限是2020-03-20，还没有反馈']]);
  const second = await reading(house, cast.office, (look) => allTold!.examine(look, scope));
  expect([second.examined, second.counterExamples.map(({ why }) => why)]).toEqual([2, ['反馈认可已满30天，还没有答复群众']]);
  expect(verdict(await reading(house, cast.office, (look) => allTold!.examine(look, { from: '2020-01-01', to: '2020-04-01' })))).toBe('nothing_to_examine');
  expect(fedBack!.otherwise(first)).toContain('已反馈2件');
});
