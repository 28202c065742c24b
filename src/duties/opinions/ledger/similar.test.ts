import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { categoryOf, similarEntries, type Told } from '#duties/opinions/ledger/similar.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf } from '../../../../test/visitor.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
  const { here, there } = county;
  const told = (committee_id: string, matter: string, more: object = {}) => ({ committee_id, received_on: '2025-05-06', matter, ...more });
  await county.act((act) => enterMany(act, [
    told(here.committee, '岩脚村口的路灯坏了三盏，晚上走路看不见', { place: '岩脚村', category: '公共设施' }),
    told(there.committee, '岩脚村口路灯坏了三盏，请派人修', { place: '岩脚村', category: '公共设施' }),
    told(here.committee, '群众反映岩脚村到新寨的班车停开，学生上学不便', { place: '岩脚村', category: '交通' }),
    told(here.committee, '群众反映自来水有异味', { place: '新寨村', category: '饮水' }),
    ...Array.from({ length: 60 }, (_, n) => told(here.committee, `群众反映第${n}组的田坎垮塌需要维修`, { place: `${n}组` })),
  ], {}));
});
afterAll(() => county.drop());

const asked = { matter: '村口路灯坏了，晚上看不见', place: '岩脚村', received_on: '2025-05-20' };
const similar = (told: Partial<Told> = {}, actor = county.cast.office) =>
  reading(county.house, actor, (look) => similarEntries(look, { ...asked, committee_id: county.here.committee, ...told }));

test('before the index knows them and afterwards: the same matter, the own committee first, of another only for those who see it', async () => {
  for (const indexed of [false, true]) {
    if (indexed) await indexPending(county.house, county.id);
    if (indexed) await county.database.ownerPool.query('analyze search_entries'); // as PostgreSQL does by itself after some fifty changes
    const found = await similar();
    expect(found.map(({ entry }) => entry.committee_id), `indexed: ${indexed}`).toEqual([county.here.committee, county.there.committee]);
    expect((await similar({ committee_id: county.there.committee })).map(({ entry }) => entry.committee_id)).toEqual([county.there.committee, county.here.committee]);
    expect((await similar({}, county.cast.worker)).map(({ entry }) => entry.committee_id)).toEqual([county.here.committee]);
    expect(categoryOf(found)).toEqual({ category: '公共设施', entries: 2 });
  }
});

test('what only shares common words is not similar, nor is the entry itself', async () => {
  expect(await similar({ matter: '群众反映养老金没有到账' })).toEqual([]);
  const [first] = await similar();
  expect((await similar({ except: first!.entry.id })).map(({ entry }) => entry.id)).not.toContain(first!.entry.id);
  expect(await similar({ matter: '路' })).toEqual([]);
});

test('the address answers in JSON, and bad input is no fault', async () => {
  const visitor = await siteOf(county, [opinionsSlice])({ role: 'worker', committee: county.here.committee });
  const good = await visitor.json(`/ledger/similar?${new URLSearchParams({ ...asked, committee_id: county.here.committee })}`);
  expect(good).toMatchObject({ status: 200, body: { items: [{ place: '岩脚村', same_committee: true }], category: { category: '公共设施' } } });
  for (const query of ['', 'matter=', 'matter=%00', 'matter=路灯坏了&committee_id=x&received_on=y&except=z', `matter=${'路'.repeat(3000)}`]) expect((await visitor.json(`/ledger/similar?${query}`)).status).toBe(200);
});
