import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { inspectionsQuarterly } from '#duties/inspections/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([parametersSlice, inspectionsSlice])));
afterAll(() => county.drop());

const examined = async () => {
  const scope = { from: '2025-01-01', to: '2025-06-30', committee: county.here.committee };
  const { examined: all, counterExamples } = await reading(county.house, county.cast.office, (look) => inspectionsQuarterly.examine(look, scope));
  return { all, missing: counterExamples.map(({ label }) => label) };
};
const required = (value: string, from_day: string) => county.act((act) => createMany<ParameterSetting>(act, parameterSetting, [{ key: 'quarterly.required', value, from_day }]));

test('a quarter owes as many visits as the plan asked for at its end; where it asked for none, nothing is owed', async () => {
  const visit = (held_on: string) => ({ committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on, precision: 'day', joint: false, report: false, state: 'held' });
  await county.act((act) => createMany<Inspection>(act, inspection, [visit('2025-02-03'), visit('2025-05-06')]));
  expect(await examined()).toEqual({ all: 2, missing: [] });
  await required('2', '2025-04-01');
  expect(await examined()).toEqual({ all: 2, missing: ['白石镇 2025年第二季度'] });
  await required('0', '2025-06-01');
  expect(await examined()).toEqual({ all: 1, missing: [] });
});
