import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { consultationsAllOfQuality, consultationsHeld, standingFigures } from '#duties/consultations/facts.ts';
import { qualityOver, standingOfConsultations } from '#duties/consultations/quality.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { several, stateOf } from '../../../test/samples.ts';
import { siteOf } from '../../../test/visitor.ts';

/** The quality rule over a county: number, list, claim and page say the same, and a plan's new values judge only what comes after them. */

let county: TestCounty;
let rows: Consultation[];
const look = <T>(work: (reading: Reading) => Promise<T>, actor = county.cast.office): Promise<T> => reading(county.house, actor, work);

beforeAll(async () => {
  county = await testCounty(slices);
  const random = fc.record({
    committee_id: fc.constantFrom(county.here.committee, county.there.committee), state: stateOf(consultation), held_on: fc.constantFrom('2025-03-03', '2025-06-30', '2025-07-01', '2025-11-20'), kind: fc.constantFrom('topical', 'sector', 'grassroots', null),
    residents: fc.option(fc.integer({ min: 0, max: 30 })), approved_on: fc.option(fc.constant('2025-01-10')), results_listed_at: fc.option(fc.constant('2025-12-01T00:00:00Z')),
  }).map((values) => ({ topic: '停车', precision: 'day', ...values }) as unknown as Partial<Consultation>);
  rows = await county.act((act) => createMany<Consultation>(act, consultation, several(random, 120)));
  await county.act((act) => createMany(act, parameterSetting, [
    { key: 'consultations.approval', value: 'formal', from_day: '2025-07-01' }, { key: 'consultations.quality_residents', value: '20', from_day: '2025-07-01' }, { key: 'consultations.quality_results', value: 'not', from_day: '2025-07-01' },
  ]));
});
afterAll(() => county?.drop());

test('the number is what the rule of each day says, and the list is as long', async () => {
  const held = rows.filter(({ state }) => ['held', 'reported', 'closed'].includes(state));
  const good = held.filter(({ held_on, kind, approved_on, residents, results_listed_at }) => (held_on < '2025-07-01'
    ? approved_on !== null && (residents ?? 0) >= 10 && results_listed_at !== null
    : ((kind ?? 'grassroots') === 'grassroots' || approved_on !== null) && (residents ?? 0) >= 20));
  for (const committee of [undefined, county.here.committee]) {
    const wanted = good.filter((row) => !committee || row.committee_id === committee);
    const counted = await look((reading) => countFigures(reading, [...standingFigures, consultationsHeld], { committee }));
    expect(counted.get('consultations_of_quality')).toBe(wanted.length);
    const listed = await look((reading) => standingOfConsultations.rows(reading, { committee }));
    expect(listed.filter((row) => row.good).map(({ consultation_id }) => consultation_id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
    expect(listed).toHaveLength(counted.get('consultations_held')!);
  }
  expect(good.length).toBeGreaterThan(5);
});

test('the claim names each that falls short with what is lacking, and whoever sees one committee counts only that', async () => {
  const { examined, counterExamples } = await look((reading) => consultationsAllOfQuality.examine(reading, {}));
  const all = await look((reading) => standingOfConsultations.rows(reading, {}));
  expect(examined).toBe(all.length);
  expect(counterExamples).toHaveLength(all.filter(({ good }) => !good).length);
  expect(counterExamples.every(({ why }) => why.includes('：'))).toBe(true);
  const own = await look((reading) => standingOfConsultations.rows(reading, {}), county.cast.worker);
  expect(new Set(own.map(({ committee_id }) => committee_id))).toEqual(new Set([county.here.committee]));
});

test('what is asked follows the kind and the day', async () => {
  const asked = await look(qualityOver);
  expect(asked({ kind: null, held_on: '2025-06-30' })).toEqual({ approval: true, residents: 10, results: true });
  expect(asked({ kind: null, held_on: '2025-07-01' })).toEqual({ approval: false, residents: 20, results: false });
  expect(asked({ kind: 'sector', held_on: '2025-07-01' })).toMatchObject({ approval: true });
});

test('the page lists exceptions, downloads them, and answers a bad figure or day with a sentence', async () => {
  const office = await siteOf(county, slices)({ role: 'county_office' });
  const short = await office.json('/consultations/standing?short=quality');
  expect(short.body.items.every(({ good }: { good: boolean }) => !good)).toBe(true);
  expect((await office.get('/consultations/standing?figure=consultations_of_quality&to=2025-12-31')).text).toContain('达到质量要求');
  expect((await office.fetch('/consultations/standing.csv')).status).toBe(200);
  expect((await office.get('/consultations/standing?figure=no_such')).status).toBe(404);
  expect((await office.get('/consultations/standing?from=2025-02-30')).status).toBe(400);
});
