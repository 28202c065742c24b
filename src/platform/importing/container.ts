import { unzipSync, zipSync, type Unzipped } from 'fflate';
import { limits } from './limits.ts';
import { FileRefused } from './refusal.ts';

/** What the bytes are, whatever the file is called. */
export type Container = 'zip' | 'compound' | 'biff' | 'text';

const tellings = {
  empty: '这个文件是空的。请选择有内容的表格文件。',
  tooLarge: `文件超过 ${limits.fileBytes / 1024 / 1024} MB。请去掉图片，或把表格分成几个文件后再导入。`,
  web: '这个文件其实是网页，只是改名成了表格。请用 Excel 或 WPS 打开，另存为“.xlsx”后再导入。',
  other: '这个文件不是表格。可以导入的是 Excel、WPS 表格（.xlsx、.xls、.et）和文本表格（.csv、.txt）。',
  encrypted: '这个表格设有打开密码。请在 Excel 或 WPS 中取消密码，保存后再导入。',
  bomb: '这个文件解压后过大，没有读取。请新建一个表格，只复制需要的行后再导入。',
  damaged: '这个表格文件已损坏，读不出来。请用 Excel 或 WPS 打开并另存一份后再导入。',
} as const;

/** Refuses with one of the sentences above. */
export function giveBack(why: keyof typeof tellings): never {
  throw new FileRefused(why === 'tooLarge' || why === 'bomb' ? 413 : why === 'web' || why === 'other' ? 415 : 422, tellings[why]);
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, i) => bytes[i] === byte);

const otherFormats = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

/**
 * Tells the container by its first bytes and refuses what cannot be a spreadsheet.
 * A bare BIFF stream (Excel 2 to 5) begins with a BOF record: 09 and one of 00, 02, 04, 08.
 */
export function containerOf(bytes: Uint8Array): Container {
  if (bytes.length === 0) giveBack('empty');
  if (bytes.length > limits.fileBytes) giveBack('tooLarge');
  if (startsWith(bytes, 0x50, 0x4b)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'compound';
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && bytes[3] === 0) return 'biff';
  if (otherFormats.some((start) => startsWith(bytes, ...start))) giveBack('other');
  return 'text';
}

/** The name of a stream in a compound file's directory, as its bytes stand there (UTF-16LE). */
const streamName = (name: string) => Buffer.from(name, 'utf16le');

/** Refuses a compound file that is encrypted, or holds something else than a workbook. */
export function checkCompound(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes(streamName('EncryptedPackage'))) giveBack('encrypted');
  if (!file.includes(streamName('Workbook')) && !file.includes(streamName('Book'))) giveBack('other');
}

/** Parts without cells: pictures, embedded files, macros, printer settings. */
const idlePart = /(^|\/)(media|embeddings|printerSettings|activeX|ctrlProps|Pictures|Thumbnails)\/|vbaProject|thumbnail\./iu;

/**
 * Opens a zip container and closes it again, stored uncompressed, without pictures, macros and embedded files.
 * So the size is known before anything is inflated, and the second reader has nothing left to understand differently.
 */
export function repack(bytes: Uint8Array): { format: 'xlsx' | 'ods'; bytes: Uint8Array } {
  const parts = unpack(bytes);
  const names = Object.keys(parts);
  if (names.some((name) => /^xl\/workbook\.(xml|bin)$/iu.test(name))) return { format: 'xlsx', bytes: zipSync(parts, { level: 0 }) };
  if (names.includes('content.xml') && names.includes('mimetype') && Buffer.from(parts['mimetype'] ?? []).includes('spreadsheet')) {
    return { format: 'ods', bytes: zipSync(parts, { level: 0 }) };
  }
  return giveBack('other');
}

function unpack(bytes: Uint8Array): Unzipped {
  let unpacked = 0;
  let entries = 0;
  let parts: Unzipped;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > limits.zipEntries) giveBack('bomb');
        if (name.endsWith('/') || idlePart.test(name.replaceAll('\\', '/'))) return false;
        unpacked += originalSize;
        if (unpacked > limits.unpackedBytes) giveBack('bomb');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    return giveBack('damaged');
  }
  return Object.fromEntries(Object.entries(parts).map(([name, content]) => [name.replaceAll('\\', '/'), content]));
}
