import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workCalendar, workingDaysBetween } from '#platform/working-days.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [parametersSlice, proposalsSlice];
const inDays = (n: number): string => new Date(Date.parse(today()) + n * 86_400_000).toISOString().slice(0, 10);

let county: TestCounty;
let office: Visitor;
let ids: string[];
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  const assigned = (title: string, state: string, due_on: string | null) => ({ title, proposer_name: '县工商联', proposer_kind: 'organisation', term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: county.here.unit, state, due_on });
  const rows = await county.act((act) => createMany(act, proposal, [
    assigned('修路', 'accepted', inDays(28)), assigned('饮水', 'accepted', inDays(-28)), assigned('路灯', 'replied', inDays(-28)), assigned('校车', 'filed', null),
  ]));
  ids = rows.map(({ id }) => id);
});
afterAll(() => county.drop());

/** The light in a row of the list: its name and its words. */
async function lightIn(title: string): Promise<string | undefined> {
  const { text } = await office.get('/proposals');
  const row = text.split('<tr').find((part) => part.includes(`>${title}<`))!;
  return /class="light light-([\w-]+)".*?<span>([^<]*)/s.exec(row)?.slice(1).join(' ');
}

test('a running clock has its light, in words; what is replied or not yet assigned has none', async () => {
  expect(await Promise.all(['修路', '饮水', '路灯', '校车'].map(lightIn))).toEqual(['on-time 正常', expect.stringMatching(/^over 逾期/), undefined, undefined]);
  expect((await office.get(`/proposals/${ids[1]}`)).text).toContain('light-over');
});

test('it turns yellow as many working days before as the county says', async () => {
  const { days } = workingDaysBetween(workCalendar([]), today(), inDays(28));
  await office.send('/parameters/light.near_days', { value: days - 1, from_day: '2025-01-01' });
  expect(await lightIn('修路')).toBe('on-time 正常');
  await office.send('/parameters/light.near_days', { value: days, from_day: '2025-01-01' });
  expect(await lightIn('修路')).toBe('near 临期');
});
