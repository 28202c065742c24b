import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { siteOf, type Visitor } from '../../test/visitor.ts';
import { slices } from '#county.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { create, createMany } from '#platform/records/write.ts';

let county: TestCounty;
let office: Visitor;
let someone: Person;

beforeAll(async () => {
  county = await testCounty(slices);
  [someone] = await county.act(async (act) => {
    await create<ParameterSetting>(act, parameterSetting, { key: 'label.deputy_secretary', value: '党委专职副书记', from_day: '2020-01-01' });
    return createMany<Person>(act, person, [{ name: '石大山', party_post: 'deputy_secretary', party_place: '白石镇' }]);
  }) as [Person];
  office = await siteOf(county, slices)({ role: 'county_office' });
  await office.send('/posts', { person_id: someone.id, role: 'director', committee_id: county.here.committee, since: '2025-01-10' });
  await office.send('/party-posts', { person_id: someone.id, office: 'deputy_secretary', committee_id: county.here.committee, since: '2025-01-10' });
});
afterAll(() => county.drop());

test('wherever an office stands, it stands in the county’s own word', async () => {
  const [held] = (await office.json('/posts?role=director')).body.items;
  const { body: { items: [party] } } = await office.json('/party-posts');
  const paths = ['/posts', `/posts/${held.id}`, '/posts/new', `/posts/${held.id}/edit`, '/people', `/people/${someone.id}`, '/people/new', '/party-posts', '/party-posts/new', `/party-posts/${party.id}`, `/committees/${county.here.committee}`];
  for (const path of paths) {
    const { status, text } = await office.get(path);
    expect(status, path).toBe(200);
    expect(text, path).toContain('党委专职副书记');
  }
  for (const path of paths) expect((await office.get(path)).text, path).not.toContain('党（工）委副书记');
});
