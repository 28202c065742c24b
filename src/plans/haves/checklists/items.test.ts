import { afterAll, beforeAll, expect, test } from 'vitest';
import { havesSlice } from '#plans/haves/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf } from '../../../../test/visitor.ts';

const slices = [parametersSlice, havesSlice];
let county: TestCounty;
beforeAll(async () => void (county = await testCounty(slices)));
afterAll(() => county?.drop());

test('what no county may ask of its committees is refused at its field, and what it may ask is not', async () => {
  const office = await siteOf(county, slices)({ role: 'county_office' });
  expect((await office.send('/checklists', { title: '扫码打卡五有' })).body.fields.title).toContain('打卡');
  const { body: draft } = await office.send('/checklists', { title: '五有' });
  const save = (asked: string, label = '有阵地') => office.send(`/checklists/${draft.id}/items`, { version: draft.version, '1:label': label, '1:asked': asked, '1:kind': 'place' });
  expect(await save('每月上传照片不少于10张')).toMatchObject({ status: 422, body: { fields: { '1:asked': expect.stringContaining('不写要几张照片') } } });
  expect(await save('有牌子', '有签到墙')).toMatchObject({ status: 422, body: { fields: { '1:label': expect.stringContaining('不允许') } } });
  expect((await save('有一间办公室，门口挂牌')).status).toBe(200);
});
