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
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';

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
  expect(faultsOfPath(deed, ['promised'])).toEqual([]);
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

test('as many deeds as the plan asks for: the counter-examples are the members who did fewer in the period', { timeout: 60_000 }, async () => {
  const fresh = await testCounty([membersSlice, deedsSlice]);
  const { house, cast, here } = fresh;
  const names = ['甲', '乙', '丙'];
  await fresh.act(async (act) => {
    const people = await createMany(act, person, names.map((name) => ({ name })));
    await createMany(act, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, committee_id: here.committee, joined_on: '2022-01-10', standing: false, name_key: '' })));
  });
  const all = await reading(house, cast.office, (look) => look.db.selectFrom('members').select(['id', 'name']).execute());
  let year = 2000; // each run looks at a year of its own
  const done = fc.record({ who: fc.nat(all.length - 1), month: fc.constantFrom('01-01', '06-30', '12-31'), inPeriod: fc.boolean(), state: stateOf(deed) });
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 3 }), fc.array(done, { maxLength: 12 }), async (required, deeds) => {
    year += 2;
    const scope = { from: `${year}-01-01`, to: `${year}-12-31` };
    await fresh.act(async (act) => {
      await createMany(act, parameterSetting, [{ key: 'deeds.required', value: String(required), from_day: scope.from }]);
      await createMany(act, deed, deeds.map(({ who, month, inPeriod, state }) => (
        { member_id: all[who]!.id, committee_id: here.committee, deed: '义诊', kind: 'clinic', done_on: `${inPeriod ? year : year + 1}-${month}`, precision: 'day', approximate: false, state }) as Partial<Deed>));
    });
    const counts = all.map((_, who) => deeds.filter((one) => one.who === who && one.inPeriod && ['recorded', 'verified'].includes(one.state)).length);
    const short = all.filter((_, who) => counts[who]! < required).map(({ name }) => name);
    const finding = await reading(house, cast.office, (look) => deedEveryMember.examine(look, scope));
    expect(finding.examined).toBe(required === 0 ? 0 : all.length);
    expect(finding.counterExamples.map(({ label }) => label).toSorted()).toEqual(short.toSorted());
    for (const { label, why } of finding.counterExamples) {
      const did = counts[all.findIndex(({ name }) => name === label)]!;
      expect(why).toContain(did === 0 ? '没有办成' : `只办成${did}件，应办${required}件`);
    }
  }), { numRuns: 25 });
  await fresh.drop();
});
