import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocx } from '#platform/documents/docx.ts';
import { ratio } from '#platform/figures/figure.ts';
import { reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { createMany, edit, remove } from '#platform/records/write.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { figures } from '#duties/inspections/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { figuresSlice } from '#reports/figures/slice.ts';
import { tablesOf } from '#reports/quoting/tables.ts';
import { overridesSlice } from '#reports/overrides/slice.ts';
import { sentencesSlice } from '#reports/sentences/slice.ts';
import { speech, type SpeechGiven } from '#reports/speech/record.ts';
import { speechSlice } from '#reports/speech/slice.ts';
import { writeSpeech } from '#reports/speech/speech.ts';
import { templatesSlice } from '#reports/templates/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const joint = ratio({ name: 'joint_rate', label: '联动率', definition: '联动调研占调研视察的比例。', numerator: 'inspections_joint', denominator: 'inspections_held', decimals: 2, convention: '按次数计' });
const declared = { figures, ratios: [joint], claims: [] };
const slices = [{ records: [committee, person, member] }, parametersSlice, attendingSlice, inspectionsSlice, ...[figuresSlice, speechSlice, templatesSlice, sentencesSlice, overridesSlice].map((slice) => slice(declared))];
const year = { from_on: '2025-01-01', to_on: '2025-12-31' };

let county: TestCounty;
let office: Visitor;
let visits: Inspection[];

beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  visits = await inspect(['2025-03-03', '2025-04-03', '2025-05-03', '2025-06-03'], { joint: true });
  await inspect(['2024-03-03']);
});
afterAll(() => county.drop());

const inspect = (days: readonly string[], more: object = {}) => county.act((act) => createMany<Inspection>(act, inspection, days.map((held_on) => ({
  state: 'held', committee_id: county.here.committee, topic: `${held_on}饮水`, held_on, ...more,
}))), county.cast.office);

async function template(body: string, more: object = {}): Promise<string> {
  const answer = await office.send('/speech-templates', { kind: 'speech', name: '调研', title: '关于{统计时段}调研的汇报', body, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const drafted = async (content: object) => {
  const answer = await office.send('/speeches', { kind: 'speech', ...year, ...content });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as SpeechGiven;
};
const bytesOf = async (path: string) => new Uint8Array(await (await office.fetch(path)).arrayBuffer());
const wordsOf = (bytes: Uint8Array) => [...strFromU8(unzipSync(bytes)['word/document.xml']!).matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1]).join('');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** As the page does: reads the check, ticks it and signs it. */
async function signed(id: string) {
  const seen = /name="seen" value="(\w{64})"/.exec((await office.get(`/speeches/${id}`)).text)![1]!;
  return office.send(`/speeches/${id}/check`, { looked: true, seen });
}
async function issued(content: object): Promise<SpeechGiven> {
  const row = await drafted(content);
  expect((await signed(row.id)).body.state).toBe('checked');
  return (await office.send(`/speeches/${row.id}/issuing`, {})).body;
}

describe('a paper with numbers', () => {
  test('says its numbers in the manner that each token asks for, with tables and the definitions of all of them', async () => {
    const id = await template('一、情况\n开展调研视察{inspections_held}次，比上年{调研视察活动|增减}，{调研视察活动|增幅}，依次是{调研视察活动|前2}。联动率{联动率|率|0位}，{联动率|成}。\n〔调研视察活动、联动调研 按 月份 占比合计100〕\n〔联动调研 比上年〕');
    const words = wordsOf(await bytesOf(`/speeches/${(await drafted({ template_id: id })).id}/paper.docx`));
    expect(words).toContain('关于2025年调研的汇报');
    expect(words).toContain('开展调研视察4次，比上年增加3次，增长300%，依次是2025-03-03饮水、2025-04-03饮水等。联动率100%，全部。');
    expect(words).toContain('2025年3月1125%');
    expect(words).toContain('注：占比按最大余数法取一位小数，各行之和正好是100%。');
    expect(words).toContain('联动调研（次）40增加4次—');
    expect(words).toContain('引用数据一览表');
  });

  test('names the kinds of which there are most, in the clerk’s words, with their numbers in the annex and among what changed since', async () => {
    const more = await inspect(['2025-08-01', '2025-08-02', '2025-08-03'], { kind: 'inspection' });
    const id = await template('共{inspections_held}次[[，主要是{调研视察活动|按类别|前1}]]。共{调研视察活动}次[[，主要是{调研视察活动|按类别|前2}]]。');
    const { body: { body } } = await office.json(`/speech-templates/${id}`);
    expect(body).toContain('{inspections_held|按kind|前1}');
    expect((await office.get(`/speech-templates/${id}/edit`)).text).toContain('{调研视察活动|按类别|前1}');
    const row = await drafted({ template_id: id });
    const words = wordsOf(await bytesOf(`/speeches/${row.id}/paper.docx`));
    expect(words).toContain('共7次，主要是调研。共7次，主要是调研、视察。');
    expect(words).toContain('按类别：调研4、视察3。');
    await county.act((act) => edit<Inspection>(act, inspection, more[0]!.id, more[0]!.version, { kind: 'research' }), county.cast.office);
    expect((await office.get(`/speeches/${row.id}`)).text).toContain('7次，按类别：调研4、视察3。 → 7次，按类别：调研5、视察2。');
    expect((await office.send('/speech-templates', { kind: 'speech', name: '按委', title: '题', body: '主要是{调研视察活动|按联络委|前3}' })).body).toMatchObject({ fields: { body: expect.stringContaining('不能写按“联络委”最多的几类。可以按') } });
    for (const one of more) await county.act(async (act) => remove(act, inspection, await get<Inspection>(act, inspection, one.id), { step: 'undo', relation: 'maintainer' }));
  });

  test('is signed for what its check says, and for nothing else', async () => {
    const id = await template('{inspections_held}次，联动{inspections_joint}次。');
    const row = await drafted({ template_id: id });
    expect((await office.send(`/speeches/${row.id}/issuing`, {})).status).toBe(409);
    const seen = /name="seen" value="(\w{64})"/.exec((await office.get(`/speeches/${row.id}`)).text)![1]!;
    expect((await office.send(`/speeches/${row.id}/check`, { looked: false, seen })).status).toBe(422);
    const [more] = await inspect(['2025-07-01']);
    expect((await office.send(`/speeches/${row.id}/check`, { looked: true, seen })).status).toBe(422); // a number has moved meanwhile
    const { body } = await signed(row.id);
    expect(body).toMatchObject({ state: 'checked', findings: [{ kind: 'odd' }, { kind: 'changed', words: '调研视察活动：4次 → 5次' }] });
    expect((await office.get(`/speeches/${row.id}`)).text).toContain('上年同期1次，这次4次');
    await county.act((act) => remove(act, inspection, more!, { step: 'undo', relation: 'maintainer' }));
  });

  test('with a place that only people can fill is not signed', async () => {
    const row = await drafted({ template_id: await template('{inspections_held}次。\n（请写打算。）') });
    const answer = await office.send(`/speeches/${row.id}/check`, { looked: true, seen: 'x' });
    expect([answer.status, answer.body.detail ?? answer.body.title]).toEqual([422, expect.stringContaining('（请……）')]);
  });

  test('once issued is the same to the byte, whatever becomes of records and template; the first one keeps the customary wording', async () => {
    const row = await issued({ kind: 'brief' });
    const { body: { items: [kept], total } } = await office.json('/speech-templates?kind=brief');
    expect([total, kept.name, row.template_id]).toEqual([1, '系统自带范文', kept.id]);
    const first = await bytesOf(`/speeches/${row.id}/paper.docx`);
    expect(sha256(first)).toBe(row.sha256);
    await inspect(['2025-08-01']);
    await office.send(`/speech-templates/${kept.id}`, { title: '又一个标题', version: kept.version }, 'PATCH');
    expect(sha256(await bytesOf(`/speeches/${row.id}/paper.docx`))).toBe(row.sha256);
    expect((await office.send(`/speeches/${row.id}`, { title: '改了', version: row.version }, 'PATCH')).status).toBe(409);
    expect((await (await siteOf(county, slices)({ role: 'chair' })).send('/speeches', { kind: 'brief', ...year })).status).toBe(403);
  });

  test('bears the county\'s second language in its red head, and goes on bearing the one of its day', async () => {
    const said = (value: string, from_day: string) => county.act((act) => createMany(act, parameterSetting, [{ key: 'papers.second_head', value, from_day }]));
    await said('CWNGHEZ', '2025-01-01');
    const row = await issued({ kind: 'notice', body: '开展{inspections_held}次。' });
    await said('GVANGJSIH', '2025-01-02');
    expect(wordsOf(await bytesOf(`/speeches/${row.id}/paper.docx`))).toContain('CWNGHEZ');
  });

  test('one that was given out before papers kept their sentences is made again from the records of its moment, or refused', async () => {
    const id = await template('{inspections_held}次。');
    const name = { name: '云岭自治县', bodyName: '政协云岭自治县委员会' };
    const paper = await reading(county.house, county.cast.office, async (look) => (await writeSpeech(await standingAt(look), declared, name, { from: year.from_on, to: year.to_on, template: id, version: 1 })));
    const bytes = await toDocx(paper.paper);
    const before = { kind: 'speech', title: '旧的', template_id: id, template_version: 1, ...year, as_of: paper.at, state: 'given' };
    const [same, other] = await county.act((act) => createMany<SpeechGiven>(act, speech, [{ ...before, sha256: sha256(bytes) }, { ...before, sha256: '0'.repeat(64) }]));
    await inspect(['2025-09-01']);
    expect(sha256(await bytesOf(`/speeches/${same!.id}/paper.docx`))).toBe(same!.sha256);
    expect((await office.fetch(`/speeches/${other!.id}/paper.docx`)).status).toBe(409);
  });
});

describe('after the issue', () => {
  let row: SpeechGiven;
  beforeAll(async () => {
    row = await issued({ template_id: await template('开展{inspections_held}次，联动率{联动率|率}。') });
    await inspect(['2025-10-10', '2025-10-11']);
    await county.act((act) => edit<Inspection>(act, inspection, visits[0]!.id, undefined, { joint: false }, { reason: '核对发现不是联动' }), county.cast.office);
  });

  test('it is told which numbers are others today, by which records, by whom and why', async () => {
    const { body: { changes } } = await office.json(`/speeches/${row.id}/restatement`);
    const [held, rate] = changes;
    expect(held).toMatchObject({ label: '调研视察活动', causes: [{ how: '计入', name: '2025-10-11饮水' }, { how: '计入', name: '2025-10-10饮水' }], more: false });
    expect(Number.parseInt(held.now, 10)).toBe(Number.parseInt(held.was, 10) + 2);
    const moved = rate.causes.find((cause: { how: string }) => cause.how === '不再计入');
    expect(moved).toMatchObject({ name: '2025-03-03饮水', acts: [{ what: '修改内容', reason: '核对发现不是联动' }] });
    const page = (await office.get(`/speeches/${row.id}/restatement`)).text;
    for (const words of ['2025-10-11饮水', '核对发现不是联动', `/inspections/${visits[0]!.id}`]) expect(page).toContain(words);
  });

  test('it is issued again as a corrected edition, which says what it corrects and takes its place', async () => {
    const { text } = await office.get(`/speeches/new?corrects=${row.id}`);
    const drawn = /<textarea[^>]*name="correction"[^>]*>([^<]*)/.exec(text)![1]!;
    expect(drawn).toMatch(/本件更正\d{4}年\d+月\d+日印发的《关于2025年调研的汇报》：“调研视察活动”由“\d+次”更正为“\d+次”/);
    expect((await office.send('/speeches', { kind: 'speech', ...year, corrects_id: row.id })).status).toBe(422);
    const next = await issued({ corrects_id: row.id, correction: '补登了两次调研。' });
    expect(next).toMatchObject({ edition: 2, state: 'given' });
    expect(wordsOf(await bytesOf(`/speeches/${next.id}/paper.docx`))).toContain('更正说明：补登了两次调研。');
    expect((await office.json(`/speeches/${row.id}`)).body.state).toBe('corrected');
    expect((await office.json(`/speeches/${next.id}/restatement`)).body.changes).toEqual([]);
    expect((await office.send('/speeches', { kind: 'speech', ...year, corrects_id: row.id, correction: '再改' })).status).toBe(422);
  });
});

describe('a wording is tried while it is written', () => {
  const tried = (content: object) => office.send('/speech-templates/trial', { kind: 'notice', title: '通知', trial_from: year.from_on, trial_to: year.to_on, ...content });

  test('with live numbers, in the layout of its kind', async () => {
    const { body } = await tried({ body: '开展{调研视察活动|余}次。', addressee: '各乡镇' });
    expect(body.paper).toMatchObject({ layout: 'formal', addressee: '各乡镇' });
    expect(JSON.stringify(body.paper.blocks)).toMatch(/"text":"\d+/);
  });

  test('what cannot be read is told with its line and the nearest name', async () => {
    const { body: { problems } } = await tried({ body: '好\n{调研视察活功}次\n{inspections_held|余|多}\n〔调研视察活动 按 星期〕\n〔随便〕' });
    expect(problems).toEqual([
      expect.stringMatching(/^第2行：没有“\{调研视察活功\}”.*“\{调研视察活动\}”/), expect.stringMatching(/^第3行：.*不能一起用/),
      expect.stringMatching(/^第4行：“调研视察活动”不能这样列表。可以按.*月份/), expect.stringMatching(/^第5行：表“〔随便〕”读不懂/),
    ]);
  });

  test('only the office tries, and a sentence of its own joins the bank', async () => {
    const unit = await siteOf(county, slices)({ role: 'unit_clerk', unit: county.here.unit });
    expect((await unit.send('/speech-templates/trial', { body: 'x' })).status).toBe(403);
    expect((await office.send('/stock-sentences', { chapter: 'work', words: '{没有}次。' })).status).toBe(422);
    expect((await office.send('/stock-sentences', { chapter: 'work', words: '到村里走了{调研视察活动}次。' })).status).toBe(201);
    expect((await office.get('/speech-templates/new?kind=notice')).text).toContain('到村里走了{调研视察活动}次。');
  });
});

test('a table by committees stands in the county\'s own order, which is not that of letters', async () => {
  await inspect(['2023-03-03']);
  await inspect(['2023-04-03', '2023-05-03'], { committee_id: county.there.committee });
  const [table] = await reading(county.house, county.cast.office, async (one) =>
    tablesOf(await standingAt(one), declared, '〔inspections_held 按 committee_id〕', { from: '2023-01-01', to: '2023-12-31' }));
  expect(table!.table.rows.map(([name]) => name)).toEqual([expect.stringContaining('小河乡'), expect.stringContaining('白石镇'), '合计']);
});
