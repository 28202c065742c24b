import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTemplate, tokensOf } from './template.ts';

describe('a template', () => {
  test('is text with tokens, and a manner where one is asked for', () => {
    const { lines, problems } = readTemplate('共收集{opinions_received|余}条，{每月反映}。\n\n第二段');
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      { line: 1, parts: [
        { kind: 'text', text: '共收集' }, { kind: 'token', name: 'opinions_received', manner: '余' },
        { kind: 'text', text: '条，' }, { kind: 'token', name: '每月反映', manner: undefined }, { kind: 'text', text: '。' },
      ] },
      { line: 3, parts: [{ kind: 'text', text: '第二段' }] },
    ]);
  });

  test('two wordings stand side by side, one within another', () => {
    const { lines } = readTemplate('[[甲{a}[[乙{b}]]||丙]]');
    expect(lines[0]?.parts).toEqual([{
      kind: 'either',
      something: [{ kind: 'text', text: '甲' }, { kind: 'token', name: 'a', manner: undefined }, { kind: 'either', something: [{ kind: 'text', text: '乙' }, { kind: 'token', name: 'b', manner: undefined }], nothing: [] }],
      nothing: [{ kind: 'text', text: '丙' }],
    }]);
    expect(tokensOf(lines).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test.each([
    ['共{', '第1行：“{”读不懂'],
    ['共{a b}条', '读不懂'],
    ['共}条', '多了一个“}”'],
    ['[[共{a}条', '没有对应的“]]”'],
    ['共{a}条]]', '多了一个“]]”'],
    ['甲||乙', '多了一个“||”'],
    ['[[没有数字]]', '没有数字或判断'],
    ['[['.repeat(5) + '{a}' + ']]'.repeat(5), '套得太深'],
  ])('%s is refused with a sentence', (text, sentence) => {
    const { problems } = readTemplate(text);
    expect(problems.map((problem) => problem.sentence).join()).toContain(sentence);
  });

  test('every line with a problem is named', () => {
    expect(readTemplate('好\n坏{\n好\n坏}').problems.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('any text is read or refused, never lost', () => {
    const unit = fc.constantFrom('[[', ']]', '||', '{', '}', '{a}', '{b|余}', '文', '\n', '|', '[');
    fc.assert(fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const text = units.join('');
      const { lines, problems } = readTemplate(text);
      const written = text.split('\n').filter((line) => line.trim() !== '').length;
      expect(lines.length + problems.length).toBe(written);
      const plain = (parts: readonly object[]): string => parts.map((part) => ('text' in part ? part.text : 'name' in part ? '{}' : '')).join('');
      for (const { line, parts } of lines) {
        if (!text.split('\n')[line - 1]!.includes('[[')) expect(plain(parts).replaceAll('{}', '').length).toBe(text.split('\n')[line - 1]!.trim().replace(/\{.*?\}/g, '').length);
      }
    }), { numRuns: 500 });
  });
});
