import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScheme } from '#assessment/schemes/text.ts';

const good = `方案: 例
对象: 联络委
部分:
  - 名称: 履职
    项目:
      - 名称: 民情台账
        最多: 12
        计: { 来源: 民情台账, 每期: { 期: 月, 得: 1 } }
`;

test('a right text is read', () => {
  const { scheme, complaints } = readScheme(good);
  expect(complaints).toBeUndefined();
  expect(scheme!.sections[0]!.indicators[0]!.count![0]!.every).toEqual({ span: 'month', least: 1, gives: 1 });
});

test.each([
  ['an unknown word', good.replace('最多: 12', '上限: 12'), 7, '不认识“上限”'],
  ['a word of the wrong kind', good.replace('最多: 12', '最多: 十二'), 7, '“最多”的写法不对，要写数字'],
  ['a fixed word that is none', good.replace('期: 月', '期: 旬'), 8, '“期”只能写“周”、“月”'],
  ['something missing', good.replace('名称: 民情台账\n        ', ''), 6, '缺少“名称”'],
  ['two ways at once', good.replace('最多: 12', '没有看到: 是的'), 6, '只写一种计分办法'],
  ['a broken text', good.replace('        最多: 12', '       最多: 12'), 7, '读不懂'],
  ['a word twice', good.replace('最多: 12', '名称: 甲'), 7, '读不懂'],
])('%s: the line and a sentence', (_, text, line, sentence) => {
  const { complaints = [] } = readScheme(text);
  expect(complaints.map((one) => one.line)).toContain(line);
  expect(complaints.map((one) => one.sentence).join()).toContain(sentence);
});

test('no text whatever makes it throw', () => {
  const piece = fc.constantFrom('方案: ', '对象: ', '部分:\n', '  - ', '名称: ', '计: ', '{ ', '}', '[', ']', '得: ', '5', '&a ', '*a', '!!js ', '\n', '    ', '委员', '"', '|', '? ', '<<: ');
  fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')), fc.string({ unit: 'grapheme', maxLength: 200 })), (text) => {
    const { scheme, complaints } = readScheme(text);
    expect(scheme !== undefined || complaints!.length > 0).toBe(true);
    expect((complaints ?? []).every(({ line, sentence }) => line >= 1 && sentence.length > 0)).toBe(true);
  }), { numRuns: 1_000 });
});
