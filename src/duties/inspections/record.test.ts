import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { figures, inspectionsHeld, inspectionsOverlap } from '#duties/inspections/facts.ts';
import { inspection, inspectionFields, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { cast as people, other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([attendingSlice, inspectionsSlice]);
});
afterAll(() => county.drop());

const ofVisits = figures.filter(({ record }) => record === inspection.name);

test('who may do what in which state', () => {
  expect(faultsOfPath(inspection)).toEqual([]);
  expect(matrix(inspection, {
    'of the own committee': { committee_id: own.committee, body_ids: [own.committee], asked_ids: [] },
    'of another committee': { committee_id: other.committee, body_ids: [other.committee], asked_ids: [], attendance: 12 },
    'of another committee together with the own': { committee_id: other.committee, partner_ids: [own.committee], body_ids: [other.committee, own.committee], asked_ids: [] },
    'of the county, the member is asked': { committee_id: null, body_ids: [], asked_ids: [own.member], marked_on: '2025-03-03', attendance: 3 },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, inspection, inspectionFields, {
    columns: { body_ids: [[own.committee], [other.committee], [own.committee, other.committee], [], null], asked_ids: [[], [own.member], [other.person]] },
    conditions: Object.fromEntries(ofVisits.map((one) => [one.name, one.where])),
  }));

/** Random visits of one, of several, and of no committee. */
function randomVisits(committees: readonly string[], n: number, seed: number): Partial<Inspection>[] {
  const content = contentOf(inspectionFields.omit({ until_on: true, partner_ids: true, topic_id: true }), { committee: committees });
  const random = fc.tuple(content, stateOf(inspection), fc.subarray([...committees])).map(([values, state, partners]) =>
    ({ ...values, state, partner_ids: partners.filter((id) => id !== values['committee_id']) }) as Partial<Inspection>);
  return several(random, n, seed);
}

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const rows = await county.act((act) => createMany(act, inspection, randomVisits([here.committee, there.committee], 60, 1954)));
  const then = await numbersNow(house, cast.office, figures);
  const planned = rows.filter(({ state }) => state === 'planned');
  await county.act(async (act) => {
    await take(act, inspection, planned[0]!.id, 'hold', { input: { held_on: '2025-03-31', attendance: 9 } });
    await edit(act, inspection, planned[1]!.id, undefined, { joint: true, held_on: '2024-06-30', partner_ids: [there.committee, here.committee].filter((id) => id !== planned[1]!.committee_id) });
  }, cast.office);
  await expectListsEqualFigures(house, figures.filter(({ derived }) => !derived), { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('a visit of several committees is one for the county and one for each: the sum exceeds the county by the overlap', async () => {
  const { house, cast, here, there } = county;
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), fc.constantFrom<{ from?: string; to?: string }>({}, { from: '2024-07-01' }, { from: '2024-03-01', to: '2025-03-31' }), async (seed, period) => {
    await county.act((act) => createMany(act, inspection, randomVisits([here.committee, there.committee], 8, seed)));
    await reading(house, cast.office, async (look) => {
      const counted = async (committee?: string) => (await countFigures(look, [inspectionsHeld, inspectionsOverlap], { ...period, committee }));
      const all = await counted();
      const each = [await counted(here.committee), await counted(there.committee)].map((one) => one.get('inspections_held')!);
      const { rows } = await look.db.selectFrom('inspections').select(['body_ids', 'held_on', 'state']).where('county_id', '=', look.county).execute().then((found) => ({ rows: found.filter(({ held_on, state }) => ['held', 'closed'].includes(state) && held_on >= (period.from ?? '') && held_on <= (period.to ?? '9999')) }));
      const alone = rows.filter(({ body_ids }) => body_ids.length === 0).length;
      expect(all.get('inspections_held')).toBe(rows.length);
      expect(each[0]! + each[1]! - all.get('inspections_held')! + alone).toBe(all.get('inspections_overlap'));
    });
  }), { numRuns: 5 });
});

test('whoever was asked sees the visit, and nobody else of another committee', () => {
  const sees = (row: Partial<Inspection>) => inspection.visibleTo.some((one) => one.of(people.member).test(row as Inspection));
  expect(sees({ committee_id: other.committee, body_ids: [other.committee], asked_ids: [own.member] })).toBe(true);
  expect(sees({ committee_id: other.committee, body_ids: [other.committee], asked_ids: [other.member] })).toBe(false);
});
