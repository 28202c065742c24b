import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyCounty, type EmptyCounty } from '../../../test/county.ts';
import { cast } from '../../../test/cast.ts';
import { committee as committeeRecord } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { effects as memberSteps } from '#institutions/members/actions.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { participantsSlice } from '#institutions/participants/slice.ts';
import { entering, handingOver, seating, vacating } from '#institutions/party-posts/actions.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { partyPostsSlice } from '#institutions/party-posts/slice.ts';
import { leavingCounty } from '#institutions/people/actions.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { ending, enterPost } from '#institutions/posts/actions.ts';
import { vacanciesAwaited } from '#institutions/posts/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { officesOn, participantWordsOn } from '#plans/facts.ts';
import { is } from '#platform/predicate.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';

let county: EmptyCounty;
beforeAll(async () => {
  county = await emptyCounty([committeesSlice(), peopleSlice, membersSlice, partyPostsSlice(officesOn), postsSlice, participantsSlice(participantWordsOn)]);
});
afterAll(() => county.drop());

const office = <T>(work: (act: Act) => Promise<T>) => county.act(work, { ...cast.office, countyId: county.id });
const look = <T>(work: Parameters<typeof reading<T>>[2]) => reading(county.house, { ...cast.office, countyId: county.id }, work);

let place: string;
let committee: string;
let director: Post;
let places = 0;
/** Of this place only; the others of this county have their own. */
const tasks = async () => (await look((at) => vacanciesAwaited.find(at))).map(({ label }) => label).filter((label) => label.startsWith(place)).map((label) => label.slice(place.length));

beforeEach(async () => {
  place = `第${++places}镇`;
  const [made] = await county.act((act) => createMany(act, committeeRecord, [{ state: 'established', name: `${place}政协联络委`, place, place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: places }]));
  committee = made!.id;
  await office(async (act) => {
    const at = { committee_id: committee, since: '2022-03-01' };
    director = await enterPost(act, { name: '石主任', same_person: 'another', role: 'director', ...at }, {});
    await enterPost(act, { name: '吴副主任', same_person: 'another', role: 'deputy_director', ...at }, {});
    await enterPost(act, { name: '杨干事', same_person: 'another', role: 'worker', ...at }, {});
  });
});

const inOffice = (held: Post) => office((act) => entering(officesOn)(act, { person_id: held.person_id, office: 'deputy_secretary', committee_id: committee, since: '2022-02-01' }, {}));
const step = (row: { id: string }, name: string, input: object, effect: never) => office((act) => take<PartyPost>(act, partyPost, row.id, name, { input: { ...input }, reason: '组织安排', effect }));

describe('whatever leaves a required post empty, the same task says so the same day', () => {
  test('nothing is vacant while everybody is there', async () => expect(await tasks()).toEqual([]));

  test('the post itself ends; it is gone when somebody follows, and nothing is left over', async () => {
    await office((act) => take<Post>(act, post, director.id, 'end', { input: { until: today() }, reason: '退休', effect: ending }));
    expect(await tasks()).toEqual(['联络委主任空缺：石主任已卸任，继任未定']);
    await office((act) => enterPost(act, { name: '龙接任', same_person: 'another', role: 'director', committee_id: committee, since: today() }, {}));
    expect(await tasks()).toEqual([]);
  });

  test('the last worker leaves', async () => {
    const [worker] = await look((at) => list<Post>(at, post, { where: is<Post>('committee_id', committee), limit: 9 })).then((rows) => rows.filter(({ role }) => role === 'worker'));
    await office((act) => take<Post>(act, post, worker!.id, 'end', { input: { until: today() }, reason: '调走', effect: ending }));
    expect(await tasks()).toEqual(['联络委工作人员空缺：杨干事已卸任，继任未定']);
  });

  test('the person leaves the county: every post, Party office and participation ends that day', async () => {
    const held = await inOffice(director);
    const other = await county.act((act) => create<Participant>(act, participant, { person_id: director.person_id, name: '石主任', kind: '信息员', committee_id: committee, since: '2024-01-01' }));
    await office((act) => take<Person>(act, person, director.person_id, 'leave', { input: { left_on: '2025-05-06' }, reason: '调离本县', effect: leavingCounty }));
    expect(await tasks()).toEqual(['联络委主任空缺：石主任已卸任，继任未定']);
    expect(await look((at) => get<Post>(at, post, director.id))).toMatchObject({ state: 'ended', until: '2025-05-06' });
    expect(await look((at) => get<PartyPost>(at, partyPost, held.id))).toMatchObject({ state: 'vacant', until: '2025-05-06', ended_post_ids: [director.id] });
    expect(await look((at) => get<Participant>(at, participant, other.id))).toMatchObject({ state: 'ended', until: '2025-05-06' });
  });

  test('a member who leads the committee dies', async () => {
    const [seat] = await county.act((act) => createMany<Member>(act, member, [{ person_id: director.person_id, name: '石主任', term: 9, joined_on: '2022-01-10', standing: false, name_key: '' }]));
    await office((act) => take<Member>(act, member, seat!.id, 'die', { input: { left_on: '2025-05-06' }, reason: '病逝', effect: memberSteps.die }));
    expect(await tasks()).toEqual(['联络委主任空缺：石主任已卸任，继任未定']);
  });

  test('a day that has not come yet is refused', () =>
    expect(office((act) => take<Person>(act, person, director.person_id, 'leave', { input: { left_on: '2099-01-01' }, reason: '调离', effect: leavingCounty }))).rejects.toMatchObject({ status: 422 }));
});

describe('an office of the Party that changes hands is one task, not two', () => {
  test('the successor waits; seated or followed by another, the task is gone', async () => {
    const held = await inOffice(director);
    await step(held, 'handOver', { name: '龙新任', same_person: 'another', day: '2025-05-06' }, handingOver(officesOn) as never);
    expect(await tasks()).toEqual(['联络委主任空缺：待任命龙新任']);
    const [waits] = await look((at) => list<PartyPost>(at, partyPost, { where: is<PartyPost>('follows_id', held.id), limit: 1 }));
    await step(waits!, 'seat', {}, seating as never);
    expect(await tasks()).toEqual([]);
  });

  test('somebody else is appointed director instead of the one who waited', async () => {
    const held = await inOffice(director);
    await step(held, 'handOver', { name: '龙新任', same_person: 'another', day: '2025-05-06' }, handingOver(officesOn) as never);
    await office((act) => enterPost(act, { name: '潘另任', same_person: 'another', role: 'director', committee_id: committee, since: '2025-06-01' }, {}));
    expect(await tasks()).toEqual([]);
  });

  test('of two deputies the one bound to the office leaves: the other does not fill it', async () => {
    const second = await office((act) => enterPost(act, { name: '罗副主任', same_person: 'another', role: 'deputy_director', committee_id: committee, since: '2023-01-01' }, {}));
    const held = await office((act) => entering(officesOn)(act, { person_id: second.person_id, office: 'commissioner', committee_id: committee, since: '2023-01-01' }, {}));
    await step(held, 'vacate', { until: '2025-05-06' }, vacating as never);
    expect(await tasks()).toEqual(['联络委副主任空缺：罗副主任已卸任，继任未定']);
    await office((act) => enterPost(act, { name: '韦接任', same_person: 'another', role: 'deputy_director', committee_id: committee, since: '2025-06-01' }, {}));
    expect(await tasks()).toEqual([]);
  });
});

test('it is the work of the county office', () => {
  const whose = Object.entries(cast).filter(([, actor]) => vacanciesAwaited.whose.of(actor).test({})).map(([name]) => name);
  expect(whose).toEqual(['office']);
});
