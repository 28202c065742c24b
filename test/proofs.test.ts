import { sql, type SqlBool } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMany } from '#platform/records/write.ts';
import { always, is, type Predicate } from '#platform/predicate.ts';
import { inspectionsHeld } from '#duties/inspections/facts.ts';
import { inspection, inspectionFields, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { testCounty, type TestCounty } from './county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from './figures.ts';
import { faultsOfPath } from './matrix.ts';
import { expectRelationsAgree } from './relations.ts';

/** The proofs that slices use must be able to fail. */
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([inspectionsSlice]);
  await county.act((act) => createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '修路', held_on: '2025-03-03' }]));
});
afterAll(() => county.drop());

test('a condition with two meanings is found', async () => {
  const twofold: Predicate<Inspection> = { test: (row) => row.joint, sql: () => sql<SqlBool>`true` };
  await expect(expectRelationsAgree(county.house, inspection, inspectionFields, { conditions: { twofold } })).rejects.toThrow('twofold');
});

test('a kept count that is not the list is found', async () => {
  const widened = { ...inspectionsHeld, where: always };
  await county.act((act) => createMany(act, inspection, [{ state: 'planned', committee_id: county.here.committee, topic: '饮水', held_on: '2025-03-04' }]));
  await expect(expectListsEqualFigures(county.house, [widened], { actors: [county.cast.office] })).rejects.toThrow('inspections_held ');
});

test('a past moment that is counted otherwise is found', async () => {
  const then = await numbersNow(county.house, county.cast.office, [inspectionsHeld]);
  const narrowed = { ...inspectionsHeld, where: is<Inspection>('topic', '没有这一件') };
  await expect(expectStill(county.house, county.cast.office, [narrowed], then)).rejects.toThrow('as of');
});

test('a state that nothing leads to is found', () => {
  const stranded = { ...inspection, states: { ...inspection.states, lost: { label: '失踪', open: true } } };
  expect(faultsOfPath(stranded)).toEqual(['lost is never reached']);
});
