import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claims, figures, ratios } from '#county.ts';
import type { Block } from '#platform/documents/model.ts';
import { insteadOf, type Verdict } from '#platform/figures/claim.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { bank } from '#reports/sentences/bank.ts';
import { customary } from '#reports/templates/customary.ts';
import { compose } from '#reports/wording/compose.ts';
import { tableMark } from '#reports/wording/table-marks.ts';
import { readTemplate, tokensOf } from '#reports/wording/template.ts';

/** What one token stands for: how much of the number, or how the judgement went. */
interface Lot {
  value: number;
  verdict: Verdict;
  /** Of what a refused judgement was examined, all refute it. */
  none?: boolean;
}

const [figureNames, ratioNames] = [figures, ratios].map((all) => new Set(all.map(({ name }) => name))) as [Set<string>, Set<string>];
const claimsByName = new Map(claims.map((claim) => [claim.name, claim]));
const missing = ['月塘乡', '小河乡'].map((label) => ({ label, why: '没有登记' }));
const kinds = { label: '类别', parts: [{ words: '道路', n: 100 }, { words: '饮水', n: 20 }], whole: 137 };

/** With the words that the slices declare, so that each sentence is one that a county could get to read. */
function quoted(name: string, { value, verdict, none = false }: Lot): Quote {
  const words = { name, label: name, definition: '' };
  const claim = claimsByName.get(name);
  if (claim) return { ...words, kind: 'claim', verdict, examined: 12, counterExamples: missing, sentence: claim.sentence, otherwise: insteadOf(claim, { examined: none ? missing.length : 12, counterExamples: missing }) };
  if (ratioNames.has(name)) return { ...words, kind: 'ratio', numerator: value, denominator: value, decimals: 1, convention: '按件数计' };
  if (figureNames.has(name)) return { ...words, kind: 'figure', value, unit: '件', lastYear: 0, names: value > 0 ? ['甲', '乙'] : [], kinds: { category: value > 1 ? kinds : { ...kinds, parts: [] } } };
  return { ...words, kind: 'fact', text: name === 'consultation' ? '院坝协商' : '某某' };
}

function printed(wording: string, lotOf: (name: string) => Lot): string {
  const { lines, problems } = readTemplate(wording.split('\n').filter((line) => !tableMark.test(line)).join('\n'));
  expect(problems).toEqual([]);
  const quotes = new Map(tokensOf(lines).map(({ name }) => [name, quoted(name, lotOf(name))]));
  return compose(lines, quotes).blocks.map(wordsOf).join('\n');
}

const wordsOf = (block: Block): string => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.kind === 'heading' ? block.text : '');

/** What no paper may print: broken marks, a share of nothing, a part of what was not said, a beginning without its sentence. */
const nonsense: readonly RegExp[] = [
  /[，、；。：]{2}|^[，、；。]|[，、；]$/m, /[{}[\]|]|undefined|NaN/, /(?:率|占)(?![0-9])/, /没有[^。\d]*，其中|(?:^|[。；])其中/m, /^[一二三四五]是[^。]+。$/m,
];
const falseOfNothing = ['有章可循', '全部', '均已', '坚持', '正在', '有了进展', '依托', '根据'];
/** 0件 as an office would not print it; a refused judgement says its own numbers. */
const zero = /(?<![\d.])0[名个条次件起份项人]/;

const told: [name: string, wording: string][] = [
  ...Object.entries(customary).map(([kind, { title, byline = '', body }]): [string, string] => [kind, [title, byline, body].join('\n')]),
  ...Object.entries(bank).map(([chapter, sentences]): [string, string] => [`句库 ${chapter}`, sentences.join('\n')]),
];

describe.each(told)('the wording that comes with the program: %s', (_name, wording) => {
  test('prints no nonsense, whatever there is and whatever is missing', () => {
    const lots = fc.record({ value: fc.constantFrom(0, 0, 1, 137), verdict: fc.constantFrom<Verdict>('proved', 'refused', 'nothing_to_examine'), none: fc.boolean() });
    fc.assert(fc.property(fc.array(lots, { minLength: 40, maxLength: 40 }), (drawn) => {
      const names = new Map<string, Lot>();
      const paper = printed(wording, (name) => names.get(name) ?? names.set(name, drawn[names.size % drawn.length]!).get(name)!);
      for (const pattern of nonsense) expect(paper).not.toMatch(pattern);
    }), { numRuns: 400 });
  });

  test.each<[Verdict]>([['nothing_to_examine'], ['refused']])('says nothing untrue of a county without records (claims: %s)', (verdict) => {
    const paper = printed(wording, () => ({ value: 0, verdict }));
    expect(paper).not.toMatch(zero);
    for (const words of falseOfNothing) expect(paper).not.toContain(words);
  });
});

describe('a judgement that nothing meets', () => {
  test.each(claims.map((claim) => [claim.name, claim] as const))('is told without a zero: %s', (_name, claim) => {
    for (const n of [1, 12]) {
      const words = insteadOf(claim, { examined: n, counterExamples: Array.from({ length: n }, () => missing[0]!) });
      expect(words).not.toMatch(/(?<!\d)0/);
      expect(words).toMatch(n === 1 ? /^[^都]*$|^设置/ : /都/);
    }
    expect(insteadOf(claim, { examined: 12, counterExamples: missing })).not.toBe(claim.none(12));
  });
});
