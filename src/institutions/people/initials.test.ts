import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, edit } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { matching } from '#platform/search/matching.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { slices } from '#county.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
  await county.act((act) => createMany(act, person, ['石志明', '单秋生', '曾国强', '覃秀英', '买买提·吐尔逊', 'SZM商行联系人'].map((name) => ({ name }))));
  await indexPending(county.house, county.id);
});
afterAll(() => county.drop());

const found = (typed: string) => reading(county.house, county.cast.office, async (look) => (await list(look, person, { where: matching(person, typed), limit: 20 })).map(({ name }) => name).toSorted());

test.each([
  ['szm', ['SZM商行联系人', '石志明']], ['SZM', ['SZM商行联系人', '石志明']], ['sqs', ['单秋生']], ['zgq', ['曾国强']], ['qxy', ['覃秀英']], ['txy', ['覃秀英']],
  ['mmt', ['买买提·吐尔逊']], ['zm', ['SZM商行联系人', '石志明']], ['石志', ['石志明']], ['xyz', []],
])('%s finds %j', async (typed, names) => {
  expect(await found(typed)).toEqual(names);
});

test('a corrected name is found by its new initials only', async () => {
  await county.act(async (act) => {
    const [row] = await list<Person>(act, person, { where: matching(person, 'zgq'), limit: 1 });
    await edit(act, person, row!.id, undefined, { name: '龙文山' });
  }, county.cast.office);
  await indexPending(county.house, county.id);
  expect([await found('zgq'), await found('lws')]).toEqual([[], ['龙文山']]);
});
