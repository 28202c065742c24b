import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, BrokenMultipart, partsOf } from '#platform/http/multipart.ts';

interface Read {
  field: string;
  fileName?: string;
  content: string;
}

async function read(body: Uint8Array, boundary: string, pieceLength: number): Promise<Read[]> {
  async function* pieces() {
    for (let at = 0; at < body.length; at += pieceLength) yield body.subarray(at, at + pieceLength);
  }
  const found: Read[] = [];
  for await (const { field, fileName, content } of partsOf(pieces(), boundary)) {
    const read: Buffer[] = [];
    for await (const piece of content) read.push(piece);
    found.push({ field, fileName, content: Buffer.concat(read).toString('latin1') });
  }
  return found;
}

const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some).toString('latin1')), fc.constantFrom('', '\r\n', '\r\n--', '\r\n\r\n', '--', '\r\n-----'));
const name = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.constantFrom('照片 "1".jpg', 'a\r\nb.pdf', 'a\u2028b.pdf', '../../etc/passwd', 'a;b=c.txt')).filter((text) => text.isWellFormed() && !text.includes('\0') && !/%(22|0D|0A)/u.test(text));

test('what a browser sends is read as it was, however it is cut on the way', async () => {
  const part = fc.record({ field: fc.constantFrom('csrf', 'files', 'reason'), fileName: fc.option(name, { nil: undefined }), content: bytes });
  await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 4 }), fc.integer({ min: 1, max: 80 }), async (parts, pieceLength) => {
    const form = new FormData();
    for (const { field, fileName, content } of parts) {
      if (fileName === undefined) form.append(field, content.replaceAll(/\r\n|\r|\n/gu, '\r\n'));
      else form.append(field, new File([Buffer.from(content, 'latin1')], fileName));
    }
    const sent = new Response(form);
    const boundary = boundaryOf(sent.headers.get('content-type')!)!;
    const expected = parts.map(({ field, fileName, content }) => ({ field, fileName, content: fileName === undefined ? Buffer.from(content.replaceAll(/\r\n|\r|\n/gu, '\r\n'), 'utf8').toString('latin1') : content }));
    expect(await read(new Uint8Array(await sent.arrayBuffer()), boundary, pieceLength)).toEqual(expected);
  }), { numRuns: 300 });
});

test.each([
  ['nothing', ''],
  ['no mark at all', 'hello'],
  ['an end too early', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'],
  ['a part without a name', '--x\r\n\r\ncontent\r\n--x--\r\n'],
  ['headers without end', `--x\r\n${'a'.repeat(40_000)}`],
])('%s is told', async (_what, body) => {
  await expect(read(Buffer.from(body), 'x', 1_000)).rejects.toThrow(BrokenMultipart);
});
