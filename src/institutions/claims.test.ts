import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../test/figures.ts';
import { claims as ofCommittees } from '#institutions/committees/facts.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { claims as ofMembers } from '#institutions/members/facts.ts';
import { member } from '#institutions/members/record.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { participant } from '#institutions/participants/record.ts';
import { participantsSlice } from '#institutions/participants/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { person } from '#institutions/people/record.ts';
import { claims as ofPosts } from '#institutions/posts/facts.ts';
import { post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { setting } from '#institutions/settings/record.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { participantWordsOn } from '#plans/facts.ts';
import { verdict, type Claim } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { amend, createMany } from '#platform/records/write.ts';

const slices = [settingsSlice, committeesSlice(), reorganisationsSlice(), peopleSlice, membersSlice, postsSlice, participantsSlice(participantWordsOn)];
const claims = [...ofCommittees, ...ofMembers, ...ofPosts];
const how = { step: 'test', relation: 'maintainer' };

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const examined = (name: string, scope: Scope = {}, asOf?: Date) =>
  reading(county.house, county.cast.office, async (look) => {
    const one: Claim = claims.find((claim) => claim.name === name)!;
    const finding = await one.examine({ ...look, asOf }, scope);
    return { verdict: verdict(finding), examined: finding.examined, counter: finding.counterExamples.map(({ label, why }) => `${label}：${why}`) };
  });

const now = async (): Promise<Date> => (await numbersNow(county.house, county.cast.office, [])).at;

test('the decision: refused without one, proved with it, refused again for the time before', async () => {
  const before = await now();
  expect(await examined('decision_by_standing_committee')).toEqual({
    verdict: 'refused', examined: 2, counter: ['小河乡联络委：没有登记审定其设置的县委常委会会议', '白石镇联络委：没有登记审定其设置的县委常委会会议'],
  });
  await county.act(async (act) => {
    const ids = [county.here.committee, county.there.committee];
    const [one] = await createMany(act, setting, [{ state: 'issued', title: '设置', committee_ids: ids, meeting: '常委会', decided_on: '2022-02-20', document_no: '5号', issued_on: '2022-03-01', issued_by: '县委办' }]);
    for (const id of ids) await amend(act, committee, await get<Committee>(act, committee, id), { decision_id: one!.id }, how);
  });
  expect((await examined('decision_by_standing_committee')).verdict).toBe('proved');
  expect((await examined('decision_by_standing_committee', {}, before)).verdict).toBe('refused');
  expect((await examined('decision_by_standing_committee', { to: '2021-12-31' })).verdict).toBe('nothing_to_examine');
});

test('leaders: vacancies, other offices and other townships are named', async () => {
  expect((await examined('directors_deputy_secretary')).counter).toEqual(['小河乡：没有在任主任', '白石镇：没有在任主任']);
  expect((await examined('directors_members')).verdict).toBe('nothing_to_examine');
  await county.act(async (act) => {
    const [strange, commissioner] = await createMany(act, person, [
      { name: '龙外来', party_post: 'deputy_secretary', party_place: '青山乡' }, { name: '吴组宣', party_post: 'commissioner', party_place: '白石镇' },
    ]);
    await amend(act, person, await get(act, person, county.here.person), { party_post: 'deputy_secretary', party_place: '白石镇' }, how);
    await createMany(act, post, [
      { person_id: county.here.person, name: '石大山', role: 'director', committee_id: county.here.committee, since: '2022-03-01' },
      { person_id: strange!.id, name: '龙外来', role: 'director', committee_id: county.there.committee, since: '2024-03-01' },
      { person_id: commissioner!.id, name: '吴组宣', role: 'deputy_director', committee_id: county.here.committee, since: null },
    ]);
    await createMany(act, participant, [{ person_id: strange!.id, name: '龙外来', kind: '民生部门负责人', belongs: true, committee_id: county.here.committee, since: '2024-03-01' }]);
  });
  expect(await examined('directors_deputy_secretary')).toEqual({ verdict: 'refused', examined: 2, counter: ['小河乡主任 龙外来：是青山乡的党（工）委副书记，不是小河乡的'] });
  expect((await examined('directors_deputy_secretary', { to: '2023-12-31' })).counter).toEqual(['小河乡：没有在任主任']);
  expect((await examined('directors_deputy_secretary', { committee: county.here.committee })).verdict).toBe('proved');
  expect((await examined('deputies_commissioners')).counter).toEqual(['小河乡：没有在任副主任']);
  expect(await examined('directors_members')).toEqual({ verdict: 'refused', examined: 2, counter: ['小河乡主任 龙外来：还不是县政协委员，需要增补'] });
});

test('members: those of no committee are exceptions, those who left are none', async () => {
  expect((await examined('members_all_stationed')).verdict).toBe('proved');
  await county.act(async (act) => {
    const people = await createMany(act, person, ['王无着', '王离任'].map((name) => ({ name })));
    await createMany(act, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, joined_on: '2022-01-10', name_key: '', ...(name === '王离任' ? { state: 'left', left_on: '2024-06-30' } : {}) })));
  });
  expect(await examined('members_all_stationed')).toEqual({ verdict: 'refused', examined: 3, counter: ['王无着：没有编入任何联络委'] });
  expect((await examined('members_all_stationed', { to: '2023-12-31' })).counter).toHaveLength(2);
});

test('lists are as long as the figures, for any end of a period, and a past moment counts as it did', async () => {
  const figures = slices.flatMap((slice) => slice.figures ?? []);
  const { house, cast, here, there } = county;
  const then = await numbersNow(house, cast.office, figures);
  expect(Object.fromEntries(then.numbers)).toMatchObject({ committees_established: 2, members_current: 3, members_stationed: 2, directors: 2, non_members_added: 1 });
  await county.act(async (act) => {
    const abolished = { state: 'abolished', abolished_on: '2025-01-01' };
    await amend(act, committee, await get<Committee>(act, committee, there.committee), abolished, how);
  });
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});
