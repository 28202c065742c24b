import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { dayOf } from '#platform/time.ts';
import { spansOwed, standingsOf } from '#plans/obligations/facts.ts';
import { obligations } from '#duties/consultations/facts.ts';
import { consultationPlan, planFields, type ConsultationPlan } from '#duties/consultations/plans/record.ts';
import type { Consultation } from '#duties/consultations/record.ts';
import { topicFigures } from '#duties/consultations/topics/facts.ts';
import { topic, topicFields, type Topic } from '#duties/consultations/topics/record.ts';
import { titleFrom } from '#duties/consultations/topics/wording.ts';
import { venue, venueFields } from '#duties/consultations/venues/record.ts';
import { venueFigures } from '#duties/consultations/venues/facts.ts';
import { consultationsAwaited } from '#duties/consultations/waiting.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

/** Topics from whoever brings them to the consultation, with what everybody reads of them on the way. */

let county: TestCounty;
let [worker, office, member, elsewhere]: Visitor[] = [];
const ask = (path: string, more: RequestInit = {}) => worker!.fetch(path, { ...more, headers: { cookie: '', ...more.headers } });
const topicOf = (id: string): Promise<Topic> => reading(county.house, county.cast.office, (look) => get<Topic>(look, topic, id));

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  worker = await as({ role: 'worker', committee: county.here.committee });
  office = await as({ role: 'county_office' });
  elsewhere = await as({ role: 'worker', committee: county.there.committee });
  member = await as({ person: county.here.person });
});
afterAll(() => county?.drop());

describe('who may do what', () => {
  test('with a topic', () => {
    expect(faultsOfPath(topic)).toEqual([]);
    expect(matrix(topic, {
      'of the own committee': { committee_id: own.committee, source: 'resident' }, 'of the own member': { committee_id: other.committee, member_id: own.member }, 'of the own unit, in the county’s pool': { committee_id: null, unit_id: own.unit },
    })).toMatchSnapshot();
  });

  test('with a plan', () => {
    expect(faultsOfPath(consultationPlan)).toEqual([]);
    expect(matrix(consultationPlan, { 'of the own committee': { committee_id: own.committee, topics_n: 1 }, 'of the county, with no topic': { committee_id: null, topics_n: 0 } })).toMatchSnapshot();
  });

  test('with a venue', () => {
    expect(faultsOfPath(venue)).toEqual([]);
    expect(matrix(venue, { 'of the own committee': { committee_id: own.committee } })).toMatchSnapshot();
  });
});

test('relations and figures mean the same in memory and in SQL', async () => {
  await expectRelationsAgree(county.house, topic, topicFields, { columns: { member_id: [null, county.here.member], unit_id: [null, county.here.unit], receipt: [null] }, conditions: Object.fromEntries(topicFigures.map((one) => [one.name, one.where])) });
  await expectRelationsAgree(county.house, consultationPlan, planFields.omit({ topic_ids: true }), {});
  await expectRelationsAgree(county.house, venue, venueFields, { columns: { complete: [true, false] }, conditions: Object.fromEntries(venueFigures.map((one) => [one.name, one.where])) });
});

test('the list is as long as the figure', async () => {
  const content = contentOf(topicFields, { committee: [county.here.committee, county.there.committee] });
  const random = fc.tuple(content, stateOf(topic), fc.option(fc.constantFrom('2025-02-01', '2025-08-01'))).map(([values, state, day]) => ({ ...values, source: values['source'] ?? 'resident', received_on: values['received_on'] ?? '2025-01-05', state, decided_on: day, approved_on: day, held_on: day }) as Partial<Topic>);
  await county.act((act) => createMany<Topic>(act, topic, several(random, 60)));
  await expectListsEqualFigures(county.house, topicFigures, { actors: [county.cast.office, county.cast.worker], committees: [county.here.committee, county.there.committee] });
});

const suggest = async (told: string): Promise<string> => {
  const answer = await ask(`/api/v1/t/test/suggest/${county.here.committee}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ told, place: '新寨村' }) });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { receipt: string }).receipt;
};
const byReceipt = (receipt: string): Promise<Topic> => reading(county.house, county.cast.office, async ({ db, county: here }) =>
  (await sql<Topic>`select * from consultation_topics where county_id = ${here} and receipt = ${receipt}`.execute(db)).rows[0]!);

test('what a resident wants to talk over is chosen with a reason that everybody reads, and nobody reads the words', async () => {
  const receipt = await suggest('鼓楼坪晚上太黑，老人走路怕摔。我是村民王大山，电话13812345678');
  const row = await byReceipt(receipt);
  expect(row).toMatchObject({ state: 'collected', source: 'resident', place: '新寨村', title: '鼓楼坪晚上太黑，老人走路怕摔' });
  const before = await (await ask('/t/test')).text();
  expect(before).not.toContain('鼓楼坪');
  const numbered = await worker!.send(`/topics/${row.id}/choice`, { kind: 'grassroots', planned_year: 2026, public_reason: '请打13812345678' });
  expect(numbered).toMatchObject({ status: 422, body: { fields: { public_reason: expect.stringContaining('电话号码') } } });
  expect(await elsewhere!.send(`/topics/${row.id}/choice`, { kind: 'grassroots', planned_year: 2026, public_reason: '好' })).toMatchObject({ status: 404 });
  expect(await worker!.send(`/topics/${row.id}/choice`, { title: '鼓楼坪装路灯', kind: 'grassroots', planned_year: 2026, planned_half: '1', public_reason: '老人多，反映的人多' })).toMatchObject({ body: { state: 'chosen', planned_half: 1 } });
  const page = await (await ask('/t/test')).text();
  expect(page).toContain('鼓楼坪装路灯');
  expect(page).toContain('老人多，反映的人多');
  for (const secret of ['王大山', '13812345678', receipt, row.id]) expect(page).not.toContain(secret);
  expect(await (await ask(`/t/test/status?receipt=${receipt}`)).text()).toContain('老人多，反映的人多');
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'topics.public', value: 'hidden', from_day: '2020-01-01' }]));
  expect(await (await ask('/t/test')).text()).not.toContain('鼓楼坪装路灯');
  expect(await (await ask(`/t/test/status?receipt=${receipt}`)).text()).toContain('老人多，反映的人多');
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'topics.public', value: 'shown', from_day: '2020-01-02' }]));
});

test('several voices make one topic; a voice one may not see makes none', async () => {
  const voices: LedgerEntry[] = [];
  for (const matter of ['水管老漏水', '自来水三天两头停']) voices.push((await worker!.send('/ledger', { matter, committee_id: county.here.committee, received_on: '2026-01-05', way: 'visit' })).body);
  const made = await worker!.send('/topics/sources', { entry: voices.map(({ id }) => id) });
  expect(made).toMatchObject({ status: 201, body: { title: '水管老漏水', source: 'ledger', entries_n: 2, committee_id: county.here.committee } });
  expect(await elsewhere!.send('/topics/sources', { entry: [voices[0]!.id] })).toMatchObject({ status: 422 });
  expect(await worker!.send(`/topics/${(made.body as Topic).id}/sources`, { entry: [voices[1]!.id] })).toMatchObject({ body: { entries_n: 1 } });
});

async function chosen(title: string): Promise<Topic> {
  const row = (await worker!.send('/topics', { committee_id: county.here.committee, title })).body as Topic;
  return (await worker!.send(`/topics/${row.id}/choice`, { kind: 'topical', planned_year: 2026, public_reason: '大家关心' })).body as Topic;
}

test('a plan asks for several at once; the reply approves and refuses, the consultation learns of it, and holding it ends the topic', async () => {
  const [road, market] = [await chosen('村道硬化占地'), await chosen('集市搬迁')];
  const plan = (await worker!.send('/consultation-plans', { scope: 'year', year: 2026, committee_id: county.here.committee, topic_ids: [road.id, market.id] })).body as { id: string };
  expect(plan).toMatchObject({ topics_n: 2, requested_to: '中共白石镇委员会', requested_by: '白石镇政协联络委' });
  const early = await worker!.send('/consultations', { committee_id: county.here.committee, topic: '村道硬化占地', held_on: '2026-03-20', topic_id: road.id, place: '鼓楼坪' });
  expect(early.body).toMatchObject({ kind: 'topical', approved_on: null });
  expect(await worker!.send('/consultation-plans', { scope: 'single', year: 2026, committee_id: county.here.committee, topic_ids: [road.id] })).toMatchObject({ status: 422 });
  await worker!.send(`/consultation-plans/${plan.id}/request`, { request_no: '白联委〔2026〕1号', requested_on: '2026-01-10' });
  expect(await topicOf(road.id)).toMatchObject({ state: 'proposed' });
  expect(await worker!.send(`/consultation-plans/${plan.id}/reply`, { reply_no: '白党发〔2026〕3号', replied_on: '2026-01-15', refused_ids: [market.id], reply: '搬迁另行研究' })).toMatchObject({ body: { state: 'answered' } });
  expect(await topicOf(road.id)).toMatchObject({ state: 'approved', approved_on: '2026-01-15', approval_no: '白党发〔2026〕3号' });
  expect(await topicOf(market.id)).toMatchObject({ state: 'refused', public_reason: '党委没有批准：搬迁另行研究' });
  const learnt = await worker!.fetch(`/api/v1/consultations/${(early.body as Consultation).id}`);
  expect(await learnt.json()).toMatchObject({ approved_on: '2026-01-15' });
  await worker!.send(`/consultations/${(early.body as Consultation).id}/notice`, { noticed_on: '2026-02-20' });
  expect(await worker!.send(`/consultations/${(early.body as Consultation).id}/holding`, { held_on: '2026-03-20', residents: 30, agreed: 2 })).toMatchObject({ body: { state: 'held' } });
  expect(await topicOf(road.id)).toMatchObject({ state: 'held', held_on: '2026-03-20' });
});

test('a year owes an answered plan where the plan of duties asks for one', async () => {
  const [owed] = obligations.filter(({ name }) => name === 'consultation_plan_yearly');
  const stands = (day: string) => reading(county.house, county.cast.office, async (look) => {
    const then = { ...look, asOf: new Date(`${day}T12:00:00+08:00`) };
    return (await standingsOf(then, owed!, await spansOwed(then, owed!, { from: '2097-01-01', to: '2097-12-31' }), county.here.committee)).map(({ state }) => state);
  });
  expect(await stands('2097-01-05')).toEqual([]);
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'consultations.plans', value: '1', from_day: '2097-01-01' }]));
  expect(await stands('2097-01-05')).toEqual(['open']);
  expect(await stands('2097-06-01')).toEqual(['late']);
  const plan = { committee_id: county.here.committee, title: '2097年协商计划', year: 2097, requested_by: '白石镇联络委', requested_to: '白石镇党委', replied_on: '2097-02-10' };
  await county.act((act) => createMany<ConsultationPlan>(act, consultationPlan, [{ ...plan, scope: 'single', state: 'answered' }, { ...plan, scope: 'year', state: 'requested' }]));
  expect(await stands('2097-06-01'), 'neither a single request nor one without an answer').toEqual(['late']);
  await county.act((act) => createMany<ConsultationPlan>(act, consultationPlan, [{ ...plan, scope: 'year', state: 'answered' }]));
  expect(await stands('2097-06-01')).toEqual(['discharged']);
});

test('a consultation needs a place before its notice, and cannot take the topic or the room of another committee', async () => {
  const mine = await chosen('公厕怎样管');
  const theirs = (await elsewhere!.send('/venues', { committee_id: county.there.committee, name: '小河院坝', kind: 'courtyard' })).body as { id: string };
  const base = { committee_id: county.here.committee, topic: '公厕怎样管', held_on: '2026-09-10' };
  for (const who of [worker!, office!]) expect(await who.send('/consultations', { ...base, venue_id: theirs.id })).toMatchObject({ status: 422 });
  const row = (await worker!.send('/consultations', { ...base, topic_id: mine.id })).body as Consultation;
  expect(await worker!.send(`/consultations/${row.id}/notice`, {})).toMatchObject({ status: 422 });
  expect(await elsewhere!.send('/consultations', { ...base, committee_id: county.there.committee, topic_id: mine.id })).toMatchObject({ status: 422 });
});

test('a venue is checked against the standard of the day, and the record keeps which standard that was', async () => {
  const room = (await worker!.send('/venues', { committee_id: county.here.committee, name: '白石议事室', kind: 'room' })).body as { id: string };
  expect(await worker!.send(`/venues/${room.id}/check`, { met: '有阵地、有空调' })).toMatchObject({ status: 422 });
  expect(await worker!.send(`/venues/${room.id}/check`, { met: '有阵地、有标识', checked_on: '2026-02-01' })).toMatchObject({ body: { complete: false, met: ['有阵地', '有标识'] } });
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'venues.standard', value: '有阵地、有标识', from_day: '2026-03-01' }]));
  expect(await worker!.send(`/venues/${room.id}/check`, { met: '有阵地、有标识', checked_on: '2026-03-02' })).toMatchObject({ body: { complete: true, standard: ['有阵地', '有标识'] } });
});

test('a member brings a topic in the own name and may put it right until it is chosen', async () => {
  const row = (await member!.send('/topics', { title: '村校接送路段怎样管', source: 'party', proposer: '别人' })).body as Topic;
  expect(row).toMatchObject({ source: 'member', member_id: county.here.member, proposer: '石大山', committee_id: county.here.committee });
  expect(await member!.send(`/topics/${row.id}/choice`, { kind: 'sector', planned_year: 2026, public_reason: '好' })).toMatchObject({ status: 403 });
});

test('what waits for the staff: a request to be written, a notice to be sent in time, a place to be looked at; for nobody else', async () => {
  const waiting = async (what: string, as: 'worker' | 'other worker' | 'office' = 'worker') => (await reading(county.house, county.cast[as], (look) => consultationsAwaited.find((one) => one.what === what)!.find(look))).map(({ label }) => label);
  await chosen('停车怎样排');
  const soon = (await worker!.send('/consultations', { committee_id: county.here.committee, topic: '明天就开的会', held_on: tomorrow(), place: '鼓楼坪', kind: 'topical' })).body as Consultation;
  await worker!.send('/venues', { committee_id: county.here.committee, name: '新修的院坝', kind: 'courtyard' });
  expect(await waiting('写请示')).toContain('停车怎样排');
  expect(await waiting('发通知')).toContain('明天就开的会');
  expect(await waiting('对照标准检查')).toContain('新修的院坝');
  for (const what of ['写请示', '发通知', '对照标准检查']) expect((await waiting(what, 'other worker')).filter((label) => ['停车怎样排', '明天就开的会', '新修的院坝'].includes(label)), what).toEqual([]);
  expect(await waiting('写请示', 'office')).not.toContain('停车怎样排');
  await worker!.send(`/consultations/${soon.id}/notice`, {});
  expect(await waiting('发通知')).not.toContain('明天就开的会');
  expect(await waiting('送材料')).toContain('明天就开的会');
});

const tomorrow = (): string => dayOf(new Date(Date.now() + 86_400_000));

test('a title is the first sentence, names nobody, and is never empty', () => fc.assert(fc.property(fc.string({ maxLength: 300 }), (told) => {
  const title = titleFrom(told);
  expect([...title].length).toBeGreaterThan(0);
  expect([...title].length).toBeLessThanOrEqual(40);
})));
