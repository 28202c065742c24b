import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { expectListsEqualFigures } from '../../test/figures.ts';
import { faultsOfPath, matrix } from '../../test/matrix.ts';
import { expectRelationsAgree } from '../../test/relations.ts';
import { siteOf, type Visitor } from '../../test/visitor.ts';
import { citedClauses } from '#plans/clauses.ts';
import { figures, fourPlansAdopted } from '#plans/documents/facts.ts';
import { plan, planFields } from '#plans/documents/record.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { clauseWords, parameterAt } from '#plans/facts.ts';
import { complaintAbout, declaredParameter, parameters, shownValue } from '#plans/parameters.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { counted } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';

const slices = [plansSlice, parametersSlice];
let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, worker] = [await visitor({ role: 'county_office' }), await visitor({ role: 'worker', committee: county.here.committee })];
});
afterAll(() => county.drop());

const look = <T>(work: Parameters<typeof reading<T>>[2]) => reading(county.house, county.cast.office, work);

test('who may do what in which state', () => {
  expect(faultsOfPath(plan)).toEqual([]);
  expect(matrix(plan, { '': {} }) + matrix(parameterSetting, { '': {} })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, plan, planFields, {
    columns: { issued_on: [null, '2024-01-01'], superseded_on: [null, '2025-06-01'] },
    conditions: Object.fromEntries(figures.flatMap((one) => [undefined, '2024-12-31'].map((to) => [`${one.name} to ${to}`, counted(one, { to })]))), rows: 100,
  }));

async function adopted(kind: string, title: string, day: string) {
  const { body } = await office.send('/plans', { kind, title });
  return office.send(`/plans/${body.id}/adoption`, { document_no: `云政协〔${day.slice(0, 4)}〕${title.length}号`, issued_on: day, in_force_from: day });
}

describe('plans', () => {
  test('the newer takes the place of the older of its kind, not of another; an older one afterwards is refused', async () => {
    const first = (await adopted('duty', '履职方案', '2022-03-01')).body;
    const other = (await adopted('assessment', '考核评价方案', '2022-03-01')).body;
    const second = (await adopted('duty', '履职方案（修订）', '2024-03-01')).body;
    expect(second.state).toBe('adopted');
    expect((await office.json(`/plans/${first.id}`)).body).toMatchObject({ state: 'superseded', superseded_on: '2024-03-01' });
    expect((await office.json(`/plans/${other.id}`)).body.state).toBe('adopted');
    const late = await adopted('duty', '履职方案（旧）', '2023-01-01');
    expect(late.status).toBe(422);
    expect(late.body.fields.in_force_from).toContain('比这一份新');
  });

  test('four plans: the kinds that are missing are named, for the day that is asked', async () => {
    const now = await look((at) => fourPlansAdopted.examine(at, {}));
    expect({ examined: now.examined, missing: now.counterExamples.map(({ label }) => label) }).toEqual({ examined: 4, missing: ['设置方案', '规范化建设工作方案'] });
    expect((await look((at) => fourPlansAdopted.examine(at, { to: '2021-12-31' }))).counterExamples).toHaveLength(4);
    for (const kind of ['setting_up', 'standardisation']) await adopted(kind, `${kind}的方案`, '2022-03-01');
    expect((await look((at) => fourPlansAdopted.examine(at, {}))).counterExamples).toEqual([]);
    await expectListsEqualFigures(county.house, figures, { actors: [county.cast.office, county.cast.worker] });
  });

  test('clauses are cited by the number that the plan in force prints', async () => {
    const { items } = (await office.json('/plans?kind=duty&state=superseded')).body;
    const current = (await office.json('/plans?kind=duty&state=adopted')).body.items[0];
    const clause = (number: string) => ({ level: 'clause', number, text: '每季度开展一次调研视察。', key: 'duty.quarterly' });
    await office.send(`/plans/${items[0].id}/clauses`, { clauses: [clause('第五条')] });
    const saved = await office.send(`/plans/${current.id}/clauses`, { clauses: [{ level: 'chapter', number: '第一章', heading: '总则' }, clause('第六条')] });
    expect(saved.body.clauses[1]).toEqual({ level: 'clause', number: '第六条', heading: '', text: '每季度开展一次调研视察。', key: 'duty.quarterly', parameters: {} });
    expect(await look((at) => clauseWords(at, 'duty.quarterly', '2025-01-01'))).toBe('《履职方案（修订）》第六条');
    expect(await look((at) => clauseWords(at, 'duty.monthly', '2025-01-01'))).toBeUndefined();
    expect((await office.get(`/plans/${current.id}`)).text).toContain('第六条');
    expect((await office.get(`/plans/${current.id}/clauses`)).text).toContain('每季度开展一次调研视察。');
  });

  test('the values of an issued plan are not changed in its text', async () => {
    const current = (await office.json('/plans?kind=duty&state=adopted')).body.items[0];
    const { status, body } = await office.send(`/plans/${current.id}/clauses`, { clauses: [{ level: 'clause', number: '第六条', key: 'duty.quarterly', parameters: { 'quarterly.required': '3' } }] });
    expect({ status, sentence: body.fields[''] }).toEqual({ status: 422, sentence: expect.stringContaining('起草修订稿') });
  });

  test.each([
    ['no list', 'x', '列表'], ['an unknown level', [{ level: 'x', number: '一' }], '层级'], ['nothing said', [{ level: 'clause' }], '请填写序号'],
    ['a value out of bounds', [{ level: 'clause', number: '一', parameters: { 'monthly.day': '32' } }], '不能大于31'], ['an unknown value', [{ level: 'clause', number: '一', parameters: { 'x.y': '1' } }], '不认识'],
    ['a key twice', [{ level: 'clause', number: '一', key: 'duty.deed' }, { level: 'clause', number: '二', key: 'duty.deed' }], '“一”已经写了'], ['null', [null], '第1项'],
  ])('%s is refused with its place', async (_case, clauses, words) => {
    const { id } = (await office.send('/plans', { kind: 'duty', title: '草稿' })).body;
    const { status, body } = await office.send(`/plans/${id}/clauses`, { clauses });
    expect({ status, said: Object.values(body.fields).join('') }).toEqual({ status: 422, said: expect.stringContaining(words) });
  });

  test('a stranger to the plan may not write it, nor draft one', async () => {
    const current = (await office.json('/plans?kind=duty&state=adopted')).body.items[0];
    expect((await worker.send(`/plans/${current.id}/clauses`, { clauses: [] })).status).toBe(403);
    expect((await worker.send('/plans/examples/duty', {})).status).toBe(403);
    expect((await worker.send(`/plans/${current.id}/revision`, {})).status).toBe(403);
  });
});

describe('parameters', () => {
  test('a number stands beside its unit as its language sets it', () => {
    const days = { label: '', type: 'number', default: 7, min: 1, max: 90, clause: null } as const;
    expect(shownValue({ ...days, unit: '日' }, 7)).toBe('7日');
    expect(shownValue({ ...days, unit: 'days' }, 7)).toBe('7 days');
  });

  test('the default holds until a value is set, and each value from its day on', async () => {
    expect(await look((at) => parameterAt(at, 'monthly.day', '2025-01-01'))).toBe(25);
    expect((await office.send('/parameters/monthly.day', { value: 20, from_day: '2025-03-01', why: '主席会议' })).status).toBe(201);
    expect((await office.send('/parameters/monthly.day', { value: '28', from_day: '2024-01-01' })).status).toBe(201);
    const at = (day: string) => look((reads) => parameterAt(reads, 'monthly.day', day));
    expect([await at('2023-12-31'), await at('2024-12-31'), await at('2025-02-28'), await at('2025-03-01')]).toEqual([25, 28, 28, 20]);
    expect((await office.get('/parameters')).text).toContain('20日');
    expect((await office.get('/parameters/monthly.day')).text).toContain('主席会议');
  });

  test('of two from one day the later entry stands; a past moment knows the earlier', async () => {
    await office.send('/parameters/filing_rate.convention', { value: 'with_merged', from_day: '2025-01-01' });
    const { at } = await look((reads) => reads.db.selectFrom('journal_heads').select('at').where('county_id', '=', county.id).executeTakeFirstOrThrow());
    await office.send('/parameters/filing_rate.convention', { value: 'filed_only', from_day: '2025-01-01' });
    expect(await look((reads) => parameterAt(reads, 'filing_rate.convention', '2025-06-01'))).toBe('filed_only');
    expect(await look((reads) => parameterAt({ ...reads, asOf: at }, 'filing_rate.convention', '2025-06-01'))).toBe('with_merged');
  });

  test.each([['monthly.day', '32'], ['monthly.day', '2.5'], ['filing_rate.convention', 'anything'], ['label.consultation', '长'.repeat(21)]])('%s cannot be %s', async (key, value) => {
    const { status, body } = await office.send(`/parameters/${key}`, { value, from_day: '2025-01-01' });
    expect({ status, fields: Object.keys(body.fields) }).toEqual({ status: 422, fields: ['value'] });
  });

  test('an unknown parameter is not found; a worker may look, not set', async () => {
    expect((await office.json('/parameters/toString')).status).toBe(404);
    expect((await worker.get('/parameters/monthly.day')).text).not.toContain('设定新值');
    expect((await worker.send('/parameters/monthly.day', { value: 1, from_day: '2025-01-01' })).status).toBe(403);
  });

  test('defaults are values that could be set, and cite a clause that is known', () => {
    for (const [key, declared] of Object.entries(parameters)) {
      expect(complaintAbout(declaredParameter(key)!, String(declared.default)), key).toBeUndefined();
      if (declared.clause) expect(citedClauses.map((clause) => clause.key)).toContain(declared.clause);
    }
  });
});
