import { describe, expect, test } from 'vitest';
import { loopholes } from '#assessment/schemes/burdening.ts';
import { describe as inWords, describeWhole } from '#assessment/schemes/describing.ts';
import { beginnings, publishedSchemes, ruleKinds } from '#assessment/schemes/library.ts';
import { unknownWords, type Source } from '#assessment/schemes/sources.ts';
import { partWords, readScheme, writeScheme } from '#assessment/schemes/text.ts';
import { explainedWords } from '#assessment/schemes/vocabulary.ts';
import { schemeOf, schemeOfKind, shownCases } from '#assessment/schemes/worked.ts';

test('every word that a text may hold is explained, and no other', () => {
  expect(explainedWords().toSorted()).toEqual([...partWords].toSorted());
});

test('each kind of rule is one sentence', () => {
  expect(ruleKinds().flatMap((kind) => schemeOfKind(kind).sections.flatMap(({ indicators }) => indicators.map((one) => `${kind.编号} ${inWords(one)}`)))).toMatchSnapshot();
});

test('a worked case says how its result came about, also where a whole scheme is the example', () => {
  const shown = (name: string) => shownCases(ruleKinds().find(({ 名称 }) => 名称.startsWith(name))!);
  expect(shown('部分加权')[0]!.sentences.at(-1)).toBe('90分×70%＋80分×30%＝87分。');
  expect(shown('必须做到')[0]!.sentences.at(-1)).toBe('没有做到“一年一件提案或信息”：应有1件，只有0件，定为“不称职”。');
  expect(shown('截止日期')[0]!.sentences).toEqual(['活动1件：1件×5分＝5分。', '2025-05-01活动不计：没有证明材料。', '2025-12-19活动不计：2025-12-20以后才送到。']);
  expect(shown('按比率，每低')[0]!.sentences).toEqual([expect.stringContaining('100件中97件'), '2025-03-01提案办理100件不计：只算在总数里。']);
  expect(shown('名次评先')[0]!.results).toEqual(['91分，先进单位', '95分，先进单位', '91分，先进单位', '80分，重点督办']);
  expect(shown('加分池')[0]!.sentences.at(-1)).toBe('附加分合计24分，最多20分。');
  expect(shown('折算')[0]!.sentences).toEqual(['85分÷100分×1分＝0.85分。']);
  expect(describeWhole(schemeOfKind(ruleKinds().find(({ 名称 }) => 名称.startsWith('连续几年'))!))).toEqual(['低于60分的：界别召集人约谈。', '连续2年低于60分的：政协约谈。']);
});

test('no sentence of a published scheme has a gap', () => {
  const sentences = publishedSchemes().flatMap(({ scheme }) => scheme.sections.flatMap(({ indicators }) => indicators.map(inWords)));
  expect(sentences.filter((sentence) => /undefined|NaN|（）|\bnull\b|；。|，，/u.test(sentence))).toEqual([]);
});

describe('what one begins with', () => {
  test.each(Object.entries(beginnings()))('%s is right, and written out and read again it is the same', (_name, { text }) => {
    const { scheme, complaints } = readScheme(text);
    expect(complaints).toBeUndefined();
    expect(readScheme(writeScheme(scheme!)).scheme).toEqual(scheme);
    expect(scheme!.sections.flatMap(({ indicators }) => indicators.filter(({ unknown }) => unknown))).toEqual([]);
  });
});

const sources: Source[] = [
  { word: '民情台账', definition: '', heading: '', subjects: ['committee'], words: { stage: { closed: '办结' } } },
  { word: '活动出席', definition: '', heading: '', subjects: ['member'], words: {} },
];

test('a word that nothing is called is named with its line', () => {
  const read = readScheme(`方案: 例
对象: 联络委
部分:
  - 名称: 一
    项目:
      - { 名称: 甲, 计: { 来源: 民情台帐, 得: 1 } }
      - 名称: 乙
        计: { 来源: 民情台账, 其中: { 阶段: [办结, 销号], 类别: 修路 }, 得: 1 }
      - { 名称: 丙, 计: { 来源: 活动出席, 得: 1 } }
      - { 名称: 戊, 只对: [街道, 常为], 评定: { 范围: [0, 5] } }
必须做到:
  - { 名称: 丁, 来源: 民情, 最少: 1, 否则: 差 }
`);
  expect(unknownWords(read as typeof read & { scheme: object }, sources)).toEqual([
    { line: 6, sentence: '没有“民情台帐”这种记录，一件也数不到。' },
    { line: 8, sentence: '“民情台账”没有“销号”这个阶段，有的是“办结”。' },
    { line: 9, sentence: '“活动出席”不记在联络委名下，一件也数不到。' },
    { line: 12, sentence: '没有“民情”这种记录，一件也数不到。' },
    { line: 10, sentence: expect.stringMatching(/^没有“常为”这种身份，这一项对谁也不计分；有的是.*“街道”/u) },
  ]);
});

test.each([
  ['each record pays and nobody looks', { 计: { 来源: '活动', 得: 5 } }, ['拆成几件记']],
  ['a limit does not mend it', { 最多: 10, 计: { 来源: '活动', 得: 5 } }, ['拆成几件记']],
  ['the same work pays twice', { 计: { 来源: '采用', 其中: { 层级: '市' }, 同一件只计一次: '否', 得: 2 } }, ['多报几次']],
  ['a quantity that is typed', { 计: { 来源: '服务', 其中: { 阶段: '核实' }, 按: '数量', 得: 1 } }, ['数量填得大']],
  ['what was verified', { 计: { 来源: '实事', 其中: { 阶段: '核实' }, 得: 1 } }, []],
  ['cases that all ask for a stage', { 计: { 来源: '提案', 得: { 分档: [{ 阶段: '立案', 得: 5 }, { 阶段: '重点', 得: 9 }] } } }, []],
  ['once only', { 计: { 来源: '提案', 只计几件: 1, 得: 5 } }, []],
  ['a quota', { 计: { 来源: '调研', 满额: { 最少: 4, 得: 10 } } }, []],
  ['a deduction', { 基础分: 10, 计: { 来源: '缺席', 得: -1 } }, []],
])('splitting and repeating: %s', (_what, indicator, found) => {
  const scheme = schemeOf({ 方案: '例', 对象: '联络委', 部分: [{ 名称: '例', 项目: [{ 名称: '例', ...indicator }] }] });
  const told = loopholes(scheme.sections[0]!.indicators[0]!, scheme);
  expect(told).toHaveLength(found.length);
  found.forEach((words, place) => expect(told[place]).toContain(words));
});
