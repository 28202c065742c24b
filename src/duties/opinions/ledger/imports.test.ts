import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoLedgers, type DemoLedger } from '../../../../db/demo-county/ledgers.ts';
import { slices } from '#county.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet, type TakenRow } from '#platform/importing/taking.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { reading } from '#platform/records/act.ts';
import { itemImport } from '#duties/opinions/items/imports.ts';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

const today = '2026-01-13';
const kinds = slices.flatMap(({ imports = [] }) => imports.map(({ kind }) => kind));

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
});
afterAll(() => county.drop());

async function sheetsOf(bytes: Uint8Array, fileName: string, year?: number) {
  const workbook = await readWorkbook(bytes, fileName);
  return recogniseWorkbook(workbook, kinds, year === undefined ? {} : { told: { year } }).map(({ sheet, recognition }) => {
    const rows = recognition ? takeSheet(sheet, recognition, { today }).rows : [];
    return { kind: recognition?.kind.name ?? null, context: recognition?.context, judged: recognition ? judgeRows(recognition.kind, rows) : [] };
  });
}

const csv = (text: string) => new TextEncoder().encode(text);
const resolve = (rows: readonly TakenRow[]) => reading(county.house, county.cast.office, (look) => ledgerImport.resolve(look, rows));

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('ledgers of seed %i', (seed) => {
  let files: DemoLedger[];
  beforeAll(async () => {
    files = await demoLedgers(seed);
  });

  test.each([0, 1])('file %i: as many rows in and out as a careful clerk finds', async (at) => {
    const file = files[at]!;
    const found = await sheetsOf(file.bytes, file.fileName);
    for (const [n, truth] of file.sheets.entries()) {
      const { kind, judged } = found[n]!;
      expect([kind, judged.length]).toEqual([truth.kind, truth.rows]);
      expect(judged.filter(({ verdict }) => verdict === 'duplicate').map(({ row }) => row)).toEqual(truth.duplicates);
      expect(judged.filter(({ verdict }) => verdict === 'refused').map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(truth.refused.map(({ row }) => row).toSorted((a, b) => a - b));
    }
  });
});

test('header words of other offices, committee by its place, words of one cell told apart', async () => {
  const [sheet] = await sheetsOf(csv([
    '白石镇2025年群众诉求登记', '登记编号,受理日期,反映渠道,来访人姓名,手机号,主要诉求,村组,涉及群众,处置情况,责任单位,是否纠纷,办结日期',
    'BS-1,2025.3.2,走访,吴秀英,138 1234 5678,水渠垮塌无法灌溉,岩脚村,约120人,"转办，已解决",水利站,否,2025-04-01',
    'BS-2,3月,来电,匿名,,两家争宅基地,新寨村,,当场调解已化解,,是,',
    'BS-3,2025-05-06,入户,龙天佑,1381234567,修路,,,报镇党委，暂时无法解决,,,',
  ].join('\n')), '诉求.csv');
  expect(sheet!.kind).toBe('ledger');
  const resolved = await resolve(sheet!.judged);
  expect(resolved[0]!.columns).toMatchObject({
    committee_id: county.here.committee, paper_number: 'BS-1', received_on: '2025-03-02', precision: 'day', way: 'visit', reporter: '吴秀英', phone: '13812345678', place: '岩脚村',
    people_affected: 120, handling: 'transferred', outcome: 'solved', handler: '水利站', dispute: false, closed_on: '2025-04-01',
  });
  expect(resolved[1]!.columns).toMatchObject({ received_on: '2025-03-01', precision: 'month', way: 'telephone', reporter: null, dispute: true, outcome: 'solved' });
  expect(resolved[2]!.columns).toMatchObject({ phone: null, handling: 'to_township', outcome: 'unsolved' });
});

test('rows become entries whose state their handling tells; the same rows again are the same', async () => {
  const [sheet] = await sheetsOf(csv('白石镇民情台账\n收集时间,反映人及电话,反映问题,办理情况,是否矛盾纠纷\n2025-06-01,匿名18790221587,井盖松动,"现场办结，已解决",\n2025-06-02,石美玲,路灯不亮,转办,\n2025年6月,,邻里争吵,"跟踪，未解决",是\n'), '六月.csv');
  const resolved = await resolve(sheet!.judged);
  const batch = crypto.randomUUID();
  const entered = (await county.act((act) => ledgerImport.enter!(act, resolved, batch))) as LedgerEntry[];
  expect(entered.map(({ state, closed_on, settled, phone, reporter }) => ({ state, closed_on, settled, phone, reporter }))).toEqual([
    { state: 'closed', closed_on: '2025-06-01', settled: null, phone: '18790221587', reporter: null },
    { state: 'in_hand', closed_on: null, settled: null, phone: null, reporter: '石美玲' },
    { state: 'in_hand', closed_on: null, settled: false, phone: null, reporter: null },
  ]);
  const standing = await reading(county.house, county.cast.office, (look) => ledgerImport.existing(look, resolved));
  expect([...standing.keys()].toSorted()).toEqual([0, 1, 2]);
  const changed = { ...resolved[1]!, columns: { ...resolved[1]!.columns, outcome: 'solved' } };
  expect(await county.act((act) => ledgerImport.update!(act, standing.get(1)!, changed, batch))).toMatchObject({ state: 'closed', outcome: 'solved', reporter: '石美玲' });
});

test('an unknown township is proposed to be founded, a word that is none is refused', async () => {
  const [sheet] = await sheetsOf(csv('乡镇,收集时间,反映问题\n清溪乡,2025-06-01,修路\n信访局,2025-06-01,饮水\n'), '台账.csv');
  const [founding, refused] = await resolve(sheet!.judged);
  expect(founding!.needs).toMatchObject([{ what: 'committee', key: 'committee:清溪乡' }]);
  expect(refused!.problems).toMatchObject([{ field: 'committee', level: 'refuse' }]);
});

test('a list of opinion items: state from what became of each, issue numbers go on after it', async () => {
  const [sheet] = await sheetsOf(csv('2025年社情民意信息报送登记表\n序号,信息标题,报送单位,报送日期,作者,采用情况,编入期号,报送去向\n1,关于规范集镇停车的建议,白石镇联络委,2025-03-04,石大山,采用,第7期,报县政协\n2,关于修路的建议,小河乡,2025-03-05,查无此人,未采用,,报乡镇\n3,关于饮水的建议,小河乡,2025年4月,,,,直通车\n'), '信息.csv');
  expect(sheet!.kind).toBe('opinion_items');
  const resolved = await reading(county.house, county.cast.office, (look) => itemImport.resolve(look, sheet!.judged));
  expect(resolved[1]!.problems).toMatchObject([{ field: 'member', level: 'check', sentence: expect.stringContaining('查无此人') }]);
  const entered = await county.act((act) => itemImport.enter!(act, resolved, crypto.randomUUID()));
  expect(entered).toMatchObject([
    { state: 'issued', issue: 7, issue_year: 2025, member_id: county.here.member, route: 'county', committee_id: county.here.committee },
    { state: 'unused', route: 'township', issue: null }, { state: 'submitted', precision: 'month', route: 'direct' },
  ]);
  const { rows } = await reading(county.house, county.cast.office, async (look) => ({ rows: await look.db.selectFrom('numbers').select('last').where('county_id', '=', look.county).where('series', '=', 'opinion-issue/2025').execute() }));
  expect(rows).toEqual([{ last: 7 }]);
});

/** Ledgers kept beside the checkout, when there are any. */
const shared = new URL('../../../../../shared/ledgers/', import.meta.url);

describe.runIf(existsSync(shared))('the ledgers beside the checkout', () => {
  const read = (fileName: string) => sheetsOf(readFileSync(new URL(encodeURIComponent(fileName), shared)), fileName, 2025);

  test.each([['白石镇民情台账2025.xlsx', 35, 3, 1], ['清溪乡台账.csv', 34, 0, 0], ['六乡镇群众反映问题登记.xls', 35, 0, 0]])('%s', async (fileName, rows, refused, duplicates) => {
    const judged = (await read(fileName)).filter(({ kind }) => kind === 'ledger').flatMap((one) => one.judged);
    const refusing = judged.filter(({ verdict }) => verdict === 'refused');
    expect([judged.length, refusing.length, judged.filter(({ verdict }) => verdict === 'duplicate').length]).toEqual([rows, refused, duplicates]);
    const lost = judged.flatMap(({ remarks }) => remarks).filter(({ field, level }) => level === 'check' && ['handling', 'outcome', 'reporter', 'phone', 'dispute'].includes(field));
    expect(lost.map(({ row, label, sentence }) => `${row} ${label}: ${sentence}`)).toEqual([]);
  });
});
