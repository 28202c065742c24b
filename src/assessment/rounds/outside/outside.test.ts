import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsInText } from '#assessment/rounds/outside/reading.ts';
import { assessmentRoundsSlice } from '#assessment/rounds/slice.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { linesOf } from '#assessment/rounds/facts.ts';
import { schemesPart } from '#assessment/schemes/slice.ts';
import { ballotsSlice } from '#assessment/ballots/slice.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { assessed, type Assessed } from '../../../../test/assessed.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const SOURCE = '方案: 办法\n对象: 联络委\n部分: [{ 名称: 目标, 项目: [{ 名称: 年度目标考核, 最多: 20, 外来成绩: { 来源: 县目标办成绩, 得: 20 } }] }]\n';
const slices = [committeesSlice(), peopleSlice, workCalendarSlice, parametersSlice, schemesPart(() => []), assessmentRoundsSlice(() => []), ballotsSlice];
let county: TestCounty;
let [office, worker]: Visitor[] = [];
let round: Assessed;
let at: string;
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, worker] = [await visitor({ role: 'county_office' }), await visitor({ role: 'worker', committee: county.here.committee })];
  round = await assessed(county, 2025);
  at = `/assessments/${round.about.id}/outside-results`;
  await county.act(async (act) => {
    await act.db.updateTable('assessment_schemes').set({ source: SOURCE }).where('county_id', '=', act.county).where('id', '=', round.about.scheme_id).execute();
    for (const { id } of [round.here, round.there]) {
      await act.db.insertInto('assessment_lines').values({ county_id: act.county, sheet_id: id, assessment_id: round.about.id, address: '1.1', section: '目标', name: '年度目标考核', most: '20', open: 'waiting', reckoned: '0', sentence: '还没有' }).execute();
    }
  });
});
afterAll(() => county.drop());

const points = async (): Promise<unknown[]> => reading(county.house, county.cast.office, async (look) => (await linesOf(look, { assessment: round.about.id })).map(({ sheet_id, checked_points, checked_reason }) => [sheet_id === round.here.id, checked_points === null ? null : Number(checked_points), checked_reason]).toSorted());

test('pasted lines are read with any sign between, and a head says nothing of anybody', () => {
  expect(rowsInText('考核对象\t分数\n白石镇政协联络委\t18.5\n小河乡 12\n\n桐花乡\n长滩镇：9').map(({ name, points: typed, line }) => [name, typed, line])).toEqual([['白石镇政协联络委', '18.5', 2], ['小河乡', '12', 3], ['长滩镇', '9', 6]]);
});

test('one wrong line and nothing is entered; every fault is told with its line', async () => {
  expect((await worker!.get(at)).status).toBe(403);
  expect((await office!.get(`/assessments/${round.about.id}`)).text).toContain(at);
  const refused = await office!.send(at, { source: '县目标办成绩', results: '白石镇 18\n无名镇 3\n白石镇政协联络委 2' });
  expect(refused.status).toBe(422);
  expect(refused.body.fields.results).toBe('第2行：没有考核对象“无名镇”。第3行：“白石镇政协联络委”写了两次。都没有记入，改好以后再提交。');
  expect((await office!.send(at, { source: '别的', results: '白石镇 18' })).body.fields.source).toContain('没有这种外来成绩');
  expect((await office!.send(at, { source: '县目标办成绩', results: '白石镇 十八' })).body.fields.results).toContain('不是分数');
  expect(await points()).toEqual([[false, null, null], [true, null, null]]);
});

test('the blank sheet comes back filled in, and the lines say where the points came from', async () => {
  const blank = new Uint8Array(await (await office!.fetch(`${at}.xlsx`)).arrayBuffer());
  const { default: { Workbook } } = await import('exceljs');
  const book = new Workbook();
  await book.xlsx.load(blank.buffer as never);
  book.worksheets[0]!.eachRow((row) => {
    if (row.getCell(1).text === '白石镇政协联络委') row.getCell(2).value = 18.5;
    if (row.getCell(1).text === '小河乡政协联络委') row.getCell(2).value = 25;
  });
  const sent = await office!.fetch(at, { method: 'POST', redirect: 'manual', body: await withFile(new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer)) });
  expect(sent.status, await sent.text()).toBe(303);
  expect(await points()).toEqual([[false, 20, '照县目标办成绩送来的成绩'], [true, 18.5, '照县目标办成绩送来的成绩']]);
  const told = await reading(county.house, county.cast.office, (look) => get<AssessmentSheet>(look, assessmentSheet, round.here.id));
  expect(told.told).toBe('1.1 年度目标考核：由县目标办成绩送来18.5分。');
});

async function withFile(bytes: Uint8Array): Promise<FormData> {
  const body = new FormData();
  body.set('csrf', /name="csrf" value="([^"]+)"/u.exec((await office!.get(at)).text)![1]!);
  body.set('source', '县目标办成绩');
  body.set('file', new File([bytes as never], '成绩.xlsx'));
  return body;
}
