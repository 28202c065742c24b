import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { reading } from '#platform/records/act.ts';
import { createMany, take } from '#platform/records/write.ts';
import { enterDeed } from '#duties/deeds/actions.ts';
import { deedEveryMember, figures } from '#duties/deeds/facts.ts';
import { deed, deedFields, type Deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';
import { membersSlice } from '#institutions/members/slice.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([membersSlice, deedsSlice]);
});
afterAll(() => county.drop());

test('who may do what in which state', () => {
  expect(matrix(deed, {
    'of the own committee and member': { committee_id: own.committee, member_id: own.member },
    'of another committee and member': { committee_id: other.committee, member_id: other.member },
  })).toMatchSnapshot();
  expect(faultsOfPath(deed).filter((fault) => !fault.includes('promised'))).toEqual([]); // a promise is entered as such, not reached
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, deed, deedFields, { conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])) }));

test('a deed belongs to the committee of its member, and the claim loses that member', async () => {
  const { cast, here, house } = county;
  const year = { from: '2025-01-01', to: '2025-12-31' };
  const missing = () => reading(house, cast.office, (look) => deedEveryMember.examine(look, year));
  expect((await missing()).counterExamples).toHaveLength(2);
  const row = await county.act((act) => enterDeed(act, { member_id: here.member, deed: '义诊', kind: 'clinic', done_on: '2025-04-02', precision: 'day', approximate: false }, {}), cast.worker);
  expect(row.committee_id).toBe(here.committee);
  expect(await missing()).toMatchObject({ examined: 2, counterExamples: [{ label: '杨小河' }] });
  await county.act((act) => take(act, deed, row.id, 'strike', { reason: '不是委员本人所办' }), cast.office);
  expect((await missing()).counterExamples).toHaveLength(2);
});

test('the list is as long as the figure, now and for a past moment', { timeout: 60_000 }, async () => {
  const { house, cast, here, there } = county;
  const content = contentOf(deedFields, { member: [here.member, there.member] });
  const random = fc.tuple(content, stateOf(deed), fc.constantFrom(here.committee, there.committee)).map(([values, state, committee_id]) => ({ ...values, state, committee_id, approximate: false }) as Partial<Deed>);
  const rows = await county.act((act) => createMany(act, deed, several(random, 60)));
  const then = await numbersNow(house, cast.office, figures);
  const recorded = rows.filter(({ state }) => state === 'recorded');
  await county.act((act) => take(act, deed, recorded[0]!.id, 'strike', { reason: '重复' }), cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});
