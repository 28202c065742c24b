import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DemoLedger, demoLedgers } from '../../../db/demo-county/ledgers.ts';
import { kinds } from './fixtures.ts';
import { recogniseWorkbook } from './recognition.ts';
import { takeSheet, type TakenSheet } from './taking.ts';
import { judgeRows, type JudgedRow } from './verdict.ts';
import { readWorkbook } from './workbook.ts';

const today = '2026-01-13';

interface Found extends TakenSheet {
  sheet: string;
  kind: string | null;
  judged: JudgedRow[];
}

async function importFile(bytes: Uint8Array, fileName: string, year?: number): Promise<Found[]> {
  const workbook = await readWorkbook(bytes, fileName);
  return recogniseWorkbook(workbook, kinds, year === undefined ? {} : { told: { year } }).map(({ sheet, recognition }) => {
    if (!recognition) return { sheet: sheet.name, kind: null, rows: [], aside: [], judged: [] };
    const taken = takeSheet(sheet, recognition, { today });
    return { sheet: sheet.name, kind: recognition.kind.name, ...taken, judged: judgeRows(recognition.kind, taken.rows) };
  });
}

const rowsWith = (found: Found, verdict: JudgedRow['verdict']) => found.judged.filter((row) => row.verdict === verdict).map(({ row }) => row);

/** `SEEDS=100` tries so many. */
const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 6) }, (_, n) => n + 1);

describe.each(seeds)('ledgers of seed %i: what a careful clerk finds, the importer finds', (seed) => {
  let files: DemoLedger[];
  beforeAll(async () => {
    files = await demoLedgers(seed);
  });

  test.each([0, 1, 2, 3, 4])('file %i', async (at) => {
    const file = files[at]!;
    const found = await importFile(file.bytes, file.fileName);
    expect(found.map(({ sheet, kind, rows }) => ({ name: sheet, kind, rows: rows.length }))).toEqual(file.sheets.map(({ name, kind, rows }) => ({ name, kind, rows })));
    for (const [i, truth] of file.sheets.entries()) {
      const refused = found[i]!.judged.flatMap(({ remarks }) => remarks).filter(({ level }) => level === 'refuse').map(({ row, label }) => ({ row, header: label }));
      expect(refused).toEqual(truth.refused.toSorted((a, b) => a.row - b.row));
      expect(rowsWith(found[i]!, 'duplicate')).toEqual(truth.duplicates);
      const leftOut = found[i]!.judged.flatMap(({ remarks }) => remarks).filter(({ level, sentence }) => level === 'check' && sentence.includes('身份证')).map(({ row, label }) => ({ row, header: label }));
      expect(leftOut).toEqual(truth.leftOut);
    }
  });
});

/** Ledgers kept beside the checkout, when there are any: they are measured by their own truth.json. */
const shared = new URL('../../../../shared/ledgers/', import.meta.url);

describe.runIf(existsSync(shared))('the ledgers beside the checkout', () => {
  const read = async (fileName: string, year?: number) => importFile(readFileSync(new URL(encodeURIComponent(fileName), shared)), fileName, year);
  const truth = existsSync(shared) ? JSON.parse(readFileSync(new URL('truth.json', shared), 'utf8')).files : {};

  test('the roster', async () => {
    const [found] = await read('政协委员名册.xlsx');
    const said = found!.judged.flatMap(({ remarks }) => remarks);
    const expected = truth['政协委员名册.xlsx'];
    expect(found!.rows).toHaveLength(expected.rows);
    expect(found!.aside.map(({ row }) => row)).toEqual([expected.total_row]);
    expect(said.filter(({ sentence }) => sentence.includes('无法恢复'))).toHaveLength(expected.id_numbers_with_lost_digits);
    expect(rowsWith(found!, 'refused')).toHaveLength(expected.phones_one_digit_short);
    expect(said.filter(({ sentence }) => sentence.includes('同名'))).toHaveLength(expected.same_name_pairs);
  });

  test('the ledger with two lines above its header', async () => {
    const [found, instructions] = await read('白石镇民情台账2025.xlsx');
    const expected = truth['白石镇民情台账2025.xlsx'];
    expect(instructions!.kind).toBeNull();
    expect(found!.rows).toHaveLength(expected.rows);
    expect(rowsWith(found!, 'refused')).toHaveLength(expected.impossible_dates + expected.future_dates + expected.empty_matter);
    expect(rowsWith(found!, 'duplicate')).toHaveLength(expected.exact_duplicate_rows);
    expect(found!.rows.filter(({ values }) => values['dispute'] === true)).toHaveLength(expected.disputes);
  });

  test('the GB 18030 text', async () => {
    const [found] = await read('清溪乡台账.csv');
    const expected = truth['清溪乡台账.csv'];
    expect(rowsWith(found!, 'new')).toHaveLength(expected.rows);
    expect(found!.judged.flatMap(({ remarks }) => remarks).filter(({ sentence }) => sentence.includes('像公式'))).toHaveLength(expected.formula_like_cells);
  });

  test('the six townships: without a year every row asks for it, told the year every row comes in', async () => {
    const expected = truth['六乡镇群众反映问题登记.xls'];
    const untold = await read('六乡镇群众反映问题登记.xls');
    expect(untold.flatMap(({ judged }) => judged).every(({ remarks }) => remarks.some(({ asks }) => asks === 'year'))).toBe(true);
    const told = await read('六乡镇群众反映问题登记.xls', 2025);
    expect(Object.fromEntries(told.map((found) => [found.sheet, rowsWith(found, 'new').length]))).toEqual(expected.per_sheet);
    expect(told.every(({ rows }) => rows.every(({ values }) => values['committee'] !== null))).toBe(true);
  });

  test('the proposals', async () => {
    const [found] = await read('提案登记表.xlsx');
    const expected = truth['提案登记表.xlsx'];
    const dispositions = found!.rows.map(({ values }) => values['disposition']);
    expect(rowsWith(found!, 'new')).toHaveLength(expected.rows);
    for (const [disposition, count] of Object.entries({ filed: expected.filed, merged: expected.merged, converted: expected.converted, declined: expected.refused })) {
      expect(dispositions.filter((each) => each === disposition)).toHaveLength(count);
    }
    expect(found!.rows.filter(({ values }) => values['key'] === true)).toHaveLength(expected.key);
  });

  test('the year of activities', async () => {
    const [visits, talks, deeds] = await read('2025年履职活动登记.xlsx');
    const expected = truth['2025年履职活动登记.xlsx'];
    expect([visits, talks, deeds].map((found) => rowsWith(found!, 'new').length)).toEqual([expected.research, expected.consultations, expected.deeds]);
    expect(visits!.rows.filter(({ values }) => values['joint'] === true)).toHaveLength(expected.joint_research);
  });

  test('no file there is left unread', async () => {
    const files = readdirSync(shared).filter((file) => /\.(xlsx|xls|csv)$/.test(file));
    expect(files.toSorted()).toEqual(Object.keys(truth).toSorted());
  });
});
