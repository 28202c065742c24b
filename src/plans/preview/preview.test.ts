import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { verdictsOfClaim } from '#platform/figures/verdicts.ts';
import { claim } from '#platform/figures/claim.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { never } from '#platform/predicate.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { appliedAt, clauseWords, parameterAt } from '#plans/facts.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { previewSlice } from '#plans/preview/slice.ts';
import { weigh, yearsTouched } from '#plans/preview/weighing.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

/** Stands in for the claims of later chapters: a month fails when the plan asks for more than one report in it. */
const monthsAsked = claim({
  name: 'months_asked', sentence: '每月最多报送一次', definition: '', parameters: ['monthly.required'], otherwise: () => '', none: () => '',
  async examine(at, { from = '' }) {
    const months = Array.from({ length: 12 }, (_, n) => `${from.slice(0, 4)}-${String(n + 1).padStart(2, '0')}`);
    const found = [];
    for (const month of months) {
      const required = await parameterAt(at, 'monthly.required', `${month}-28`);
      if (required > 1) found.push({ label: month, why: `要求${required}次` });
    }
    return { examined: months.length, counterExamples: found };
  },
});
const verdicts = [verdictsOfClaim(monthsAsked)];

/** Stands in for the duties of later chapters. */
const owing = obligation<Plan>({
  name: 'plan_monthly', label: '每月反映', clause: 'duty.monthly', rhythm: 'month', owedBy: 'committee', required: 'monthly.required', due: { monthAfter: 'monthly.day' },
  dischargedBy: { declared: plan, where: never, day: 'issued_on', owner: 'id' }, warn: 'light.near_days', late: 'obligation.late_days',
});

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  const slices = [{ records: [committee] }, plansSlice, parametersSlice, previewSlice(verdicts, [owing])];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, worker] = [await visitor({ role: 'county_office' }), await visitor({ role: 'worker', committee: county.here.committee })];
});
afterAll(() => county.drop());

const look = <T>(work: (at: Reading) => Promise<T>) => reading(county.house, county.cast.office, work);
const year = new Date().getFullYear();

describe('a value set in a clause of a draft', () => {
  test('is previewed, begins to hold when the plan is adopted, and says where it comes from', async () => {
    const { body: draft } = await office.send('/plans/examples/duty', { title: '履职方案' });
    await office.send(`/plans/${draft.id}/clauses`, { clauses: draft.clauses.map((one: any) => (one.key === 'duty.monthly' ? { ...one, parameters: { ...one.parameters, 'monthly.required': '2' } } : one)) });
    const preview = (await office.json(`/plans/${draft.id}/preview?from=${year}-03-01`)).body;
    expect(preview.items.map(({ year: of, worse, better }: any) => [of, worse.length, better.length])).toEqual([[year, 10, 0], [year + 1, 12, 0]]);
    expect(preview.changes.find(({ key }: any) => key === 'monthly.required')).toMatchObject({ before: '1次', after: '2次' });
    const page = (await office.get(`/plans/${draft.id}/preview?from=${year}-03-01`)).text;
    expect(page).toContain('新增的反例（10项）');
    expect((await look((at) => appliedAt(at, 'monthly.required', `${year}-12-31`))).since).toBeNull(); // nothing was written

    await office.send(`/plans/${draft.id}/adoption`, { adopted_by: '县政协主席会议', document_no: '云协〔2026〕1号', issued_on: `${year}-03-01`, in_force_from: `${year}-03-01` });
    expect(await look((at) => appliedAt(at, 'monthly.required', `${year}-03-01`))).toMatchObject({ shown: '2次', since: `${year}-03-01`, plan: { id: draft.id, title: '履职方案', clause: '第七条', edition: 1 } });
    expect(await look((at) => parameterAt(at, 'monthly.required', `${year}-02-28`))).toBe(1);
    expect((await office.get('/parameters/monthly.required')).text).toContain(`《履职方案》第七条</a>（第1版，自${year}-03-01起施行）`);
    expect((await office.json(`/plans/${draft.id}/preview`)).status).toBe(409);
  });

  test('a revision begins as a copy, and is compared with the version that stands', async () => {
    const standing = (await office.json('/plans?kind=duty&state=adopted')).body.items[0];
    const revision = (await office.send(`/plans/${standing.id}/revision`, { title: '履职方案（修订）' })).body;
    expect((await office.json(`/plans/${revision.id}/comparison`)).body.items.every(({ change }: any) => change === 'same')).toBe(true);
    const clauses = revision.clauses.map((one: any) => (one.key === 'duty.monthly' ? { ...one, parameters: { ...one.parameters, 'monthly.required': '1' } } : one));
    await office.send(`/plans/${revision.id}/clauses`, { clauses });
    const changed = (await office.json(`/plans/${revision.id}/comparison`)).body.items.filter(({ change }: any) => change !== 'same');
    expect(changed.map(({ newer }: any) => newer.key)).toEqual(['duty.monthly']);
    await office.send(`/plans/${revision.id}/adoption`, { document_no: '云协〔2026〕9号', issued_on: `${year}-09-01`, in_force_from: `${year}-09-01` });
    expect((await office.json(`/plans/${standing.id}`)).body).toMatchObject({ state: 'superseded', superseded_on: `${year}-09-01` });
    expect(await look((at) => appliedAt(at, 'monthly.required', `${year}-09-01`))).toMatchObject({ shown: '1次', plan: { edition: 2 } });
    expect(await look((at) => appliedAt(at, 'monthly.required', `${year}-08-31`))).toMatchObject({ shown: '2次', plan: { edition: 1 } });
  });
});

describe('what is owed by a changed value', () => {
  const path = (key: string, value: string, day: string) => `/parameters/${key}/preview?value=${value}&from_day=${day}`;
  const told = async (key: string, value: string, day: string) => (await office.json(path(key, value, day))).body;

  test('moves to other days, is asked for no more or newly: for whom and from which month', async () => {
    const [moved, ...others] = (await told('monthly.day', '20', '2040-07-01')).obligations;
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ obligation: 'plan_monthly', what: '最迟日期提前5天', debtors: [{ label: '小河乡' }, { label: '白石镇' }] });
    expect(moved.spans[0]).toEqual({ from: '2040-07-01', label: '2040年7月', due: '2040-08-25', becomes: '2040-08-20' });
    expect(moved.spans).toHaveLength(6);
    const { obligations: gone } = await told('monthly.required', '0', '2040-12-01');
    expect(gone.map(({ what, spans }: any) => [what, spans.length])).toEqual([['不再应办', 1]]);
    expect((await office.get(path('monthly.day', '20', '2040-07-01'))).text).toContain('（头一期：2040-08-25 → 2040-08-20）');
  });

  test('holds only until a value that is set already for a later day, and says so', async () => {
    await office.send('/parameters/monthly.day', { value: '10', from_day: '2041-01-01', why: '主席会议' });
    const { changes, obligations } = await told('monthly.day', '20', '2040-11-01');
    expect(changes[0].until).toMatchObject({ since: '2041-01-01', shown: '10日', why: '主席会议' });
    expect(obligations[0].spans.map(({ label }: any) => label)).toEqual(['2040年11月', '2040年12月']);
    expect((await office.get(path('monthly.day', '20', '2040-11-01'))).text).toContain('只到2041-01-01前一天为止');
    for (const day of ['2041-01-01', '2041-02-01']) expect((await told('monthly.day', '20', day)).changes[0].until, day).toBeNull();
  });
});

describe('a clause that moves to another number', () => {
  test('is cited by the number that it has in the version of the day', async () => {
    const [standing] = (await office.json('/plans?kind=duty&state=adopted')).body.items;
    const before = standing.clauses.find(({ key }: any) => key === 'duty.quarterly').number;
    const revision = (await office.send(`/plans/${standing.id}/revision`, { title: '履职方案（再修订）' })).body;
    const place = revision.clauses.findIndex(({ level }: any) => level === 'clause') + 1;
    const opened = (await office.get(`/plans/${revision.id}/clauses/${place}`)).text;
    const field = (name: string) => opened.match(new RegExp(`name="${name}" value="([^"]*)"`))![1]!;
    const body = new URLSearchParams({ csrf: field('csrf'), version: field('version'), request_id: crypto.randomUUID(), act: 'remove' });
    expect((await office.fetch(`/plans/${revision.id}/clauses/${place}`, { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
    await office.send(`/plans/${revision.id}/adoption`, { document_no: '云协〔2045〕1号', issued_on: '2045-01-10', in_force_from: '2045-01-10' });
    const cited = (day: string) => look(async (at) => [await clauseWords(at, 'duty.quarterly', day), (await appliedAt(at, 'quarterly.required', day)).plan?.clause]);
    expect(before).toBe('第八条');
    expect(await cited('2045-01-09')).toEqual(['《履职方案（修订）》第八条', '第八条']);
    expect(await cited('2045-01-10')).toEqual(['《履职方案（再修订）》第七条', '第七条']);
  });
});

describe('a change outside of a plan', () => {
  test('is seen first; what is typed wrong goes back to its form; only the office may', async () => {
    const path = '/parameters/monthly.required/preview';
    expect((await office.get(`${path}?value=3&from_day=${year + 1}-07-01&why=主席会议`)).text).toContain('新增的反例（6项）');
    expect((await office.fetch(`${path}?value=99999&from_day=x`)).headers.get('location')).toContain('/parameters/monthly.required?value=99');
    expect((await office.get('/parameters/monthly.required?value=99999&from_day=x')).text).toContain('0到9999之间');
    expect((await office.json(`${path}?value=99999&from_day=${year}-01-01`)).status).toBe(422);
    expect((await office.json('/parameters/x/preview?value=1&from_day=2026-01-01')).status).toBe(404);
    expect((await worker.json(`${path}?value=3&from_day=${year}-01-01`)).status).toBe(403);
  });
});

test('the years that a change can be seen in', () => {
  expect(yearsTouched('2024-05-01', '2026-11-22')).toEqual([2024, 2026, 2027]);
  expect(yearsTouched('2026-12-01', '2026-11-22')).toEqual([2026, 2027]);
  expect(yearsTouched('2028-01-01', '2026-11-22')).toEqual([2028]);
});

/** Months of two years, as a reading on them says. */
const DAYS = Array.from({ length: 24 }, (_, n) => `20${50 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-15`);

describe('whatever is changed from whatever day', () => {
  test('verdicts change from that day only, a past moment says what it said, and the preview said what then came', { timeout: 60_000 }, async () => {
    const change = fc.record({ value: fc.integer({ min: 0, max: 5 }), day: fc.constantFrom(...DAYS) });
    const on = (at: Reading) => Promise.all(DAYS.map((day) => parameterAt(at, 'monthly.required', day)));
    const claims = (at: Reading) => Promise.all([2050, 2051].map(async (of) => JSON.stringify(await monthsAsked.examine(at, { from: `${of}-01-01`, to: `${of}-12-31` }))));
    await fc.assert(fc.asyncProperty(change, async ({ value, day }) => {
      const before = await look(async (at) => ({ values: await on(at), claims: await claims(at) }));
      const { at: moment } = await look((at) => at.db.selectFrom('journal_heads').select('at').where('county_id', '=', county.id).executeTakeFirstOrThrow());
      const supposed = [{ key: 'monthly.required', value: String(value), from_day: day }];
      const [promised, promisedClaims, weighed] = await look(async (at) => [await on({ ...at, supposing: supposed }), await claims({ ...at, supposing: supposed }), await weigh(at, verdicts, supposed, [2050, 2051])]);
      await county.act((act) => createMany<ParameterSetting>(act, parameterSetting, [{ key: 'monthly.required', value: String(value), from_day: day }]));
      const after = await look(async (at) => ({ values: await on(at), claims: await claims(at) }));
      expect(after.values).toEqual(promised);
      expect(after.claims).toEqual(promisedClaims);
      DAYS.forEach((one, n) => one < day && expect(after.values[n], one).toBe(before.values[n]));
      expect(weighed.map(({ after: said }) => said)).toEqual(after.claims.map((text) => `核对12项，反例${JSON.parse(text).counterExamples.length}项`));
      const past = await look(async (at) => ({ values: await on({ ...at, asOf: moment }), claims: await claims({ ...at, asOf: moment }) }));
      expect(past).toEqual(before);
    }), { numRuns: 25, seed: 1954 });
  });
});
