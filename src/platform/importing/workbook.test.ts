import { type CellObject, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DemoLedger, demoLedgers } from '../../../db/demo-county/ledgers.ts';
import { limits } from './limits.ts';
import { parseWorkbook } from './parsing.ts';
import { FileRefused } from './refusal.ts';
import { readWorkbook } from './workbook.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** An xlsx with the given cells by address. */
function xlsx(cells: Record<string, CellObject>, sheet: object = {}, book: object = {}): Uint8Array {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, { '!ref': 'A1:Z100', ...cells, ...sheet }, 'Sheet1');
  return new Uint8Array(write(Object.assign(workbook, book), { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

async function refusal(bytes: Uint8Array, fileName = '台账.xlsx'): Promise<FileRefused> {
  const error = await readWorkbook(bytes, fileName).then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileRefused);
  return error as FileRefused;
}

describe('cells arrive as the clerk saw them', () => {
  test('serial numbers become days of either date system, by the format of their cell', () => {
    const cells = { A1: { t: 'n', v: 45737, z: 'yyyy/m/d' }, B1: { t: 'n', v: 45737, z: 'yyyy"年"m"月"' }, C1: { t: 'n', v: 45737 }, D1: { t: 'n', v: 45737, z: '[$-804]yyyy"年"m"月"d"日";@' } } as const;
    const shown = (bytes: Uint8Array) => parseWorkbook(bytes, 'a.xlsx').sheets[0]!.rows[0]!.cells.map((cell) => [cell?.text, cell?.date]);
    expect(shown(xlsx(cells))).toEqual([['2025-03-21', 'day'], ['2025-03', 'month'], ['45737', undefined], ['2025-03-21', 'day']]);
    expect(shown(xlsx(cells, {}, { Workbook: { WBProps: { date1904: true } } }))[0]).toEqual(['2029-03-22', 'day']);
  });

  test('a formula keeps the result that was shown, and is marked; an error is marked', () => {
    const [row] = parseWorkbook(xlsx({ A1: { t: 'n', v: 3, f: '1+2' }, B1: { t: 'e', v: 0x17 }, C1: { t: 's', v: '=1+2' } }), 'a.xlsx').sheets[0]!.rows;
    expect(row!.cells).toMatchObject([{ text: '3', formula: true }, { text: '#REF!', error: true }, { text: '=1+2' }]);
    expect(row!.cells[2]).not.toHaveProperty('formula');
  });

  test('a merged cell is repeated to the rows below it, and marked as repeated', () => {
    const cells: Record<string, CellObject> = { A1: { t: 's', v: '2月' }, B1: { t: 's', v: '一' }, B2: { t: 's', v: '二' }, B3: { t: 's', v: '三' } };
    const { rows } = parseWorkbook(xlsx(cells, { '!merges': [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }] }), 'a.xlsx').sheets[0]!;
    expect(rows.map(({ cells: [first] }) => first)).toEqual([{ text: '2月' }, { text: '2月', merged: 'down' }, null]);
  });

  test('a merge over the whole sheet costs nothing', () => {
    const { rows } = parseWorkbook(xlsx({ A1: { t: 's', v: '标题' }, B9: { t: 's', v: '内容' } }, { '!merges': [{ s: { r: 0, c: 0 }, e: { r: 1_048_575, c: 16_383 } }] }), 'a.xlsx').sheets[0]!;
    expect(rows.map(({ number }) => number)).toEqual([1, 9]);
    expect(rows[1]!.cells.length).toBeLessThanOrEqual(limits.columns);
  });

  test.each([
    ['UTF-8', bytesOf('姓名,电话\n王芳,13812345678\n')],
    ['UTF-8 with mark', bytesOf('\uFEFF姓名,电话\r\n王芳,13812345678\r\n')],
    ['semicolons', bytesOf('姓名;电话\n王芳;13812345678\n')],
    ['tabs', bytesOf('姓名\t电话\n王芳\t13812345678')],
    ['UTF-16', new Uint8Array(Buffer.from('\uFEFF姓名\t电话\n王芳\t13812345678\n', 'utf16le'))],
    ['GB 18030', Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xcd, 0xf5, 0xb7, 0xbc, 0x2c, ...bytesOf('13812345678')])],
  ])('text in %s', (_, bytes) => {
    const { sheets } = parseWorkbook(bytes, '名册.csv');
    expect(sheets.map(({ name }) => name)).toEqual(['名册']);
    expect(sheets[0]!.rows.map(({ cells }) => cells.map((cell) => cell?.text))).toEqual([['姓名', '电话'], ['王芳', '13812345678']]);
  });

  test('in a text file nothing is a number, a date or a formula', () => {
    const [row] = parseWorkbook(bytesOf('a,b,c,d\n007,1e5,"=1+1","=""0012"""\n'), 'a.csv').sheets[0]!.rows.slice(1);
    expect(row!.cells).toEqual([{ text: '007' }, { text: '1e5' }, { text: '=1+1' }, { text: '0012' }]);
  });
});

describe('what is no spreadsheet goes back with a sentence', () => {
  test.each([
    ['nothing', new Uint8Array(), 422, '空的'],
    ['a PDF', bytesOf('%PDF-1.7 ...'), 415, '不是表格'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 415, '不是表格'],
    ['a web page renamed to .xls', bytesOf('<html><table><tr><td>姓名</td></tr></table></html>'), 415, '网页'],
    ['a Word document', zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') }), 415, '不是表格'],
    ['bytes that are no text', Uint8Array.from({ length: 600 }, (_, i) => (i * 37) % 256), 415, '不是表格'],
    ['only blanks', bytesOf('\n \n,,,\n'), 422, '空的'],
    ['too many bytes', new Uint8Array(limits.fileBytes + 1), 413, '10 MB'],
    ['too many rows', bytesOf('a,b\n'.repeat(limits.rows + limits.rowsAround + 1)), 413, '5000 行'],
    ['too far to the right', bytesOf(`${','.repeat(limits.columns)}a\n`), 422, '最多读取 200 列'],
  ])('%s', async (_, bytes, status, words) => {
    const refused = await refusal(bytes);
    expect([refused.status, refused.message]).toEqual([status, expect.stringContaining(words)]);
  });

  test('an encrypted workbook', async () => {
    const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(600)]);
    expect((await refusal(new Uint8Array(compound))).message).toContain('打开密码');
  });

  test('a zip bomb is refused before it is unpacked, a lying one while it is', async () => {
    const parts = unzipSync(xlsx({ A1: { t: 's', v: '姓名' } }));
    const bomb = zipSync({ ...parts, 'xl/worksheets/sheet2.xml': new Uint8Array(limits.unpackedBytes + 1) });
    const started = performance.now();
    expect(await refusal(bomb)).toMatchObject({ status: 413, message: expect.stringContaining('解压后过大') });
    expect(performance.now() - started).toBeLessThan(3_000);
    const lying = understated(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(limits.unpackedBytes) }));
    expect((await refusal(lying)).status).toBeLessThan(500);
  });

  test('ten thousand parts are refused', async () => {
    const parts = Object.fromEntries(Array.from({ length: limits.zipEntries + 1 }, (_, i) => [`xl/worksheets/sheet${i}.xml`, new Uint8Array()]));
    expect((await refusal(zipSync(parts))).status).toBe(413);
  });
});

/** The same zip whose directory says that the first sheet unpacks to 100 bytes. */
function understated(zip: Uint8Array): Uint8Array {
  const file = Buffer.from(zip);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1)) {
    if (file.readUInt32LE(at - 46) === 0x02014b50) file.writeUInt32LE(100, at - 22);
    else if (file.readUInt32LE(at - 30) === 0x04034b50) file.writeUInt32LE(100, at - 8);
  }
  return new Uint8Array(file);
}

describe('no bytes whatever make the reader fail otherwise than by a refusal', () => {
  let files: DemoLedger[];
  beforeAll(async () => {
    files = await demoLedgers(7);
  });

  const readOrRefuse = (bytes: Uint8Array) => {
    try {
      return parseWorkbook(bytes, '任意.xlsx').sheets.length > 0;
    } catch (error) {
      return error instanceof FileRefused;
    }
  };

  test('random bytes, with and without the beginning of a known format', () => {
    const starts = [[], [0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], [9, 8, 16, 0], [0xff, 0xfe], [0xef, 0xbb, 0xbf]];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2_000 }), (start, rest) => readOrRefuse(Uint8Array.from([...start, ...rest]))),
      { numRuns: 500 },
    );
  });

  test('real ledgers cut off or with bytes changed', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.double({ min: 0, max: 1, noNaN: true }), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), fc.boolean(), (which, at, changes, cut) => {
        const bytes = Uint8Array.from(files[which]!.bytes);
        changes.forEach(([place, value]) => void (bytes[place % bytes.length] = value));
        return readOrRefuse(cut ? bytes.slice(0, Math.floor(bytes.length * at)) : bytes);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('a part of a ledger with its xml changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ unit: 'binary', maxLength: 12 }), (part, place, inserted) => {
        const parts = unzipSync(files[2]!.bytes);
        const name = Object.keys(parts)[part % Object.keys(parts).length]!;
        const text = new TextDecoder().decode(parts[name]);
        const at = place % (text.length + 1);
        return readOrRefuse(zipSync({ ...parts, [name]: strToU8(text.slice(0, at) + inserted + text.slice(at + inserted.length)) }));
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

test('a file that takes too long or too much memory is given back, and the next one is read', async () => {
  const cells = Array.from({ length: 400_000 }, (_, i) => `<c r="A${i + 1}" t="str"><f>1</f><v>x${i}</v></c>`);
  const rows = cells.map((cell, i) => `<row r="${i + 1}">${cell}</row>`).join('');
  const parts = unzipSync(xlsx({ A1: { t: 's', v: '姓名' } }));
  const heavy = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`) });
  const [first, second] = await Promise.allSettled([readWorkbook(heavy, '重.xlsx'), readWorkbook(bytesOf('姓名,电话\n王芳,1\n'), '轻.csv')]);
  expect(first).toMatchObject({ status: 'rejected', reason: expect.any(FileRefused) });
  expect(second.status).toBe('fulfilled');
}, 30_000);
