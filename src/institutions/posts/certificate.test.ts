import { afterAll, beforeAll, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [committeesSlice(), peopleSlice, membersSlice, postsSlice];

let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county?.drop());

const appoint = async (content: object) => (await office.send('/posts', { committee_id: county.here.committee, since: '2025-02-15', ...content })).body.id as string;
const wordsOf = (html: string) => html.slice(html.indexOf('<article')).replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');

test('who was appointed gets a certificate that names the post, the paper and its number', async () => {
  const id = await appoint({ name: '石小山', role: 'deputy_director', document_no: '云委干〔2025〕7号', certificate_no: '云协聘2025-03' });
  expect((await office.get(`/posts/${id}`)).text).toContain(`/posts/${id}/certificate`);
  const words = wordsOf((await office.get(`/posts/${id}/certificate`)).text);
  for (const part of ['石小山同志：', '根据云委干〔2025〕7号文件，任命您为白石镇政协联络委副主任。', '政协云岭自治县委员会', '2025年2月15日', '编号：云协聘2025-03']) expect(words).toContain(part);
});

test('who only acts in the post, whose post is not of a committee, and who does not hold it any more gets none', async () => {
  const acting = await appoint({ name: '龙代理', role: 'director', acting: true });
  const leader = await appoint({ name: '杨县长', role: 'leader', committee_id: undefined });
  for (const id of [acting, leader]) {
    expect((await office.get(`/posts/${id}/certificate`)).status).toBe(404);
    expect((await office.get(`/posts/${id}`)).text).not.toContain('/certificate');
  }
  const clerk = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
  const held = await appoint({ name: '吴干事', role: 'worker' });
  expect((await office.get(`/posts/${held}/certificate`)).status).toBe(200);
  expect((await clerk.get(`/posts/${held}/certificate`)).status).toBe(404);
});
