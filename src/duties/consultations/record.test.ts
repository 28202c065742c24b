import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { createMany, edit, take } from '#platform/records/write.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { consultation, consultationFields, unsettled, type Consultation } from '#duties/consultations/record.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { cast, other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';

/** Who takes part in the own committee's work without being a member. */
const comer = cast.participant.personId!;

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([consultationsSlice, attendingSlice]);
});
afterAll(() => county.drop());

test('who may do what in which state', () => {
  expect(faultsOfPath(consultation, ['suggested'])).toEqual([]);
  expect(matrix(consultation, {
    'of the own committee': { committee_id: own.committee },
    'of the own committee, suggested by the participant': { committee_id: own.committee, suggested_by: comer },
    'of the own committee, to which the participant is asked': { committee_id: own.committee, attendant_ids: [comer] },
    'of the own committee, to which those of the own place are asked': { committee_id: other.committee, invited_ids: [own.member, own.unit] },
    'of another committee, with advice and what became of it': { committee_id: other.committee, advice: '建议设立停车区', uptake: 'planned' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, consultation, consultationFields, {
    columns: { suggested_by: [null, comer, own.person], attendant_ids: [[], [comer], [own.person], [own.person, comer]], invited_ids: [[], [own.member], [own.unit, comer], [own.person]] },
    conditions: Object.fromEntries([consultationsHeld].map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const content = contentOf(consultationFields, { committee: [here.committee, there.committee] });
  const random = fc.tuple(content, stateOf(consultation)).map(([values, state]) => ({ ...values, state }) as Partial<Consultation>);
  const rows = await county.act((act) => createMany(act, consultation, several(random, 60)));
  const then = await numbersNow(house, cast.office, [consultationsHeld]);
  const planned = rows.filter(({ state }) => state === 'planned');
  await county.act(async (act) => {
    await take(act, consultation, planned[0]!.id, 'hold', { input: { held_on: '2025-03-31', residents: 30, agreed: 2 } });
    await edit(act, consultation, planned[1]!.id, undefined, { held_on: '2024-06-30' });
  }, cast.office);
  await expectListsEqualFigures(house, [consultationsHeld], { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, [consultationsHeld], then);
});

test('advice that was not written cannot be reported, and what became of it is known before it is filed away', async () => {
  const { cast, here } = county;
  const row = await county.act((act) => createMany<Consultation>(act, consultation, [{ committee_id: here.committee, topic: '停车', held_on: '2025-05-01', precision: 'day', state: 'held' }]), cast.worker).then(([one]) => one!);
  await expect(county.act((act) => take(act, consultation, row.id, 'report'), cast.worker)).rejects.toMatchObject({ status: 422, code: 'not_ready' });
  await county.act((act) => edit<Consultation>(act, consultation, row.id, row.version, { advice: '建议设立停车区' }), cast.worker);
  await county.act((act) => take(act, consultation, row.id, 'report'), cast.worker);
  await expect(county.act((act) => take(act, consultation, row.id, 'close'), cast.worker)).rejects.toMatchObject({ status: 422 });
});

test('it is never filed away while an objection has no answer, and then it is', () => fc.assert(fc.property(
  fc.nat(5), fc.option(fc.constantFrom('done', 'under_way', 'planned', 'none')),
  (objections_open, uptake) => {
    const refused = unsettled({ objections_open, uptake });
    expect(refused === undefined).toBe(objections_open === 0 && uptake !== null);
    if (objections_open > 0) expect(refused).toContain(`${objections_open}条不同意见没有答复`);
  },
)));
