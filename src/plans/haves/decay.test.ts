import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { equipment, type EquipmentEntry } from '#plans/haves/equipment/record.ts';
import { figures } from '#plans/haves/facts.ts';
import { adoptChecklist, fiveItems, item, itemId } from '#plans/haves/fixtures.ts';
import { funds, type FundsEntry } from '#plans/haves/funds/record.ts';
import { enterProof, withdrawing } from '#plans/haves/proofs/actions.ts';
import { haveProof } from '#plans/haves/proofs/record.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import type { Standing } from '#plans/haves/standing.ts';
import { countFigures, countLive } from '#platform/figures/count.ts';
import { lastAct } from '#platform/records/moment.ts';
import { reading } from '#platform/records/act.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [committeesSlice(), postsSlice, workCalendarSlice, parametersSlice, plansSlice, havesSlice];

/** What a committee had in 2024 and 2025, and how each item fell, of itself or by what was done to another record; nobody touches the haves. */
describe('decay without anybody editing', () => {
  let county: TestCounty;
  let office: Visitor;
  let full: Date;

  beforeAll(async () => {
    county = await testCounty(slices);
    const { here: { committee: committee_id, person: person_id }, cast } = county;
    await county.act((act) => adoptChecklist(act, '2023-01-01', { items: [...fiveItems, item(6, 'director')] }), cast.office);
    const kept = await county.act(async (act) => {
      const [worker, director] = await createMany<Post>(act, post, [
        { person_id, name: '石大山', role: 'worker', committee_id, since: '2024-01-01', acting: false }, { person_id, name: '杨主任', role: 'director', committee_id, since: '2024-01-01', acting: false },
      ]);
      const room = await enterProof(act, { committee_id, item_id: itemId(1), words: '镇政府二楼205室，已挂牌', since: '2024-01-01' }, {});
      await enterProof(act, { committee_id, item_id: itemId(2), words: '工作制度', since: '2024-10-01' }, {});
      const computer = await create<EquipmentEntry>(act, equipment, { committee_id, name: '电脑', number: 2, since: '2024-01-01' });
      await create<FundsEntry>(act, funds, { committee_id, year: 2025, amount: 20_000, source: '县财政预算' });
      return { worker: worker!, director: director!, room, computer };
    }, cast.office);
    full = await reading(county.house, cast.office, lastAct);
    await county.act(async (act) => {
      await take(act, post, kept.worker.id, 'end', { input: { until: '2025-03-10' }, reason: '调离' });
      await take(act, post, kept.director.id, 'end', { input: { until: '2025-06-01' }, reason: '不再担任党委副书记' });
      await take(act, haveProof, kept.room.id, 'withdraw', { input: { withdrawn_on: '2025-04-15' }, reason: '房屋收回', effect: withdrawing });
      await take(act, equipment, kept.computer.id, 'dispose', { input: { disposed_on: '2025-05-06' }, reason: '损坏' });
    }, cast.office);
    office = await siteOf(county, slices)({ role: 'county_office' });
  });
  afterAll(() => county.drop());

  interface Seen {
    standing: Standing;
    why: string;
  }

  const seen = async (kind: string, day: string, more = ''): Promise<Seen> => {
    const { status, body } = await office.json(`/haves/${county.here.committee}?day=${day}${more}`);
    expect(status).toBe(200);
    return body.items.find(({ label }: { label: string }) => label === kind);
  };

  test.each<[kind: string, day: string, standing: Standing, why: string]>([
    ['worker', '2023-12-31', 'missing', '还没有登记'],
    ['worker', '2025-01-02', 'met', '工作人员石大山，2025-03-10卸任'],
    ['worker', '2025-03-10', 'lapsed', '工作人员石大山，2025-03-10卸任，此后没有接上'],
    ['director', '2025-05-31', 'near', '主任杨主任，2025-06-01卸任'],
    ['director', '2025-06-01', 'lapsed', '主任杨主任，2025-06-01卸任，此后没有接上'],
    ['documents', '2025-03-03', 'met', '工作制度，2025-04-01到期'],
    ['documents', '2025-03-31', 'near', '工作制度，2025-04-01到期'],
    ['documents', '2025-04-01', 'lapsed', '工作制度，2025-04-01到期，此后没有接上'],
    ['place', '2025-04-14', 'near', '镇政府二楼205室，已挂牌，2025-04-15撤下'],
    ['place', '2025-04-15', 'lapsed', '镇政府二楼205室，已挂牌，2025-04-15撤下，此后没有接上'],
    ['equipment', '2025-05-05', 'near', '电脑×2，2025-05-06报废或调出'],
    ['equipment', '2025-05-06', 'lapsed', '电脑×2，2025-05-06报废或调出，此后没有接上'],
    ['funds', '2024-12-31', 'missing', '还没有登记'],
    ['funds', '2025-01-01', 'met', '2025年经费20000元，2026-01-01年度届满'],
    ['funds', '2025-12-31', 'near', '2025年经费20000元，2026-01-01年度届满'],
    ['funds', '2026-01-01', 'lapsed', '2025年经费20000元，2026-01-01年度届满，此后没有接上'],
  ])('%s on %s: %s', async (kind, day, standing, why) => {
    expect(await seen(kind, day)).toMatchObject({ standing, why });
  });

  test('the page says it in words beside the light', async () => {
    const { text } = await office.get(`/haves/${county.here.committee}?day=2025-06-02`);
    for (const words of ['2025-03-10卸任，此后没有接上', '2025-04-01到期，此后没有接上', '2025-04-15撤下，此后没有接上', '2025-05-06报废或调出，此后没有接上', '2025年经费20000元，2026-01-01年度届满']) expect(text).toContain(words);
    expect([text.split('light-over').length - 1, text.split('light-on-time').length - 1]).toEqual([5, 1]);
    const { text: sheet } = await office.get('/haves?day=2025-06-02');
    expect(sheet).toContain('必备项目齐全<a href="/haves/committees?figure=haves_complete&amp;to=2025-06-02">0</a>个');
  });

  test('as of a past moment the same day reads as it was known then', async () => {
    const then = `&asof=${full.toISOString()}`;
    for (const kind of ['worker', 'director', 'place', 'equipment', 'funds']) expect([kind, (await seen(kind, '2025-06-02', then)).standing]).toEqual([kind, 'met']);
    expect((await seen('documents', '2025-06-02', then)).standing).toBe('lapsed');
    const { body } = await office.json(`/haves?day=2025-06-02${then}`);
    const { body: now } = await office.json('/haves?day=2025-06-02');
    const met = (one: typeof body) => one.items.flatMap(({ items }: { items: Seen[] }) => items).filter(({ standing }: Seen) => standing === 'met' || standing === 'near').length;
    expect([met(body), met(now)]).toEqual([5, 1]);
    expect((await office.get(`/haves?day=2025-06-02${then}`)).text).toContain('数据截至');
  });

  describe('figures', () => {
    const days = ['2023-06-01', '2024-12-31', '2025-03-09', '2025-03-10', '2025-06-02', '2026-02-01'];

    test('the list that each opens is as long as the number, on any day, for any committee, at any moment, for whoever looks', async () => {
      const { cast, here, there, house } = county;
      const visitors = [[cast.office, office], [cast.worker, await siteOf(county, slices)({ role: 'deputy_director', committee: here.committee })]] as const;
      for (const [actor, visitor] of visitors) {
        for (const [n, to] of days.entries()) {
          const committee = [undefined, here.committee, there.committee][n % 3];
          const asOf = n % 2 === 0 ? full : undefined;
          await reading(house, actor, async (look) => {
            const then = { ...look, asOf };
            const numbers = await countFigures(then, figures, { to, committee });
            for (const one of figures) {
              const query = new URLSearchParams({ figure: one.name, to, ...(committee && { committee }), ...(asOf && { asof: asOf.toISOString() }) });
              const { status, body } = await visitor.json(`/${one.derived!.path}?${query}`);
              expect([one.name, to, actor.name, status, body.total, body.items.length]).toEqual([one.name, to, actor.name, 200, numbers.get(one.name), numbers.get(one.name)]);
              expect(await countLive(then, one, { to, committee })).toBe(numbers.get(one.name));
            }
          });
        }
      }
    });

    test('a committee sees its own and no other', async () => {
      const own = await siteOf(county, slices)({ role: 'committee_member', committee: county.here.committee });
      for (const path of ['/haves/items', '/haves/committees', '/haves']) {
        const { body } = await own.json(`${path}?to=2025-03-09&day=2025-03-09`);
        expect([path, new Set(body.items.map(({ committee_id }: { committee_id: string }) => committee_id))]).toEqual([path, new Set([county.here.committee])]);
      }
      expect((await own.json(`/haves/${county.there.committee}`)).status).toBe(404);
    });

    test('say how many committees have all, and how many have each item', async () => {
      const on = (to: string, asOf?: Date) => reading(county.house, county.cast.office, async (look) => Object.fromEntries(await countFigures({ ...look, asOf }, figures, { to })));
      expect(await on('2025-03-09')).toEqual({
        haves_committees: 2, haves_complete: 1, have_items_asked: 12, have_items_met: 6,
        have_items_place: 1, have_items_documents: 1, have_items_worker: 1, have_items_director: 1, have_items_equipment: 1, have_items_funds: 1,
      });
      expect(await on('2025-03-10')).toMatchObject({ haves_complete: 0, have_items_met: 5, have_items_worker: 0 });
      expect(await on('2025-03-10', full)).toMatchObject({ haves_complete: 1, have_items_met: 6, have_items_worker: 1 });
      expect(await on('2022-12-31')).toMatchObject({ haves_committees: 0, have_items_asked: 0, have_items_met: 0 });
    });

    test('whoever has no committee to look at is told so; what cannot be read is 4xx', async () => {
      const unit = await siteOf(county, slices)({ role: 'unit_clerk', unit: county.here.unit });
      expect((await unit.json('/haves/items')).status).toBe(403);
      expect((await office.json('/haves/items?figure=haves_complete')).status).toBe(404);
      for (const query of ['to=2025-02-30', 'committee=x', 'asof=x']) expect([query, (await office.json(`/haves/items?${query}`)).status]).toEqual([query, 400]);
      expect((await office.json('/haves?list=x')).status).toBe(400);
      const { body } = await office.json(`/haves/items?to=2025-03-10&item=${itemId(3)}&standing=lapsed`);
      expect(body).toMatchObject({ total: 1, items: [{ committee_id: county.here.committee, standing: 'lapsed', label: 'worker' }] });
    });
  });
});
