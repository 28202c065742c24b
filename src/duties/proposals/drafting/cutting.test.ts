import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAdvice, isCounted, suggestionsIn } from '#duties/proposals/drafting/cutting.ts';

test.each([
  ['一、疏通边沟。二、抬高路面。', ['一、疏通边沟。', '二、抬高路面。']],
  ['为此，建议：\n一、疏通边沟。\n1.清淤；2.修补。\n二、抬高路面。', ['一、疏通边沟。\n1.清淤；2.修补。', '二、抬高路面。']],
  ['（一）修路1.5公里。\n（二）装灯。', ['（一）修路1.5公里。', '（二）装灯。']],
  ['1.修路\n2.装灯\n3.种树', ['1.修路', '2.装灯', '3.种树']],
  ['1、修路；2、装灯', ['1、修路；', '2、装灯']],
  ['①修路②装灯', ['①修路②装灯']],
  ['①修路；②装灯', ['①修路；', '②装灯']],
  ['一是摸清底数，分年度安排；二是明确牵头部门，乡镇配合；三是建立管护台账。', ['一是摸清底数，分年度安排；', '二是明确牵头部门，乡镇配合；', '三是建立管护台账。']],
  ['清淤。1.5公里内先修；2.5公里外缓办', ['清淤。1.5公里内先修；2.5公里外缓办']],
  ['修路\n\n装灯', ['修路', '装灯']],
  ['建议如下：\n修路\n装灯', ['修路', '装灯']],
  ['把村口的路修好。', ['把村口的路修好。']],
  ['', []],
])('%s', (advice, suggestions) => {
  expect(suggestionsIn(advice)).toEqual(suggestions);
});

const signs = fc.constantFrom((n: number) => `${'一二三四五六七八九'[n - 1]}、`, (n: number) => `（${'一二三四五六七八九'[n - 1]}）`, (n: number) => `${n}. `, (n: number) => `（${n}）`, (n: number) => '①②③④⑤⑥⑦⑧⑨'[n - 1]!);
const matters = fc.array(fc.constantFrom('疏通边沟', '抬高路面', '装路灯', '1.5公里内设岗', '明确牵头单位，按季通报', '修𠮷桥'), { minLength: 1, maxLength: 9 });

test('what was counted is cut at its counting, whatever the sign', () => {
  fc.assert(fc.property(signs, matters, fc.constantFrom('\n', '。', '；\n'), fc.constantFrom('', '为此，建议：\n'), (sign, parts, between, opening) => {
    const pieces = parts.map((part, n) => `${sign(n + 1)}${part}`);
    expect(suggestionsIn(opening + pieces.join(between))).toEqual(pieces.map((piece, n) => (n < pieces.length - 1 ? piece + between.trim() : piece)));
    expect(isCounted(pieces.join(between))).toBe(true);
  }));
});

/** Whatever people type, among it what looks like counting. */
const typed = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('一、', '二、', '十一、', '（一）', '（二）', '1.', '2.', '①', '②', '一是', '二是', '\n', '。', '：', '；', '　')), { maxLength: 40 }).map((parts) => parts.join(''));

test('joined again nothing is lost, and no list is longer than the table has room for', () => {
  fc.assert(fc.property(typed, (text) => {
    const { opening, pieces } = cutAdvice(text);
    expect(opening + pieces.join('')).toBe(text);
    expect(pieces.length).toBeLessThanOrEqual(50);
    expect(pieces.every((piece) => piece.trim() !== '')).toBe(true);
  }), { numRuns: 500 });
});

test('the fifty-first belongs to the fiftieth', () => {
  const lines = Array.from({ length: 60 }, (_, n) => `第${n}件`);
  expect(suggestionsIn(lines.join('\n'))).toHaveLength(50);
  expect(suggestionsIn(lines.join('\n')).at(-1)).toContain('第59件');
});
