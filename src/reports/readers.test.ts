import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { siteOf } from '../../test/visitor.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

test('the county\'s report says the same to everybody who may read it; a list that is shorter for the reader says so', async () => {
  const visitor = siteOf(county, slices);
  const [office, leader] = [await visitor({ role: 'county_office' }), await visitor({ role: 'leader' })];
  const entry = { committee_id: county.here.committee, received_on: '2025-03-02', way: 'visit', matter: '村口的路灯坏了', dispute: false };
  expect((await office.send('/ledger', entry)).status).toBe(201);
  const figure = async ({ json }: typeof office) => (await json('/figures/opinions_received?from=2025-01-01&to=2025-12-31')).body as { value: number; list: string };
  const [told, read] = [await figure(office), await figure(leader)];
  expect([told.value, read.value]).toEqual([1, 1]);
  expect((await office.get(told.list)).text).toContain('下面的1条就是这个数字');
  expect((await leader.get(read.list)).text).toContain('下面列出其中您能查看的0条，其余不在您的查看范围内');
});
