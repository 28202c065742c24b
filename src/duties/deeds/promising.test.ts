import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { countFigures } from '#platform/figures/count.ts';
import { deedsDone, promisesKept, promisesMade } from '#duties/deeds/facts.ts';
import { yearSummary } from '#duties/deeds/papers/sheets.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { saidBy } from '../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [parametersSlice, membersSlice, deedsSlice];
let county: TestCounty;
let member: Visitor;
let worker: Visitor;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const visit = siteOf(county, slices);
  member = await visit({ person: county.here.person });
  worker = await visit({ role: 'worker', committee: county.here.committee });
  office = await visit({ role: 'county_office' });
});
afterAll(() => county?.drop());

const now = new Date();
const today = dayOf(now);
const inDays = (n: number): string => dayOf(new Date(now.getTime() + n * 86_400_000));
const promise = async (more: object = {}): Promise<Deed> => {
  const { status, body } = await member.send('/deeds', { member_id: county.here.member, deed: '为全村老人体检', kind: '医疗义诊', done_on: today, promise_term: 'yearly', due_on: inDays(90), target: '60岁以上都查一遍', ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as Deed;
};
const row = ({ id }: { id: string }): Promise<Deed> => reading(county.house, county.cast.program, (look) => get(look, deed, id));
const numbers = () => reading(county.house, county.cast.office, (look) => countFigures(look, [deedsDone, promisesMade, promisesKept], {}));
const publicPage = async () => (await member.fetch('/promises/test', { headers: { cookie: '' } })).text();

test('a promise is told of, carried over with a reason, and finished; only then it counts', async () => {
  const before = await numbers();
  const made = await promise();
  expect(made).toMatchObject({ state: 'promised', kind: 'clinic', done_on: inDays(90) });
  expect((await numbers()).get('deeds_done')).toBe(before.get('deeds_done'));
  await member.send(`/deeds/${made.id}/progress`, { note: '已联系县医院' });
  await member.send(`/deeds/${made.id}/progress`, { note: '定了两个村', on: '2026-01-05' });
  expect((await row(made)).progress).toEqual([{ on: '2026-01-05', note: '定了两个村' }, { on: today, note: '已联系县医院' }]);
  expect((await member.get(`/deeds/${made.id}`)).text).toContain('已联系县医院');
  expect((await member.send(`/deeds/${made.id}/carrying-over`, { due_on: inDays(120) })).status, 'without a reason').toBe(422);
  expect((await member.send(`/deeds/${made.id}/carrying-over`, { due_on: inDays(30), reason: '医院排期' })).status, 'to an earlier day').toBe(422);
  expect((await member.send(`/deeds/${made.id}/carrying-over`, { due_on: inDays(120), reason: '医院排期' })).body).toMatchObject({ carried_n: 1, due_on: inDays(120), done_on: inDays(120) });
  expect((await member.send(`/deeds/${made.id}/finishing`, { done_on: inDays(1), beneficiaries: 80 })).status, 'tomorrow').toBe(422);
  expect((await member.send(`/deeds/${made.id}/finishing`, { done_on: today, beneficiaries: 80, hours: 6.5 })).body).toMatchObject({ state: 'recorded', hours: 6.5, due_on: inDays(120) });
  const after = await numbers();
  expect([after.get('deeds_done')! - before.get('deeds_done')!, after.get('deed_promises')! - before.get('deed_promises')!, after.get('deed_promises_kept')! - before.get('deed_promises_kept')!]).toEqual([1, 1, 1]);
});

test('under a long-term promise each deed counts by itself, and the promise counts as none', async () => {
  const made = await promise({ promise_term: 'long', deed: '长年教苗绣' });
  expect(await member.send(`/deeds/${made.id}/fulfilment`, {}), 'nothing was done under it').toMatchObject({ status: 422 });
  const before = (await numbers()).get('deeds_done')!;
  for (const done_on of ['2026-02-01', '2026-03-01']) {
    expect((await member.send('/deeds', { member_id: county.here.member, deed: '苗绣课', kind: 'teaching', done_on, promise_id: made.id })).status).toBe(201);
  }
  expect((await row(made)).served_n).toBe(2);
  expect(await member.send(`/deeds/${made.id}/finishing`, { done_on: today, beneficiaries: 9 })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('承诺兑现') } });
  expect((await member.send(`/deeds/${made.id}/fulfilment`, {})).body).toMatchObject({ state: 'fulfilled' });
  expect((await numbers()).get('deeds_done')).toBe(before + 2);
  expect((await member.send('/deeds', { member_id: county.here.member, deed: '苗绣课', kind: 'teaching', done_on: today, promise_id: made.id })).body, 'it has ended').toMatchObject({ fields: { promise_id: expect.any(String) } });
  expect((await office.send('/deeds', { member_id: county.there.member, deed: '苗绣课', kind: 'teaching', done_on: today, promise_id: made.id })).status, 'of another member').toBe(422);
});

test('a promise is public when the committee says so, with the name as the plan says, until it is taken off', async () => {
  const made = await promise({ deed: '修三条便民路', promise_term: 'immediate', contact_name: '欧阳雪莲', account: '不公开的话' });
  expect(await publicPage()).not.toContain('修三条便民路');
  expect((await member.send(`/deeds/${made.id}/publication`, {})).status, 'not by the member alone').toBe(403);
  await worker.send(`/deeds/${made.id}/publication`, {});
  const shown = await publicPage();
  expect(shown).toContain('修三条便民路');
  expect(shown).toContain('石大山委员（白石镇）');
  for (const hidden of ['欧阳雪莲', '不公开的话']) expect(shown).not.toContain(hidden);
  await county.act((act) => create(act, parameterSetting, { key: 'deeds.public_name', value: 'place', from_day: today }));
  expect(await publicPage()).not.toContain('石大山');
  await worker.send(`/deeds/${made.id}/unpublishing`, { reason: '本人要求' });
  expect(await publicPage()).not.toContain('修三条便民路');
  await worker.send(`/deeds/${made.id}/publication`, {});
  await member.send(`/deeds/${made.id}/withdrawal`, { reason: '政府已经立项' });
  expect(await publicPage(), 'withdrawn').not.toContain('修三条便民路');
});

test('kinds are the plan’s words; the old ones keep their meaning', async () => {
  await county.act((act) => create(act, parameterSetting, { key: 'deeds.kinds', value: '医疗义诊、电商带货、其他', from_day: today }));
  const enter = (kind: string) => member.send('/deeds', { member_id: county.here.member, deed: '卖椪柑', kind, done_on: '2026-04-01' });
  expect((await enter('电商带货')).body).toMatchObject({ kind: '电商带货' });
  expect((await enter('医疗义诊')).body).toMatchObject({ kind: 'clinic' });
  expect(await enter('policy')).toMatchObject({ status: 422, body: { fields: { kind: expect.stringContaining('医疗义诊、电商带货、其他') } } });
  expect((await member.get('/deeds/new')).text).toContain('电商带货');
  const { text } = await member.get('/deeds');
  expect(text).toContain('支教帮教'); // of the deeds above, entered under the older plan
});

test('who is still without one: all for the office, the own place for the clerk, the own line for the member', async () => {
  const asked = '/deeds/coverage?year=2026';
  expect((await office.json(asked)).body).toMatchObject({ required: 1, places: [{ place: '小河乡', missing: [{ name: '杨小河', done: 0 }] }, { place: '白石镇', missing: [] }] });
  expect((await office.get(asked)).text).toContain('杨小河');
  expect((await worker.json(asked)).body.places.map(({ place }: { place: string }) => place)).toEqual(['白石镇']);
  expect((await member.json(asked)).body.places).toEqual([{ place: '白石镇', members: 1, missing: [] }]);
  const leader = await siteOf(county, slices)({ role: 'leader' });
  expect((await leader.get(asked)).status).toBe(404);
  expect((await office.json('/deeds/coverage?year=1999')).body.places.flatMap(({ missing }: { missing: object[] }) => missing)).toHaveLength(2);
});

test('side by side, place by place, and the same in the list that each number opens', async () => {
  const { body } = await office.json('/deeds/standing?year=2026');
  const all = body.places.at(-1);
  expect(all.deeds_done).toBe(body.places.slice(0, -1).reduce((sum: number, one: { deeds_done: number }) => sum + one.deeds_done, 0));
  expect(all.deeds_done).toBe((await office.json('/deeds?figure=deeds_done&from=2026-01-01&to=2026-12-31')).body.total);
  expect(body.kinds.map(({ kind }: { kind: string }) => kind)).toContain('电商带货');
  expect((await office.get('/deeds/standing?year=2026')).text).toContain('谁也不代替谁');
  expect((await member.get('/deeds/standing')).status).toBe(404);
});

test('sheets and the list of hours say what the record says, and no more', async () => {
  const { body: made } = await worker.send('/deeds', { member_id: county.here.member, deed: '下乡义诊', kind: 'clinic', done_on: '2026-05-03', started_on: '2026-05-02', hours: 7.5, beneficiaries: 60, helped: '独居老人', village: '岩脚村', value_yuan: 98_765, contact_name: '欧阳雪莲' });
  const sheet = await saidBy(await worker.fetch(`/deeds/${made.id}/sheet.docx`));
  for (const told of ['下乡义诊', '7.5小时', '独居老人', '受益人未确认']) expect(sheet).toContain(told);
  const year = await saidBy(await member.fetch(`/deeds/of/${county.here.member}/year.docx?year=2026`));
  expect(year).toContain('下乡义诊');
  const hours = await (await worker.fetch('/deeds/volunteer.csv?year=2026')).text();
  expect(hours).toContain('石大山,下乡义诊,医疗义诊,2026-05-02,2026-05-03,7.5,岩脚村,独居老人,60,白石镇');
  expect((await worker.fetch('/deeds/volunteer.xlsx?year=2026')).status).toBe(200);
  for (const text of [sheet, year, hours]) for (const hidden of ['欧阳雪莲', '98765', '98,765']) expect(text).not.toContain(hidden);
  expect(yearSummary({ year: 2025, member: '石大山', rows: [] })).toContain('没有登记');
});
