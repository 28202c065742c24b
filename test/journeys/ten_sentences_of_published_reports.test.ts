import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims, figures, ratios, slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { bank } from '#reports/sentences/bank.ts';
import { customary } from '#reports/templates/customary.ts';
import { quotables, templateProblems } from '#reports/wording/tokens.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

/**
 * Ten differently worded sentences as work reports have them, with the numbers that counties published (domain rules 2.2, 2.6, 2.8, 5.3, 6). The office
 * composes in the pages what no chapter declares, writes the sentences in its own words, and prints what the records say.
 */
const written = [
  '全年共收到提案{收到提案}件，经审查立案{立案含并案}件，不予立案{不予立案}件，立案率{立案率含并案|率|1位}。',
  '{并案}件并入{并案的组数}件主案办理，实际办理{立案}件。',
  '委员提案{委员提案}件，占{委员提案占比|率|1位}；党派、团体等集体提案{集体提案}件。',
  '交通类提案{交通类提案}件，超过立案提案的两成，占{交通类提案占比|率|0位}。',
  '{重点提案|前2}{重点提案|汉字}件提案列为重点提案，{重点提案已全部办结}。',
  '联络委收集群众反映的问题和建议{收集群众反映的问题和建议|余|汉字}条，走访收集{走访收集的意见|近}条，涉及饮水的占{饮水占比|成}。',
  '受理矛盾纠纷{受理矛盾纠纷}起，化解{协助化解矛盾纠纷}起，化解率{化解率|率}。',
  '办理民生实事{民生实事|超}件，惠及群众{惠及群众|余|万}人次。',
  '开展调研视察{调研视察活动}次，比上年{调研视察活动|增减}，{调研视察活动|增幅}，其中白石镇{白石镇调研}次。',
  '在{开展协商的联络委|汉字}个乡镇开展协商{协商活动}次[[，其中联动调研{联动调研}次||，今年没有联动调研]]。',
];

const printed = [
  '全年共收到提案184件，经审查立案169件，不予立案15件，立案率91.8%。',
  '27件并入11件主案办理，实际办理142件。',
  '委员提案129件，占70.1%；党派、团体等集体提案55件。',
  '交通类提案38件，超过立案提案的两成，占22%。',
  '第1件提案、第2件提案等七件提案列为重点提案，重点提案已全部办结。',
  '联络委收集群众反映的问题和建议一百二十余条，走访收集近80条，涉及饮水的占三成多。',
  '受理矛盾纠纷48起，化解42起，化解率87.5%。',
  '办理民生实事超40件，惠及群众1.2万余人次。',
  '开展调研视察12次，比上年增加4次，增长50%，其中白石镇7次。',
  '在两个乡镇开展协商5次，今年没有联动调研。',
];

describe('ten sentences of published reports', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let office: Visitor;

  beforeAll(async () => {
    county = await testCounty(slices);
    await aYear(county);
    office = await siteOf(county, slices)({ role: 'county_office' });
  }, 240_000);
  afterAll(() => county?.drop());

  test('the office composes what is not there yet, without code', async () => {
    await composed('走访收集的意见', { from: '收集群众反映的问题和建议', only: { 收集方式: ['走访'] } });
    await composed('饮水占比', { from: '收集群众反映的问题和建议', only: { 事项类别: ['饮水'] }, of: '收集群众反映的问题和建议' });
    await composed('化解率', { from: '协助化解矛盾纠纷', of: '受理矛盾纠纷' });
    await composed('委员提案占比', { from: '委员提案', of: '收到提案' });
    await composed('交通类提案', { from: '立案（含并案）', only: { 类别: ['交通'] } });
    await composed('交通类提案占比', { from: '立案（含并案）', only: { 类别: ['交通'] }, of: '立案（含并案）' });
    await composed('惠及群众', { from: '民生实事', counts: '受益人数合计' });
    await composed('白石镇调研', { from: '调研视察活动', only: { 联络委: ['白石镇政协联络委'] } });
    await composed('开展协商的联络委', { from: '协商活动', counts: '不同的联络委（同一个只计一次）' });
  });

  test('and the sentences that it writes with them are printed as reports have them', async () => {
    const template = await office.submit('/speech-templates', { kind: 'year_report', name: '年度报告', title: '{统计时段}工作报告', body: written.join('\n') });
    expect([template.status, await problemsIn(template)]).toEqual([303, '']);
    const draft = await office.submit('/speeches', { kind: 'year_report', template_id: template.headers.get('location')!.split('/').at(-1)!, from_on: '2025-01-01', to_on: '2025-12-31' });
    expect([draft.status, await problemsIn(draft)]).toEqual([303, '']);
    const file = await office.fetch(`${draft.headers.get('location')}/paper.docx`);
    expect(paragraphs(new Uint8Array(await file.arrayBuffer())).filter((line) => printed.includes(line) || /。$/.test(line)).slice(0, 10)).toEqual(printed);
  });

  test('every wording and ready sentence that comes with the program names what there is', () => {
    const all = quotables({ figures, ratios, claims }, county.house);
    const told = [...Object.values(customary).flatMap(({ title, byline = '', body }) => [title, byline, body]), ...Object.values(bank).flat()];
    expect(told.flatMap((text) => templateProblems(text, all))).toEqual([]);
  });

  /** Composes as a browser does: chooses by the words that the page offers, sends its forms, and follows its links. */
  async function composed(label: string, { from, only = {}, of, counts }: { from: string; only?: Record<string, string[]>; of?: string; counts?: string }): Promise<void> {
    const days = 'from=2025-01-01&to=2025-12-31';
    const at = async (query: [string, string][]) => (await office.get(`/own-figures/compose?${new URLSearchParams(query)}&${days}`)).text;
    const query: [string, string][] = [['figure', option(await at([]), 'figure', from)]];
    for (const [dimension, values] of Object.entries(only)) {
      const name = option(await at(query), 'add', dimension);
      const offered = await at([...query, ['add', name]]);
      for (const value of values) query.push([`by.${name}`, ticked(offered, `by.${name}`, value)]);
    }
    if (counts) query.push(['counts', option(await at(query), 'counts', counts)]);
    if (of) query.push(['of', option(await at(query), 'of', of)]);
    const keep = /href="(\/own-figures\/new\?[^"]+)"/.exec(await at(query))![1]!.replaceAll('&amp;', '&');
    const form = (await office.get(keep)).text;
    const fields = Object.fromEntries(['composition', 'ratio_of', 'definition', 'unit', 'decimals'].flatMap((name) => {
      const value = standing(form, name);
      return value ? [[name, value]] : [];
    }));
    const answer = await office.submit('/own-figures', { ...fields, label, ...(of ? { convention: '按件数计' } : {}) });
    expect([label, answer.status, await problemsIn(answer)]).toEqual([label, 303, '']);
  }
});

const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const problemsIn = async (answer: Response): Promise<string> => (answer.status === 303 ? '' : [...(await answer.text()).matchAll(/<p class="problem"[^>]*>(.*?)<\/p>/gs)].map((match) => match[1]!.replace(/<[^>]+>/g, '')).join());

/** The value of what a choice offers under these words. */
function option(page: string, select: string, words: string): string {
  const [, options = ''] = new RegExp(`<select[^>]*name="${select}"[^>]*>(.*?)</select>`, 's').exec(page) ?? [];
  const found = [...options.matchAll(/<option[^>]*value="([^"]*)"[^>]*>([^<]*)<\/option>/g)].find(([, , label]) => unescaped(label!) === words);
  if (!found) throw new Error(`${select} offers no ${words}`);
  return unescaped(found[1]!);
}

/** The value of a box to be ticked, whose words begin so: 走访（78）. */
function ticked(page: string, name: string, words: string): string {
  const found = [...page.matchAll(/<input[^>]*type="checkbox"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>([^<]*)</g)].find(([, its, , label]) => its === name && label!.startsWith(`${words}（`));
  if (!found) throw new Error(`${name} offers no ${words}`);
  return unescaped(found[2]!);
}

/** What stands in a field of a form. */
function standing(form: string, name: string): string | undefined {
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(form)?.[0];
  if (input) return unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(form)?.[1];
  if (area !== undefined) return unescaped(area);
  const [, options = ''] = new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(form) ?? [];
  return /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1];
}

const paragraphs = (docx: Uint8Array): string[] => [...strFromU8(unzipSync(docx)['word/document.xml']!).matchAll(/<w:p[ >].*?<\/w:p>/gs)]
  .map(([paragraph]) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1]).join(''));

const times = <T>(many: number, make: (place: number) => T): T[] => Array.from({ length: many }, (_, place) => make(place));

/** A year of one county, with the numbers of the sentences. */
async function aYear(county: TestCounty): Promise<void> {
  const { here, there } = county;
  await county.act(async (act) => {
    const filed = await createMany<Proposal>(act, proposal, times(142, (n) => ({
      ...told(n, here.member), disposition: 'filed', state: n < 7 ? 'closed' : 'filed', proposal_no: n + 1, category: n < 38 ? '交通' : '教育', ...(n < 7 ? { key_since: '2025-02-01' } : {}),
    })));
    await createMany<Proposal>(act, proposal, times(27, (n) => ({ ...told(142 + n, here.member), disposition: 'merged', state: 'merged', merged_into_id: filed[20 + (n % 11)]!.id, merged_root_id: filed[20 + (n % 11)]!.id, category: '教育' })));
    await createMany<Proposal>(act, proposal, times(15, (n) => ({ ...told(169 + n, here.member), disposition: 'refused', state: 'refused', refusal_ground: 'empty', category: '教育' })));
    await createMany<LedgerEntry>(act, ledgerEntry, times(126, (n) => ({
      number: n + 1, committee_id: here.committee, matter: `第${n + 1}件`, received_on: '2025-05-06', precision: 'day', way: n < 78 ? 'visit' : 'telephone', category: n < 41 ? '饮水' : '道路', dispute: n < 48, settled: n < 42, state: ledgerEntry.initial,
    })));
    await createMany<Deed>(act, deed, times(43, (n) => ({ member_id: here.member, committee_id: here.committee, deed: '义诊', kind: 'clinic', done_on: '2025-06-01', precision: 'day', approximate: false, state: 'recorded', beneficiaries: n === 0 ? 12_345 - 42 : 1 })));
    await createMany<Inspection>(act, inspection, times(20, (n) => ({ state: 'held', committee_id: n < 7 ? here.committee : there.committee, topic: '饮水', held_on: n < 12 ? '2025-03-03' : '2024-03-03' })));
    await createMany<Consultation>(act, consultation, times(5, (n) => ({ committee_id: n < 3 ? here.committee : there.committee, topic: '停车', held_on: '2025-05-01', precision: 'day', state: 'held' })));
  });
}

const told = (n: number, member: string): Partial<Proposal> => ({
  title: `第${n + 1}件提案`, term: 9, session: 4, serial_no: n + 1, time_class: 'session', submitted_on: '2025-01-12', public_ok: true,
  ...(n < 129 ? { proposer_kind: 'member', member_id: member, proposer_name: '石大山' } : { proposer_kind: 'organisation', proposer_name: '县工商联' }),
});
