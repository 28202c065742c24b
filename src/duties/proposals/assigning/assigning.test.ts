import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take, type Taking } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { workingDayAfter, workCalendar } from '#platform/working-days.ts';
import { unit } from '#institutions/units/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { assigningBoard } from '#duties/proposals/assigning/board-reading.ts';
import { dueDayOf, monthsAfter } from '#duties/proposals/assigning/clock.ts';
import { figures } from '#duties/proposals/assigning/facts.ts';
import { handedOn } from '#duties/proposals/assigning/handed.ts';
import { assignAll, prepareMany } from '#duties/proposals/assigning/meeting.ts';
import { assigningLetter, handedSheet, unitLists } from '#duties/proposals/assigning/papers.ts';
import { turnsOf } from '#duties/proposals/assigning/shown.tsx';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
let organisation: string;
beforeAll(async () => {
  county = await testCounty([{ records: [parameterSetting] }, proposalsSlice]);
  [organisation] = await county.act(async (act) => (await createMany(act, unit, [{ name: '县委组织部', side: 'party' }])).map(({ id }) => id)) as [string];
});
afterAll(() => county.drop());

const session = { term: 9, session: 5 };
const step = (actor: Actor, id: string, name: keyof typeof proposal.steps, taking: Taking<Proposal> = {}) =>
  transact(county.house, actor, null, (act) => take(act, proposal, id, name, { ...taking, effect: effects[name] }));
const filed = async (title: string): Promise<string> => {
  const { office } = county.cast;
  const row = await transact(county.house, office, null, (act) => enterProposal(act, { title, situation: '低洼积水。', advice: '一、疏通。', member_id: county.here.member, ...session, time_class: 'session' }, {}));
  await step(office, row.id, 'file');
  return row.id;
};
const seen = (id: string) => reading(county.house, county.cast.office, (look) => get(look, proposal, id));
const set = (key: string, value: string) => county.act((act) => createMany<ParameterSetting>(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));
/** As if it had been assigned so many days ago. */
const since = (id: string, columns: Partial<Pick<Proposal, 'object_by' | 'clock_from' | 'due_on' | 'extensions'>>) => county.act(async (act) => { await act.db.updateTable('proposals').set(columns).where('county_id', '=', county.id).where('id', '=', id).execute(); });

test('the day of the reply follows the plan: months, or a fixed day of the year while it is ahead', async () => {
  const due = (time_class: string, from: string) => reading(county.house, county.cast.office, (look) => dueDayOf(look, { time_class }, from));
  expect(await due('session', '2025-02-10')).toBe('2025-05-10');
  await set('assigning.session_rule', 'fixed');
  await set('assigning.fixed_month', '6');
  await set('assigning.fixed_day', '31');
  expect([await due('session', '2025-02-10'), await due('session', '2025-06-30'), await due('ordinary', '2025-02-10')]).toEqual(['2025-06-30', '2025-09-30', '2025-05-10']);
  await set('assigning.session_rule', 'months');
});

test('one assignment: mode, side and window follow from the units and the plan; what does not fit is refused at its field', async () => {
  const { office } = county.cast;
  const { here, there } = county;
  const id = await filed('关于路灯的提案');
  await expect(step(office, id, 'assign', { input: { lead_unit_id: here.unit, mode: 'sole', assisting: '县交通运输局' } })).rejects.toMatchObject({ fields: { mode: expect.any(String) } });
  await expect(step(office, id, 'assign', { input: { lead_unit_id: here.unit, mode: 'separate' } })).rejects.toMatchObject({ fields: { assisting: expect.any(String) } });
  const row = await step(office, id, 'assign', { input: { lead_unit_id: organisation, mode: 'separate', assisting: '县水务局、县交通运输局' } });
  expect(row).toMatchObject({ mode: 'separate', side: 'party', separate_ids: [here.unit, there.unit], assisting_ids: [], clock_from: today(), due_on: monthsAfter(today(), 3), object_by: workingDayAfter(workCalendar([]), today(), 10) });
  expect(await reading(county.house, county.cast['unit clerk'], (look) => get(look, proposal, id)), 'a unit that handles it separately sees it').toBeDefined();
});

test('an objection needs the window, a reason and a unit; then the office forces, and nobody objects again', async () => {
  const { office, 'unit clerk': water, 'other unit clerk': traffic } = county.cast;
  const { here, there } = county;
  const id = await filed('关于桥梁的提案');
  await step(office, id, 'assign', { input: { lead_unit_id: here.unit } });
  await since(id, { object_by: '2026-01-05', clock_from: '2025-12-20' });
  const objection = { input: { proposed_unit_id: there.unit }, reason: '三定方案不在本单位' };
  await expect(step(water, id, 'dispute', objection)).rejects.toMatchObject({ status: 422, clause: 'duty.yearly', message: expect.stringMatching(/方案.*2026-01-05.*联系/u) });
  await since(id, { object_by: today() });
  await expect(step(water, id, 'dispute', { ...objection, reason: undefined })).rejects.toMatchObject({ status: 422 });
  await expect(step(water, id, 'dispute', { ...objection, input: { proposed_unit_id: here.unit } })).rejects.toMatchObject({ fields: { proposed_unit_id: expect.any(String) } });
  expect(await step(water, id, 'dispute', objection), 'on the last day it is still in time').toMatchObject({ state: 'disputed', bounced: 1 });
  await step(office, id, 'reassign', { input: { lead_unit_id: there.unit } });
  await step(traffic, id, 'dispute', { input: { proposed_unit_id: here.unit }, reason: '排水属水务' });
  const forced = await step(office, id, 'force', { input: { lead_unit_id: there.unit }, reason: '县政府分管领导决定' });
  expect(forced).toMatchObject({ state: 'assigned', lead_unit_id: there.unit, forced_on: today(), bounced: 2, proposed_unit_id: null });
  await expect(step(traffic, id, 'dispute', { input: { proposed_unit_id: here.unit }, reason: '再次' })).rejects.toMatchObject({ status: 403 });
  const turns = await reading(county.house, office, (look) => turnsOf(look, forced));
  expect(turns.map(({ state, lead_unit_id, forced: told }) => [state, lead_unit_id === here.unit ? '水务' : '交通', told])).toEqual([
    ['assigned', '水务', false], ['disputed', '水务', false], ['assigned', '交通', false], ['disputed', '交通', false], ['assigned', '交通', true],
  ]);
});

test('another day is asked for in time and within the plan; an approved one counts as on time', async () => {
  const { office, 'unit clerk': water } = county.cast;
  const id = await filed('关于水塘的提案');
  await step(office, id, 'assign', { input: { lead_unit_id: county.here.unit } });
  const { due_on: due } = await seen(id);
  const ask = (extension_to: string) => step(water, id, 'extend', { input: { extension_to }, reason: '要等上级资金' });
  await expect(ask(due!)).rejects.toMatchObject({ fields: { extension_to: expect.any(String) } });
  await expect(ask(monthsAfter(today(), 7))).rejects.toMatchObject({ fields: { extension_to: expect.stringContaining('最长6个月') } });
  await ask(monthsAfter(today(), 5));
  await expect(ask(monthsAfter(today(), 5)), 'while one waits').rejects.toMatchObject({ status: 403 });
  await step(office, id, 'deny', { reason: '请抓紧' });
  await ask(monthsAfter(today(), 4));
  expect(await step(office, id, 'grant')).toMatchObject({ due_on: monthsAfter(today(), 4), extensions: 1, extension_to: null });
  await expect(ask(monthsAfter(today(), 5))).rejects.toMatchObject({ code: 'too_many_extensions' });
  await since(id, { due_on: '2020-01-01' });
  await expect(ask(monthsAfter(today(), 1))).rejects.toMatchObject({ code: 'too_late' });
});

test('the meeting: units are thought over for many, saved all or none, assigned with one click, and printed unit by unit', async () => {
  const { office } = county.cast;
  const ids = [await filed('关于乡道维修的提案'), await filed('关于饮水工程的提案'), await filed('关于干部培训的提案'), await filed('关于留着的提案')];
  const rows = (names: [string, string, string][]) => names.map(([lead, others, mode], n) => ({ id: ids[n]!, lead, others, mode }));
  const save = (some: ReturnType<typeof rows>) => transact(county.house, office, null, (act) => prepareMany(act, some));
  await expect(save(rows([['县交通运输局', '', ''], ['县水务', '', '']]))).rejects.toMatchObject({ status: 422, fields: { [ids[1]!]: expect.stringContaining('“县水务”') } });
  expect((await seen(ids[0]!)).lead_unit_id, 'all or none').toBeNull();
  const thought = rows([['县交通运输局', '', ''], ['县水务局', '县交通运输局', ''], ['县委组织部', '', ''], ['县水务局', '', '']]);
  expect(await save(thought)).toBe(4);
  expect(await save(thought), 'what did not change is not written').toBe(0);
  expect(await save([{ id: ids[3]!, lead: '', others: '', mode: '' }])).toBe(1);
  expect(await reading(county.house, county.cast['unit clerk'], async (look) => (await list(look, proposal, { where: is('state', 'filed'), limit: 9 })).length), 'no unit sees it yet').toBe(0);
  const board = await reading(county.house, office, (look) => assigningBoard(look, session, 1));
  expect([board.total, board.ready]).toEqual([4, 3]);
  expect(await transact(county.house, office, null, (act) => assignAll(act, session))).toBe(3);
  expect(await Promise.all(ids.map(async (id) => (await seen(id)).state))).toEqual(['assigned', 'assigned', 'assigned', 'filed']);
  await expect(transact(county.house, office, null, (act) => assignAll(act, session))).rejects.toMatchObject({ code: 'none_ready' });

  const handed = (await reading(county.house, office, (look) => handedOn(look, session, today()))).map(({ unit: one, items }) => ({ unit: one, items: items.filter(({ row }) => ids.includes(row.id)) })).filter(({ items }) => items.length > 0);
  expect(handed.map(({ unit: { name }, items }) => [name, items.map(({ role }) => role)])).toEqual([['县交通运输局', ['sole', 'assisting']], ['县委组织部', ['sole']], ['县水务局', ['lead']]]);
  const facts = { session, county: { name: '云岭自治县', bodyName: '政协云岭自治县委员会' }, on: today(), objectBy: '2026-12-31', assistingBy: '2026-12-20', handed, names: new Map(handed.map(({ unit: one }) => [one.id, one.name])) };
  expect(unitLists(facts).papers).toHaveLength(3);
  expect(assigningLetter('party', facts)).toMatchObject({ organ: '中共云岭自治县委员会办公室', addressee: '县委组织部' });
  expect(JSON.stringify(assigningLetter('government', facts))).not.toContain('干部培训');
  expect(handedSheet(facts).rows).toHaveLength(4);
});

test('what was assigned teaches: the next one like it is suggested the same unit, at once', async () => {
  await filed('关于小河乡饮水工程的提案');
  const board = await reading(county.house, county.cast.office, (look) => assigningBoard(look, session, 1));
  const suggested = board.rows.find(({ title }) => title.includes('小河乡'))!.suggestions[0]!;
  expect(suggested).toMatchObject({ unit: county.here.unit, examples: [{ title: '关于饮水工程的提案' }] });
});

test('every number of the assignment opens the list it counts', () =>
  expectListsEqualFigures(county.house, figures, { actors: [county.cast.program, county.cast.office], committees: [county.here.committee] }));
