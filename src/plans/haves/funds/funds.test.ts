import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { create, edit } from '#platform/records/write.ts';
import { figures } from '#plans/haves/funds/facts.ts';
import { funds, type FundsEntry } from '#plans/haves/funds/record.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';

let county: TestCounty;
beforeAll(async () => { county = await testCounty([havesSlice]); });
afterAll(() => county?.drop());

const money = fc.record({ here: fc.boolean(), year: fc.integer({ min: 2023, max: 2026 }), amount: fc.integer({ min: 1, max: 100_000_000 }), used: fc.option(fc.integer({ min: 0, max: 100_000_000 })) });

test('the sum of a period is the sum of its list, for everybody, now and for a past moment', async () => {
  const { here, there } = county;
  const rows = fc.sample(money, { numRuns: 24, seed: 98 });
  const entered = await county.act(async (act) => {
    const ids: string[] = [];
    for (const { here: own, ...row } of rows) ids.push((await create<FundsEntry>(act, funds, { committee_id: own ? here.committee : there.committee, source: '县财政预算', ...row })).id);
    return ids;
  }, county.cast.office);
  const then = await numbersNow(county.house, county.cast.office, figures);
  expect(then.numbers.get('funds_arranged')).toBe(rows.reduce((sum, { amount }) => sum + amount, 0));
  for (const id of entered.slice(0, 5)) await county.act((act) => edit(act, funds, id, undefined, { year: 2022, amount: 7 }), county.cast.office);
  await expectListsEqualFigures(county.house, figures, { actors: [county.cast.office, county.cast.worker, county.cast.auditor], committees: [here.committee, there.committee] });
  await expectStill(county.house, county.cast.office, figures, then);
});
