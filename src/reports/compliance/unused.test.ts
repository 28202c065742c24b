import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { unusedFields } from '#reports/compliance/unused.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([inspectionsSlice])));
afterAll(() => county.drop());

const visits = (n: number, more: Partial<Inspection> = {}) => county.act((act) => createMany<Inspection>(act, inspection, Array.from({ length: n }, () => (
  { committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false, state: 'held', ...more }))));
const unused = () => reading(county.house, county.cast.office, (look) => unusedFields(look, [inspection]));
const named = async () => (await unused()).map(({ field }) => field);

test('a field that was left out of every form of a year is named, until somebody fills it in', async () => {
  await visits(19);
  expect(await unused()).toEqual([]); // too few to say anything
  await visits(1, { place: '大河村' });
  expect(await unused()).toContainEqual({ record: '调研视察', field: '参加委员人次', entered: 20 });
  expect(await named()).not.toContain('地点');
  expect(await named()).not.toContain('主题');
  await visits(1, { attendance: 6 });
  expect(await named()).not.toContain('参加委员人次');
});

test('what was entered more than a year ago says nothing of today', async () => {
  county.house.clock = () => new Date('2099-01-01T12:00:00+08:00');
  await visits(20, { findings: '水压不足' });
  county.house.clock = undefined;
  const later = await reading(county.house, county.cast.office, (look) => unusedFields({ ...look, asOf: new Date('2099-06-01T12:00:00+08:00') }, [inspection]));
  expect(later).toContainEqual({ record: '调研视察', field: '地点', entered: 20 });
});
