import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMany } from '#platform/records/write.ts';
import { inspection } from '#duties/inspections/record.ts';
import { assessmentSlice } from '#assessment/slice.ts';
import { duties, works } from '../../../test/random-year.ts';
import { assessed } from '../../../test/assessed.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [...duties, ...assessmentSlice(() => works)];
let county: TestCounty;
let visitor: ReturnType<typeof siteOf>;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
});
afterAll(() => county.drop());

test('whoever writes a scheme reads what it can count, in the words that it takes', async () => {
  const { body } = await office.json('/assessment/work');
  const ledger = (body.items as { word: string; subjects: string[]; words: { stage: Record<string, string> } }[]).find(({ word }) => word === '民情台账')!;
  expect(ledger.subjects).toEqual(['committee', 'member']);
  expect(Object.values(ledger.words.stage)).toContain('回访满意');
  const { status, text } = await office.get('/assessment/work');
  expect(status).toBe(200);
  for (const { word, definition } of works) expect([text.includes(word), text.includes(definition)]).toEqual([true, true]);
});

test('the lights of a sheet are for those who check it, by the records as they were frozen, and not for the assessed', async () => {
  const { here, there } = county;
  const { about, here: sheet } = await assessed(county, 2025);
  await county.act(async (act) => {
    await act.db.updateTable('assessment_schemes').set({ source: '方案: 调研\n对象: 联络委\n部分: [{ 名称: 履职, 项目: [{ 名称: 调研视察, 计: { 来源: 调研视察, 得: 1 } }] }]\n' }).where('county_id', '=', act.county).where('id', '=', about.scheme_id).execute();
    await createMany(act, inspection, [{ state: 'held', topic: '看水厂', kind: 'inspection', committee_id: here.committee, held_on: '2025-03-03' }] as never[]);
  });
  const at = `/assessment-sheets/${sheet.id}/lights`;
  const seen = await office.json(at);
  expect((seen.body.items as { name: string; records: unknown[] }[]).map(({ name, records }) => [name, records.length])).toEqual([['unproved', 1], ['late', 1]]);
  const page = await office.get(at);
  expect(page.text).toContain('调研视察：看水厂');
  expect((await office.get(`/assessment-sheets/${sheet.id}`)).text).toContain(at);

  const worker = await visitor({ role: 'worker', committee: here.committee });
  expect([(await worker.get(at)).status, (await worker.get(`/assessment-sheets/${sheet.id}`)).text.includes(at)]).toEqual([404, false]);
  expect((await (await visitor({ role: 'worker', committee: there.committee })).get(at)).status).toBe(404);
  const checker = await visitor({ role: 'worker', committee: there.committee });
  await county.act((act) => act.db.updateTable('assessment_sheets').set({ checker_id: checker.person }).where('county_id', '=', act.county).where('id', '=', sheet.id).execute());
  expect((await checker.get(at)).status).toBe(200);

  const frozen = new Date();
  await county.act((act) => act.db.updateTable('assessments').set({ frozen_at: frozen }).where('county_id', '=', act.county).where('id', '=', about.id).execute());
  await county.act((act) => createMany(act, inspection, [{ state: 'held', topic: '看学校', kind: 'inspection', committee_id: here.committee, held_on: '2025-04-04' }] as never[]));
  expect((await office.json(at)).body.items[0].records.length).toBe(1);
});
