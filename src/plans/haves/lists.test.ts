import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { adoptChecklist, fiveItems } from '#plans/haves/fixtures.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { unzipSync, strFromU8 } from 'fflate';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [committeesSlice(), postsSlice, workCalendarSlice, parametersSlice, havesSlice];

describe('lists that follow from the records', () => {
  let county: TestCounty;
  let office: Visitor;
  beforeAll(async () => {
    county = await testCounty(slices);
    await county.act((act) => adoptChecklist(act, '2023-01-01'), county.cast.office);
    office = await siteOf(county, slices)({ role: 'county_office' });
  });
  afterAll(() => county?.drop());

  const linesOf = async (path: string) => (await (await office.fetch(path)).text()).replace('\uFEFF', '').trim().split('\r\n');

  test('go out as CSV with all rows and the columns of the page, narrowed as the page is', async () => {
    const all = await linesOf('/haves/items.csv');
    expect(all[0]).toBe('联络委,清单,项目,现状,凭什么');
    expect(all).toHaveLength(1 + 2 * fiveItems.length);
    expect(all).toContainEqual(expect.stringMatching(/^白石镇,五有,place,没有,/u));
    const one = await linesOf(`/haves/items.csv?item=${fiveItems[2]!.id}`);
    expect(one.slice(1).map((line) => line.split(',')[2])).toEqual(['worker', 'worker']);
    expect(await linesOf('/haves/committees.csv')).toHaveLength(3);
  });

  test('go out as a workbook, and the page offers both', async () => {
    const book = unzipSync(new Uint8Array(await (await office.fetch('/haves/committees.xlsx')).arrayBuffer()));
    const words = Object.entries(book).filter(([name]) => name.endsWith('.xml')).map(([, bytes]) => strFromU8(bytes)).join('');
    for (const word of ['规范化建设的联络委', '白石镇', '小河乡', '还缺']) expect(words).toContain(word);
    const { text } = await office.get(`/haves/items?item=${fiveItems[2]!.id}`);
    for (const format of ['xlsx', 'csv']) expect(text).toContain(`/haves/items.${format}?item=${fiveItems[2]!.id}`);
    expect((await office.fetch('/haves/items.csv?asof=gestern')).status).toBe(400);
  });

  test('are refused to those who may not read them', async () => {
    const stranger = await siteOf(county, slices)({ role: 'unit_clerk', unit: county.here.unit });
    expect((await stranger.fetch('/haves/items.csv')).status).toBe((await stranger.get('/haves/items')).status);
    expect((await stranger.fetch('/haves/items.xlsx')).status).not.toBe(200);
  });
});
