import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';
import { byAppointmentsSlice } from '#institutions/by-appointments/slice.ts';
import { committee as committeeRecord } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { entering, handingOver, resuming, seating, undoing, vacating } from '#institutions/party-posts/actions.ts';
import { partyPost, type Offices, type PartyPost } from '#institutions/party-posts/record.ts';
import { partyPostsSlice } from '#institutions/party-posts/slice.ts';
import { enterPost } from '#institutions/posts/actions.ts';
import { listVacancies } from '#institutions/posts/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { is } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take, type Effect } from '#platform/records/write.ts';

const offices: Offices = { deputy_secretary: { label: '党委副书记', bound: 'director' }, commissioner: { label: '组宣统委员', bound: 'deputy_director' } };
const officesOn = async () => offices;
const slices = [committeesSlice(), peopleSlice, membersSlice, byAppointmentsSlice, partyPostsSlice(officesOn), postsSlice];
const effects: Record<string, Effect<PartyPost>> = { handOver: handingOver(officesOn), vacate: vacating, seat: seating, undo: undoing, resume: resuming };
const how = {};

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const look = <T>(work: Parameters<typeof reading<T>>[2]) => reading(county.house, county.cast.office, work);
const office = <T>(work: (act: Act) => Promise<T>) => county.act(work, county.cast.office);
const step = (row: { id: string }, name: string, input: Record<string, unknown> = {}) =>
  office((act) => take<PartyPost>(act, partyPost, row.id, name, { input, reason: '组织安排', effect: effects[name] }));
const holdersOf = (committee: string) => look((at) => list<Post>(at, post, { where: is('committee_id', committee), limit: 500 }));
const personNow = (id: string) => look((at) => get<Person>(at, person, id));

describe('the post follows the Party post', () => {
  let old: PartyPost;
  let directorship: Post;
  const successorOf = async (row: PartyPost) => (await look((at) => list<PartyPost>(at, partyPost, { where: is('follows_id', row.id), limit: 9, order: [{ column: 'created_at' }] }))).at(-1)!;

  beforeAll(async () => {
    [old, directorship] = await office(async (act): Promise<[PartyPost, Post]> => {
      const held = await enterPost(act, { person_id: county.here.person, role: 'director', committee_id: county.here.committee, since: '2022-03-01' }, how);
      return [await entering(officesOn)(act, { person_id: county.here.person, office: 'deputy_secretary', committee_id: county.here.committee, since: '2022-02-01' }, how), held];
    });
  });

  test('who holds both is in office, and the roster says so', async () => {
    expect(old).toMatchObject({ state: 'holding', bound_role: 'director', place: '白石镇' });
    expect(await personNow(county.here.person)).toMatchObject({ party_post: 'deputy_secretary', party_place: '白石镇' });
  });

  test('a second holder of the office is refused at the field', () =>
    expect(office((act) => entering(officesOn)(act, { name: '龙第二', office: 'deputy_secretary', committee_id: county.here.committee }, how)))
      .rejects.toMatchObject({ status: 422, fields: { office: expect.stringContaining('办理“交接”') } }));

  test('handing over: the committee post ends the same day, and the successor waits for it', async () => {
    expect((await step(old, 'handOver', { name: '石二山', day: '2024-05-06', document_no: '云委〔2024〕8号' })).state).toBe('ended');
    expect(await look((at) => get<Post>(at, post, directorship.id))).toMatchObject({ state: 'ended', until: '2024-05-06' });
    const next = await successorOf(old);
    expect(next).toMatchObject({ state: 'awaiting', since: '2024-05-06', name: '石二山', document_no: '云委〔2024〕8号' });
    expect(partyPost.nameOf(next)).toBe('白石镇联络委主任空缺：待任命石二山');
    expect(await personNow(county.here.person)).toMatchObject({ party_post: null, party_place: null });
    expect(await look((at) => listVacancies(at, { to: '2024-05-06', committee: county.here.committee }))).toContainEqual(expect.objectContaining({ role: 'director', since: '2024-05-06', last: '石大山' }));
    expect((await look((at) => listVacancies(at, { to: '2024-05-05', committee: county.here.committee }))).map(({ role }) => role)).not.toContain('director');
  });

  test('undone while nothing followed: everything is as it was', async () => {
    await step(await successorOf(old), 'undo');
    expect(await look((at) => get<Post>(at, post, directorship.id))).toMatchObject({ state: 'holding', until: null });
    expect(await look((at) => get<PartyPost>(at, partyPost, old.id))).toMatchObject({ state: 'holding', until: null, ended_post_ids: [] });
    expect(await personNow(county.here.person)).toMatchObject({ party_post: 'deputy_secretary' });
  });

  test('one click seats the successor, acting; after that the handing over cannot be undone', async () => {
    await step(old, 'handOver', { name: '石三山', day: '2024-06-03' });
    const next = await successorOf(old);
    expect((await step(next, 'seat')).state).toBe('holding');
    const seated = (await holdersOf(county.here.committee)).filter(({ state, role }) => state === 'holding' && role === 'director');
    expect(seated).toMatchObject([{ name: '石三山', acting: true, since: '2024-06-03' }]);
    await expect(step(next, 'undo')).rejects.toMatchObject({ status: 409 });
    expect(await look((at) => listVacancies(at, { to: '2024-06-03', committee: county.here.committee }))).not.toContainEqual(expect.objectContaining({ role: 'director' }));
  });

  test('a day to come, and one before the holder began, are refused in words', async () => {
    const next = await successorOf(old);
    await expect(step(next, 'handOver', { name: '甲乙', day: '2099-01-01' })).rejects.toMatchObject({ fields: { day: expect.stringContaining('还没有到') } });
    await expect(step(next, 'handOver', { name: '甲乙', day: '2024-06-02' })).rejects.toMatchObject({ fields: { day: '不能早于石三山的任职日期（2024-06-03）。' } });
  });

  test('an old director may not be entered into days that another held', () =>
    expect(office((act) => enterPost(act, { name: '石旧人', role: 'director', committee_id: county.here.committee, since: '2023-01-01' }, how))).rejects.toMatchObject({ status: 422 }));
});

test('what a roster told is brought in once, with the day of the committee post', async () => {
  const clerk = await siteOf(county, slices)({ role: 'county_office' });
  const there = county.there.committee;
  await county.act(async (act) => {
    const [told] = await createMany<Person>(act, person, [{ name: '杨名册', party_post: 'deputy_secretary', party_place: '小河乡' }]);
    await createMany(act, post, [{ person_id: told!.id, name: '杨名册', role: 'director', committee_id: there, since: '2023-04-01', acting: false }]);
  });
  expect((await clerk.json('/party-posts/known')).body.items).toMatchObject([{ name: '杨名册', place: '小河乡', since: '2023-04-01' }]);
  expect((await clerk.get('/party-posts/known')).text).toContain('带入1人');
  expect(await clerk.send('/party-posts/known', {})).toMatchObject({ status: 201, body: { entered: 1 } });
  expect(await clerk.send('/party-posts/known', {})).toMatchObject({ status: 201, body: { entered: 0 } });
  expect((await clerk.json(`/party-posts?committee_id=${there}`)).body.items).toMatchObject([{ name: '杨名册', state: 'holding', since: '2023-04-01' }]);
  const worker = await siteOf(county, slices)({ role: 'worker', committee: there });
  expect((await worker.json('/party-posts/known')).status).toBe(404);
});

const days = ['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10', '2024-05-10', '2024-06-10'];
const command = fc.record({
  act: fc.constantFrom('enter', 'direct', 'direct', 'handOver', 'handOver', 'vacate', 'vacate', 'seat', 'seat', 'undo', 'resume', 'decline', 'close', 'close'),
  which: fc.nat(30), who: fc.nat(3), day: fc.constantFrom(...days),
});
const covers = (row: { since: string | null; until: string | null }, day: string) => (row.since ?? '') <= day && day < (row.until ?? '9999');

test('whatever is done in whatever order: never two holders of one office or of one directorship, and vacant is who has no holder', async () => {
  const people = await county.act((act) => createMany<Person>(act, person, ['赵一', '钱二', '孙三', '李四'].map((name) => ({ name }))));
  let done = 0;
  await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 30 }), async (commands) => {
    const committee = await freshCommittee();
    for (const { act, which, who, day } of commands) {
      const rows = await look((at) => list<PartyPost>(at, partyPost, { where: is('committee_id', committee), limit: 99 }));
      const row = rows[which % Math.max(rows.length, 1)];
      const work = act === 'enter' ? office((now) => entering(officesOn)(now, { person_id: people[who]!.id, office: 'deputy_secretary', committee_id: committee, since: day }, how))
        : act === 'direct' ? office((now) => enterPost(now, { person_id: people[who]!.id, role: 'director', committee_id: committee, since: day }, how))
          : row ? step(row, act, act === 'handOver' ? { successor_id: people[who]!.id, day } : act === 'vacate' ? { until: day } : {}) : Promise.resolve();
      done += await Promise.resolve(work).then(() => 1, (error: unknown) => {
        if (!(error instanceof Problem)) throw error; // a refusal is an answer, anything else a fault
        return 0;
      });
    }
    await expectSingle(committee);
  }), { numRuns: 25, endOnFailure: true });
  expect(done).toBeGreaterThan(100);
});

let founded = 0;
const freshCommittee = () => county.act(async (act) => {
  founded += 1;
  return (await create(act, committeeRecord, { state: 'established', name: `第${founded}乡政协联络委`, place: `第${founded}乡`, place_kind: 'township', form: '联络委', founded_on: '2022-03-01', rank: founded } as never)).id;
});

async function expectSingle(committee: string): Promise<void> {
  const directors = (await holdersOf(committee)).filter(({ role }) => role === 'director');
  const officers = (await look((at) => list<PartyPost>(at, partyPost, { where: is('committee_id', committee), limit: 99 }))).filter(({ office: held }) => held === 'deputy_secretary');
  for (const day of [...days, '2024-12-31']) {
    expect(directors.filter((row) => covers(row, day)).length, `directors on ${day}`).toBeLessThanOrEqual(1);
    expect(officers.filter((row) => covers(row, day)).length, `holders of the office on ${day}`).toBeLessThanOrEqual(1);
    const vacant = (await look((at) => listVacancies(at, { to: day, committee }))).some(({ role }) => role === 'director');
    expect(vacant, `vacant on ${day}`).toBe(!directors.some((row) => covers(row, day)));
  }
}
