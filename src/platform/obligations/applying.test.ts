import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendingSlice } from '#duties/attending/slice.ts';
import { inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { tasksSlice } from '#duties/tasks/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { appliedBy } from '#platform/obligations/applying.ts';
import { createMany } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [plansSlice, parametersSlice, workCalendarSlice, attendingSlice, inspectionsSlice, tasksSlice];
let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county.drop());

test('what a record applies follows from its obligations and its deadline', () => {
  const applied = appliedBy(slices);
  expect(applied.get('inspection')!.map(({ key }) => key)).toEqual(['quarterly.required', 'light.near_days', 'obligation.late_days', 'attending.mark_days']);
  expect(applied.get('task')!.map(({ key }) => key)).toContain('light.near_days');
  expect(applied.get('plan')).toBeUndefined();
});

test('a list says what applies now, a record what applied at the end of its quarter', async () => {
  const [row] = await county.act((act) => createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '水渠', kind: 'research', held_on: '2024-02-03', joint: false, report: false }]));
  for (const [value, from_day] of [['2', '2024-03-15'], ['3', '2024-04-01']]) await office.send('/parameters/quarterly.required', { value, from_day, why: '主席会议' });
  const list = (await office.get('/inspections')).text;
  expect(list).toContain('这里适用的规定：每季度应开展调研视察：3次');
  const { applied } = (await office.json(`/inspections/${row!.id}`)).body;
  expect(applied.find(({ key }: any) => key === 'quarterly.required')).toMatchObject({ shown: '2次', since: '2024-03-15', why: '主席会议', plan: null });
  expect((await office.get(`/inspections/${row!.id}`)).text).toContain('每季度应开展调研视察：2次');
  expect((await office.get('/inspections?figure=inspections_held&from=2024-01-01&to=2024-03-20')).text).toContain('每季度应开展调研视察：2次');
});
