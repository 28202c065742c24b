import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { effecting, enterReorganisation, type EnteredReorganisation } from '#institutions/reorganisations/actions.ts';
import { reorganisation } from '#institutions/reorganisations/record.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { correctChecklist, enterChecklist } from '#plans/haves/checklists/actions.ts';
import { checklist, itemsOf, type Checklist } from '#plans/haves/checklists/record.ts';
import { accepting, enterCheck, submitting } from '#plans/haves/checks/actions.ts';
import { fiveHavesAccepted } from '#plans/haves/checks/facts.ts';
import { haveCheck } from '#plans/haves/checks/record.ts';
import { adoptChecklist, fiveItems, item, itemId } from '#plans/haves/fixtures.ts';
import { overviewsOn } from '#plans/haves/overview.ts';
import { enterProof } from '#plans/haves/proofs/actions.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

/** 五有 of all, 六有 of the body that is a liaison station, each with versions of its own. */
describe('checklists in force side by side', () => {
  let county: TestCounty;
  let five: Checklist;
  let six: Checklist;
  const room = [item(11, 'place')];

  beforeAll(async () => {
    county = await testCounty([committeesSlice(), reorganisationsSlice(), postsSlice, workCalendarSlice, parametersSlice, havesSlice]);
    const { cast, there } = county;
    await county.act((act) => edit<Committee>(act, committee, there.committee, undefined, { form: '联络站' }), cast.office);
    five = await county.act((act) => adoptChecklist(act, '2023-01-01'), cast.office);
    six = await county.act((act) => adoptChecklist(act, '2023-06-01', { title: '六有', items: room, subject: '联络站' }), cast.office);
  });
  afterAll(() => county.drop());

  const seenOn = (day: string) => reading(county.house, county.cast.office, async (look) =>
    (await overviewsOn(look, day)).map(({ checklist: { title }, committees }) => [title, committees.map(({ id }) => (id === county.here.committee ? 'here' : 'there')).toSorted(), committees[0]?.items.length]));

  test('each is asked of its own bodies, from its own day', async () => {
    expect(await seenOn('2023-05-31')).toEqual([['五有', ['here', 'there'], 5]]);
    expect(await seenOn('2023-06-01')).toEqual([['五有', ['here', 'there'], 5], ['六有', ['there'], 1]]);
  });

  test('a new version takes the place of the older one of its line only, and keeps its items', async () => {
    const draft = await county.act((act) => enterChecklist(act, { title: '六有（修订）', line_id: six.line_id }, {}), county.cast.office);
    expect([draft.subject, itemsOf(draft).map(({ id }) => id)]).toEqual(['联络站', [itemId(11)]]);
    await county.act((act) => adoptChecklist(act, '2024-01-01', { title: '六有（修订）', items: [...room, item(12, 'documents')], line: six.line_id }), county.cast.office);
    expect(await seenOn('2023-12-31')).toEqual([['五有', ['here', 'there'], 5], ['六有', ['there'], 1]]);
    expect(await seenOn('2024-01-01')).toEqual([['五有', ['here', 'there'], 5], ['六有（修订）', ['there'], 2]]);
    const [first, other] = await reading(county.house, county.cast.office, async (look) => [await get(look, checklist, six.id), await get(look, checklist, five.id)]);
    expect([first.state, first.superseded_on, other.state]).toEqual(['superseded', '2024-01-01', 'adopted']);
  });

  test('what no line has, and what the county does not call a form, is refused with a sentence', async () => {
    const { office } = county.cast;
    await expect(county.act((act) => enterChecklist(act, { title: '八有', line_id: itemId(99) }, {}), office)).rejects.toMatchObject({ status: 422, fields: { line_id: expect.stringContaining('没有在施行') } });
    await expect(county.act((act) => enterChecklist(act, { title: '八有', subject: '联络点' }, {}), office)).rejects.toMatchObject({ status: 422, fields: { subject: expect.stringContaining('联络站') } });
    const draft = await county.act((act) => enterChecklist(act, { title: '八有' }, {}), office);
    await expect(county.act((act) => correctChecklist(act, draft, { line_id: five.line_id }), office)).rejects.toMatchObject({ status: 422, fields: { line_id: expect.stringContaining('不能改') } });
  });

  test('a body that two are asked of says which one it checks itself against, and has one check open for each', async () => {
    const { there, cast } = county;
    const other = cast['other worker'];
    const begin = (checklist_id?: string) => county.act((act) => enterCheck(act, { committee_id: there.committee, checklist_id }, {}), other);
    await expect(begin()).rejects.toMatchObject({ status: 422, fields: { checklist_id: expect.stringMatching(/“五有”.*“六有（修订）”/) } });
    await expect(begin(six.id)).rejects.toMatchObject({ status: 422 });
    const [, inForce] = await reading(county.house, cast.office, (look) => overviewsOn(look, today()));
    const check = await begin(inForce!.checklist.id);
    await begin(five.id);
    await expect(begin(five.id)).rejects.toMatchObject({ status: 422, fields: { committee_id: expect.stringContaining('没有办完') } });
    await county.act((act) => take(act, haveCheck, check.id, 'submit', { effect: submitting }), other);
    for (const n of [11, 12]) await county.act((act) => enterProof(act, { committee_id: there.committee, item_id: itemId(n), words: '有', since: '2024-02-01' }, {}), other);
    await county.act((act) => take(act, haveCheck, check.id, 'accept', { input: { accepted_on: today(), accepted_by: '县政协办公室' }, effect: accepting }), cast.office);
    const accepted = await reading(county.house, cast.office, async (look) => (await overviewsOn(look, today(), { committee: there.committee })).map(({ committees: [one] }) => one?.acceptedOn ?? null));
    expect(accepted).toEqual([null, today()]);
    await county.act((act) => adoptChecklist(act, today(), { title: '六有（再修订）', items: room, line: six.line_id }), cast.office);
    const [, again] = await reading(county.house, cast.office, (look) => overviewsOn(look, today()));
    expect(again?.committees).toMatchObject([{ acceptedOn: today(), acceptedBy: '六有（修订）' }]);
  });

  test('nothing is shown for an item of a checklist that is not asked of the body', async () => {
    const { here, cast } = county;
    await expect(county.act((act) => enterProof(act, { committee_id: here.committee, item_id: itemId(11), words: '有', since: '2024-02-01' }, {}), cast.worker)).rejects.toMatchObject({ status: 422, fields: { item_id: expect.any(String) } });
  });

  test('the claim counts each committee once and names the checklist by which it fails', async () => {
    const found = await reading(county.house, county.cast.office, (look) => fiveHavesAccepted.examine(look, {}));
    expect(found.examined).toBe(2);
    const [, station] = found.counterExamples;
    expect(station?.why).toContain(`“五有”${fiveItems[0]!.label}`);
    expect(station?.why).not.toContain('六有');
  });

  test('of a body that became another by its renaming, each day asks what was asked of the body of that day', async () => {
    const { cast } = county;
    const words = async () => ({ forms: ['联络站', '工委'], modes: [] });
    const [one] = await county.act((act) => createMany<Committee>(act, committee, [{ state: 'established', name: '青山乡政协联络站', place: '青山乡', place_kind: 'township', form: '联络站', founded_on: '2022-03-01', rank: 3 }]));
    await county.act(async (act) => {
      const row = await enterReorganisation(act, { kind: 'rename', committee_ids: [one!.id], new_name: '青山乡政协工委', document_no: '云委〔2024〕9号', decided_on: '2024-05-20', effective_on: '2024-06-01' } as EnteredReorganisation, {});
      await take(act, reorganisation, row.id, 'effect', { input: {}, effect: effecting([], words) as never });
    }, cast.office);
    const asked = (day: string) => reading(county.house, cast.office, async (look) => [
      (await overviewsOn(look, day)).filter(({ committees }) => committees.some(({ id }) => id === one!.id)).map(({ checklist: { title } }) => title),
      (await overviewsOn(look, day, { committee: one!.id })).map(({ checklist: { title } }) => title),
    ]);
    expect(await asked('2024-05-31')).toEqual([['五有', '六有（修订）'], ['五有', '六有（修订）']]);
    expect(await asked('2024-06-01')).toEqual([['五有'], ['五有']]);
  });
});
