import { describe, expect, test } from 'vitest';
import type { Block } from '#platform/documents/model.ts';
import { compose } from './compose.ts';
import type { Quote, QuotedClaim, QuotedFigure, QuotedRatio } from '#reports/quoting/quote.ts';
import { readTemplate } from '#reports/wording/template.ts';

const figure = (name: string, value: number): QuotedFigure => ({ kind: 'figure', name, label: name, definition: `${name}的定义`, unit: '条', value, href: `/list?figure=${name}` });
const filing: QuotedRatio = { kind: 'ratio', name: 'rate', label: '立案率', definition: '立案占收到', convention: '并案不计入立案', numerator: 92, denominator: 118, decimals: 2, href: '/figures/rate' };
const claim = (changes: Partial<QuotedClaim>): QuotedClaim => ({
  kind: 'claim', name: 'c', label: '每季度开展', definition: '每委每季', sentence: '各联络委每季度都开展了调研', otherwise: '20个联络委中19个每季度都开展了调研，小河乡缺第三季度',
  verdict: 'proved', examined: 80, counterExamples: [], href: '/claims/c', ...changes,
});

function told(template: string, ...quotes: Quote[]) {
  const { lines, problems } = readTemplate(template);
  expect(problems).toEqual([]);
  return compose(lines, new Map(quotes.map((quote) => [quote.name, quote])));
}
const text = (blocks: readonly Block[]) => blocks.map((block) => (block.kind === 'paragraph' ? block.runs.map((run) => run.text).join('') : block.kind === 'heading' ? block.text : '')).join('\n');
const say = (template: string, ...quotes: Quote[]) => text(told(template, ...quotes).blocks);

describe('numbers in the speech', () => {
  test('a figure is a link to its records, with its definition', () => {
    expect(told('共{a}条。', figure('a', 103)).blocks).toEqual([{ kind: 'paragraph', runs: [
      { text: '共' }, { text: '103', href: '/list?figure=a', about: 'a的定义' }, { text: '条。' },
    ] }]);
  });

  test('余 only where the template asks for it', () => {
    expect(say('{a}条、{a|余}条', figure('a', 103))).toBe('103条、100余条');
  });

  test('a share prints numerator, denominator and convention', () => {
    expect(say('立案率{rate}。', filing)).toBe('立案率77.97%（92/118，并案不计入立案）。');
    expect(say('立案率{rate|率}。', filing)).toBe('立案率77.97%。');
  });

  test('zero takes the other wording, or is written out with a remark', () => {
    expect(say('[[共{a}条||尚未收集]]。', figure('a', 0))).toBe('尚未收集。');
    const { blocks, remarks } = told('共{a|余}条。', figure('a', 0));
    expect(text(blocks)).toBe('共0条。');
    expect(remarks.join()).toContain('“a”是0');
  });

  test('a share of nothing is not written', () => {
    expect(say('收到{a}件[[，立案率{rate}]]。', figure('a', 0), { ...filing, numerator: 0, denominator: 0 })).toBe('收到0件。');
  });
});

describe('claims in the speech', () => {
  test('a proved one in its own words', () => {
    expect(say('其中，{c}。', claim({}))).toBe('其中，各联络委每季度都开展了调研。');
  });

  test('a refused one as what is true, with a remark', () => {
    const { blocks, remarks } = told('{c}。', claim({ verdict: 'refused', counterExamples: [{ label: '小河乡 第三季度', why: '没有调研' }] }));
    expect(text(blocks)).toBe('20个联络委中19个每季度都开展了调研，小河乡缺第三季度。');
    expect(remarks.join()).toContain('不成立');
  });

  test('an override in the words somebody answers for, marked as such', () => {
    const override = { wording: '各联络委基本做到每季度调研', reason: '小河乡第三季度因汛期顺延', by: '李梅', at: '2025-12-30 10:00' };
    const { blocks, remarks } = told('{c}。', claim({ verdict: 'refused', override }));
    expect(blocks[0]).toMatchObject({ runs: [{ text: '各联络委基本做到每季度调研', doubtful: true }, { text: '。' }] });
    expect(remarks.join()).toContain('小河乡第三季度因汛期顺延');
  });

  test('one without anything to examine is left out with its comma', () => {
    const nothing = claim({ verdict: 'nothing_to_examine', examined: 0 });
    expect(say('甲，{c}，乙。', nothing)).toBe('甲，乙。');
    expect(say('甲，{c}。', nothing)).toBe('甲。');
    expect(say('{c}，乙。', nothing)).toBe('乙。');
    expect(say('甲。{c}。', nothing)).toBe('甲。');
    expect(told('{c}。', nothing).blocks).toEqual([]);
  });
});

describe('what can only be said while a judgement holds', () => {
  const chapter = '[[{c|成立}，件件有章可循||[[{c}||还没有登记]]]]。';

  test('stands beside it, and is not said when there are counter-examples, nothing to examine, or words on somebody\'s answer', () => {
    expect(say(chapter, claim({ sentence: '方案均已印发' }))).toBe('方案均已印发，件件有章可循。');
    expect(say(chapter, claim({ verdict: 'refused', otherwise: '还有两个方案没有印发' }))).toBe('还有两个方案没有印发。');
    expect(say(chapter, claim({ verdict: 'nothing_to_examine' }))).toBe('还没有登记。');
    expect(say(chapter, claim({ override: { wording: '方案基本印发', reason: '一个在会签', by: '李梅', at: '2025-12-30 10:00' } }))).toBe('方案基本印发。');
  });

  test('alone it leaves its place empty, with a remark', () => {
    const { blocks, remarks } = told('甲，{c|成立}。', claim({ verdict: 'refused' }));
    expect([text(blocks), remarks]).toEqual(['甲。', ['“每季度开展”没有成立，正文里没有写。']]);
  });
});

describe('segments', () => {
  test('one that falls away takes its leading comma along', () => {
    expect(say('[[甲{a}条]][[，乙{b}条]]。', figure('a', 0), figure('b', 2))).toBe('乙2条。');
    expect(say('[[甲{a}条]][[，乙{b}条]]。', figure('a', 1), figure('b', 0))).toBe('甲1条。');
  });

  test('a token that is declared no more is left out and named', () => {
    const { blocks, remarks } = told('甲，{gone}，乙。');
    expect(text(blocks)).toBe('甲，乙。');
    expect(remarks.join()).toContain('{gone}');
  });

  test('headings are numbered by their place, a lead sentence is bold', () => {
    const { blocks } = told('一、甲\n一是组织有序。全县{a}个。\n三、乙', figure('a', 20));
    expect(blocks).toMatchObject([
      { kind: 'heading', level: 1, text: '甲' },
      { kind: 'paragraph', runs: [{ text: '一是组织有序。', strong: true }, { text: '全县' }, { text: '20' }, { text: '个。' }] },
      { kind: 'heading', level: 1, text: '乙' },
    ]);
  });
});
