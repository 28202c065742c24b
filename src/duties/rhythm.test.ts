import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { inspectionsQuarterly } from '#duties/inspections/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { ledgerMonthly, obligations } from '#duties/opinions/ledger/facts.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { spansDue } from '#plans/obligations/facts.ts';
import { exemption, zeroReport } from '#plans/obligations/record.ts';
import { itemsMonthly } from '#duties/opinions/items/facts.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';

const [monthly] = obligations as [(typeof obligations)[number]];

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([{ records: [committee, exemption, zeroReport] }, parametersSlice, workCalendarSlice, inspectionsSlice, opinionsSlice])));
afterAll(() => county.drop());

const examined = async () => {
  const scope = { from: '2025-01-01', to: '2025-06-30', committee: county.here.committee };
  const { examined: all, counterExamples } = await reading(county.house, county.cast.office, (look) => inspectionsQuarterly.examine(look, scope));
  return { all, missing: counterExamples.map(({ label }) => label) };
};
const set = (key: string, value: string, from_day: string) => county.act((act) => createMany<ParameterSetting>(act, parameterSetting, [{ key, value, from_day }]));
const required = (value: string, from_day: string) => set('quarterly.required', value, from_day);

test('a quarter owes as many visits as the plan asked for at its end; where it asked for none, nothing is owed', async () => {
  const visit = (held_on: string) => ({ committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on, precision: 'day', joint: false, report: false, state: 'held' });
  await county.act((act) => createMany<Inspection>(act, inspection, [visit('2025-02-03'), visit('2025-05-06')]));
  expect(await examined()).toEqual({ all: 2, missing: [] });
  await required('2', '2025-04-01');
  expect(await examined()).toEqual({ all: 2, missing: ['白石镇 2025年第二季度'] });
  await required('0', '2025-06-01');
  expect(await examined()).toEqual({ all: 1, missing: [] });
});

test('a month is owed once its reporting day in the month after is past, by the day that was set for that month', async () => {
  const at = (day: string) => new Date(`${day}T12:00:00+08:00`);
  const due = (day: string) => reading(county.house, county.cast.office, (look) => spansDue({ ...look, asOf: at(day) }, monthly, { from: '2099-01-01', to: '2099-12-31' }));
  const labels = async (day: string) => (await due(day)).map(({ label }) => label);
  expect(await labels('2099-02-25')).toEqual([]);
  expect(await labels('2099-02-26')).toEqual(['2099年1月']);
  await set('monthly.day', '5', '2099-02-01');
  expect(await labels('2099-03-05')).toEqual(['2099年1月']);
  expect(await labels('2099-03-06')).toEqual(['2099年1月', '2099年2月']);
  for (const claim of [ledgerMonthly, itemsMonthly]) {
    const months = await reading(county.house, county.cast.office, (look) => claim.examine({ ...look, asOf: at('2099-03-05') }, { from: '2099-01-01', to: '2099-12-31', committee: county.here.committee }));
    expect(months, claim.name).toMatchObject({ examined: 1, counterExamples: [{ label: expect.stringContaining('2099年1月') }] });
  }
});
