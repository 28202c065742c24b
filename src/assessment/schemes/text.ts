import { LineCounter, parseDocument, stringify, type Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { z } from 'zod';
import { scheme, type Scheme } from '#assessment/schemes/scheme.ts';

/**
 * The text in which a county reads and writes its scheme: YAML with Chinese words, which any program can read too. One table says
 * which word is which part of a scheme; a sentence with its line says what is wrong.
 */

/** The word of each part. The same English name means the same everywhere in a scheme. */
const words = {
  title: '方案', subject: '对象', source: '出处', cut_off: '截止', evidence: '证明', proved_only: '只认有证明的', notes: '说明', most: '最多', least: '最少', sections: '部分',
  gates: '必须做到', bands: '等次', awards: '评先', consequences: '结果运用', scaled_to: '折算为',
  name: '名称', clause: '依据', base: '基础分', only: '只对', weight: '权重', indicators: '项目',
  count: '计', rate: '按比率', judged: '评定', voted: '测评', outside: '外来成绩', unknown: '没有看到',
  of: '来源', where: '其中', measure: '按', whole: '总数', whole_where: '总数其中', gives: '得', shared: '合作的', once_each: '同一件只计一次', first: '只计几件', from: '从第几件起',
  every: '每期', quota: '满额', spread: '均匀', span: '期', further: '超出每件', short: '不足',
  cases: '分档', together: '同时符合', kind: '类别', stage: '阶段', level: '层级', role: '身份', status: '情形',
  target: '目标', point_below: '每低一个百分点扣', empty: '没有应办的',
  choices: '选项', between: '范围', parts: '要件', all: '应有', lost_each: '每缺一项扣', ballot: '测评表', worth: '折算',
  otherwise: '否则', title_of_award: '称号', top: '前几名', bottom: '末几名', share: '占比', ties: '并列都算', years: '年', band: '等次名', below: '低于', follows: '办法',
} as const;

/** Fixed words of a part, by its English name. What is not here is the county's own word or number. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  subject: { committee: '联络委', member: '委员', unit: '承办单位' },
  measure: { records: '件数', amount: '数量' },
  shared: { full: '各得全分', first: '只计第一人', half_to_first: '第一人一半其余均分', equally: '均分' },
  span: { week: '周', month: '月', quarter: '季度', half: '半年', year: '年' },
  short: { nothing: '不得分', part: '按比例' },
  together: { add: '相加', highest: '取最高' },
  empty: { all: '得满分', nothing: '不得分' },
};
/** Parts whose own keys are the county's words: answers of a ballot, findings of assessors. */
const ownWords = new Set(['choices', 'worth']);

/** All words that are parts of a scheme. */
export const partWords: readonly string[] = Object.values(words);

const partOf = new Map(Object.entries(words).map(([english, chinese]) => [chinese as string, english]));

/** What is wrong with a text, and where: the line counted from 1. */
export interface Complaint {
  line: number;
  sentence: string;
}

/** `lineOf` says where a part of the scheme stands in the text, by its path of English names and places. */
export type ReadScheme = { scheme: Scheme; lineOf: (path: readonly PropertyKey[]) => number; complaints?: undefined } | { scheme?: undefined; complaints: readonly Complaint[] };

/** So long a text nobody reads; real schemes have some 200 lines. */
const LONGEST = 200_000;

/** Reads a scheme's text, or says of every fault in which line it is. */
export function readScheme(text: string): ReadScheme {
  if (text.length > LONGEST) return { complaints: [{ line: 1, sentence: `办法文本最多${LONGEST}字，请分成几个办法。` }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true, version: '1.2' });
  const lineOf = (node: unknown): number => lines.linePos((node as Node | undefined)?.range?.[0] ?? 0).line;
  if (document.errors.length > 0) return { complaints: document.errors.map(({ pos }) => ({ line: lines.linePos(pos[0]).line, sentence: '这里的写法读不懂。请核对缩进、冒号后面的空格和成对的引号。' })) };
  const complaints: Complaint[] = [];
  const plain = inEnglish(document.contents, '', (node, sentence) => complaints.push({ line: lineOf(node), sentence }));
  if (complaints.length > 0) return { complaints };
  const checked = scheme.safeParse(plain);
  if (checked.success) return { scheme: checked.data, lineOf: (path) => lineOf(nodeAt(document, path).node) };
  return {
    complaints: checked.error.issues.flatMap((issue) => innermost(issue)).map((issue) => {
      const { node, missing } = nodeAt(document, issue.path);
      return { line: lineOf(node), sentence: sentenceOf(issue, missing) };
    }),
  };
}

/** The text of a scheme; reads back as the same scheme. */
export const writeScheme = (written: Scheme): string => stringify(inChinese(written, ''), { lineWidth: 0, indent: 2, defaultKeyType: 'PLAIN' });

type Complain = (node: unknown, sentence: string) => void;

function inEnglish(node: unknown, part: string, complain: Complain): unknown {
  if (isSeq(node)) return node.items.map((item) => inEnglish(item, part, complain));
  if (isMap(node)) return Object.fromEntries(node.items.filter(isPair).flatMap(({ key, value }) => {
    const word = isScalar(key) ? String(key.value) : '';
    const english = ownWords.has(part) ? word : partOf.get(word);
    if (english === undefined) complain(key, `不认识“${word}”。${nearest(word)}`);
    return english === undefined ? [] : [[english === 'title_of_award' ? 'title' : english, inEnglish(value, english, complain)]];
  }));
  const value = isScalar(node) ? node.value : undefined;
  const fixed = meanings[part];
  if (!fixed || typeof value !== 'string') return typeof value === 'boolean' || value === null || value === undefined ? (value ?? undefined) : yesNo(value, part);
  return Object.keys(fixed).find((english) => fixed[english] === value) ?? value;
}

/** 是 and 否 stand for what computers call true and false. */
const yesNo = (value: unknown, part: string): unknown => (['proved_only', 'once_each', 'ties'].includes(part) ? ({ 是: true, 否: false } as Record<string, boolean>)[String(value)] ?? value : value);

function inChinese(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.map((one) => inChinese(one, part));
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return meanings[part]?.[value] ?? value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([english, one]) => [wordOf(english, part), inChinese(one, english)]));
}

const wordOf = (english: string, part: string): string => {
  if (ownWords.has(part)) return english;
  return english === 'title' && part === 'awards' ? words.title_of_award : (words as Record<string, string>)[english]!;
};

function nearest(word: string): string {
  const alike = Object.values(words).filter((known) => [...known].some((character) => word.includes(character)));
  return alike.length > 0 ? `是不是要写${alike.slice(0, 4).map((known) => `“${known}”`).join('、')}？` : '请对照填写说明里的词。';
}

/** Where something can be written in several ways: what is wrong in the way that it was most likely meant, the one that was followed farthest. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const ways = issue.errors.map((errors) => errors.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue)));
  const depth = (way: readonly z.core.$ZodIssue[]) => Math.max(...way.map(({ path }) => path.length));
  return ways.reduce((best, way) => (depth(way) > depth(best) ? way : best));
}

/** The node of the text that a path of the checked scheme leads to, or the last on the way that stands in the text: then it is missing. */
function nodeAt(document: Document, path: readonly PropertyKey[]): { node: unknown; missing: boolean } {
  const inText: PropertyKey[] = [];
  let found: unknown = document.contents;
  for (const [index, step] of path.entries()) {
    inText.push(typeof step === 'string' ? wordOf(step, String(path.slice(0, index).findLast((before) => typeof before === 'string') ?? '')) : step);
    const next = document.getIn(inText, true);
    if (next === undefined) return { node: found, missing: true };
    found = next;
  }
  return { node: found, missing: false };
}

function sentenceOf(issue: z.core.$ZodIssue, missing: boolean): string {
  const at = issue.path.findLast((step) => typeof step === 'string') as string | undefined;
  const word = at ? (words as Record<string, string>)[at] ?? at : '';
  switch (issue.code) {
    case 'invalid_type': return missing ? `缺少“${word}”。` : `“${word}”的写法不对，要写${({ number: '数字', string: '文字', array: '一项或几项', object: '下一级内容', boolean: '“是”或“否”', int: '整数' } as Record<string, string>)[issue.expected] ?? '别的内容'}。`;
    case 'invalid_value': return `“${word}”只能写${issue.values.map((value) => `“${meanings[at ?? '']?.[String(value)] ?? String(value)}”`).join('、')}。`;
    case 'too_big': return `“${word}”太大或太多，最多${issue.maximum}。`;
    case 'too_small': return `“${word}”太小或太少，至少${issue.minimum}。`;
    case 'unrecognized_keys': return `“${issue.keys.map((key) => (words as Record<string, string>)[key] ?? key).join('、')}”不能写在这里。`;
    case 'custom': return `这一项只写一种计分办法，并且要写一种（${word}）。`;
    default: return `“${word}”的写法不对，请对照填写说明。`;
  }
}
