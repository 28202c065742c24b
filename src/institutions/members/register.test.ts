import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMany } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { handoversSlice } from '#institutions/handovers/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { quotasSlice } from '#institutions/quotas/slice.ts';
import { sector, sectorGroup, specialCommittee } from '#institutions/groupings/record.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [groupingsSlice, peopleSlice, termsSlice(), quotasSlice, membersSlice, handoversSlice, postsSlice];

let county: TestCounty;
let office: Visitor;
let own: { sector: string; special: string; group: string };

beforeAll(async () => {
  county = await testCounty(slices);
  own = await county.act(async (act) => ({
    sector: (await createMany(act, sector, [{ name: '农业', rank: 1 }]))[0]!.id,
    special: (await createMany(act, specialCommittee, [{ name: '提案委员会', rank: 1 }]))[0]!.id,
    group: (await createMany(act, sectorGroup, [{ name: '农业界别小组', rank: 1 }]))[0]!.id,
  }));
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county.drop());

const enter = (name: string, more: object = {}) => office.send('/members', { name, term: 9, joined_on: '2022-01-10', ...more });

describe('a member is registered', () => {
  test('with sector, affiliation, special committee, sector group and township group at once, and found by each', async () => {
    const all = { sector_id: own.sector, special_committee_id: own.special, sector_group_id: own.group, committee_id: county.here.committee, affiliation: '民盟盟员' };
    const { body } = await enter('韦一鸣', all);
    expect(body).toMatchObject(all);
    for (const [column, value] of Object.entries(all)) {
      const found = await office.json(`/members?${new URLSearchParams({ [column]: value, q: '韦一鸣' })}`);
      expect(found.body.items.map(({ name }: { name: string }) => name), column).toEqual(['韦一鸣']);
    }
    expect((await office.get(`/members/${body.id}`)).text).toContain('提案委员会');
  });

  test('with a dot of any kind in the name, in the one order of lists', async () => {
    await enter('阿卜杜拉•买买提');
    await enter('欧阳春', { rank: 1 });
    await enter('丁一');
    const { body } = await office.json('/members?size=50');
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => ['欧阳春', '丁一', '阿卜杜拉·买买提'].includes(name))).toEqual(['欧阳春', '丁一', '阿卜杜拉·买买提']);
    const csv = await (await office.fetch('/members.csv')).text();
    expect(csv.indexOf('欧阳春')).toBeLessThan(csv.indexOf('丁一'));
  });

  test.each(['阿卜杜拉·买买提', '阿卜杜拉•买买提', '阿卜杜拉・买买提', '阿卜杜拉.买买提', '阿卜杜拉．买买提', '阿卜杜拉买买提', '阿卜杜拉 买买提', '阿卜杜拉 · 买买提', '拉买'])('is found as “%s”, before and after indexing', async (typed) => {
    const found = async () => (await office.json(`/members?${new URLSearchParams({ q: typed })}`)).body.items.map(({ name }: { name: string }) => name);
    expect(await found()).toEqual(['阿卜杜拉·买买提']);
    await indexPending(county.house, county.id);
    expect(await found()).toEqual(['阿卜杜拉·买买提']);
  });

  test('is taken for the same person without the dot, and keeps it', async () => {
    const again = { name: '阿卜杜拉买买提', term: 10, joined_on: '2027-01-10' };
    expect((await office.send('/members', again)).body.fields).toMatchObject({ same_person: expect.stringContaining('阿卜杜拉·买买提') });
    expect((await office.send('/members', { ...again, same_person: 'same' })).body).toMatchObject({ name: '阿卜杜拉·买买提' });
  });

  test('in mid-term only with the paper by which the standing committee agreed', async () => {
    expect((await enter('潘增补', { by_appointment: true })).body.fields).toMatchObject({ appointed_no: expect.stringContaining('任职文号') });
    expect((await enter('潘增补', { by_appointment: true, appointed_no: '政协发〔2025〕3号' })).body).toMatchObject({ by_appointment: true });
  });

  test('with the affiliation that the person comes to have, as long as the membership lasts', async () => {
    const { body } = await enter('石改派', { affiliation: '群众' });
    await office.send(`/people/${body.person_id}`, { affiliation: '中共党员' }, 'PATCH');
    expect((await office.json(`/members/${body.id}`)).body.affiliation).toBe('中共党员');
  });
});

describe('a member goes', () => {
  test('by resigning: in office until the standing committee accepts it', async () => {
    const { body: { id } } = await enter('龙辞职');
    expect(await office.send(`/members/${id}/resignation`, { left_on: '2025-06-01', left_no: '政协发〔2025〕6号' })).toMatchObject({ status: 403 });
    const asked = await office.send(`/members/${id}/resignation-request`, { resign_asked_on: '2025-05-01', reason: '工作调动' });
    expect(asked.body).toMatchObject({ state: 'current', resign_asked_on: '2025-05-01' });
    const left = await office.send(`/members/${id}/resignation`, { left_on: '2025-06-01', left_no: '政协发〔2025〕6号' });
    expect(left.body).toMatchObject({ state: 'left', left_kind: 'resigned', left_no: '政协发〔2025〕6号' });
  });

  test('by revocation with a reason and a paper, by death, and never before having come', async () => {
    const { body: { id } } = await enter('吴撤销');
    expect((await office.send(`/members/${id}/revocation`, { left_on: '2025-06-01', left_no: '政协发〔2025〕7号' })).status).toBe(422);
    expect((await office.send(`/members/${id}/revocation`, { left_on: '2021-06-01', left_no: '政协发〔2025〕7号', reason: '两次无故缺席全体会议' })).body.fields).toMatchObject({ left_on: expect.stringContaining('不能早于') });
    expect((await office.send(`/members/${id}/revocation`, { left_on: '2025-06-01', left_no: '政协发〔2025〕7号', reason: '两次无故缺席全体会议' })).body).toMatchObject({ left_kind: 'revoked' });
    const { body: other } = await enter('陆去世');
    expect((await office.send(`/members/${other.id}/death`, { left_on: '2025-03-01' })).body).toMatchObject({ state: 'left', left_kind: 'died' });
  });
});

describe('seats', () => {
  const used = async (): Promise<string> => (await office.get('/quotas?term=9')).text;

  test('are counted by sector; who leaves frees one; too many only warn', async () => {
    expect((await office.send('/quotas', { term: 9, sector_id: own.sector, seats: 2, reserved: 3 })).status).toBe(422);
    expect((await office.send('/quotas', { term: 9, sector_id: own.sector, seats: 2, reserved: 1 })).status).toBe(201);
    expect((await office.send('/quotas', { term: 9, sector_id: own.sector, seats: 9, reserved: 0 })).status).toBe(422);
    const second = await enter('杨二', { sector_id: own.sector });
    expect(await used()).toContain('农业界别已经动用预留名额');
    const third = await enter('杨三', { sector_id: own.sector });
    expect(third.status).toBe(201);
    expect(await used()).toContain('农业界别已有3人，超出名额2人');
    for (const { body } of [second, third]) await office.send(`/members/${body.id}/leaving`, { left_on: '2025-06-01', left_why: '调离本县', reason: '调离' });
    expect(await used()).not.toContain('农业界别已');
  });
});
