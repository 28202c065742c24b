import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOf, kinds } from '#platform/files/kinds.ts';
import { FileRefused } from '#platform/importing/refusal.ts';
import * as made from '../../../test/files.ts';

const { latin } = made;

describe('what may be attached is known by its content', () => {
  test.each([
    ['pdf', () => made.pdf()],
    ['jpeg', () => made.photo()],
    ['png', () => made.png()],
    ['webp', () => made.webp()],
    ['docx', () => made.officeFile('docx')],
    ['xlsx', () => made.officeFile('xlsx')],
    ['pptx', () => made.officeFile('pptx')],
    ['doc', () => made.compound('WordDocument', '1Table')],
    ['xls', () => made.compound('Workbook')],
    ['ppt', () => made.compound('PowerPoint Document')],
    ['ofd', () => made.ofd()],
    ['text', () => Buffer.from('会议记录\r\n第一项')],
    ['text', () => Buffer.from([0xbb, 0xe1, 0xd2, 0xe9])], // 会议 in GB 18030
    ['m4a', () => made.boxes('M4A ', 'soun')],
    ['mp3', () => made.mp3()],
    ['mp3', () => Buffer.concat([latin('ID3\x04\x00\x00\x00\x00\x00\x0a'), Buffer.alloc(10), made.mp3(), latin('TAG'), Buffer.alloc(125)])],
    ['ogg', () => made.ogg()],
    ['webm', () => made.webm()],
  ])('%s', async (kind, make) => {
    expect(await kindOf(await make())).toBe(kind);
  });

  test('every kind there is was tried', () => expect(Object.keys(kinds)).toHaveLength(16));
});

describe('given back with a sentence', () => {
  const html = '<!doctype html><script>alert(1)</script>';
  test.each([
    ['an empty file', Buffer.alloc(0), '是空的'],
    ['HTML', Buffer.from(html), '网页'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), '矢量图'],
    ['RTF', Buffer.from('{\\rtf1 text}'), '不能作附件'],
    ['a GIF', latin('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), '不能作附件'],
    ['a program', latin('MZ\x90\x00\x03\x00\x00\x00'), '不能作附件'],
    ['an archive', made.zipOf('a.txt', 'text'), '不能作附件'],
    ['a HEIC photo', made.boxes('heic', 'soun'), '兼容性最佳'],
    ['a video', made.boxes('isom', 'vide'), '视频'],
    ['a video of a browser', made.webm('V_VP8A_OPUS'), '视频'],
    ['a PDF that is HTML too', made.pdf(html), '网页'],
    ['a PDF with HTML behind it', Buffer.concat([made.pdf(), Buffer.from(html)]), '两种文件'],
    ['a PDF with a zip behind it', Buffer.concat([made.pdf(), made.zipOf('a.txt', 'x')]), '两种文件'],
    ['a PDF with a zip whose comment ends it', Buffer.concat([made.pdf(), withComment(made.zipOf('a.txt', 'x'), '%%EOF\n')]), '两种文件'],
    ['a PDF without its end', made.pdf().subarray(0, 60), '不完整'],
    ['a document with a PDF in front', Buffer.concat([made.pdf(), made.officeFile('docx')]), '两种文件'],
    ['a document with something in front of the first part', Buffer.concat([latin('PK\x03\x04 junk'), made.officeFile('docx')]), '两种文件'],
    ['a document with a comment', withComment(made.officeFile('docx'), html), '两种文件'],
    ['a document cut off', made.officeFile('docx').subarray(0, -30), '不完整'],
    ['a document with macros', made.officeFile('docx', { 'word/vbaProject.bin': latin('x') }), '宏'],
    ['a document that says it has macros', made.officeFile('docx', {}, 'application/vnd.ms-word.document.macroEnabled.main+xml'), '宏'],
    ['an old document with macros', made.compound('WordDocument', 'Macros', 'VBA'), '宏'],
    ['a document with a password', made.compound('EncryptionInfo', 'EncryptedPackage'), '密码'],
    ['an installer in the same container', made.compound('Something'), '不能作附件'],
    ['a document whose directory leads out of the file', Buffer.concat([made.compound('WordDocument').subarray(0, 1536)]).fill(0xee, 48, 52), '不完整'],
    ['a document with a part outside', made.officeFile('docx', { '../../etc/passwd': latin('x') }), '两种文件'],
    ['a zip bomb', made.bombDocx(300), '解开后过大'],
    ['a zip bomb that lies about its size', made.bombDocx(300, 100), '解开后过大'],
    ['an OFD in name only', made.zipOf('OFD.xml', '<html/>'), '不能作附件'],
    ['an MP3 with a program behind it', Buffer.concat([made.mp3(), Buffer.alloc(8_000, 7)]), '不完整'],
    ['an Ogg with HTML behind it', Buffer.concat([made.ogg(), Buffer.from(html)]), '两种文件'],
    ['an M4A with a zip behind it', Buffer.concat([made.boxes('M4A ', 'soun'), made.zipOf('a.txt', 'x')]), '不完整'],
  ])('%s', async (_what, file, sentence) => {
    const error = await kindOf(file).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FileRefused);
    expect((error as FileRefused).message).toContain(sentence);
    expect((error as FileRefused).message).toMatch(/[。）]$/u);
  });
});

test('whatever the bytes are, there is a kind or a sentence, never a fault', async () => {
  const signs = ['', '%PDF-1.4\n', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\0\0\0\x18ftypM4A ', 'OggS\0', '\x1a\x45\xdf\xa3', 'ID3\x04', '\xff\xfb'].map(latin);
  const honest = [made.pdf(), made.officeFile('docx'), made.ofd(), made.compound('WordDocument'), made.boxes('M4A ', 'soun'), made.mp3(), made.ogg()];
  const anything = fc.oneof(
    fc.tuple(fc.constantFrom(...signs), fc.uint8Array({ maxLength: 4_000 })).map(([sign, rest]) => Buffer.concat([sign, rest])),
    fc.tuple(fc.constantFrom(...honest), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }), fc.nat()).map(([file, changes, cut]) => {
      const changed = Buffer.from(file);
      for (const [at, byte] of changes) changed[at % changed.length] = byte;
      return changed.subarray(0, cut % 3 ? changed.length : cut % changed.length);
    }),
  );
  await fc.assert(fc.asyncProperty(anything, async (file) => {
    await kindOf(file).catch((error: unknown) => expect(error).toBeInstanceOf(FileRefused));
  }), { numRuns: 1_500 });
});

function withComment(zip: Buffer, comment: string): Buffer {
  const file = Buffer.concat([zip, latin(comment)]);
  file.writeUInt16LE(comment.length, zip.length - 2);
  return file;
}
