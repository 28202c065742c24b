import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

describe('people who are no members take part in the work of a committee', () => {
  let county: TestCounty;
  let informant: Visitor;
  let representative: Visitor;
  let office: Visitor;
  let worker: Visitor;
  const news = () => ({ committee_id: county.here.committee, received_on: '2025-05-06', matter: '村口的桥栏杆断了' });
  const set = (key: string, value: string) => office.send(`/parameters/${key}`, { value, from_day: today() });
  /** Entered by the office as people are; signs in as the person that this made. */
  const enter = async (name: string, kind: string) => {
    const entered = await office.send('/participants', { committee_id: county.here.committee, kind, name, since: '2025-01-10', named_by: '新寨村村民委员会' });
    expect(entered).toMatchObject({ status: 201, body: { kind, name, state: 'taking_part' } });
    return siteOf(county, slices)({ person: entered.body.person_id });
  };

  beforeAll(async () => {
    county = await testCounty(slices);
    const visitor = siteOf(county, slices);
    office = await visitor({ role: 'county_office' });
    worker = await visitor({ role: 'worker', committee: county.here.committee });
    informant = await enter('杨阿岩', '信息员');
    representative = await enter('吴桂芝', '界别群众代表');
  });
  afterAll(() => county?.drop());

  test('given the plan says which kinds there are, then another word is refused with the list, and a member is no participant', async () => {
    const other = await office.send('/participants', { committee_id: county.here.committee, kind: '乡贤', name: '龙乡贤', since: '2025-01-10' });
    expect(other).toMatchObject({ status: 422, body: { fields: { kind: expect.stringContaining('界别群众代表、民生部门负责人、信息员') } } });
    await set('participants.kinds', '界别群众代表、民生部门负责人、信息员、乡贤');
    expect((await office.send('/participants', { committee_id: county.here.committee, kind: '乡贤', name: '龙乡贤', since: today() })).body).toMatchObject({ kind: '乡贤', belongs: false });
    const seated = await office.send('/participants', { committee_id: county.here.committee, kind: '信息员', person_id: county.here.person, since: '2025-01-10' });
    expect(seated).toMatchObject({ status: 422, body: { fields: { person_id: expect.stringContaining('县政协委员') } } });
  });

  test('given a plan that does not let informants enter, then the way is told instead', async () => {
    expect(await informant.send('/ledger', news())).toMatchObject({ status: 403, body: { detail: expect.stringContaining('告诉联络委工作人员') } });
  });

  test('when the plan lets them, then an informant enters for the own committee, and sees what was brought; another kind does not', async () => {
    expect((await set('participants.ledger', '信息员')).status).toBe(201);
    const entered = await informant.send('/ledger', news());
    expect(entered).toMatchObject({ status: 201, body: { informant_id: informant.person } });
    expect((await informant.json('/ledger')).body.items).toHaveLength(1);
    expect((await informant.get('/ledger/new')).text).toContain('白石镇');
    expect((await informant.send('/ledger', { ...news(), committee_id: county.there.committee })).status).toBe(403);
    expect((await representative.send('/ledger', news())).status).toBe(403);
  });

  test('then nothing else is open: no entry of others, no roster, no posts, no steps', async () => {
    await office.send('/ledger', { ...news(), matter: '别人说的事' });
    const { body } = await informant.json('/ledger');
    expect(body.items.map(({ matter }: { matter: string }) => matter)).toEqual(['村口的桥栏杆断了']);
    for (const path of ['/members', '/posts', '/proposals', '/deeds', '/sectors', '/terms', '/quotas', '/plans']) {
      expect((await informant.json(path)).body.items ?? [], path).toEqual([]);
    }
    expect((await informant.json('/participants')).body.items.map(({ name }: { name: string }) => name)).toEqual(['杨阿岩']);
    expect((await informant.send(`/ledger/${body.items[0].id}/handling`, { handling: 'on_spot' })).status).toBe(403);
    expect((await informant.get('/')).text).toContain('记一条民情');
    expect((await representative.get('/')).text).not.toContain('记一条民情');
    expect((await representative.get('/')).text).toContain('提一个协商议题');
  });

  test('a representative suggests a topic, the committee takes it into its plan and asks the informant too: each sees it, and no other', async () => {
    const topic = () => ({ committee_id: county.here.committee, topic: '鱼塘收益怎样用', held_on: '2026-09-01' });
    expect((await representative.get('/consultations/new')).text).toContain('议题');
    expect((await informant.send('/consultations', topic())).status).toBe(403);
    const suggested = await representative.send('/consultations', topic());
    expect(suggested).toMatchObject({ status: 201, body: { state: 'suggested', suggested_by: representative.person } });
    const path = `/consultations/${suggested.body.id}`;
    expect((await representative.send(`${path}/adoption`, { held_on: '2026-09-02' })).status).toBe(403);
    expect((await worker.send(path, { attendant_ids: [informant.person] }, 'PATCH')).status).toBe(409);
    expect((await informant.json(path)).status).toBe(404);
    expect((await worker.send(`${path}/adoption`, { held_on: '2026-09-02' })).body).toMatchObject({ state: 'planned', held_on: '2026-09-02' });
    const outsider = await worker.send(path, { attendant_ids: [county.there.person] }, 'PATCH');
    expect(outsider).toMatchObject({ status: 422, body: { fields: { attendant_ids: expect.stringContaining('本联络委在参加的人员') } } });
    expect((await worker.send(path, { attendant_ids: [informant.person] }, 'PATCH')).status).toBe(200);
    expect((await informant.json(path)).body).toMatchObject({ topic: '鱼塘收益怎样用' });
    expect((await representative.json('/consultations')).body.items).toHaveLength(1);
    expect((await informant.send(`${path}/cancellation`, { reason: '不开了' })).status).toBe(403);
    const another = await worker.send('/consultations', { ...topic(), topic: '别的协商' });
    expect((await informant.json(`/consultations/${another.body.id}`)).status).toBe(404);
  });

  test('the public page says how many, and names only who agreed in writing', async () => {
    const page = async () => (await office.fetch(`/c/test/${county.here.committee}`, { headers: { cookie: '' } })).text();
    expect(await page()).toContain('1名');
    expect(await page()).not.toContain('吴桂芝');
    const { body } = await office.json('/participants?state=taking_part');
    const one = body.items.find(({ name }: { name: string }) => name === '吴桂芝');
    expect((await office.send(`/participants/${one.id}`, { named_openly: true }, 'PATCH')).status).toBe(200);
    expect(await page()).toContain('吴桂芝');
    expect(await page()).not.toContain('杨阿岩');
  });

  test('when the participation ends, then the door is closed', async () => {
    const { body } = await office.json('/participants?state=taking_part');
    const one = body.items.find(({ name }: { name: string }) => name === '杨阿岩');
    expect((await office.send(`/participants/${one.id}/ending`, { until: today(), reason: '外出务工' })).status).toBe(200);
    expect((await informant.json('/ledger')).status).toBe(401);
  });
});
