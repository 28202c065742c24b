/** One way to write a workbook, alone in its process: `node export-writers.mjs <ours|exceljs|sheetjs> <rows> <file>`; tells its seconds and its peak memory. */
import { createWriteStream, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { workbookStream } from '#platform/documents/workbook.ts';
import { chance, inventRow } from './rows.ts';

const [way, count, file] = process.argv.slice(2) as [string, string, string];
const labels = ['序号', '收集时间', '联络委', '反映事项', '地点', '收集方式', '办理方式', '涉及人数'];

function* cells(): Generator<(string | number)[]> {
  const random = chance(1954);
  for (let n = 1; n <= Number(count); n++) {
    const { committee, received_on, matter, place } = inventRow(random, n, 20);
    yield [n, received_on, `第${committee + 1}镇`, matter, place, '走访', '现场办结', n % 90];
  }
}

const ways: Record<string, () => Promise<void>> = {
  async ours() {
    const columns = labels.map((label, n) => ({ label, kind: n === 0 || n === 7 ? ('number' as const) : ('text' as const), width: 14, value: (row: (string | number)[]) => row[n]! }));
    const sheet = { title: '民情台账', organ: '县政协', date: '2025-12-31', columns, rows: cells() };
    await pipeline(Readable.from(workbookStream(sheet)), createWriteStream(file));
  },
  async exceljs() {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false });
    const page = workbook.addWorksheet('民情台账');
    const thin = { style: 'thin' } as const;
    page.addRow(labels).commit();
    for (const row of cells()) {
      const line = page.addRow(row);
      line.eachCell((cell) => Object.assign(cell, { border: { top: thin, left: thin, bottom: thin, right: thin }, alignment: { vertical: 'middle', wrapText: true } }));
      line.commit();
    }
    await workbook.commit();
  },
  async sheetjs() {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([labels, ...cells()], { dense: true }), '民情台账');
    writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array);
  },
};

const began = performance.now();
await ways[way]!();
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
