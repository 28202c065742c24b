import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { demoLedgers } from '../../../db/demo-county/ledgers.ts';
import { kinds } from './fixtures.ts';
import { markedWorkbook } from './marked.ts';
import { recogniseWorkbook, remarkLabel } from './recognition.ts';
import { takeSheet } from './taking.ts';
import { readWorkbook } from './workbook.ts';

const today = '2026-01-13';

async function understand(bytes: Uint8Array, fileName: string) {
  const workbook = await readWorkbook(bytes, fileName);
  return recogniseWorkbook(workbook, kinds).flatMap(({ sheet, recognition }) => {
    if (!recognition) return [];
    const { rows } = takeSheet(sheet, recognition, { today });
    return [{ sheet, recognition, rows, refused: rows.filter(({ remarks }) => remarks.some(({ level }) => level === 'refuse')) }];
  });
}

async function opened(bytes: Uint8Array) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook.worksheets[0]!;
}

test.each([1, 2, 3, 4, 5, 6, 8])('seed %i: the returned workbook holds only the refused rows, marked; mended and uploaded again it gives just those rows', async (seed) => {
  const [file] = await demoLedgers(seed);
  const [before] = await understand(file!.bytes, file!.fileName);
  const returned = await markedWorkbook([before!]);
  const page = await opened(returned);
  const { header, mapping } = before!.recognition;
  expect(page.name).toBe(before!.sheet.name);
  expect(page.getCell(header.first, 1).value).toBe(remarkLabel);
  expect(page.rowCount).toBe(header.last + before!.refused.length);

  const [again] = await understand(returned, file!.fileName);
  expect(again!.recognition.kind.name).toBe(before!.recognition.kind.name);
  expect(again!.recognition.mapping).toEqual(Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, column + 1])));
  expect(again!.rows.map(({ values }) => values)).toEqual(before!.refused.map(({ values }) => values));
  expect(again!.recognition.context).toMatchObject({ place: before!.recognition.context.place, year: before!.recognition.context.year });

  for (const [i, row] of before!.refused.entries()) {
    const [said] = row.remarks.filter(({ level }) => level === 'refuse');
    const cell = page.getCell(header.last + 1 + i, mapping[said!.field]! + 2);
    expect(cell.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    expect(JSON.stringify(cell.note)).toContain(said!.sentence.slice(0, 6));
    expect(page.getCell(header.last + 1 + i, 1).text).toContain(said!.sentence);
    cell.value = said!.field === 'collected' ? '2025-05-06' : '补写的事项';
  }
  const mended = new Uint8Array(await page.workbook.xlsx.writeBuffer());
  const [last] = await understand(mended, file!.fileName);
  expect(last!.rows).toHaveLength(before!.refused.length);
  expect(last!.refused).toEqual([]);
});

test('a roster with a header of two rows keeps it, and long numbers are not rounded once more', async () => {
  const roster = (await demoLedgers(3))[2]!;
  const [before] = await understand(roster.bytes, roster.fileName);
  const refused = before!.rows.filter(({ remarks }) => remarks.some(({ level }) => level !== 'info')).slice(0, 5);
  const returned = await markedWorkbook([{ ...before!, refused }]);
  const page = await opened(returned);
  expect(page.getCell(2, 8).value).toBe('联系方式');
  expect(page.getCell(2, 8).master.address).toBe(page.getCell(2, 9).master.address);
  const [again] = await understand(returned, roster.fileName);
  expect(again!.recognition.header).toEqual(before!.recognition.header);
  expect(again!.rows.map(({ written }) => written)).toEqual(refused.map(({ written }) => written));
});
