import { afterAll, beforeAll, expect, test } from 'vitest';
import { handoversSlice } from '#institutions/handovers/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { create } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { emptyCounty, type EmptyCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [peopleSlice, termsSlice(), membersSlice, handoversSlice, postsSlice, plansSlice, parametersSlice];

let county: EmptyCounty;
let office: Visitor;
beforeAll(async () => {
  county = await emptyCounty(slices);
  office = await siteOf(county as Parameters<typeof siteOf>[0], slices)({ role: 'county_office' });
  for (const [name, rank] of [['高大富', null], ['高富', null], ['丁一', null], ['龚一', 1]] as const) await office.send('/members', { name, ...(rank && { rank }), term: 9, joined_on: '2022-01-10' });
});
afterAll(() => county?.drop());

const names = async () => (await office.json('/members')).body.items.map(({ name }: { name: string }) => name);
const set = (key: string, value: string, from_day = '2025-01-01') => office.send(`/parameters/${key}`, { value, from_day, why: '名册排列办法' });
const note = async () => /class="quiet list-note">([^<。]*)/u.exec((await office.get('/members')).text)?.[1];

test('ranks at the head and short given names first, while no plan says otherwise', async () => {
  expect(await names()).toEqual(['龚一', '丁一', '高富', '高大富']);
  expect(await note()).toBe('按姓氏笔画为序，同一首字的单名在前，有固定排位的在最前');
});

test('by the second character whatever the length, from the moment it is set', async () => {
  expect((await set('roster.given_name', 'by_strokes')).status).toBe(201);
  expect(await names()).toEqual(['龚一', '丁一', '高大富', '高富']);
  expect(await note()).toBe('按姓氏笔画为序，有固定排位的在最前');
});

test('without regard to ranks, and whoever is entered later stands where the order wants', async () => {
  expect((await set('roster.rank', 'ignored')).status).toBe(201);
  await office.send('/members', { name: '高一', rank: 2, term: 9, joined_on: '2022-01-10' });
  expect(await names()).toEqual(['丁一', '高一', '高大富', '高富', '龚一']);
  expect((await set('roster.rank', 'sideways')).status).toBe(422);
});

test('a value from a coming day changes nothing before it', async () => {
  expect((await set('roster.rank', 'first', '2099-01-01')).status).toBe(201);
  expect((await names())[0]).toBe('丁一');
});

test('when the coming day has come, the day’s work brings the lists into the order that was set for it', async () => {
  await county.act((act) => create<ParameterSetting>(act, parameterSetting, { key: 'roster.rank', value: 'first', from_day: today() }));
  expect((await names())[0]).toBe('丁一');
  const daily = slices.flatMap(({ daily: work }) => work ?? []);
  for (const work of [...daily, ...daily]) await work(county.house, county.id, today());
  expect((await names()).slice(0, 2)).toEqual(['龚一', '高一']);
  expect((await set('roster.rank', 'ignored', today())).status).toBe(201);
});

test('a plan that is adopted sets it too, at once', async () => {
  const { id } = (await office.send('/plans', { kind: 'setting_up', title: '设置方案（修订）' })).body;
  await office.send(`/plans/${id}/clauses`, { clauses: [{ level: 'clause', number: '第五条', text: '名册按姓氏笔画，单名在前。', key: 'setting_up.members', parameters: { 'roster.given_name': 'short_first' } }] });
  const day = '2025-06-01';
  expect((await office.send(`/plans/${id}/adoption`, { document_no: '云政协〔2025〕9号', issued_on: day, in_force_from: day })).body.state).toBe('adopted');
  expect(await names()).toEqual(['丁一', '高一', '高富', '高大富', '龚一']);
});
