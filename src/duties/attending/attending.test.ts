import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Actor } from '#platform/identity/actor.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { attendancesOf, invite, signUp, type Asked } from '#duties/attending/asking.ts';
import { halvesOf, type Half } from '#duties/attending/halves.ts';
import { markedIn, presumed } from '#duties/attending/marking.ts';
import { othersIn } from '#duties/attending/invitations-page.tsx';
import { attendance, attendanceFields, type Attendance } from '#duties/attending/record.ts';
import { effects } from '#duties/attending/replying.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { isThere, presences, type Presence } from '#duties/attending/words.ts';
import { correctInspection, effects as visitEffects, enterInspection } from '#duties/inspections/actions.ts';
import { figures } from '#duties/inspections/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { visiting } from '#duties/inspections/visiting.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, attendingSlice, inspectionsSlice]);
});
afterAll(() => county.drop());

const asMember = (member_id: string, invitee: string, body_id: string): Asked => ({ capacity: 'member', invitee, member_id, body_id });
const expert: Asked = { capacity: 'expert', invitee: '李明 县农科所' };
const both = (): Asked[] => [asMember(county.here.member, '石大山', county.here.committee), asMember(county.there.member, '杨小河', county.there.committee), expert];

const begin = (values: Partial<Inspection> = {}, who: Actor = county.cast.worker): Promise<Inspection> =>
  county.act((act) => enterInspection(act, { topic: '水厂', kind: 'inspection', committee_id: county.here.committee, held_on: today(), precision: 'day', report: false, ...values }, {}), who);
const ask = (row: Inspection, people: readonly Asked[] = both(), who: Actor = county.cast.worker): Promise<Inspection> => county.act((act) => invite(act, visiting, row.id, people), who);
const listOf = (row: Inspection, who: Actor = county.cast.office): Promise<Attendance[]> => reading(county.house, who, (look) => attendancesOf(look, visiting, row.id));
const of = async (row: Inspection, name: string): Promise<Attendance> => (await listOf(row)).find(({ invitee }) => invitee.startsWith(name))!;
const step = (id: string, name: keyof typeof attendance.steps, who: Actor, more: { input?: Record<string, unknown>; reason?: string } = {}): Promise<Attendance> =>
  county.act((act) => take<Attendance>(act, attendance, id, name, { ...more, effect: effects[name] }), who);
const visitStep = (id: string, name: keyof typeof inspection.steps, who: Actor, more: { input?: Record<string, unknown>; reason?: string } = {}): Promise<Inspection> =>
  county.act((act) => take<Inspection>(act, inspection, id, name, { ...more, effect: visitEffects[name] }), who);
/** What the journal says of a step, in order. */
const linesOf = (name: string): Promise<{ onBehalfOf?: string }[]> => reading(county.house, county.cast.office, async ({ db, county: id }) => {
  const rows = await db.selectFrom('journal').select('content').where('county_id', '=', id).where('record', '=', attendance.name).where('step', '=', name).orderBy('seq').execute();
  return rows.map(({ content }) => JSON.parse(content) as { onBehalfOf?: string });
});

test('who may do what in which state', () => {
  expect(faultsOfPath(attendance)).toEqual([]);
  const base = { capacity: 'member', leave_by: 'office', halves: {}, body_id: null, member_id: null, person_id: null, unit_id: null };
  expect(matrix(attendance, {
    'to the own committee’s activity': { ...base, committee_id: own.committee, member_id: own.member },
    'to another’s, of the own committee’s member, leave by the head': { ...base, committee_id: other.committee, body_id: own.committee, member_id: own.member, leave_by: 'head' },
    'of a unit to the county’s': { ...base, committee_id: null, capacity: 'unit', unit_id: own.unit, leave_by: 'head' },
    'marked': { ...base, committee_id: own.committee, member_id: own.member, marked_on: '2026-03-01' },
    'closed for credit': { ...base, committee_id: own.committee, member_id: own.member, marked_on: '2026-03-01', closed_on: '2026-03-05' },
  })).toMatchSnapshot();
});

test('relations mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, attendance, attendanceFields, {
    columns: { committee_id: [own.committee, other.committee, null], body_id: [own.committee, other.committee, null], member_id: [own.member, other.member, null], person_id: [own.person, null], unit_id: [own.unit, other.unit, null], leave_by: ['office', 'head'], came: [true, false, null], closed_on: ['2026-03-05', null], inspection_id: [own.person, null], halves: [{}] },
    conditions: Object.fromEntries(figures.filter(({ record }) => record === attendance.name).map((one) => [one.name, one.where])),
  }));

test('half-days: every one from the first to the last, and none besides', () => {
  expect(halvesOf({ from: '2026-02-28', until: '2026-03-01', fromHalf: 'pm' })).toEqual(['2026-02-28pm', '2026-03-01am', '2026-03-01pm']);
  expect(halvesOf({ from: '2026-03-01', fromHalf: 'am', untilHalf: 'am' })).toEqual(['2026-03-01am']);
  fc.assert(fc.property(fc.integer({ min: 0, max: 14 }), fc.constantFrom('am', 'pm'), fc.constantFrom('am', 'pm'), (days, fromHalf, untilHalf) => {
    const until = new Date(Date.UTC(2026, 1, 20 + days)).toISOString().slice(0, 10);
    const n = (days + 1) * 2 - (fromHalf === 'pm' ? 1 : 0) - (untilHalf === 'am' ? 1 : 0);
    expect(halvesOf({ from: '2026-02-20', until, fromHalf, untilHalf })).toHaveLength(Math.max(0, n));
  }));
});

test('whoever is asked sees the visit and answers; the committee of a member answers for him, and the journal says for whom', async () => {
  const row = await ask(await begin());
  expect(row.asked_ids.toSorted()).toEqual([county.here.member, county.there.member].toSorted());
  expect((await listOf(row, county.cast.member)).map(({ invitee }) => invitee), 'a member sees the own invitation alone').toEqual(['石大山']);
  await step((await of(row, '石大山')).id, 'accept', county.cast.member);
  const answered = await step((await of(row, '杨小河')).id, 'ask_leave', county.cast['other worker'], { input: { why: '外出' } });
  expect(answered).toMatchObject({ state: 'leave_asked', why: '外出', replied_on: today() });
  await expect(step((await of(row, '石大山')).id, 'ask_leave', county.cast['other member'], { input: { why: '外出' } })).rejects.toMatchObject({ status: 404 });
  expect((await linesOf('ask_leave')).at(-1)).toMatchObject({ onBehalfOf: '杨小河' });
});

test('leave is granted by whom the plan says, as it was when the person was asked', async () => {
  const first = await ask(await begin());
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'attending.leave_by', value: 'head', from_day: today() }]));
  const second = await ask(await begin());
  for (const row of [first, second]) await step((await of(row, '石大山')).id, 'ask_leave', county.cast.member, { input: { why: '住院' } });
  expect(await step((await of(first, '石大山')).id, 'excuse', county.cast.worker)).toMatchObject({ state: 'excused', decided_by: '本联络委工作人员' });
  expect(await step((await of(second, '石大山')).id, 'excuse', county.cast.worker), 'from the paper').toMatchObject({ decided_by: '联络委主任' });
  expect((await linesOf('excuse')).map(({ onBehalfOf }) => onBehalfOf ?? null)).toEqual([null, '联络委主任']);
});

test('everybody without leave was there unless the list says otherwise; the visit keeps the number of members', async () => {
  const row = await ask(await begin({ until_on: null }));
  await step((await of(row, '杨小河')).id, 'ask_leave', county.cast['other member'], { input: { why: '住院' } });
  await step((await of(row, '杨小河')).id, 'excuse', county.cast.director);
  await visitStep(row.id, 'hold', county.cast.worker, { input: { held_on: today() } });
  await expect(visitStep(row.id, 'close', county.cast.worker)).rejects.toMatchObject({ status: 422, code: 'not_ready' });
  const late = await of(row, '李明');
  const marked = await visitStep(row.id, 'mark', county.cast.worker, { input: { marks: `${late.id} ${today()}am=absent ${today()}pm=late` } });
  expect(marked).toMatchObject({ attendance: 1, marked_on: today() });
  const found = Object.fromEntries((await listOf(row)).map(({ invitee, came, present_halves, halves }) => [invitee.slice(0, 2), [came, present_halves, Object.values(halves as object).join()]]));
  expect(found).toEqual({ 石大: [true, 2, 'present,present'], 杨小: [false, 0, 'leave,leave'], 李明: [true, 1, 'absent,late'] });
  await expect(visitStep(row.id, 'mark', county.cast.worker, { input: { marks: `${late.id} ${today()}am=there` } })).rejects.toMatchObject({ status: 422 });
  await expect(visitStep(row.id, 'mark', county.cast.worker, { input: { marks: `${county.here.member} ${today()}am=late` } })).rejects.toMatchObject({ status: 422 });
});

test('closed for credit it counts, and nothing changes until the county office opens it again', async () => {
  const row = await ask(await begin());
  await visitStep(row.id, 'hold', county.cast.worker, { input: { held_on: today() } });
  const numbers = () => reading(county.house, county.cast.office, (look) => countFigures(look, figures.filter(({ name }) => ['inspections_attendances', 'inspections_attendants', 'inspections_absences', 'inspections_closed'].includes(name)), {}));
  const before = await numbers();
  await visitStep(row.id, 'mark', county.cast.worker, { input: { marks: `${(await of(row, '杨小河')).id} ${today()}am=absent ${today()}pm=absent` } });
  expect(await numbers(), 'marked is not closed').toEqual(before);
  await visitStep(row.id, 'close', county.cast.worker);
  const after = await numbers();
  expect(Object.fromEntries([...after].map(([name, n]) => [name, n - before.get(name)!]))).toEqual({ inspections_closed: 1, inspections_attendances: 1, inspections_attendants: 1, inspections_absences: 1 });
  await expect(step((await of(row, '石大山')).id, 'withdraw', county.cast.worker, { reason: '名单错了' })).rejects.toMatchObject({ status: 422, code: 'not_ready' });
  await expect(visitStep(row.id, 'mark', county.cast.worker)).rejects.toMatchObject({ status: 409 });
  await expect(county.act((act) => invite(act, visiting, row.id, [{ capacity: 'expert', invitee: '王五' }]), county.cast.worker)).rejects.toMatchObject({ status: 409 });
  await expect(visitStep(row.id, 'reopen', county.cast.worker, { reason: '漏登' })).rejects.toMatchObject({ status: 403 });
  await visitStep(row.id, 'reopen', county.cast.office, { reason: '漏登一人' });
  expect(await numbers()).toEqual(before);
  await expectListsEqualFigures(county.house, figures.filter(({ record, counts }) => record === attendance.name && !counts), { actors: [county.cast.office, county.cast.worker], committees: [county.here.committee, county.there.committee] });
});

test('members sign up while there are places, once each and in time', async () => {
  const row = await begin({ attend: 'sign_up', places: 1, topic: '茶园', kind: 'research' });
  const sign = (who: Actor, member_id: string) => county.act((act) => signUp(act, visiting, row.id, { member_id, invitee: who.name, body_id: county.here.committee }), who);
  const near: Actor = { ...county.cast.member, posts: [{ role: 'committee_member', committeeId: county.here.committee, unitId: null }] };
  await sign(near, county.here.member);
  await expect(sign(near, county.here.member)).rejects.toMatchObject({ status: 409 });
  const late: Actor = { ...county.cast['other member'], posts: near.posts };
  await expect(sign(late, county.there.member)).rejects.toMatchObject({ status: 422, code: 'full' });
});

test('put off, the invitations follow; called off, whoever is asked is told', async () => {
  const row = await ask(await begin({ reply_by: today() }));
  await county.act(async (act) => take<Inspection>(act, inspection, row.id, 'notify', { input: {}, effect: visitEffects.notify }), county.cast.worker);
  const moved = await county.act((act) => correctInspection(act, row, { topic: '水厂和水源', held_on: '2031-05-05' }), county.cast.worker);
  expect(moved).toMatchObject({ partner_ids: [] });
  expect(await of(row, '石大山')).toMatchObject({ subject: '水厂和水源', held_on: '2031-05-05' });
  await visitStep(row.id, 'cancel', county.cast.worker, { reason: '防汛' });
  const told = await reading(county.house, county.cast.member, async (look) => attendingSlice.awaited![1]!.find(look));
  expect(told.map(({ label }) => label)).toEqual(['2031-05-05 水厂和水源']);
  expect((await listOf(row)).every(({ state }) => state === 'called_off')).toBe(true);
});

test('another committee’s staff keep no list, and those that take part in a joint visit add their own', async () => {
  const alone = await begin();
  await expect(ask(alone, [expert], county.cast['other worker'])).rejects.toMatchObject({ status: 404 });
  const joint = await begin({ committee_id: null, partner_ids: [county.here.committee, county.there.committee] }, county.cast.office);
  expect(joint).toMatchObject({ joint: true });
  await ask(joint, [asMember(county.there.member, '杨小河', county.there.committee)], county.cast['other worker']);
  await visitStep(joint.id, 'hold', county.cast.office, { input: { held_on: today() } });
  await expect(visitStep(joint.id, 'mark', county.cast['other worker'])).rejects.toMatchObject({ status: 403 });
  expect(await visitStep(joint.id, 'mark', county.cast.office)).toMatchObject({ attendance: 1 });
});

test('what is tapped is what is kept, and a name needs its role', () => {
  const anyPresence = fc.constantFrom(...(Object.keys(presences) as Presence[]));
  fc.assert(fc.property(fc.uuid(), anyPresence, anyPresence, (id, am, pm) => {
    const form = new FormData();
    form.set(`presence-${id}-2026-03-01am`, am);
    form.set(`presence-${id}-2026-03-01pm`, pm);
    expect(markedIn(form).marks).toBe(`${id} 2026-03-01am=${am} 2026-03-01pm=${pm}`);
  }));
  expect(othersIn('专家：李明 县农科所\n群众代表 用水户2人')).toEqual([{ capacity: 'expert', invitee: '李明 县农科所' }, { capacity: 'resident', invitee: '用水户2人' }]);
  expect(() => othersIn('李明 县农科所')).toThrow(expect.objectContaining({ status: 422 }));
  const row = { state: 'excused', halves: { '2026-03-01am': 'present' } } as unknown as Attendance;
  expect(presumed(row, ['2026-03-01am', '2026-03-01pm'] as Half[])).toEqual({ '2026-03-01am': 'present', '2026-03-01pm': 'leave' });
  expect(Object.keys(presences).filter((one) => isThere(one as Presence))).toEqual(['present', 'late', 'left_early']);
});

test('what does not fit together is told at its field', async () => {
  const fault = async (values: Partial<Inspection>, who = county.cast.worker) => begin(values, who).then(() => undefined, (error: { fields?: Record<string, string> }) => Object.keys(error.fields ?? {})[0]);
  expect(await fault({ kind: 'study' })).toBe('destination');
  expect(await fault({ until_on: '2020-01-01' })).toBe('until_on');
  expect(await fault({ until_on: '2039-01-01' })).toBe('until_on');
  expect(await fault({ from_half: 'pm', until_half: 'am' })).toBe('until_half');
  expect(await fault({ places: 5 })).toBe('places');
  expect(await fault({ reply_by: '2039-01-01' })).toBe('reply_by');
  expect(await fault({ topic_id: county.here.member })).toBe('topic_id');
  const rows = await reading(county.house, county.cast.office, (look) => list(look, inspection, { limit: 50 }));
  expect(rows.every(({ body_ids, committee_id, partner_ids }) => body_ids.length === partner_ids.length + (committee_id ? 1 : 0))).toBe(true);
});
