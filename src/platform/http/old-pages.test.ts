import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { unitsSlice } from '#institutions/units/slice.ts';
import { listen } from '#platform/http/listen.ts';
import { assetAddress } from '#platform/ui/assets.ts';
import { assetRoutes } from '#platform/ui/serve-assets.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';

/** Pages that were opened before an upgrade. */

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([unitsSlice]);
});
afterAll(() => county.drop());

test('styles and scripts under the names of their time are today’s, and nobody keeps them under those names', async () => {
  const server = await listen(assetRoutes(inject('assets')), 0);
  const asked = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  for (const [old, name] of [['/assets/desk-0ldHash_0ld-.js', 'desk.js'], ['/assets/public-AAAAAAAAAAAA.css', 'public.css']] as const) {
    const [then, now] = [await asked(old), await asked(assetAddress(name))];
    expect([then.status, then.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await then.text()).toBe(await now.text());
    expect(now.headers.get('cache-control')).toMatch(/immutable/);
  }
  expect((await asked('/assets/never-AAAAAAAAAAAA.js')).status).toBe(404);
  expect((await asked('/assets/..%2f..%2fmanifest-AAAAAAAAAAAA.json')).status).toBe(404);
  await server.close();
});

test('a form with a field that is gone is taken; what has become necessary is asked for; an address that is gone says what to do', async () => {
  const visitor = await siteOf(county, [unitsSlice])({ role: 'county_office' });
  expect((await visitor.submit('/units', { name: '县档案馆', side: 'government', asked_in_former_times: '有' })).status).toBe(303);
  const missing = await visitor.submit('/units', { name: '县方志办' });
  expect([missing.status, /请/.test(await missing.text())]).toEqual([422, true]);
  const gone = await visitor.submit('/units/former/step', { name: '县方志办' });
  expect([gone.status, /升级以前打开的/.test(await gone.text())]).toEqual([404, true]);
});
