import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, slices } from '#county.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation } from '#duties/consultations/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { testCounty, type TestCounty } from './county.ts';

/** The whole site, with its menu, in a county that calls its consultations by a name of its own. */
const assets = mkdtempSync(join(tmpdir(), 'assets-'));
let county: TestCounty;
let session: string;
let held: string;

beforeAll(async () => {
  writeFileSync(join(assets, 'manifest.json'), '{}');
  county = await testCounty(slices);
  const account = await county.act(async (act) => {
    const [row] = await createMany(act, consultation, [{ committee_id: county.here.committee, topic: '停车', held_on: '2025-05-01', precision: 'day', state: 'planned' }]);
    held = row!.id;
    const [clerk] = await createMany(act, person, [{ name: '周敏' }]);
    await createMany(act, post, [{ person_id: clerk!.id, name: '周敏', role: 'worker', committee_id: county.here.committee, since: '2022-01-10', acting: false }]);
    return createStaffAccount(act, clerk!.id, 'zhou', '枇杷熟了就去赶场吧，带上两只竹篮');
  });
  session = await openSession(county.house, county.id, account, 'test');
});
afterAll(async () => {
  await county.drop();
  rmSync(assets, { recursive: true });
});

/** The words of a page, tags taken out, by a program that was opened just now. */
async function wordsOf(path: string): Promise<string> {
  const answer = await openCounty(county.house, assets).request(path, { headers: { cookie: `session=${session}` } });
  return (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

test('menu, list, form, record, search and home call the consultations as the plan does; until then by the general word', async () => {
  const places = ['/consultations', '/consultations/new', `/consultations/${held}`, '/', '/tasks', '/search?q=停车'];
  for (const path of places) expect(await wordsOf(path), path).toContain('协商活动');
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'label.consultation', value: '鼓楼协商', from_day: '2025-01-01' }]));
  for (const path of places) expect(await wordsOf(path), path).not.toMatch(/协商活动(?!记录|的本县名称)/);
  expect(await wordsOf('/consultations')).toContain('登记鼓楼协商');
  expect(await wordsOf('/')).toContain('半年一次鼓楼协商');
  expect(await wordsOf('/figures')).toContain('各联络委每半年均开展了鼓楼协商');
  expect(await wordsOf('/consultations?figure=consultations_held')).toContain('鼓楼协商 ：');
  expect(await wordsOf('/tasks')).toContain('鼓楼协商 · 计划');
  // Definitions as well as labels, wherever a number is told.
  for (const path of ['/figures', '/figures/consultations_held', '/figures/consultations_quality_rate', '/claims/consultations_half_yearly', '/consultations?figure=consultations_held', '/consultations/standing?figure=consultations_of_quality', '/consultation-remarks', '/consultation-points', '/consultation-evaluations', '/imports']) {
    expect(await wordsOf(path), path).not.toMatch(/协商活动(?!记录|的本县名称)/u);
  }
  expect(await wordsOf('/consultations?figure=consultations_held')).toContain('已召开的基层鼓楼协商次数');
});

test('a download is named so too', async () => {
  const answer = await openCounty(county.house, assets).request('/consultations.csv', { headers: { cookie: `session=${session}` } });
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('鼓楼协商');
});
