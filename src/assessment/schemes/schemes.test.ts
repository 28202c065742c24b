import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleSlice } from '#institutions/people/slice.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { workRows } from '#platform/work-rows.ts';
import { workKind } from '#platform/work.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { createMany } from '#platform/records/write.ts';
import { editionFor, schemeOf } from '#assessment/schemes/facts.ts';
import { assessmentScheme, schemeFields } from '#assessment/schemes/record.ts';
import { schemesPart } from '#assessment/schemes/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const year = Number(today().slice(0, 4)) - 1;

/** Work that stands nowhere: three visits of the one committee, one of the other. */
const visits = workKind({
  name: 'visit', word: '走访', heading: 'visit', record: 'visit', definition: '走访一次。', words: { stage: { closed: '归档' } },
  rows: {
    committee: (_reading, { subjects }) => workRows(
      { subject: sql`w.subject`, id: sql`w.id`, day: sql`w.day`, received: sql`w.day`, title: sql`'走访'`, stage: sql`array['closed']`, people_all: sql`2`, people_place: sql`2` },
      sql`jsonb_to_recordset(${JSON.stringify(([[county.here.committee, 3], [county.there.committee, 1]] as const).flatMap(([subject, n]) => Array.from({ length: n }, (_, k) => ({ subject, id: county.here.person, day: `${year}-0${k + 1}-10` }))).filter(({ subject }) => subjects?.includes(subject) ?? true))}::jsonb) as w (subject uuid, id uuid, day date)`),
  },
});

let county: TestCounty;
let [office, chair, worker]: Visitor[] = [];
let basis: string;
beforeAll(async () => {
  const slices = [peopleSlice, unitsSlice, plansSlice, parametersSlice, schemesPart(() => [visits])];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, chair, worker] = [await visitor({ role: 'county_office' }), await visitor({ role: 'chair' }), await visitor({ role: 'worker', committee: county.here.committee })];
  const [adopted] = await county.act((act) => createMany<Plan>(act, plan, [{ kind: 'assessment', title: '考核评价方案', state: 'adopted', issued_on: `${year}-01-01`, in_force_from: `${year}-01-01` }]));
  basis = adopted!.id;
});
afterAll(() => county?.drop());

const text = (gives: number, title = '联络委考核办法') => `方案: ${title}
对象: 联络委
部分:
  - 名称: 履职
    项目:
      - { 名称: 走访, 计: { 来源: 走访, 其中: { 阶段: 归档 }, 同一件只计一次: 否, 得: ${gives} } }
`;
const draft = async (source: string): Promise<any> => (await office!.send('/assessment-schemes', { source })).body;
const adoption = (day: string) => ({ plan_id: basis, clause: '第四条', adopted_on: day, valid_from: day });

test('the path has no faults, and relations mean the same in memory and in SQL', async () => {
  expect(faultsOfPath(assessmentScheme)).toEqual([]);
  await expectRelationsAgree(county.house, assessmentScheme, schemeFields, { columns: { source: ['方案: 例'] } });
});

describe('a draft', () => {
  test('is named by its text, and seen by those who adopt it only', async () => {
    const row = await draft(text(5));
    expect(row).toMatchObject({ state: 'draft', title: '联络委考核办法', subject: 'committee', edition: 1, series: row.id });
    expect((await chair!.json(`/assessment-schemes/${row.id}`)).status).toBe(200);
    expect((await worker!.json(`/assessment-schemes/${row.id}`)).status).toBe(404);
  });

  test('is read through on the page: complaints with their lines, and nothing is saved by trying', async () => {
    const row = await draft(text(5));
    const page = await (await office!.submit(`/assessment-schemes/${row.id}/text`, { source: text(5).replace('来源', '来处'), act: 'try' })).text();
    expect(page).toContain('data-line="6"');
    expect(page).toContain('不认识“来处”');
    expect((await office!.json(`/assessment-schemes/${row.id}`)).body).toMatchObject({ version: 1, source: text(5).trim() });
  });

  test('is tried on the records of last year', async () => {
    const row = await draft(text(5));
    const tried = (await office!.send(`/assessment-schemes/${row.id}/text`, { source: text(7), act: 'try' })).body;
    expect(tried).toMatchObject({ year, complaints: [], warnings: [], items: [{ name: '小河乡政协联络委', total: '7' }, { name: '白石镇政协联络委', total: '21' }] });
    const warned = (await office!.send(`/assessment-schemes/${row.id}/text`, { source: text(7).replace('归档', '走过场'), act: 'try' })).body;
    expect(warned.warnings).toEqual([{ line: 6, sentence: '“走访”没有“走过场”这个阶段，有的是“归档”。' }]);
    expect((await worker!.send(`/assessment-schemes/${row.id}/text`, { source: text(7), act: 'try' })).status).toBe(404);
    expect((await chair!.send(`/assessment-schemes/${row.id}/text`, { source: text(7), act: 'try' })).status).toBe(403);
  });

  test('is kept with its faults, and cannot be adopted with them', async () => {
    const row = await draft(text(5));
    const kept = (await office!.send(`/assessment-schemes/${row.id}/text`, { source: '方案: 改了一半\n部分:' })).body;
    expect(kept).toMatchObject({ title: '联络委考核办法', source: '方案: 改了一半\n部分:' });
    const refused = await office!.send(`/assessment-schemes/${row.id}/adoption`, adoption(`${year}-02-01`));
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(/^文本里有\d处要改，第一处在第\d行/)]);
    expect((await office!.get(`/assessment-schemes/${row.id}`)).text).toContain('现在还读不出来');
    const unseen = await draft(text(5).replace('计: { 来源: 走访, 其中: { 阶段: 归档 }, 同一件只计一次: 否, 得: 5 }', '没有看到: 页面缺'));
    expect((await office!.send(`/assessment-schemes/${unseen.id}/adoption`, adoption(`${year}-02-01`))).body.detail).toContain('没有看到');
  });

  test('goes out as a file and comes back as the same', async () => {
    const row = await draft(text(5));
    const file = await office!.fetch(`/assessment-schemes/${row.id}/text.yaml`);
    expect(file.headers.get('content-disposition')).toContain('.yaml');
    const answer = await office!.fetch('/assessment-schemes/beginnings', { method: 'POST', redirect: 'manual', ...(await withFile(await file.text())) });
    const again = (await office!.json(answer.headers.get('location')!.replace('/edit', ''))).body;
    expect(again).toMatchObject({ source: row.source, title: row.title });
    expect(again.series).not.toBe(row.series);
  });
});

/** The page's own form, with the file in it. */
async function withFile(content: string): Promise<RequestInit> {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await office!.get('/assessment-schemes/new')).text)![1]!;
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf, from: 'file' })) body.set(name, value);
  body.set('file', new File([content], '办法.yaml'));
  return { body };
}

test('each point of a trial opens its records, also of a text that is not saved yet', async () => {
  const row = await draft(text(5).replace('同一件只计一次: 否, ', ''));
  const at = `/assessment-schemes/${row.id}/records`;
  const kept = (await office!.json(`${at}?line=1.1&of=${county.here.committee}&year=${year}`)).body;
  expect(kept).toMatchObject({ name: '白石镇政协联络委', points: '5', given: [{ record: 'visit', id: county.here.person }] });
  expect(kept.passed).toHaveLength(2);
  const written = await (await office!.submit(at, { source: text(7), line: '1.1', of: county.here.committee, tried_year: String(year) })).text();
  for (const words of ['每件7分', '走访3件：3件×7分＝21分。', '不在您的查看范围内']) expect(written).toContain(words);
  expect((await office!.json(`${at}?line=9.9&of=${county.here.committee}&year=${year}`)).status).toBe(404);
  expect((await worker!.json(`${at}?line=1.1&of=${county.here.committee}&year=${year}`)).status).toBe(404);
});

describe('an adopted edition', () => {
  test('keeps its text, gives way to the next from its first day on, and stands for the years before', async () => {
    const first = await draft(text(5));
    await office!.send(`/assessment-schemes/${first.id}/adoption`, adoption(`${year}-02-01`));
    for (const answer of [await office!.send(`/assessment-schemes/${first.id}`, { source: text(9) }, 'PATCH'), await office!.send(`/assessment-schemes/${first.id}/text`, { source: text(9) })]) expect(answer.status).toBe(409);
    expect((await worker!.json(`/assessment-schemes/${first.id}`)).body).toMatchObject({ state: 'adopted', source: text(5).trim() });

    const second = (await office!.send(`/assessment-schemes/${first.id}/edition`, {})).body;
    expect(second).toMatchObject({ edition: 2, series: first.id, state: 'draft', source: first.source });
    expect((await office!.send(`/assessment-schemes/${second.id}/text`, { source: text(9).replace('联络委\n', '委员\n') })).status).toBe(422);
    await office!.send(`/assessment-schemes/${second.id}/text`, { source: text(9) });
    const compared = (await chair!.json(`/assessment-schemes/${second.id}/comparison`)).body;
    expect(compared.items.map(({ name, before, after, difference }: any) => [name, before, after, difference])).toEqual([['小河乡政协联络委', '5', '9', '4'], ['白石镇政协联络委', '15', '27', '12']]);
    const shown = (await office!.get(`/assessment-schemes/${second.id}/comparison?of=${county.here.committee}`)).text;
    for (const words of ['走访3件：3件×9分＝27分。', '走访（阶段为归档）每件5分', '走访（阶段为归档）每件9分', '“怎样给分”由每件5分改为每件9分']) expect(shown).toContain(words);
    expect(shown).toContain(`/assessment-schemes/${first.id}/records?line=1.1&amp;of=${county.here.committee}`);
    expect((await worker!.get(`/assessment-schemes/${first.id}/comparison`)).status).toBe(403);

    expect((await office!.send(`/assessment-schemes/${second.id}/adoption`, adoption(`${year}-02-01`))).body.fields.valid_from).toContain('请填这一天以后的日期');
    expect((await chair!.send(`/assessment-schemes/${second.id}/adoption`, { ...adoption(`${year}-09-01`), adopted_on: `${year}-08-30` })).body).toMatchObject({ state: 'adopted' });
    expect((await office!.json(`/assessment-schemes/${first.id}`)).body).toMatchObject({ state: 'replaced', valid_until: `${year}-08-31` });
    const [before, after] = await reading(county.house, county.cast.office, async (at) => [await editionFor(at, 'committee', `${year}-08-31`), await editionFor(at, 'committee', `${year}-12-31`)]);
    expect([before?.id, after?.id]).toEqual([first.id, second.id]);
    expect(schemeOf(after!).title).toBe('联络委考核办法');
  });

  test('measures no year that was over before, and members only where the plan says so', async () => {
    const row = await draft(text(5));
    const late = { ...adoption(`${year}-10-01`), valid_from: `${year}-09-30` };
    expect((await office!.send(`/assessment-schemes/${row.id}/adoption`, late)).body.fields.valid_from).toContain('不能早于通过日期');
    const members = await draft(text(5, '委员办法').replace('对象: 联络委', '对象: 委员'));
    expect((await office!.send(`/assessment-schemes/${members.id}/adoption`, adoption(`${year}-10-01`))).body.fields['']).toContain('不考核委员');
    await office!.send('/parameters/assessment.members', { value: 'yes', from_day: `${year}-01-01`, why: '考核评价方案' });
    expect((await office!.send(`/assessment-schemes/${members.id}/adoption`, adoption(`${year}-10-01`))).body).toMatchObject({ state: 'adopted' });
  });
});

test('what is never earned and what can be split is told of a scheme', async () => {
  const row = await draft(`${text(5)}      - { 名称: 下乡, 最多: 3, 计: { 来源: 走访, 其中: { 阶段: 过夜 }, 得: 1 } }\n`);
  const { items, proofs } = (await office!.json(`/assessment-schemes/${row.id}/burden`)).body;
  expect(items.map(({ name, earned, records, remarks }: any) => [name, earned, records, remarks.length])).toEqual([['走访', 2, 4, 2], ['下乡', 0, 0, 1]]);
  expect([items[0].proved, items[0].remarks[1]]).toEqual([0, expect.stringContaining('挂个名就有分')]);
  expect(items.map(({ remarks }: any) => remarks[0])).toEqual([expect.stringContaining('多报几次'), expect.stringContaining('一个都没有得过分')]);
  expect(proofs).toEqual({ judged: 0, records: 0, perSubject: '0' });
  expect((await office!.get(`/assessment-schemes/${row.id}/burden`)).text).toContain('要再想一想的');
});

test('members are told as a distribution only', async () => {
  const row = await draft(text(5, '委员甲').replace('对象: 联络委', '对象: 委员'));
  const other = await draft(text(5, '委员乙').replace('对象: 联络委', '对象: 委员'));
  const told = (await office!.json(`/assessment-schemes/${row.id}/comparison?with=${other.id}&year=${year}`)).body;
  expect(told).toMatchObject({ before: [{ many: 2 }], after: [{ many: 2 }] });
  expect(JSON.stringify(told)).not.toContain('石大山');
});

test('pages to read before writing', async () => {
  expect((await worker!.get('/assessment-schemes/kinds')).text).toContain('34. 酌情评定');
  expect((await worker!.get('/assessment-schemes/published')).text).toContain('安化县政协系统绩效考核');
  expect((await worker!.get('/assessment-schemes/published/anhua-2019')).text).toContain('公开的页面上看不到');
  expect((await worker!.get('/assessment-schemes/published/nowhere')).status).toBe(404);
  expect((await worker!.get('/assessment-schemes/new')).status).toBe(403);
});
