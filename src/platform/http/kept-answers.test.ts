import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sector } from '#institutions/groupings/record.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { KeptAnswers, utf8Of } from '#platform/http/kept-answers.ts';
import { create } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([groupingsSlice]);
}, 60_000);
afterAll(() => county.drop());

const enter = (name: string) => county.act((act) => create(act, sector, { name, rank: 0 }), county.cast.office);

test('an answer is given again while nobody acts in the county, and never afterwards', async () => {
  const office = await siteOf(county, [groupingsSlice])({ role: 'county_office' });
  const names = async (more?: RequestInit) => ((await (await office.fetch('/api/v1/sectors', more)).json()) as { items: { name: string }[] }).items.map(({ name }) => name);
  await enter('农业界');
  expect(await names()).toContain('农业界');

  // Behind the back of the program, so that it shows which answers were read anew.
  await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; update sectors set name = '偷改界' where name = '农业界'; commit`);
  expect(await names()).toContain('农业界');
  expect(await names({ headers: { 'cache-control': 'no-cache' } })).toContain('偷改界');

  await enter('工商界');
  expect(await names()).toEqual(expect.arrayContaining(['工商界', '偷改界']));
});

test('nobody is given the answer of another person', async () => {
  const visitor = siteOf(county, [groupingsSlice]);
  const [office, worker] = [await visitor({ role: 'county_office' }), await visitor({ role: 'worker', committee: county.here.committee })];
  const mine = await office.json('/sectors');
  await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; update sectors set name = '又改界' where name = '偷改界'; commit`);
  expect((await office.json('/sectors')).body).toEqual(mine.body);
  expect((await worker.json('/sectors')).body).not.toEqual(mine.body);
});

test('what was asked longest ago is forgotten when there is too much', () => {
  const kept = new KeptAnswers();
  const long = new Uint8Array(12 * 1024 * 1024);
  for (const question of ['a', 'b']) kept.keep(question, { stood: '1', bytes: long });
  expect(kept.find('a', '1')).toBe(long); // used last
  kept.keep('c', { stood: '1', bytes: long });
  expect(['a', 'b', 'c'].filter((question) => kept.find(question, '1') === long)).toEqual(['a', 'c']);
  expect(kept.find('c', '2')).toBeUndefined();
});

test('the bytes of an answer are UTF-8 of its parts together, whatever stands in them and wherever they part', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))).map((all) => all.join('')); // halves of characters too
  fc.assert(fc.property(fc.array(fc.oneof(units, fc.string(), fc.constantFrom('', '桥', '😀'))), (parts) => {
    expect(utf8Of(parts)).toEqual(Buffer.from(parts.join('')));
  }));
  const long = '连心桥'.repeat(300_000);
  expect(utf8Of([long, '。']).length).toBe(Buffer.byteLength(`${long}。`));
});
