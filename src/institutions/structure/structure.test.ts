import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';
import { agreeing, appointing, examining, nominating } from '#institutions/by-appointments/actions.ts';
import { byAppointment, type ByAppointment } from '#institutions/by-appointments/record.ts';
import { byAppointmentsSlice } from '#institutions/by-appointments/slice.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { leftStation } from '#institutions/members/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { partyPostsSlice } from '#institutions/party-posts/slice.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { enterPost } from '#institutions/posts/actions.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { effecting } from '#institutions/reorganisations/actions.ts';
import { reorganisation, type Reorganisation } from '#institutions/reorganisations/record.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { sector } from '#institutions/groupings/record.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { structureChecks } from '#institutions/structure/facts.ts';
import { daysAfter, historyOf } from '#institutions/structure/history.ts';
import { structureSlice } from '#institutions/structure/slice.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { reading } from '#platform/records/act.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, createMany, take, type Effect } from '#platform/records/write.ts';

const slices = [settingsSlice, committeesSlice(), reorganisationsSlice(), groupingsSlice, peopleSlice, membersSlice, byAppointmentsSlice, postsSlice, structureSlice(),
  partyPostsSlice(async () => ({ deputy_secretary: { label: '党委副书记', bound: 'director' }, commissioner: { label: '组宣统委员', bound: null } }))];

const checks = structureChecks(async (_reading, day) => day >= '2026-01-01');

let county: TestCounty;
let clerk: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  clerk = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county.drop());

const look = <T>(work: Parameters<typeof reading<T>>[2]) => reading(county.house, county.cast.office, work);
const found = async (name: string, to = '2025-06-30') => {
  const { examined, counterExamples } = await look((at) => checks.find((check) => check.name === name)!.examine(at, { to }));
  return { examined, counter: counterExamples.map(({ label, why }) => `${label}：${why}`) };
};

test('posts filled, a worker everywhere, sectors represented: what is missing is named', async () => {
  await county.act(async (act) => {
    const [added] = await createMany<Person>(act, person, [{ name: '龙外来' }]);
    await createMany(act, post, [
      { person_id: county.here.person, name: '石大山', role: 'director', committee_id: county.here.committee, since: '2022-03-01', state: 'ended', until: '2025-05-06' },
      { person_id: added!.id, name: '龙外来', role: 'director', committee_id: county.there.committee, since: '2022-03-01', acting: true },
      { person_id: added!.id, name: '龙外来', role: 'deputy_director', committee_id: county.here.committee, since: '2022-03-01' },
    ]);
    await createMany(act, sector, [{ name: '教育界', rank: 1 }]);
  });
  expect(await found('posts_filled')).toEqual({ examined: 4, counter: ['小河乡副主任：没有登记过任职', '白石镇主任：2025-05-06起空缺'] });
  expect((await found('posts_filled', '2025-05-05')).counter).toEqual(['小河乡副主任：没有登记过任职']);
  expect(await found('workers_everywhere')).toEqual({ examined: 2, counter: ['小河乡联络委：没有登记工作人员'] });
  expect(await found('sectors_represented')).toEqual({ examined: 1, counter: ['教育界：这个界别还没有在任委员'] });
});

test('a representative stands for the sector from the day on which the plan says so, and only while taking part', async () => {
  const [education] = await look(async (at) => at.db.selectFrom('sectors').select('id').where('county_id', '=', at.county).execute());
  const taking = { kind: '界别群众代表', committee_id: county.here.committee, sector_id: education!.id, since: '2024-01-01' };
  const [one] = await county.act(async (act) => {
    const [who, informant] = await createMany<Person>(act, person, [{ name: '韦代表' }, { name: '韦信息' }]);
    return createMany<Participant>(act, participant, [{ ...taking, person_id: who!.id, name: '韦代表', belongs: true, until: '2026-06-01' }, { ...taking, person_id: informant!.id, name: '韦信息', belongs: false }]);
  });
  expect(one).toMatchObject({ belongs: true });
  expect((await found('sectors_represented', '2025-12-31')).counter).toHaveLength(1);
  expect((await found('sectors_represented', '2026-01-01')).counter).toEqual([]);
  expect((await found('sectors_represented', '2026-06-01')).counter).toEqual(['教育界：这个界别还没有在任委员，也没有界别代表']);
});

test('a director who is no member: an exception with how far the by-appointment is, until the register has the member', async () => {
  const effects: Record<string, Effect<ByAppointment>> = { examine: examining, agree: agreeing, appoint: appointing };
  const [who] = await look(async (at) => (await at.db.selectFrom('people').selectAll().where('county_id', '=', at.county).where('name', '=', '龙外来').execute()));
  const nominated = await county.act((act) => nominating(act, { person_id: who!.id, term: 9, nominated_on: '2025-05-01' }, {}), county.cast.office);
  const step = (name: string, input: Record<string, string>) => county.act((act) => take<ByAppointment>(act, byAppointment, nominated.id, name, { input, effect: effects[name] }), county.cast.office);
  const stage = async () => (await found('directors_members')).counter;
  expect(await stage()).toEqual(['小河乡主任 龙外来：代理主任，还不是县政协委员，增补办到“已提名”']);
  await expect(step('appoint', { joined_on: '2025-06-01', document_no: '1号' })).rejects.toMatchObject({ status: 409 });
  await expect(step('examine', { examined_on: '2025-04-30' })).rejects.toMatchObject({ fields: { examined_on: '日期不能早于提名日期（2025-05-01）。' } });
  await step('examine', { examined_on: '2025-05-08' });
  expect(await stage()).toEqual([expect.stringContaining('“已考察”')]);
  await step('agree', { meeting: '常委会会议', agreed_on: '2025-06-01' });
  const { member_id } = await step('appoint', { joined_on: '2025-06-02', document_no: '政协〔2025〕9号' });
  expect(member_id).not.toBeNull();
  expect(await stage()).toEqual([]);
  expect((await found('directors_members', '2025-06-01')).counter).toHaveLength(1);
  await expect(county.act((act) => nominating(act, { person_id: who!.id, term: 9, nominated_on: '2025-07-01' }, {}), county.cast.office)).rejects.toMatchObject({ fields: { person_id: expect.stringContaining('已经是第9届委员') } });
});

test('who is being considered is kept from those whom it does not concern', async () => {
  const row = await county.act(async (act) => {
    const [other] = await createMany<Person>(act, person, [{ name: '潘候选' }]);
    await enterPost(act, { person_id: other!.id, role: 'director', committee_id: county.here.committee, since: '2025-06-10' }, {});
    return nominating(act, { person_id: other!.id, term: 9, nominated_on: '2025-06-11' }, {});
  }, county.cast.office);
  expect((await found('directors_members')).counter[0]).toContain('“已提名”');
  expect((await clerk.json('/structure/directors_members')).body.counter_examples[0].why).toBe('还不是县政协委员，需要增补');
  expect((await clerk.json(`/by-appointments/${row.id}`)).status).toBe(404);
});

test('the history is the check of every single day', async () => {
  const dates = fc.integer({ min: 0, max: 40 }).map((n) => daysAfter('2025-05-20', n));
  const spans = fc.array(fc.tuple(dates, fc.option(dates, { nil: undefined }), fc.constantFrom('worker', 'deputy_director')), { minLength: 3, maxLength: 6 });
  await fc.assert(fc.asyncProperty(spans, async (many) => {
    await county.act((act) => createMany(act, post, many.map(([since, until, role]) => ({
      person_id: county.there.person, name: '杨小河', role, committee_id: county.there.committee, since, until: until ?? null, state: until ? 'ended' : 'holding',
    }))));
    for (const check of checks) {
      await look(async (at) => {
        const spells = await historyOf(at, check, '2025-07-05', 30);
        expect([spells[0]!.from, spells.at(-1)!.to]).toEqual(['2025-06-06', '2025-07-05']);
        for (let n = 0; n < 30; n += 1) {
          const day = daysAfter('2025-06-06', n);
          const { examined, counterExamples } = await check.examine(at, { to: day });
          expect(spells.filter(({ from, to }) => from <= day && day <= to), `${check.name} on ${day}`).toMatchObject([{ examined, exceptions: counterExamples.length }]);
        }
      });
    }
  }), { numRuns: 3 });
});

test('pages and their JSON: all five, one with its history, a wrong span refused in words', async () => {
  const all = await clerk.json('/structure');
  expect(all.body.items.map(({ name }: { name: string }) => name)).toEqual(['directors_members', 'members_all_stationed', 'posts_filled', 'workers_everywhere', 'sectors_represented']);
  expect((await clerk.get('/structure')).text).toContain('例外只是列出来，不影响办理任何事项');
  const one = await clerk.get('/structure/posts_filled?days=30');
  expect(one.text).toContain('最近30天的例外');
  expect((await clerk.json('/structure/posts_filled?days=7')).status).toBe(422);
  expect((await clerk.get('/structure/nothing')).status).toBe(404);
  expect((await clerk.get('/posts/vacancies')).text).toContain('代理中的职务');
  expect((await clerk.json('/posts/vacancies')).body.acting).toMatchObject([{ name: '龙外来' }]);
});

test('after a merger each check reads on every day as the committees of that day were, by the names that they had', async () => {
  const names = async (to: string) => (await found('workers_everywhere', to)).counter;
  const [left] = await county.act((act) => list<Member>(act, member, { where: is<Member>('id', county.here.member), limit: 1 }));
  await county.act((act) => amend<Member>(act, member, left!, { committee_id: null, ...leftStation(left!, '2025-07-22') }, { step: 'station', relation: 'county_office' }), county.cast.office);
  for (const content of [
    { kind: 'merge', committee_ids: [county.there.committee], successor_ids: [county.here.committee], effective_on: '2025-07-10' },
    { kind: 'rename', committee_ids: [county.here.committee], successor_ids: [], new_name: '白石街道政协联络委', new_place: '白石街道', effective_on: '2025-07-15' },
  ]) {
    const row = await county.act((act) => create<Reorganisation>(act, reorganisation, { document_no: '云委〔2025〕9号', decided_on: '2025-07-01', ...content }), county.cast.office);
    await county.act((act) => take<Reorganisation>(act, reorganisation, row.id, 'effect', { input: {}, effect: effecting([]) }), county.cast.office);
  }
  await county.act(async (act) => {
    for (const one of await list<Post>(act, post, { where: all(is<Post>('role', 'worker'), is<Post>('state', 'holding')), limit: 50 })) await amend(act, post, one, { state: 'ended', until: '2025-07-05' }, { step: 'end', relation: 'county_office' });
  }, county.cast.office);
  expect(await found('posts_filled', '2025-07-09')).toMatchObject({ examined: 4 });
  expect(await found('posts_filled', '2025-07-10')).toMatchObject({ examined: 2 });
  expect([await names('2025-07-09'), await names('2025-07-14'), await names('2025-07-15')].map((these) => these.map((one) => one.split('：')[0]).filter((one) => one?.startsWith('白石')))).toEqual([['白石镇联络委'], ['白石镇联络委'], ['白石街道联络委']]);
  for (const check of checks) {
    await look(async (at) => {
      const spells = await historyOf(at, check, '2025-07-30', 30);
      for (let n = 0; n < 30; n += 1) {
        const day = daysAfter('2025-07-01', n);
        const { examined, counterExamples } = await check.examine(at, { to: day });
        expect(spells.filter(({ from, to }) => from <= day && day <= to), `${check.name} on ${day}`).toMatchObject([{ examined, exceptions: counterExamples.length }]);
      }
    });
  }
  expect((await found('members_all_stationed', '2025-07-21')).counter).toHaveLength((await found('members_all_stationed', '2025-07-22')).counter.length - 1);
});
