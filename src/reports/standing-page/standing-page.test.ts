import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { create, createMany } from '#platform/records/write.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { unit } from '#institutions/units/record.ts';
import { today } from '#platform/time.ts';
import { committeeContact, contactFields } from '#reports/standing-page/record.ts';
import { standingPageSlice } from '#reports/standing-page/slice.ts';
import { own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let worker: Visitor;

beforeAll(async () => {
  const slices = [{ records: [committee, person, member, post, unit] }, parametersSlice, opinionsSlice, inspectionsSlice, consultationsSlice, deedsSlice, standingPageSlice];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  await visitor({ role: 'director', committee: county.here.committee });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
  await county.act((act) => createMany(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on: `${today().slice(0, 4)}-01-01`, precision: 'day', joint: false, report: false }]));
});
afterAll(() => county.drop());

const set = (key: string, value: string) => county.act((act) => create<ParameterSetting>(act, parameterSetting, { key, value, from_day: '2020-01-01' }));
/** As anybody sees it, without a session. */
const seen = async (path = `/c/test/${county.here.committee}`) => {
  const answer = await worker.fetch(path, { headers: { cookie: '' } });
  return { status: answer.status, text: await answer.text() };
};

describe('the record', () => {
  test('state × role', () => {
    expect(matrix(committeeContact, { 'of the own committee': { committee_id: own.committee } })).toMatchSnapshot();
    expect(faultsOfPath(committeeContact)).toEqual([]);
  });
  test('who may, in memory and in SQL', () => expectRelationsAgree(county.house, committeeContact, contactFields));
});

describe('the page of a committee', () => {
  test('names who is in post and nobody else, opens without an account, and is small', async () => {
    const { status, text } = await seen();
    expect(status).toBe(200);
    expect(text).toContain('任director者');
    expect(text).not.toContain('任worker者');
    expect(text).toContain(`/r/test/${county.here.committee}`);
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  });

  test('says where and when once the committee has said it; no telephone and no figure that the county has not released', async () => {
    const content = { committee_id: county.here.committee, address: '镇政府一楼', hours: '赶场天全天', phone: '0855-1234567' };
    const { body } = await worker.send('/committee-contacts', content);
    expect((await worker.send('/committee-contacts', content)).status).toBe(409);
    const { text } = await seen();
    expect(text).toContain('镇政府一楼');
    expect(text).not.toMatch(/1234567|做了什么/);
    await set('public.figures', 'activities');
    await set('public.phone', 'shown');
    const released = (await seen()).text;
    expect(released).toContain('0855-1234567');
    expect(released).toMatch(/调研视察活动<\/dt><dd>1次/);
    expect((await worker.send(`/committee-contacts/${body.id}/hiding`, { reason: '搬迁' })).status).toBe(403);
  });

  test('is not there for a committee that does not stand, nor under another county', async () => {
    expect((await seen('/c/test/0198c000-0000-7000-8000-000000000001')).status).toBe(404);
    expect((await seen(`/c/other/${county.here.committee}`)).status).toBe(404);
    expect((await seen('/c/test')).text).toContain('白石镇');
  });

  test('slip and plaque carry the codes, and print on one sheet', async () => {
    const slip = (await worker.get(`/committees/${county.here.committee}/slip`)).text;
    const plaque = (await worker.get(`/committees/${county.here.committee}/plaque`)).text;
    expect(slip.match(/class="qr"/g)).toHaveLength(1);
    expect(plaque.match(/class="qr"/g)).toHaveLength(2);
    for (const text of [slip, plaque]) {
      expect(text).toContain(`/c/test/${county.here.committee}`);
      expect(text.match(/<article class="paper/g)).toHaveLength(1);
    }
  });
});
