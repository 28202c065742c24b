import { createHash } from 'node:crypto';
import { read } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvStream, csvText, toWorkbook, type Sheet, type SheetColumn } from './sheet.ts';
import { workbookStream } from './workbook.ts';

interface Entry { name: string; phone: string; count: number | null; on: string }

const columns: SheetColumn<Entry>[] = [
  { label: '反映人', kind: 'text', width: 12, value: (entry) => entry.name },
  { label: '电话', kind: 'text', width: 14, value: (entry) => entry.phone },
  { label: '件数', kind: 'number', width: 8, value: (entry) => entry.count },
  { label: '日期', kind: 'date', width: 12, value: (entry) => entry.on },
];
const rows: Entry[] = [
  { name: '=HYPERLINK("http://x","点我")', phone: '01234567890', count: 3, on: '2025-01-13' },
  { name: '买买提·吐尔逊<喆>&', phone: '110101199003078888', count: null, on: '2025-02-01' },
];
const ledger: Sheet<Entry> = { title: '白石镇2025年民情台账', note: '截至2025年12月31日', organ: '白石镇联络委', date: '2025-12-31', columns, rows };

async function opened(bytes: Uint8Array) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook.worksheets[0]!;
}

async function textOf(stream: ReadableStream<Uint8Array>) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Response(stream).arrayBuffer());
}

describe('a workbook', () => {
  test('looks like the paper ledger: title, note, header, rows', async () => {
    const page = await opened(await toWorkbook(ledger));
    expect(page.name).toBe('白石镇2025年民情台账');
    expect([1, 2].map((row) => page.getCell(row, 1).value)).toEqual(['白石镇2025年民情台账', '截至2025年12月31日']);
    expect([1, 2, 3, 4].map((column) => page.getCell(3, column).value)).toEqual(['反映人', '电话', '件数', '日期']);
    expect(page.rowCount).toBe(5);
  });

  test('keeps formula-like text, phones and identity numbers as text, and numbers as numbers', async () => {
    const page = await opened(await toWorkbook(ledger));
    expect(page.getCell(4, 1).type).toBe(ExcelJS.ValueType.String);
    expect(page.getCell(4, 1).value).toBe('=HYPERLINK("http://x","点我")');
    expect(page.getCell(4, 2).value).toBe('01234567890');
    expect(page.getCell(5, 2).value).toBe('110101199003078888');
    expect(page.getCell(5, 2).numFmt).toBe('@');
    expect(page.getCell(4, 3).value).toBe(3);
  });

  test('prints on A4 landscape, one page wide, header repeated, pages counted', async () => {
    const page = await opened(await toWorkbook(ledger));
    expect(page.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:3' });
    expect(page.headerFooter.oddFooter).toContain('第 &P 页　共 &N 页');
    expect(page.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  });

  test('is the same bytes at another moment, and carries no date but its own', async () => {
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const first = await toWorkbook(ledger);
    await new Promise((wake) => setTimeout(wake, 2100));
    expect(sha256(await toWorkbook(ledger))).toBe(sha256(first));
    const parts = unzipSync(first);
    const moments = Object.values(parts).flatMap((bytes) => strFromU8(bytes).match(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g) ?? []);
    expect(new Set(moments)).toEqual(new Set(['2025-12-31T00:00:00Z']));
  });

  test('takes any title a person can type, and an over-long cell', async () => {
    const awkward = { ...ledger, title: "'乡/镇[2025]*?:\\台账\u0000" + '长'.repeat(60), rows: [{ ...rows[0]!, name: '字'.repeat(40_000) }] };
    const page = await opened(await toWorkbook(awkward));
    expect(page.name.length).toBeLessThanOrEqual(31);
    expect(String(page.getCell(4, 1).value)).toHaveLength(32_767);
  });

  test('of any length is written as it is read, never whole', async () => {
    let read = 0;
    function* many(): Generator<Entry> {
      for (; read < 1_000_000; read++) yield rows[0]!;
    }
    const stream = workbookStream({ ...ledger, rows: many() });
    for (let n = 0; n < 40; n++) await stream.next();
    await stream.return(undefined);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(100_000);
  });

  test('a fault of the rows reaches whoever reads', async () => {
    function* broken(): Generator<Entry> {
      yield rows[0]!;
      throw new Error('no more');
    }
    await expect(toWorkbook({ ...ledger, rows: broken() })).rejects.toThrow('no more');
  });

  test('any text a person can type is read again as it was, by another reader too', async () => {
    const texts = fc.string({ unit: fc.constantFrom('_x0041_', '_', '=', '&', '<', '"', '\n', '\t', ' ', '汉', '𠮷', '\u0007', ']]>'), maxLength: 12 });
    await fc.assert(fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 5 }), async (written) => {
      const bytes = await toWorkbook({ ...ledger, rows: written.map((name) => ({ ...rows[0]!, name })) });
      const expected = written.map((text) => text.replaceAll('\u0007', ''));
      const sheet = read(bytes, { type: 'array' }).Sheets['白石镇2025年民情台账']!;
      expect(written.map((_, n) => String(sheet[`A${4 + n}`]?.v ?? ''))).toEqual(expected);
    }), { numRuns: 40 });
  });
});

describe('CSV', () => {
  test('is UTF-8 with a mark, one line for each row', async () => {
    expect(await textOf(csvStream(columns, rows))).toBe(
      '\uFEFF反映人,电话,件数,日期\r\n'
      + '"\'=HYPERLINK(""http://x"",""点我"")","\t01234567890",3,2025-01-13\r\n'
      + '买买提·吐尔逊<喆>&,"\t110101199003078888",,2025-02-01\r\n');
  });

  test('no text a person can type is a formula for a spreadsheet, and none is lost', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', '0', '1', '汉'), maxLength: 20 }), (text) => {
      const cell = csvText(text);
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      if (!/^\t?\d*$/.test(read)) expect(read.trimStart()).not.toMatch(/^[=+\-@]/);
      expect(read.endsWith(text)).toBe(true);
      expect(read.length - text.length).toBeLessThanOrEqual(1);
    }));
  });

  test('a list of any length is read as it is written, never whole', async () => {
    let read = 0;
    function* many(): Generator<Entry> {
      for (; read < 1_000_000; read++) yield rows[0]!;
    }
    const reader = csvStream(columns, many()).getReader();
    await reader.read();
    await reader.cancel();
    expect(read).toBeLessThan(5000);
  });
});
