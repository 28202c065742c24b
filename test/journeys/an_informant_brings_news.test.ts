import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

describe('an informant brings news', () => {
  let county: TestCounty;
  let informant: Visitor;
  let office: Visitor;
  const news = () => ({ committee_id: county.here.committee, received_on: '2025-05-06', matter: '村口的桥栏杆断了' });

  beforeAll(async () => {
    county = await testCounty(slices);
    const visitor = siteOf(county, slices);
    informant = await visitor({ role: 'informant', committee: county.here.committee });
    office = await visitor({ role: 'county_office' });
  });
  afterAll(() => county?.drop());

  test('given a plan that does not let informants enter, then the way is told instead', async () => {
    expect(await informant.send('/ledger', news())).toMatchObject({ status: 403, body: { detail: expect.stringContaining('告诉联络委工作人员') } });
  });

  test('when the plan lets them, then an informant enters for the own committee, and sees what was brought', async () => {
    expect((await office.send('/parameters/informants.ledger', { value: 'yes', from_day: today() })).status).toBe(201);
    const entered = await informant.send('/ledger', news());
    expect(entered).toMatchObject({ status: 201, body: { informant_id: informant.person } });
    expect((await informant.json('/ledger')).body.items).toHaveLength(1);
    expect((await informant.get('/ledger/new')).text).toContain('白石镇');
    expect((await informant.send('/ledger', { ...news(), committee_id: county.there.committee })).status).toBe(403);
  });

  test('then nothing else is open: no entry of others, no roster, no posts, no steps', async () => {
    await office.send('/ledger', { ...news(), matter: '别人说的事' });
    const { body } = await informant.json('/ledger');
    expect(body.items.map(({ matter }: { matter: string }) => matter)).toEqual(['村口的桥栏杆断了']);
    for (const path of ['/members', '/posts', '/proposals', '/deeds', '/sectors', '/terms', '/quotas', '/plans']) {
      expect((await informant.json(path)).body.items ?? [], path).toEqual([]);
    }
    expect((await informant.send(`/ledger/${body.items[0].id}/handling`, { handling: 'on_spot' })).status).toBe(403);
    expect((await informant.get('/')).status).toBe(200);
  });
});
