import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { answering, enterCircular, enterObjection, factsFor, findingsOf, issuing, telling } from '#plans/rounds/circulars/actions.ts';
import { circularPaper } from '#plans/rounds/circulars/paper.ts';
import { circular, circularFields, type Circular } from '#plans/rounds/circulars/record.ts';
import { closing as closingFinding, enterFinding, mending, rejecting } from '#plans/rounds/findings/actions.ts';
import { figures } from '#plans/rounds/findings/facts.ts';
import { finding, findingFields, type Finding } from '#plans/rounds/findings/record.ts';
import { objection, objectionFields } from '#plans/rounds/objections/record.ts';
import { closing, drawing, enterRound } from '#plans/rounds/rounds/actions.ts';
import { round, roundFields, type Round } from '#plans/rounds/rounds/record.ts';
import { sampleOf } from '#plans/rounds/rounds/sample.ts';
import { roundsSlice } from '#plans/rounds/slice.ts';
import { checksIn } from '#plans/rounds/visits/checks.ts';
import { tapped } from '#plans/rounds/visits/going-through.tsx';
import { visiting } from '#plans/rounds/visits/actions.ts';
import { roundVisit, visitFields, type RoundVisit } from '#plans/rounds/visits/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact, type Act } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([committeesSlice(), workCalendarSlice, parametersSlice, roundsSlice])));
afterAll(() => county.drop());

describe('the sample', () => {
  const committees = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 });

  test('is the same for the same seed, however the committees are listed', () => {
    fc.assert(fc.property(committees, fc.integer({ min: 1, max: 30 }), fc.string({ minLength: 1 }), (ids, size, seed) => {
      const drawn = sampleOf(ids, size, seed);
      expect(drawn).toEqual(sampleOf(ids.toReversed(), size, seed));
      expect(new Set(drawn).size).toBe(Math.min(size, ids.length));
    }));
  });

  test('gives every committee its chance', () => {
    const ids = Array.from({ length: 20 }, (_, n) => `0198c000-0000-7000-8000-${String(n).padStart(12, '0')}`);
    const drawn = Array.from({ length: 2_000 }, (_, n) => sampleOf(ids, 5, `第${n}期`)).flat();
    for (const id of ids) expect(drawn.filter((one) => one === id).length).toBeGreaterThan(400);
  });
});

describe('declarations', () => {
  const fields = { round: roundFields, round_visit: visitFields, finding: findingFields, circular: circularFields, objection: objectionFields };

  test.each([round, roundVisit, finding, circular, objection].map((one) => [one.title, one] as const))('%s: path and relations', async (_title, declared) => {
    expect(faultsOfPath(declared)).toEqual([]);
    const columns: Record<string, readonly unknown[]> = declared.name === 'finding' ? { committee_id: [own.committee, other.committee] } : {};
    await expectRelationsAgree(county.house, declared, fields[declared.name as 'round'], { columns, conditions: declared.name === 'finding' ? Object.fromEntries(figures.map((one) => [one.name, one.where])) : {} });
  });
});

describe('what was tapped', () => {
  const tap = (fields: readonly (readonly [string, string])[]) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return tapped(form);
  };

  test('is written a line for each point, with what was seen only where it is not met', () => {
    expect(tap([['point', '五有'], ['verdict-0', 'good'], ['remark-0', '改了主意'], ['point', '台账：签名'], ['verdict-1', 'short'], ['remark-1', '两笔没有\n签名'], ['point', '食堂']]).checks)
      .toBe('五有：符合\n台账：签名：不符合，两笔没有 签名');
  });

  test('reads again as it was written, whatever the points are called', () => {
    const word = fc.stringMatching(/^[五有台账：，符合不适用 0-9]{1,12}$/u).filter((text) => text.trim() === text && checksIn(`${text}：符合`)[0]?.point === text);
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), fc.array(fc.constantFrom('good', 'short', 'none'), { minLength: 6, maxLength: 6 }), (points, chosen) => {
      const form = new FormData();
      for (const [place, point] of points.entries()) for (const [name, value] of [['point', point], [`verdict-${place}`, chosen[place]!], [`remark-${place}`, '门口没有牌子']] as const) form.append(name, value);
      const checks = checksIn(tapped(form).checks);
      expect(checks.map(({ point, verdict }) => [point, verdict])).toEqual(points.map((point, place) => [point, chosen[place]]));
    }));
  });
});

describe('one round, from the draw to the circular', () => {
  let about: Round;
  let visit: RoundVisit;
  let found: Finding;
  let paper: Circular;
  /** Days to come: acts of a county follow each other, and it was founded today. */
  const on = <T>(day: string, who: Actor, work: (act: Act) => Promise<T>): Promise<T> =>
    transact({ ...county.house, clock: () => new Date(`${day}T10:00:00+08:00`) }, who, null, work);

  test('the draw opens one visit for each; a committee does not see it before', async () => {
    const { cast, here } = county;
    const twice = on('2030-03-04', cast.office, (act) => enterRound(act, { title: '督查', from_day: '2030-03-04', to_day: '2030-03-22', points: '五有\n台账\n五有', sampling: 'all' }, {}));
    await expect(twice).rejects.toMatchObject({ status: 422, fields: { points: expect.stringContaining('“五有”写了两次') } });
    about = await on('2030-03-04', cast.office, (act) => enterRound(act, { title: '规范化建设督查', from_day: '2030-03-04', to_day: '2030-03-22', points: '五有\n台账', sampling: 'all' }, {}));
    expect(await reading(county.house, cast.worker, (look) => find(look, round, about.id))).toBeUndefined();
    about = await on('2030-03-05', cast.office, (act) => take(act, round, about.id, 'draw', { effect: drawing }));
    expect(about.committee_ids).toHaveLength(2);
    expect(await reading(county.house, cast.worker, (look) => find(look, round, about.id))).toBeDefined();
    visit = (await reading(county.house, cast.worker, (look) => list(look, roundVisit, { limit: 9 })))[0]!;
    expect(visit.committee_id).toBe(here.committee);
  });

  test('nothing is found where nobody went', async () => {
    const { cast } = county;
    const entering = (day: string) => on(day, cast.office, (act) => enterFinding(act, { visit_id: visit.id, what: '制度没有上墙', mend_by: '2030-03-22' }, {}));
    await expect(entering('2030-03-06')).rejects.toMatchObject({ status: 422 });
    const make = (checks: string) => on('2030-03-07', cast.office, (act) => take(act, roundVisit, visit.id, 'make', { input: { visited_on: '2030-03-07', visitors: '杨某', checks, account: '一处问题' }, effect: visiting }));
    await expect(make('五有：符合'), 'a point without a verdict').rejects.toMatchObject({ status: 422, fields: { checks: expect.stringContaining('台账') } });
    await expect(make('五有：符合\n台账：符合\n食堂：不符合'), 'not a point of this round').rejects.toMatchObject({ status: 422 });
    await expect(make('五有：不符合\n台账：符合'), 'not met, and nothing seen').rejects.toMatchObject({ status: 422, fields: { checks: expect.stringContaining('“五有”不符合') } });
    await make('五有：不符合，制度没有上墙\n台账：符合');
    found = await entering('2030-03-07');
    expect(found).toMatchObject({ committee_id: county.here.committee, round_id: about.id, found_on: '2030-03-07' });
  });

  test('mended, found wanting, mended again, closed', async () => {
    const { cast } = county;
    const mend = (day: string) => on(day, cast.worker, (act) => take(act, finding, found.id, 'mend', { input: { account: '已上墙', mended_on: day }, effect: mending }));
    await mend('2030-03-11');
    await on('2030-03-12', cast.office, (act) => take(act, finding, found.id, 'reject', { reason: '只上墙一项', input: { mend_by: '2030-03-27' }, effect: rejecting }));
    await expect(on('2030-03-12', cast.office, (act) => take(act, round, about.id, 'close', { effect: closing }))).rejects.toMatchObject({ status: 422 });
    await mend('2030-03-13');
    await on('2030-03-14', cast.office, (act) => take(act, finding, found.id, 'close', { input: { closed_on: '2030-03-14' }, effect: closingFinding }));
    await expectListsEqualFigures(county.house, figures, { actors: [cast.office, cast.worker, cast['other worker']], committees: [county.here.committee, county.there.committee] });
  });

  test('only those are named for whom something was found; they hear of it first, and an objection is answered before the issue', async () => {
    const { cast, here, there } = county;
    const draft = (committee: string) => on('2030-03-15', cast.office, (act) => enterCircular(act, { round_id: about.id, title: '督查通报', committee_ids: [committee], demands: '举一反三' }, {}));
    await expect(draft(there.committee)).rejects.toMatchObject({ status: 422, fields: { committee_ids: expect.any(String) } });
    const praising = (values: Partial<Circular>) => on('2030-03-15', cast.office, (act) => enterCircular(act, { round_id: about.id, title: '表扬', demands: '学习', ...values }, {}));
    await expect(praising({ praised_ids: [there.committee], praise: '好' }), 'nobody went there').rejects.toMatchObject({ fields: { praised_ids: expect.any(String) } });
    await expect(praising({ praised_ids: [here.committee] }), 'without words').rejects.toMatchObject({ fields: { praise: expect.any(String) } });
    await expect(praising({ praised_ids: [here.committee], committee_ids: [here.committee], praise: '好' }), 'both').rejects.toMatchObject({ fields: { praised_ids: expect.any(String) } });
    paper = await draft(here.committee);
    await expect(on('2030-03-15', cast.office, (act) => take(act, circular, paper.id, 'issue', { input: { document_no: '测协〔2030〕8号', issued_on: '2030-03-15' }, effect: issuing })), 'before it is told').rejects.toMatchObject({ status: 422 });
    paper = await on('2030-03-15', cast.office, (act) => take(act, circular, paper.id, 'tell', { effect: telling }));
    expect(paper.object_by, 'two working days after a Friday').toBe('2030-03-19');
    const issue = (day: string) => on(day, cast.office, (act) => take(act, circular, paper.id, 'issue', { input: { document_no: '测协〔2030〕9号', issued_on: day }, effect: issuing }));
    await expect(issue('2030-03-19')).rejects.toMatchObject({ status: 422, fields: { issued_on: expect.stringContaining('2030-03-19') } });
    const raised = await on('2030-03-19', cast.worker, (act) => enterObjection(act, { circular_id: paper.id, committee_id: here.committee, words: '问题已经整改' }, {}));
    await expect(on('2030-03-19', cast['other worker'], (act) => enterObjection(act, { circular_id: paper.id, committee_id: there.committee, words: '不服' }, {}))).rejects.toMatchObject({ status: 422 });
    await expect(issue('2030-03-20')).rejects.toMatchObject({ code: 'objections_open' });
    await on('2030-03-20', cast.office, (act) => take(act, objection, raised.id, 'answer', { input: { upheld: true, answer: '情况属实，不再点名' }, effect: answering }));
    const issued = await issue('2030-03-20');
    expect(issued).toMatchObject({ state: 'issued', committee_ids: [] });
    expect(await reading(county.house, cast['other worker'], (look) => find(look, circular, paper.id)), 'issued to every committee').toBeDefined();
  });

  test('the paper says what was recorded and names whom the circular names', async () => {
    const { cast, here, there } = county;
    const facts = await reading(county.house, cast.office, async (look) => ({ row: { ...paper, committee_ids: [here.committee], praised_ids: [there.committee], praise: '台账当天录入' }, about, visits: await list(look, roundVisit, { limit: 9 }), findings: await findingsOf(look, about.id), placeOf: (id: string) => (id === here.committee ? '白石镇' : '小河乡') }));
    const text = JSON.stringify(circularPaper(facts, '政协云岭自治县委员会', '2030-03-20').blocks);
    expect(text).toContain('确定督查对象2个，已走访1个，发现问题1个，其中已整改销号1个。');
    expect(text).toContain('白石镇联络委：制度没有上墙。');
    expect(text).toContain('五有，符合0个、不符合1个；台账，符合1个、不符合0个');
    expect(text).toContain('对小河乡联络委予以通报表扬。');
    expect(text).toContain('台账当天录入。');
    expect(text.indexOf('好的做法')).toBeLessThan(text.indexOf('发现的问题'));
  });

  test('an issued circular says what stood when it was issued, whatever is found later', async () => {
    const { cast } = county;
    const words = () => reading(county.house, cast.office, async (look) => JSON.stringify(circularPaper(await factsFor(look, await get<Circular>(look, circular, paper.id)), '政协云岭自治县委员会', '2030-03-20')));
    const before = await words();
    expect(before).toContain('发现问题1个');
    await on('2030-03-21', cast.office, (act) => enterFinding(act, { visit_id: visit.id, what: '台账没有签名', mend_by: '2030-03-29' }, {}));
    expect(await words()).toBe(before);
  });
});
