import { afterAll, beforeAll, expect, test } from 'vitest';
import { quota, type Quota } from '#institutions/quotas/record.ts';
import { quotasSlice } from '#institutions/quotas/slice.ts';
import { sector, type Sector } from '#institutions/groupings/record.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { createMany } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [groupingsSlice, termsSlice(), quotasSlice];

let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county?.drop());

test('the seats stand in the order of the sectors, whenever they were entered, the newest term first', async () => {
  await county.act(async (act) => {
    const sectors = await createMany<Sector>(act, sector, ['中共', '工会', '农业'].map((name, place) => ({ name, rank: place + 1 })));
    const [party, union, farming] = sectors.map(({ id }) => id) as [string, string, string];
    await createMany<Quota>(act, quota, [union, farming, party].flatMap((sector_id, n) => [8, 9].map((term) => ({ term, sector_id, seats: n + 1, reserved: 0 }))));
  });
  const { text } = await office.get('/quotas');
  const listed = [...text.matchAll(/<a class="row-link"[^>]*>([^<]+)<\/a>/gu)].map(([, name]) => name);
  expect(listed).toEqual(['中共', '工会', '农业', '中共', '工会', '农业']);
  const { items } = (await office.json('/quotas')).body;
  expect(items.map(({ term, seats }: Quota) => [term, seats])).toEqual([[9, 3], [9, 1], [9, 2], [8, 3], [8, 1], [8, 2]]);
});
