import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { lookInto } from './looking.ts';
import { writtenInto } from './writing.ts';

/** A sheet as a superior sends it: with everything that a library which writes it anew would lose or change. */
async function demanding(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('附表1', { pageSetup: { paperSize: 9, orientation: 'landscape', printTitlesRow: '1:2' } });
  page.addRow(['统计表']);
  page.mergeCells('A1:D1');
  page.addRow(['乡镇', '件数', '占比', '合计']);
  page.addRow(['白石镇', null, null, { formula: 'SUM(B3:B4)', result: 7 }]);
  page.getCell('B3').font = { name: '仿宋_GB2312', size: 14 };
  page.getCell('C3').numFmt = '0.0%';
  page.getCell('B4').dataValidation = { type: 'whole', operator: 'greaterThan', formulae: [0] };
  page.addConditionalFormatting({ ref: 'B3:B4', rules: [{ type: 'cellIs', operator: 'greaterThan', formulae: [5], priority: 1, style: { font: { color: { argb: 'FFFF0000' } } } }] });
  page.getColumn(6).width = 31;
  workbook.addWorksheet('填表说明').addRow(['按月报送', { formula: "附表1!D3", result: 7 }]);
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  parts['xl/charts/chart1.xml'] = strToU8('<c:chartSpace xmlns:c="x"><c:v>1</c:v></c:chartSpace>');
  parts['xl/media/image1.png'] = new Uint8Array([137, 80, 78, 71]);
  parts['xl/worksheets/sheet1.xml'] = strToU8(strFromU8(parts['xl/worksheets/sheet1.xml']!).replace('</worksheet>', '<drawing r:id="rId9"/><extLst><ext uri="{x14}"><x14:sparklineGroups xmlns:x14="y"/></ext></extLst></worksheet>'));
  return zipSync(parts);
}

const write = (row: number, column: number, value: number | string) => ({ row, column, value });
const sheet1 = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);

let blank: Uint8Array;
beforeAll(async () => {
  blank = await demanding();
});

describe('writing into a superior\'s workbook', () => {
  const filled = () => writtenInto(blank, new Map([['附表1', [write(2, 1, 3), write(3, 0, '=小河乡<&'), write(3, 1, 4), write(2, 3, 99), write(8, 5, '末行'), write(5, 0, '中间')]]]));

  test('every part but the sheets and the list of sheets is the bytes it was', () => {
    const [before, after] = [unzipSync(blank), unzipSync(filled())];
    const changed = Object.keys(before).filter((name) => Buffer.compare(before[name]!, after[name] ?? new Uint8Array()) !== 0);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(changed.toSorted()).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']);
    for (const kept of ['dataValidation ', 'conditionalFormatting', 'x14:sparklineGroups', '<drawing r:id="rId9"/>', 'width="31"', 'mergeCell ref="A1:D1"']) expect(sheet1(filled())).toContain(kept);
  });

  test('values stand in their cells, in the look of the cell, the column or the row above; texts are no formulas', async () => {
    const workbook = new ExcelJS.Workbook();
    const parts = unzipSync(filled());
    parts['xl/worksheets/sheet1.xml'] = strToU8(strFromU8(parts['xl/worksheets/sheet1.xml']!).replace('<drawing r:id="rId9"/>', ''));
    await workbook.xlsx.load(zipSync(parts).buffer as ArrayBuffer);
    const page = workbook.getWorksheet('附表1')!;
    expect(['B3', 'A4', 'B4', 'A6', 'F9'].map((cell) => page.getCell(cell).value)).toEqual([3, '=小河乡<&', 4, '中间', '末行']);
    expect(page.getCell('B3').font).toMatchObject({ name: '仿宋_GB2312', size: 14 });
  });

  test('a formula stays, and what it reckoned before is not told any more', async () => {
    expect(sheet1(filled())).toMatch(/<f>SUM\(B3:B4\)<\/f><\/c>/);
    expect(strFromU8(unzipSync(filled())['xl/worksheets/sheet2.xml']!)).not.toContain('<v>7</v>');
    expect(strFromU8(unzipSync(filled())['xl/workbook.xml']!)).toContain('fullCalcOnLoad="1"');
  });

  test('a part written with a prefix, single quotes and rows without cells is filled, too', () => {
    const parts = unzipSync(blank);
    parts['xl/worksheets/sheet1.xml'] = strToU8('<x:worksheet xmlns:x=\'m\'><x:dimension ref=\'A1\'/><x:sheetData><x:row r=\'2\' spans="1:1"/><x:row r=\'4\'><x:c r=\'C4\' s=\'5\'/></x:row></x:sheetData></x:worksheet>');
    const text = sheet1(writtenInto(zipSync(parts), new Map([['附表1', [write(0, 0, 1), write(1, 0, 2), write(3, 1, 3), write(3, 2, 4)]]])));
    expect(text).toBe('<x:worksheet xmlns:x=\'m\'><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r=\'2\'><x:c r="A2"><x:v>2</x:v></x:c></x:row>'
      + '<x:row r=\'4\'><x:c r="B4"><x:v>3</x:v></x:c><x:c r="C4" s="5"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>');
  });

  test('the same values give the same bytes', () => expect(Buffer.compare(filled(), filled())).toBe(0));
});

test('merged ranges, formulas and percentages are seen', () => {
  const [first, second] = lookInto(blank);
  expect(first).toMatchObject({ name: '附表1', merged: [{ top: 0, left: 0, bottom: 0, right: 3 }] });
  expect([...first!.reckoned, ...first!.percent, ...second!.reckoned]).toEqual(['2:3', '2:2', '0:1']);
});
