import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';

/**
 * Ten differently worded sentences as work reports have them, with the numbers that counties published (domain rules 2.2, 2.6, 2.8, 5.3, 6), and two tables.
 * A clerk of the office composes by clicking what no chapter declares, writes the sentences in the own words, and prints what the records say.
 */
const written = [
  '全年共收到提案{收到提案}件，经审查立案{立案含并案}件，不予立案{不予立案}件，立案率{立案率含并案|率|1位}。',
  '{并案}件并入{并案的组数}件主案办理，实际办理{立案}件。',
  '委员提案{委员提案|约}件，占{委员提案占比|率|1位}；党派、团体等集体提案{集体提案|多}件。',
  '交通类提案{交通类提案}件，占立案提案的{交通类提案占比|成}（{交通类提案占比|率|0位}）。',
  '{重点提案|前2}{重点提案|汉字}件提案列为重点提案，{重点提案已全部办结}。',
  '联络委收集群众反映的问题和建议{收集群众反映的问题和建议|余|汉字}条，走访收集{走访收集的意见|近}条，涉及饮水的占{饮水占比|成}。',
  '受理矛盾纠纷{受理矛盾纠纷}起，化解{协助化解矛盾纠纷}起，化解率{化解率|率}。',
  '办理民生实事{民生实事|超}件，惠及群众{惠及群众|余|万}人次。',
  '开展调研视察{调研视察活动}次，比上年{调研视察活动|增减}，{调研视察活动|增幅}，其中白石镇{白石镇调研}次。',
  '在{开展协商的联络委|汉字}个乡镇开展协商{协商活动}次[[，其中联动调研{联动调研}次||，今年没有联动调研]]。',
  '〔收集群众反映的问题和建议 按 事项类别 占比合计100 前3〕',
  '〔调研视察活动 按 联络委〕',
];

const printed = [
  '全年共收到提案184件，经审查立案169件，不予立案15件，立案率91.8%。',
  '27件并入11件主案办理，实际办理142件。',
  '委员提案约130件，占70.1%；党派、团体等集体提案50多件。',
  '交通类提案38件，占立案提案的两成多（22%）。',
  '第1件提案、第2件提案等七件提案列为重点提案，重点提案已全部办结。',
  '联络委收集群众反映的问题和建议一百二十余条，走访收集近80条，涉及饮水的占三成多。',
  '受理矛盾纠纷48起，化解42起，化解率87.5%。',
  '办理民生实事超40件，惠及群众1.2万余人次。',
  '开展调研视察12次，比上年增加4次，增长50%，其中白石镇7次。',
  '在两个乡镇开展协商5次，今年没有联动调研。',
];

/** The three most frequent kinds; rounded each for itself 31.7 would stand there, and the column would add up to 99.9. */
const kindsOfMatters = [['饮水', '42', '33.3%'], ['道路', '41', '32.5%'], ['照明', '40', '31.8%'], ['其余1项', '3', '2.4%'], ['合计', '126', '100%']];
const visits = [['白石镇政协联络委', '7'], ['小河乡政协联络委', '5'], ['合计', '12']];

describe.skipIf(!hasBrowser())('ten sentences of published reports', { timeout: 180_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let office: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    await aYear(county);
    theatre = await stage(county.database);
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
    office.setDefaultTimeout(15_000);
  }, 240_000);
  afterAll(() => theatre?.close());

  test.each<[label: string, Composition]>([
    ['走访收集的意见', { from: '收集群众反映的问题和建议', only: ['收集方式', '走访'] }],
    ['饮水占比', { from: '收集群众反映的问题和建议', only: ['事项类别', '饮水'], of: '收集群众反映的问题和建议' }],
    ['化解率', { from: '协助化解矛盾纠纷', of: '受理矛盾纠纷' }],
    ['委员提案占比', { from: '委员提案', of: '收到提案' }],
    ['交通类提案', { from: '立案（含并案）', only: ['类别', '交通'] }],
    ['交通类提案占比', { from: '立案（含并案）', only: ['类别', '交通'], of: '立案（含并案）' }],
    ['惠及群众', { from: '民生实事', counts: '受益人数合计' }],
    ['白石镇调研', { from: '调研视察活动', only: ['联络委', '白石镇政协联络委'] }],
    ['开展协商的联络委', { from: '协商活动', counts: '不同的联络委（同一个只计一次）' }],
  ])('the clerk puts together what is not there yet: %s', async (label, composition) => {
    await composed(label, composition);
    await office.goto(`${theatre.address}/own-figures`);
    await office.locator('main').getByText(label, { exact: true }).first().waitFor();
  });

  test('and the sentences written with them are printed as reports have them', async () => {
    await office.goto(`${theatre.address}/speech-templates/new?kind=year_report`);
    await office.getByLabel('模板名称').fill('年度报告');
    await office.getByLabel('正文').fill(written.join('\n'));
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.waitForURL(/\/speech-templates\/[0-9a-f-]{36}$/);
    await office.getByRole('link', { name: '按这份模板出稿' }).click();
    await office.waitForURL(/\/speech\?template=/);
    await office.getByLabel('起始日期').fill('2025-01-01');
    await office.getByLabel('截止日期').fill('2025-12-31');
    await office.getByRole('button', { name: '查看' }).click();
    await office.waitForURL(/from=2025-01-01/);
    await office.getByRole('button', { name: '起草文稿' }).click();
    await office.waitForURL(/\/speeches\/[0-9a-f-]{36}$/);
    const file = await (await office.request.get(`${office.url()}/paper.docx`)).body();
    expect(paragraphs(file).filter((line) => /。$/.test(line)).slice(0, 10)).toEqual(printed);
    const lines = rows(file).map((cells) => cells.join(' '));
    for (const row of [...kindsOfMatters, ...visits]) expect(lines).toContain(row.join(' '));
  });

  interface Composition {
    from: string;
    /** A dimension and the value that is ticked. */
    only?: [dimension: string, value: string];
    counts?: string;
    of?: string;
  }

  /** Each choice is one click, after which the page shows at once what it makes. */
  async function composed(label: string, { from, only, of, counts }: Composition): Promise<void> {
    await office.goto(`${theatre.address}/own-figures/compose?from=2025-01-01&to=2025-12-31`);
    await choose('统计数字', from, 'figure');
    if (only) await narrowed(...only);
    if (counts) await choose('计什么', counts, 'counts');
    if (of) await choose('求占比：占哪个数字的百分之几', of, 'of');
    await office.getByRole('link', { name: '存为自拟数字' }).click();
    await office.waitForURL(/\/own-figures\/new\?/);
    await office.getByRole('textbox', { name: /^名称/ }).fill(label);
    if (of) await office.getByLabel('占比的口径').fill('按件数计');
    await office.getByRole('button', { name: '保存', exact: true }).click();
    await office.waitForURL(/\/own-figures\/[0-9a-f-]{36}$/);
  }

  async function choose(select: string, words: string, parameter: string): Promise<void> {
    await office.getByLabel(select, { exact: true }).selectOption({ label: words });
    await office.waitForURL(({ searchParams }) => Boolean(searchParams.get(parameter)));
  }

  async function narrowed(dimension: string, value: string): Promise<void> {
    await choose('再加一个条件', dimension, 'add');
    await office.getByRole('checkbox', { name: new RegExp(`^${value}（\\d+）$`) }).check();
    await office.waitForURL(({ searchParams }) => [...searchParams.keys()].some((name) => name.startsWith('by.')));
  }
});

const paragraphs = (docx: Uint8Array): string[] => [...strFromU8(unzipSync(docx)['word/document.xml']!).matchAll(/<w:p[ >].*?<\/w:p>/gs)]
  .map(([paragraph]) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1]).join(''));

const rows = (docx: Uint8Array): string[][] => [...strFromU8(unzipSync(docx)['word/document.xml']!).matchAll(/<w:tr[ >].*?<\/w:tr>/gs)]
  .map(([row]) => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1]).join('')));

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
      number: n + 1, committee_id: here.committee, matter: `第${n + 1}件`, received_on: '2025-05-06', precision: 'day', way: n < 78 ? 'visit' : 'telephone', category: n < 42 ? '饮水' : n < 83 ? '道路' : n < 123 ? '照明' : '垃圾', dispute: n < 48, settled: n < 42, state: ledgerEntry.initial,
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
