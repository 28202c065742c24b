import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { createMany, edit, take } from '#platform/records/write.ts';
import { figures } from '#duties/inspections/facts.ts';
import { inspection, inspectionFields, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([inspectionsSlice]);
});
afterAll(() => county.drop());

test('who may do what in which state', () => {
  expect(faultsOfPath(inspection)).toEqual([]);
  expect(matrix(inspection, {
    'of the own committee': { committee_id: own.committee },
    'of another committee': { committee_id: other.committee, attendance: 12 },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, inspection, inspectionFields, { conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])) }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const content = contentOf(inspectionFields, { committee: [here.committee, there.committee] });
  const random = fc.tuple(content, stateOf(inspection)).map(([values, state]) => ({ ...values, state }) as Partial<Inspection>);
  const rows = await county.act((act) => createMany(act, inspection, several(random, 60)));
  const then = await numbersNow(house, cast.office, figures);
  const planned = rows.filter(({ state }) => state === 'planned');
  await county.act(async (act) => {
    await take(act, inspection, planned[0]!.id, 'hold', { input: { held_on: '2025-03-31', attendance: 9 } });
    await edit(act, inspection, planned[1]!.id, undefined, { joint: true, held_on: '2024-06-30' });
  }, cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});
