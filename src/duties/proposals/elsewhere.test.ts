import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMany } from '#platform/records/write.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [parametersSlice, proposalsSlice];
let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  const one = (session: number, state: string, n: number) => ({ title: `第${n}件`, state, proposer_kind: 'organisation', proposer_name: '县工商联', term: 9, session, submitted_on: '2025-01-10', serial_no: n, ...(state === 'filed' ? { disposition: 'filed', proposal_no: n } : {}) });
  await county.act((act) => createMany(act, proposal, [one(4, 'submitted', 1), one(4, 'filed', 2), one(4, 'filed', 3), one(5, 'submitted', 1), one(3, 'closed', 1)]));
});
afterAll(() => county.drop());

test.each([
  ['/proposals/review', /别的会议还有待审查的：<a [^>]*session=4[^>]*>九届四次会议1件/u],
  ['/proposals/assigning', /别的会议还有待交办的：<a [^>]*session=4[^>]*>九届四次会议2件/u],
  ['/proposals/review?term=9&session=4', /别的会议还有待审查的：<a [^>]*session=5[^>]*>九届五次会议1件/u],
])('%s says what waits in other sessions', async (path, said) => expect((await office.get(path)).text).toMatch(said));

test('and nothing where nothing waits elsewhere', async () => expect((await office.get('/proposals/assigning?term=9&session=4')).text).not.toContain('别的会议还有'));
