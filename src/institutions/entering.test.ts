import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { siteOf, type Visitor } from '../../test/visitor.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { is } from '#platform/predicate.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

const slices = [settingsSlice, committeesSlice(async (_reading, _id, year) => [{ label: `${year}年民情反映`, done: 3, due: 12 }]), groupingsSlice, unitsSlice, peopleSlice, membersSlice, postsSlice];

let county: TestCounty;
let office: Visitor;
let visitor: ReturnType<typeof siteOf>;
beforeAll(async () => {
  county = await testCounty(slices);
  visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
});
afterAll(() => county.drop());

const named = (name: string): Promise<Person[]> =>
  reading(county.house, county.cast.office, (look) => list<Person>(look, person, { where: is('name', name), limit: 50 }));

describe('a member is entered', () => {
  const content = { name: '阿依古丽•买买提', term: 9, joined_on: '2022.1.10', phone: '139 1234 5678', ethnic: '维吾尔族' };

  test('person and membership in one act, the dot put right', async () => {
    const { status, body } = await office.send('/members', content);
    expect({ status, name: body.name, joined: body.joined_on }).toEqual({ status: 201, name: '阿依古丽·买买提', joined: '2022-01-10' });
    expect(await named('阿依古丽·买买提')).toMatchObject([{ phone: '13912345678', ethnic: '维吾尔族' }]);
  });

  test('somebody who could be the same is asked about, never merged silently', async () => {
    const { status, body } = await office.send('/members', { ...content, term: 10 });
    expect(status).toBe(422);
    expect(body.fields.same_person).toContain('手机尾号5678');
    const same = await office.send('/members', { ...content, term: 10, same_person: 'same' });
    expect(same.status).toBe(201);
    expect(await named('阿依古丽·买买提')).toHaveLength(1);
  });

  test('another telephone is another person of the name', async () => {
    expect((await office.send('/members', { ...content, phone: '13900000000' })).status).toBe(201);
    expect(await named('阿依古丽·买买提')).toHaveLength(2);
  });

  test('twice in one term is refused in words', async () => {
    const { status, body } = await office.send('/members', { ...content, same_person: 'same' });
    expect(status).toBe(422);
    expect(body.fields.name).toContain('已经是第9届委员');
  });

  test('the same request twice enters one', async () => {
    const once = { name: '覃重复', term: 9, joined_on: '2022-01-10', request_id: 'a-request-of-a-member' };
    const [first, second] = [await office.send('/members', once), await office.send('/members', once)];
    expect(first.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
    expect(await named('覃重复')).toHaveLength(1);
  });

  test('an identity number with a wrong check character is refused', async () => {
    const { status, body } = await office.send('/members', { ...content, name: '石错号', id_number: '522631197302150013' });
    expect({ status, fields: Object.keys(body.fields) }).toEqual({ status: 422, fields: ['id_number'] });
  });
});

describe('names and data are corrected where they belong', () => {
  test('a new name reaches the membership, its order and the post', async () => {
    const entered = (await office.send('/members', { name: '王错', term: 9, joined_on: '2022-01-10' })).body;
    const held = (await office.send('/posts', { person_id: entered.person_id, role: 'worker', committee_id: county.here.committee, since: '2022-03-01' })).body;
    const corrected = await office.send(`/members/${entered.id}`, { name: '王改', position: '白石镇干部' }, 'PATCH');
    expect(corrected.body).toMatchObject({ name: '王改', joined_on: '2022-01-10', term: 9 });
    expect(corrected.body.name_key).not.toBe(entered.name_key);
    expect((await office.json(`/posts/${held.id}`)).body.name).toBe('王改');
    expect(await named('王改')).toMatchObject([{ position: '白石镇干部' }]);
  });

  test('one may put right the own telephone, not the register', async () => {
    const himself = await visitor({ person: county.here.person });
    expect((await himself.send(`/people/${himself.person}`, { phone: '13811112222' }, 'PATCH')).status).toBe(200);
    const refused = await himself.send(`/people/${himself.person}`, { party_post: 'deputy_secretary' }, 'PATCH');
    expect(refused.status).toBe(403);
    expect((await himself.json(`/people/${county.there.person}`)).status).toBe(404);
    expect((await himself.get(`/members/${county.here.member}`)).text).toContain('13811112222');
    expect((await himself.get(`/members/${county.there.member}`)).status).toBe(200);
  });

  test('the telephone of a member is for the staff of the own committee', async () => {
    const [near, far] = [await visitor({ role: 'worker', committee: county.here.committee }), await visitor({ role: 'worker', committee: county.there.committee })];
    expect((await near.get(`/members/${county.here.member}`)).text).toContain('13811112222');
    expect((await far.get(`/members/${county.here.member}`)).text).not.toContain('13811112222');
  });
});

describe('posts', () => {
  test('a committee has one director at a time, and the next is asked to wait', async () => {
    const first = await office.send('/posts', { name: '石主任', phone: '13700000001', role: 'director', committee_id: county.there.committee, since: '2022-03-01', party_post: 'deputy_secretary', party_place: '小河乡' });
    expect(first.status).toBe(201);
    const second = await office.send('/posts', { name: '龙主任', role: 'director', committee_id: county.there.committee, since: '2025-03-01' });
    expect(second.body.fields.role).toContain('已有在任主任石主任');
    expect((await office.send(`/posts/${first.body.id}/ending`, { until: '2020-01-01', reason: '调离' })).body.fields.until).toContain('不能早于');
    expect((await office.send(`/posts/${first.body.id}/ending`, { until: '2025-02-28', reason: '调离' })).body.state).toBe('ended');
    expect((await office.send('/posts', { name: '龙主任', role: 'director', committee_id: county.there.committee, since: '2025-03-01' })).status).toBe(201);
  });

  test('a post names its place, and a person', async () => {
    expect(Object.keys((await office.send('/posts', { name: '石某', role: 'worker', since: '2022-03-01' })).body.fields)).toEqual(['committee_id']);
    expect(Object.keys((await office.send('/posts', { role: 'auditor', since: '2022-03-01' })).body.fields)).toEqual(['person_id']);
  });

  test('only the office gives posts', async () => {
    const worker = await visitor({ role: 'worker', committee: county.here.committee });
    expect((await worker.send('/posts', { name: '石某', role: 'county_office', since: '2022-03-01' })).status).toBe(403);
  });
});

describe('committees and the decision that sets them up', () => {
  test('what the standing committee decided establishes the proposed ones, and the journal says for whom it was entered', async () => {
    const proposed = (await office.send('/committees', { name: '青山乡政协联络委', place: '青山乡', place_kind: 'township', form: '联络委' })).body;
    expect(proposed.state).toBe('proposed');
    const one = (await office.send('/settings', { title: '关于设置联络委的请示', committee_ids: [proposed.id, county.here.committee], studied_on: '2022-01-10' })).body;
    const early = await office.send(`/settings/${one.id}/request`, { request_no: '云政协〔2022〕1号', requested_on: '2022-01-01' });
    expect(early.body.fields.requested_on).toContain('不能早于调研论证日期');
    await office.send(`/settings/${one.id}/request`, { request_no: '云政协〔2022〕1号', requested_on: '2022-02-01' });
    await office.send(`/settings/${one.id}/decision`, { meeting: '十四届县委常委会第35次会议', decided_on: '2022-02-20' });
    const issued = await office.send(`/settings/${one.id}/issuing`, { document_no: '云委办〔2022〕5号', issued_by: '县委办公室', issued_on: '2022-03-01' });
    expect(issued.body.state).toBe('issued');
    expect((await office.json(`/committees/${proposed.id}`)).body).toMatchObject({ state: 'established', founded_on: '2022-03-01', decision_id: one.id });
    expect((await office.json(`/committees/${county.here.committee}`)).body).toMatchObject({ founded_on: '2022-03-01', decision_id: one.id });
    expect((await office.get(`/settings/${one.id}`)).text).toContain('（代县委常委会）');
  });

  test('a place has one committee; one that was proposed and will not be ends its posts', async () => {
    const again = await office.send('/committees', { name: '青山乡政协联络委', place: '青山乡', place_kind: 'township', form: '联络委' });
    expect(again.body.fields.place).toContain('已经有联络委');
    expect((await office.send(`/committees/${county.there.committee}/abolition`, { abolished_on: '2025-06-30', reason: '乡镇合并' })).status).toBe(409);
    const proposed = (await office.send('/committees', { name: '平安乡政协联络委', place: '平安乡', place_kind: 'township', form: '联络委' })).body;
    const held = (await office.send('/posts', { name: '吴干事', role: 'worker', committee_id: proposed.id, since: '2022-03-01' })).body;
    const ended = await office.send(`/committees/${proposed.id}/abolition`, { abolished_on: '2025-06-30', reason: '乡镇合并' });
    expect(ended.body.state).toBe('abolished');
    expect((await office.json(`/posts/${held.id}`)).body).toMatchObject({ state: 'ended', until: '2025-06-30' });
  });

  test('its page shows people, members and what the duties tell', async () => {
    const { text } = await office.get(`/committees/${county.here.committee}`);
    expect(text).toContain('石大山');
    expect(text).toContain('年民情反映');
  });
});

test('names of sectors and units are there once', async () => {
  for (const [path, content] of [['/sectors', { name: '教育' }], ['/units', { name: '县教育局', side: 'government' }]] as const) {
    expect((await office.send(path, content)).status).toBe(201);
    expect((await office.send(path, content)).body.fields.name).toContain('已经有了');
  }
});

test('a sector that was stopped by mistake is restored, unless another has its name by now', async () => {
  const enter = async () => (await office.send('/sectors', { name: '农业和农村' })).body as { id: string };
  const stop = (id: string) => office.send(`/sectors/${id}/retirement`, { reason: '登记错了' });
  const restore = (id: string) => office.send(`/sectors/${id}/restoration`, {});
  const first = await enter();
  expect((await stop(first.id)).body.state).toBe('retired');
  expect((await restore(first.id)).body.state).toBe('active');
  await stop(first.id);
  await enter();
  expect(await restore(first.id)).toMatchObject({ status: 422, body: { fields: { name: expect.stringContaining('已经有了') } } });
});

test.each(['/committees', '/members', '/posts', '/people', '/sectors', '/units', '/settings'])('%s: the list, its form and its downloads open', async (path) => {
  for (const page of [path, `${path}?q=石`, `${path}/new`, `${path}.csv`, `${path}.xlsx`]) expect((await office.get(page)).status, page).toBe(200);
});
