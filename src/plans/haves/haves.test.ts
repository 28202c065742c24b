import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { accepting, enterCheck, revoking, submitting } from '#plans/haves/checks/actions.ts';
import { checksOn, figures, fiveHavesAccepted } from '#plans/haves/checks/facts.ts';
import { checkFields, haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { checklist } from '#plans/haves/checklists/record.ts';
import { equipment, equipmentFields, type EquipmentEntry } from '#plans/haves/equipment/record.ts';
import { funds, fundsFields, type FundsEntry } from '#plans/haves/funds/record.ts';
import { adoptChecklist, fiveItems as items, itemId as id } from '#plans/haves/fixtures.ts';
import { overviewsOn } from '#plans/haves/overview.ts';
import { enterProof, withdrawing } from '#plans/haves/proofs/actions.ts';
import { haveProof, type HaveProof } from '#plans/haves/proofs/record.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { isMet } from '#plans/haves/standing.ts';
import { lastAct } from '#platform/records/moment.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';

const slices = [committeesSlice(), postsSlice, workCalendarSlice, parametersSlice, havesSlice];
describe('declarations', () => {
  let county: TestCounty;
  beforeAll(async () => void (county = await testCounty(slices)));
  afterAll(() => county.drop());

  test.each([checklist, haveCheck, haveProof, equipment, funds].map((one) => [one.title, one] as const))('%s: every state is reached and led on', (_title, declared) => {
    expect(faultsOfPath(declared)).toEqual([]);
  });

  test('relations mean the same in memory and in SQL', async () => {
    await expectRelationsAgree(county.house, haveCheck, checkFields, { conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])) });
    await expectRelationsAgree(county.house, equipment, equipmentFields, {});
    await expectRelationsAgree(county.house, funds, fundsFields, {});
  });

  test('the list of accepted committees is as long as the figure', async () => {
    const { here, there, cast, house } = county;
    const list = await county.act((act) => adoptChecklist(act, '2024-01-01'), cast.office);
    const open = ['checking', 'submitted', 'returned'];
    const content = fc.tuple(contentOf(checkFields, { committee: [here.committee, there.committee] }), stateOf(haveCheck), fc.integer({ min: 1, max: 12 }));
    const rows = several(content, 60).filter(([, state]) => !open.includes(state)).map(([values, state, month]) => ({
      ...values, state, checklist_id: list.id, accepted_on: state === 'dropped' ? null : `2024-${String(month).padStart(2, '0')}-03`, revoked_on: state === 'revoked' ? '2025-02-01' : null,
    }) as Partial<HaveCheck>);
    await county.act((act) => createMany(act, haveCheck, rows));
    await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  });
});

describe('the standing of items', () => {
  let county: TestCounty;
  beforeAll(async () => {
    county = await testCounty(slices);
    await county.act((act) => adoptChecklist(act, '2023-01-01'), county.cast.office);
  });
  afterAll(() => county.drop());

  const day = fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const monthsLater = (from: string, months: number) => {
    const [year, month, date] = from.split('-').map(Number) as [number, number, number];
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
  };
  const happening = fc.record({ item: fc.constantFrom(...items), committee: fc.constantFrom('here', 'there'), from: day, ended: fc.option(day), limit: fc.option(day) });

  test('is the same as recomputed from scratch from a random history', async () => {
    const { here, there, cast } = county;
    const history = several(happening, 80, 7).map((one) => ({ ...one, ended: one.ended && one.ended > one.from ? one.ended : null, limit: one.limit && one.limit > one.from ? one.limit : null }));
    await county.act(async (act) => {
      for (const { item: { id: item_id, kind }, committee, from, ended, limit } of history) {
        const committee_id = committee === 'here' ? here.committee : there.committee;
        if (kind === 'worker') await createMany(act, post, [{ state: ended ? 'ended' : 'holding', person_id: here.person, name: '石大山', role: 'worker', committee_id, since: from, until: ended, acting: false }]);
        else if (kind === 'equipment') await createMany(act, equipment, [{ state: ended ? 'disposed' : 'in_use', committee_id, name: '电脑', number: 1, since: from, disposed_on: ended }]);
        else if (kind === 'funds') await createMany(act, funds, [{ committee_id, year: Number(from.slice(0, 4)), amount: 20_000, source: '县财政' }]);
        else await createMany(act, haveProof, [{ state: ended ? 'withdrawn' : 'standing', committee_id, item_id, words: '制度', since: from, ends_on: limit, withdrawn_on: ended }]);
      }
    });
    const endOf = ({ item: { kind, months }, from, ended, limit }: (typeof history)[number]): string =>
      kind === 'funds' ? `${Number(from.slice(0, 4)) + 1}-01-01`
        : kind === 'worker' || kind === 'equipment' ? (ended ?? '9999-12-31')
          : [ended, limit, months === null ? null : monthsLater(from, months)].filter((one) => one !== null).sort()[0] ?? '9999-12-31';
    const beginOf = ({ item: { kind }, from }: (typeof history)[number]): string => (kind === 'funds' ? `${from.slice(0, 4)}-01-01` : from);
    for (const looked of several(day, 25, 11)) {
      const [overview] = await reading(county.house, cast.office, (look) => overviewsOn(look, looked));
      const met = overview!.committees.flatMap((one) => one.items.filter(isMet).map((standing) => `${one.id} ${standing.item.kind}`));
      const wanted = history.filter((one) => beginOf(one) <= looked && looked < endOf(one)).map((one) => `${one.committee === 'here' ? here.committee : there.committee} ${one.item.kind}`);
      expect(met.toSorted(), looked).toEqual([...new Set(wanted)].toSorted());
    }
  });
});

describe('acceptance and decay', () => {
  let county: TestCounty;
  let worker: Post;
  let rules: HaveProof;
  let check: HaveCheck;
  const claimOn = (look: Reading) => fiveHavesAccepted.examine(look, { committee: county.here.committee });
  const claimed = () => reading(county.house, county.cast.office, claimOn);

  beforeAll(async () => {
    county = await testCounty(slices);
    const { here, cast } = county;
    const now = today();
    await county.act((act) => adoptChecklist(act, '2023-01-01'), cast.office);
    await county.act(async (act) => {
      worker = (await createMany<Post>(act, post, [{ person_id: here.person, name: '石大山', role: 'worker', committee_id: here.committee, since: '2022-03-01', acting: false }]))[0]!;
      await enterProof(act, { committee_id: here.committee, item_id: id(1), words: '镇政府二楼205室，已挂牌', since: '2023-03-01' }, {});
      await create<EquipmentEntry>(act, equipment, { committee_id: here.committee, name: '电脑', number: 2, since: '2023-03-01' });
      await create<FundsEntry>(act, funds, { committee_id: here.committee, year: Number(now.slice(0, 4)), amount: 20_000, source: '县财政预算' });
    });
    check = await county.act((act) => enterCheck(act, { committee_id: here.committee }, {}), cast.worker);
    await county.act((act) => take(act, haveCheck, check.id, 'submit', { effect: submitting }), cast.worker);
  });
  afterAll(() => county.drop());

  const accept = (of: HaveCheck) => county.act((act) => take(act, haveCheck, of.id, 'accept', { input: { accepted_on: dayOf(act.at), accepted_by: '杨某' }, effect: accepting }), county.cast.office);

  test('what the records do not show is not accepted, and the sentence names it', async () => {
    await expect(accept(check)).rejects.toMatchObject({ status: 422, fields: { accepted_on: expect.stringContaining('documents（还没有登记）') } });
    rules = await county.act((act) => enterProof(act, { committee_id: county.here.committee, item_id: id(2), words: '工作制度、学习制度', since: dayOf(act.at) }, {}), county.cast.worker);
    await accept(check);
    expect(await claimed()).toEqual({ examined: 1, counterExamples: [] });
  });

  test('two self-checks of one committee are not open at once', async () => {
    const again = await county.act((act) => enterCheck(act, { committee_id: county.here.committee }, {}), county.cast.worker);
    await expect(county.act((act) => enterCheck(act, { committee_id: county.here.committee }, {}), county.cast.worker)).rejects.toMatchObject({ status: 422 });
    await county.act((act) => take(act, haveCheck, again.id, 'drop', { reason: '登记错了' }), county.cast.worker);
  });

  test('the worker leaves and the claim falls without anybody editing; the past stays as it was', async () => {
    const before = await reading(county.house, county.cast.office, lastAct);
    await county.act((act) => take(act, post, worker.id, 'end', { input: { until: dayOf(act.at) }, reason: '调离' }), county.cast.office);
    await county.act((act) => take(act, haveProof, rules.id, 'withdraw', { input: { withdrawn_on: dayOf(act.at) }, reason: '制度已废止', effect: withdrawing }), county.cast.worker);
    const { counterExamples: [fault] } = await claimed();
    expect(fault?.why).toContain(`worker：工作人员石大山，${today()}卸任，此后没有接上`);
    expect(fault?.why).toContain('documents：');
    const then = await reading(county.house, county.cast.office, (look) => claimOn({ ...look, asOf: before }));
    expect(then).toEqual({ examined: 1, counterExamples: [] });
  });

  test('a failed re-inspection ends the acceptance and opens what is to be put right', async () => {
    const { here, cast } = county;
    await county.act((act) => take(act, haveCheck, check.id, 'revoke', { input: { revoked_on: dayOf(act.at), remarks: '工作人员空缺', mend_by: dayOf(act.at) }, effect: revoking }), cast.office);
    const [open] = await reading(county.house, cast.worker, async (look) => [...(await checksOn(look, today(), {})).values()]);
    expect(open).toMatchObject({ state: 'returned', mend_by: today() });
    await county.act((act) => createMany(act, post, [{ person_id: here.person, name: '石大山', role: 'worker', committee_id: here.committee, since: today(), acting: false }]));
    await county.act((act) => enterProof(act, { committee_id: here.committee, item_id: id(2), words: '新制度', since: dayOf(act.at) }, {}), cast.worker);
    await county.act((act) => take(act, haveCheck, open!.id, 'submit', { effect: submitting }), cast.worker);
    await accept(open as HaveCheck);
    expect(await claimed()).toEqual({ examined: 1, counterExamples: [] });
  });
});
