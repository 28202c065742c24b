import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { matching } from '#platform/search/matching.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { unit } from '#institutions/units/record.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf } from '../../../../test/visitor.ts';

/** Places and units are found by the initials of their pinyin, as people are. */
const slices = [committeesSlice(), unitsSlice, parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let entry: LedgerEntry;
beforeAll(async () => {
  county = await testCounty(slices);
  entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-06', matter: '路灯不亮', place: '岩脚村三组' }, {}));
  await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-07', matter: '水管爆了', place: '新寨村' }, {}));
  await indexPending(county.house, county.id);
});
afterAll(() => county.drop());

const found = (declared: Lifecycle<any>, typed: string) => reading(county.house, county.cast.office, async (look) => (await list(look, declared, { where: matching(declared, typed), limit: 20 })).map((row) => row.place ?? row.name).toSorted());

test('a village in the ledger, a township, a unit', async () => {
  expect([await found(ledgerEntry, 'yjc'), await found(ledgerEntry, 'xzc'), await found(ledgerEntry, 'yjc 路灯'), await found(ledgerEntry, 'yjc 水管')]).toEqual([['岩脚村三组'], ['新寨村'], ['岩脚村三组'], []]);
  expect([await found(committee, 'bsz'), await found(unit, 'xswj')]).toEqual([['白石镇'], ['县水务局']]);
});

test('in the list’s own search, and after a correction by the new name only', async () => {
  const office = await siteOf(county, slices)({ role: 'county_office' });
  expect((await office.json('/ledger?q=yjc')).body.items).toMatchObject([{ id: entry.id }]);
  await county.act((act) => edit(act, ledgerEntry, entry.id, undefined, { place: '龙塘村' }), county.cast.worker);
  await indexPending(county.house, county.id);
  expect([await found(ledgerEntry, 'yjc'), await found(ledgerEntry, 'ltc')]).toEqual([[], ['龙塘村']]);
});

test('in a list to choose from, each choice brings its initials', async () => {
  const worker = await siteOf(county, slices)({ role: 'county_office' });
  const form = (await worker.get(`/referrals/new?entry=${entry.id}`)).text;
  expect((await worker.get('/ledger')).text).toMatch(/<option value="[^"]+" data-initials="[a-z ]*\bbsz\b[^"]*">白石镇<\/option>/);
  expect(form).toContain('县水务局');
});
