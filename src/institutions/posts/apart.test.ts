import { afterAll, beforeAll, expect, test } from 'vitest';
import { setParameter } from '#platform/identity/fixtures.ts';
import { doubledAdministrators } from '#platform/identity/administrators.ts';
import { reading } from '#platform/records/act.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty([peopleSlice, postsSlice]);
  office = await siteOf(county, [peopleSlice, postsSlice])({ role: 'county_office' });
});
afterAll(() => county.drop());

const give = (person: string, role: string) => office.send('/posts', { person_id: person, role, since: '2025-01-01' });
const first = async (name: string, role: string): Promise<string> => (await office.send('/posts', { name, role, since: '2024-01-01' })).body.person_id;
const doubled = async () => (await reading(county.house, county.cast.office, doubledAdministrators)).map(({ name }) => name);

test('where the county has them apart, nobody is given a second of the three administrators, by entering or by correcting', async () => {
  const before = await first('两头兼', 'maintainer');
  expect((await give(before, 'auditor')).status).toBe(201);
  expect(await doubled()).toEqual([]);

  await setParameter(county.database.ownerPool, county.id, 'administrators.apart', 'apart');
  expect(await doubled()).toEqual(['两头兼']); // from before: told, not taken away
  for (const [held, second] of [['maintainer', 'auditor'], ['auditor', 'county_office'], ['county_office', 'maintainer']] as const) {
    const person = await first(`新来的${held}`.slice(0, 10), held);
    const refused = await give(person, second);
    expect([refused.status, refused.body.fields?.role]).toEqual([422, expect.stringContaining('分设')]);
    const harmless = await give(person, 'leader');
    expect(harmless.status).toBe(201);
    expect((await office.send(`/posts/${harmless.body.id}`, { role: second, version: harmless.body.version }, 'PATCH')).body.fields?.role).toContain('分设');
  }
});
