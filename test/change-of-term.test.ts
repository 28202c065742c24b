import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { reading } from '#platform/records/act.ts';
import { committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { countFigures } from '#platform/figures/count.ts';
import { lastAct } from '#platform/records/moment.ts';
import { emptyCounty, type EmptyCounty } from './county.ts';
import { siteOf, type Visitor } from './visitor.ts';

const names = ['石大山', '杨小河', '龙远', '吴秀英', '陆远'];
const bodies = figures.filter(({ record }) => ['member', 'post', 'committee', 'deed', 'proposal'].includes(record));

describe('a change of term', () => {
  let county: EmptyCounty;
  let office: Visitor;
  let site: ReturnType<typeof siteOf>;
  let ids: Record<string, { person: string; member: string }>;
  let next: string;
  let before: { at: Date; numbers: Map<string, number>; moments: Map<string, Map<string, number>> };

  const membersOf = (state: string, term: number): Promise<Member[]> =>
    reading(county.house, clerk(), (at) => list<Member>(at, member, { where: all(is<Member>('state', state), is<Member>('term', term)), order: [{ column: 'name_key' }], limit: 50 }));
  const clerk = () => ({ countyId: county.id, accountId: '0198c000-0000-7000-8000-000000000001', personId: null, memberId: null, name: '办公室', posts: [{ role: 'county_office' as const, committeeId: null, unitId: null }] });
  const numbers = (asOf?: Date, to = '2026-11-30') => reading(county.house, clerk(), (at) => countFigures({ ...at, asOf }, bodies, { to }));
  /** Every number of the old term's days, as it stood after each act until a moment. */
  const numbersAtMoments = async (until: Date) => {
    const { rows } = await reading(county.house, clerk(), ({ db }) => sql<{ at: Date }>`select distinct at from journal where at <= ${until} order by at`.execute(db));
    const told = new Map<string, Map<string, number>>();
    for (const { at } of rows) for (const day of ['2021-11-30', '2022-06-30', '2026-06-30', '2026-11-30']) told.set(`${at.toISOString()} ${day}`, await numbers(at, day));
    return told;
  };
  const seat = (name: string) => reading(county.house, clerk(), (at) => list<Post>(at, post, { where: all(is<Post>('name', name), is<Post>('role', 'committee_member')), order: [{ column: 'since' }], limit: 10 }));

  beforeAll(async () => {
    county = await emptyCounty(slices);
    site = siteOf(county as Parameters<typeof siteOf>[0], slices);
    await county.act(async (act) => {
      const [place] = await createMany(act, committee, [{ state: 'established', name: '白石镇政协联络委', place: '白石镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 1 }]);
      const people = await createMany(act, person, names.map((name, n) => ({ name, affiliation: n % 2 === 0 ? '中共党员' : '群众' })));
      const members = await createMany(act, member, people.map(({ id, name, affiliation }, n) => ({
        person_id: id, name, affiliation, term: 9, committee_id: name === '龙远' ? null : place!.id, joined_on: '2021-12-01', standing: n === 0, name_key: '',
      })));
      ids = Object.fromEntries(people.map(({ id, name }, n) => [name, { person: id, member: members[n]!.id }]));
      await createMany(act, post, ['石大山', '吴秀英'].map((name) => ({ person_id: ids[name]!.person, name, role: 'committee_member', committee_id: place!.id, since: '2022-03-01', acting: false })));
      await createMany(act, proposal, ['石大山', '吴秀英', '吴秀英', '陆远', '龙远'].map((name, n) => ({
        state: 'replied', title: `关于第${n + 1}条路的提案`, proposer_name: name, proposer_kind: 'member', member_id: ids[name]!.member, term: 9, session: 5, time_class: 'session',
        submitted_on: '2026-02-01', serial_no: n + 1, proposal_no: n + 1, disposition: 'filed', reply: '已经修好', replied_on: '2026-08-01', result: 'SOLVED',
      })));
      await createMany(act, deed, [{ state: 'recorded', member_id: ids['陆远']!.member, committee_id: place!.id, deed: '义诊', kind: 'clinic', done_on: '2026-05-01' }]);
    });
    office = await site({ role: 'county_office' });
  });
  afterAll(() => county?.drop());

  test('given nine terms, when the ninth and the tenth are entered, then the ninth is current and the tenth prepared', async () => {
    const ninth = await office.send('/terms', { number: 9, starts_on: '2021-12-01', seats: 5 });
    expect(ninth.body).toMatchObject({ state: 'current' });
    const tenth = await office.send('/terms', { number: 10, starts_on: '2026-12-01', seats: 4, first_session_on: '2099-01-10' });
    expect(tenth.body).toMatchObject({ state: 'preparing' });
    next = tenth.body.id;
    expect((await office.send('/terms', { number: 10, starts_on: '2026-12-01' })).status).toBe(422);
    expect((await office.send('/terms', { number: 11, starts_on: '2031-12-01' })).body.fields).toMatchObject({ number: expect.stringContaining('正在筹备') });
  });

  test('when there is nobody in the new register, then nothing changes and a sentence says what to do', async () => {
    const refused = await office.send(`/terms/${next}/taking-over`, {});
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('还没有人选') } });
  });

  test('when those who stay are ticked and a new one is entered, then they are nominated and count for nothing yet', async () => {
    const roster = await office.get(`/terms/${next}/roster`);
    expect(roster.text).toContain('吴秀英');
    const kept = ['石大山', '杨小河'].map((name) => ids[name]!.member);
    expect(await office.send(`/terms/${next}/roster`, { ids: kept })).toMatchObject({ status: 201, body: { nominated: 2 } });
    expect((await office.send(`/terms/${next}/roster`, { ids: kept })).status).toBe(422);
    const fresh = await office.send('/members', { name: '韦新', term: 10, joined_on: '2026-12-01', affiliation: '民盟盟员' });
    expect(fresh.body).toMatchObject({ state: 'nominated', term: 10 });
    expect((await numbers()).get('members_current')).toBe(5);
    expect((await office.get('/')).status).toBe(200);
  });

  test('then the preview names who stays, who is new, who leaves, and what they leave open', async () => {
    const { text } = await office.get(`/terms/${next}`);
    for (const words of ['新任', '韦新', '续任', '第9届离任', '关于第2条路的提案', '换届']) expect(text).toContain(words);
    expect(text).not.toContain('关于第1条路的提案');
  });

  test('when the term changes, then in one act all of it has happened', async () => {
    const at = await reading(county.house, clerk(), lastAct);
    before = { at, numbers: await numbers(), moments: await numbersAtMoments(at) };
    expect(before.moments.size).toBeGreaterThanOrEqual(16);
    expect((await office.send(`/terms/${next}/taking-over`, { contact_ids: [ids['吴秀英']!.member] })).body.fields).toMatchObject({ contact_ids: expect.stringContaining('下一届人选') });
    const contacts = (await membersOf('nominated', 10)).filter(({ name }) => name !== '韦新').map(({ id }) => id);
    const changed = await office.send(`/terms/${next}/taking-over`, { contact_ids: contacts });
    expect(changed).toMatchObject({ status: 200, body: { state: 'current' } });
    expect((await membersOf('current', 10)).map(({ name }) => name).toSorted()).toEqual(['杨小河', '石大山', '韦新'].toSorted());
    const left = await membersOf('left', 9);
    expect(left).toHaveLength(5);
    expect(left.every(({ left_on, left_kind }) => left_on === '2026-12-01' && left_kind === 'term_ended')).toBe(true);
    expect((await seat('石大山')).map(({ state, since, until }) => ({ state, since, until }))).toEqual([{ state: 'ended', since: '2022-03-01', until: '2026-12-01' }, { state: 'holding', since: '2026-12-01', until: null }]);
    expect((await seat('吴秀英')).map(({ state }) => state)).toEqual(['ended']);
    const handed = await office.json('/handovers');
    const handedTo = Map.groupBy(handed.body.items as { title: string; from_name: string; contact_name: string | null }[], ({ from_name }) => from_name);
    expect(handed.body.items).toHaveLength(4);
    const [[hers], [his], [nobody]] = ['吴秀英', '陆远', '龙远'].map((name) => [...new Set(handedTo.get(name)!.map(({ contact_name }) => contact_name))]) as [string[], string[], (string | null)[]];
    expect([hers, his].toSorted()).toEqual(['杨小河', '石大山']); // one contact for each of the two who leave this committee
    expect(handedTo.get('吴秀英')!.map(({ title }) => title).toSorted()).toEqual(['关于第2条路的提案', '关于第3条路的提案']);
    expect(nobody).toBeNull(); // of another committee, where no contact was chosen: the county office
  });

  test('then the old term is frozen: nothing of it can be corrected', async () => {
    expect((await office.send(`/members/${ids['吴秀英']!.member}`, { standing: true }, 'PATCH')).status).toBe(409);
    expect((await office.json('/terms')).body.items.find((one: { number: number }) => one.number === 9)).toMatchObject({ state: 'closed', ends_on: '2026-12-01' });
    expect((await office.send('/quotas', { term: 9, sector_id: ids['吴秀英']!.person, seats: 3, reserved: 0 })).status).toBe(409);
  });

  test('then the figures of the old term are what they were, for its days and for any earlier moment', async () => {
    expect(await numbers()).toEqual(before.numbers);
    expect(await numbers(before.at)).toEqual(before.numbers);
    expect(before.numbers.get('members_current')).toBe(5);
    expect(await numbersAtMoments(before.at)).toEqual(before.moments);
  });

  test('then who stays still rates the own open proposal, and who left has no way in', async () => {
    const stays = await site({ person: ids['石大山']!.person });
    const { body } = await stays.json('/proposals');
    expect(body.items.map((one: { title: string }) => one.title)).toEqual(['关于第1条路的提案']);
    const rated = await stays.send(`/proposals/${body.items[0].id}/rating`, { rating_work: 'satisfied', rating_result: 'satisfied' });
    expect(rated).toMatchObject({ status: 200, body: { state: 'rated', member_id: ids['石大山']!.member } });
    const left = await site({ person: ids['吴秀英']!.person });
    expect((await left.json('/proposals')).status).toBe(401);
  });

  test('when it is taken back before the first session, then everything is as before, and it can be done again', async () => {
    const back = await office.send(`/terms/${next}/taking-back`, { reason: '会议改期' });
    expect(back).toMatchObject({ status: 200, body: { state: 'preparing', changed_over_at: null } });
    expect((await membersOf('current', 9)).map(({ left_on, left_kind }) => [left_on, left_kind])).toEqual(names.map(() => [null, null]));
    expect(await membersOf('nominated', 10)).toHaveLength(3);
    expect((await seat('石大山')).map(({ state, until }) => [state, until])).toEqual([['holding', null]]);
    expect((await seat('吴秀英')).map(({ state }) => state)).toEqual(['holding']);
    expect((await office.json('/handovers')).body.items).toEqual([]);
    expect((await office.json('/terms')).body.items).toMatchObject([{ number: 10, state: 'preparing' }, { number: 9, state: 'current', ends_on: null }]);
    expect((await office.send(`/terms/${next}/taking-over`, {})).body).toMatchObject({ state: 'current' });
  });

  test('when the first session has begun, then it can no longer be taken back', async () => {
    expect((await office.send(`/terms/${next}`, { first_session_on: '2026-12-10', starts_on: '2026-12-01' }, 'PATCH')).status).toBe(200);
    await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; update terms set first_session_on = '2020-01-01', starts_on = '2020-01-01' where number = 10; commit`);
    expect(await office.send(`/terms/${next}/taking-back`, { reason: '想改' })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('不能再撤销') } });
  });
});
