import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownCounties } from '#platform/http/counties.ts';
import { newSite, openSite } from '#platform/http/site.tsx';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { openSession, SESSION_COOKIES } from '#platform/identity/sessions.ts';
import { create, createMany } from '#platform/records/write.ts';
import { mountSearch } from '#platform/search/routes.tsx';
import { inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { post } from '#institutions/posts/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
let county: TestCounty;
let find: (words: string) => Promise<string>;
beforeAll(async () => {
  writeFileSync(join(assets, 'manifest.json'), '{}');
  county = await testCounty([inspectionsSlice]);
  const site = newSite();
  inspectionsSlice.mount!(site);
  mountSearch(site, [inspection, post]);
  const app = openSite(site, { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets });
  const account = await county.act(async (act) => {
    await create(act, post, { person_id: county.here.person, name: '石大山', role: 'worker', committee_id: county.here.committee, since: '2022-01-01', acting: false });
    return createStaffAccount(act, county.here.person, 'worker', '枇杷熟了就去赶场吧 worker');
  });
  const cookie = await openSession(county.house, county.id, account, 'test');
  find = async (words) => {
    const answer = await app.request(`http://localhost/search?q=${encodeURIComponent(words)}`, { headers: { cookie: `${SESSION_COOKIES[1]}=${cookie}` } });
    return `${answer.status} ${await answer.text()}`;
  };
});
afterAll(async () => {
  rmSync(assets, { recursive: true });
  await county.drop();
});

test('the top bar finds what the person may see, the newest five of a kind, with the way to the rest', async () => {
  const visit = (committee_id: string, topic: string, held_on: string) => ({ committee_id, topic, held_on, kind: 'research', precision: 'day', joint: false, report: false });
  await county.act((act) => createMany(act, inspection, [
    ...[1, 2, 3, 4, 5, 6].map((n) => visit(county.here.committee, `饮水安全调研之${n}`, `2025-0${n}-01`)), visit(county.there.committee, '饮水安全：别处的事', '2025-09-01'),
  ]));
  const html = await find('饮水');
  expect(html).toMatch(/^200 /);
  expect([...html.matchAll(/饮水安全调研之(\d)/g)].map(([, n]) => n)).toEqual(['6', '5', '4', '3', '2']);
  expect(html).toContain('更多调研视察');
  expect(html).not.toContain('别处的事');
  expect(await find('没有这样的事')).toContain('没有找到');
  expect(await find("' & \\ % 😀")).toContain('没有找到');
  expect(await find('')).toContain('一两个字也可以');
});
