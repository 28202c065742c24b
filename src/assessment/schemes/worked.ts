import { stringify } from 'yaml';
import { readScheme } from '#assessment/schemes/text.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import type { Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { grade, type Grade } from '#assessment/schemes/scoring/grading.ts';
import type { Judgement } from '#assessment/schemes/scoring/judging.ts';
import { score, type Assessed, type Sheet } from '#assessment/schemes/scoring/score.ts';

interface Judged {
  选项?: string;
  分数?: number;
  缺?: string[];
  理由: string;
}

/** A worked case as a clerk reads it: the records of one year, one to a line, and what they come to. */
export interface WorkedCase {
  记录?: string[];
  身份?: string[];
  /** Of the first indicator, or of each by its address. */
  评定?: Judged | Record<string, Judged>;
  测评?: Record<string, number>;
  外来?: Record<string, number>;
  总分?: number[];
  上年?: number[][];
  得?: number;
  说?: string;
  等次?: string | string[];
  称号?: string[][];
  结果?: string[][];
  折算?: number[];
}

/** A kind of rule, or a scheme, with its worked cases: an indicator, a section or a whole scheme in its text. */
export interface Kind {
  编号?: number;
  名称: string;
  项目?: unknown;
  部分?: unknown;
  办法?: unknown;
  算例: WorkedCase[];
}

/** The year in which worked cases happen. */
const YEAR = 2025;
const period = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` };

/** What each case says, beside what the program makes of it. */
export function casesOf(kind: Kind): { expected: unknown; found: unknown }[] {
  const scheme = schemeOfKind(kind);
  return kind.算例.map((one) => ({ expected: toldOf(one), found: workedOut(scheme, one) }));
}

export const schemeOfKind = ({ 项目, 部分, 办法 }: Kind): Scheme => schemeOf(办法 ?? { 方案: '例', 对象: '联络委', 部分: [部分 ?? { 名称: '例', 项目: [项目] }] });

/** The scheme of a text that must be right. */
export function schemeOf(text: unknown): Scheme {
  const { scheme, complaints } = readScheme(stringify(text));
  if (!scheme) throw new Error(complaints.map(({ line, sentence }) => `${line}: ${sentence}`).join('\n'));
  return scheme;
}

const toldOf = ({ 得, 说, 等次, 称号, 结果, 折算 }: WorkedCase) => ({ 得: 得 === undefined ? undefined : String(得), 说, 等次: typeof 等次 === 'string' ? [等次] : 等次, 称号, 结果, 折算: 折算?.map(String) });

/** A case as a table shows it: what was there, what it comes to, and how it is reckoned; several totals are several lines. */
export interface ShownCase {
  given: string[];
  results: string[];
  sentences: string[];
}

/** The cases of a kind as the program works them out. */
export function shownCases(kind: Kind): ShownCase[] {
  const scheme = schemeOfKind(kind);
  return kind.算例.map((one) => {
    const { sheets, grades } = reckoned(scheme, one);
    return {
      given: givenIn(one), results: sheets.map(({ total }, index) => [`${total}分`, ...endsOf(grades[index]!)].join('，')),
      sentences: sheets.flatMap((sheet, index) => [...(one.总分 ? [] : linesOf(sheet).map(({ sentence }) => sentence)), ...passedIn(sheet), ...wholeOf(scheme, sheet, grades[index]!)]),
    };
  });
}

/** What was there and gave nothing, and why. */
function passedIn(sheet: Sheet): string[] {
  const alike = Map.groupBy(linesOf(sheet).flatMap(({ passed }) => passed), ({ event, why }) => `${event.day}${event.source} ${why}`);
  return [...alike.values()].map((those) => `${those[0]!.event.day}${those[0]!.event.source}${those.length > 1 ? `${those.length}件` : ''}不计：${those[0]!.why}。`);
}

/** What becomes of the lines: the weight of each part, what was asked for whatever the points, how much it is elsewhere. */
function wholeOf({ sections, scaled_to, most }: Scheme, { sections: parts, total }: Sheet, { unmet, band, scaled }: Grade): string[] {
  const weighed = sections.some(({ weight }) => weight !== undefined);
  return [
    ...(weighed ? [`${parts.map(({ points }, place) => `${points}分×${Math.round((sections[place]!.weight ?? 1) * 10_000) / 100}%`).join('＋')}＝${total}分。`] : []),
    ...parts.flatMap(({ points, lines, name }, place) => (sections[place]!.most !== undefined && Exact.sum(lines.map((line) => line.points)).compare(points) > 0 ? [`${name}合计${Exact.sum(lines.map((line) => line.points))}分，最多${points}分。`] : [])),
    ...unmet.map(({ name, done, least }) => `没有做到“${name}”：应有${least}件，只有${done}件，定为“${band}”。`),
    ...(scaled === undefined ? [] : [`${total}分÷${most}分×${scaled_to}分＝${scaled}分。`]),
  ];
}

const endsOf = ({ band, awards, consequences, scaled }: Grade): string[] => [...(band ? [band] : []), ...awards, ...consequences, ...(scaled ? [`折算${scaled}分`] : [])];

/** What a case begins with, in lines. */
function givenIn({ 记录, 身份, 评定, 测评, 外来, 总分, 上年 }: WorkedCase): string[] {
  const judged = 评定 && ('理由' in 评定 ? [['', 评定 as Judged] as const] : Object.entries(评定 as Record<string, Judged>));
  const many = (said: Readonly<Record<string, number>>) => Object.entries(said).map(([name, n]) => `${name}${n}`).join('、');
  return [
    ...(身份 ? [`身份：${身份.join('、')}`] : []), ...(记录?.length === 0 ? ['没有记录'] : (记录 ?? [])),
    ...(judged ?? []).map(([address, { 选项, 分数, 缺, 理由 }]) => `评定${address}：${选项 ?? (分数 === undefined ? (缺?.length ? `缺${缺.join('、')}` : '齐全') : `${分数}分`)}（${理由}）`),
    ...(测评 ? [`测评：${many(测评)}`] : []), ...(外来 ? [`外来成绩：${many(外来)}`] : []), ...(总分 ? [`总分：${总分.join('、')}`] : []), ...(上年 ? [`上年总分：${上年.flat().join('、')}`] : []),
  ];
}

/** The same told of what is worked out, as far as the case tells it. */
function workedOut(scheme: Scheme, one: WorkedCase) {
  const { sheets, grades } = reckoned(scheme, one);
  return {
    得: one.得 === undefined ? undefined : String(sheets[0]!.total),
    说: one.说 === undefined ? undefined : linesOf(sheets[0]!).map(({ sentence }) => sentence).join(''),
    等次: one.等次 === undefined ? undefined : grades.map(({ band }) => band),
    称号: one.称号 === undefined ? undefined : grades.map(({ awards }) => awards),
    结果: one.结果 === undefined ? undefined : grades.map(({ consequences }) => consequences),
    折算: one.折算 === undefined ? undefined : grades.map(({ scaled }) => String(scaled)),
  };
}

function reckoned(scheme: Scheme, one: WorkedCase): { sheets: Sheet[]; grades: Grade[] } {
  const all = (one.总分 ?? [undefined]).map((total) => assessedIn(one, scheme, total));
  const sheets = all.map((assessed) => score(scheme, assessed, period));
  const before = (one.上年 ?? []).map((totals) => totals.map((total) => ({ total: Exact.of(total), band: undefined })));
  return { sheets, grades: grade(scheme, sheets.map(({ total }, index) => ({ id: String(index), total, events: all[index]!.events, before: before[index] ?? [] })), period) };
}

const linesOf = ({ sections }: Sheet) => sections.flatMap(({ lines }) => lines);

function assessedIn({ 记录 = [], 身份 = [], 评定, 测评, 外来 }: WorkedCase, scheme: Scheme, total: number | undefined): Assessed {
  const ballot = scheme.sections.flatMap(({ indicators }) => indicators).find(({ voted }) => voted)?.voted?.ballot;
  const judged = 评定 && ('理由' in 评定 ? { '1.1': 评定 as Judged } : (评定 as Record<string, Judged>));
  return {
    roles: 身份, events: 记录.flatMap(eventsOf),
    judgements: Object.fromEntries(Object.entries(judged ?? {}).map(([address, one]) => [address, judgementOf(one)])),
    ...(ballot && 测评 ? { ballots: { [ballot]: 测评 } } : {}), outside: { ...外来, ...(total === undefined ? {} : { 总分: total }) },
  };
}

const judgementOf = ({ 选项, 分数, 缺, 理由 }: Judged): Judgement => ({ ...(选项 ? { choice: 选项 } : {}), ...(分数 === undefined ? {} : { points: 分数 }), missing: 缺 ?? [], reason: 理由 });

/** `2025-03-01 提案 阶段=提交+立案 共=4人第2位`, or `2025-03-01 面商 97件` for so many alike. */
function eventsOf(line: string, index: number): Event[] {
  const [day = '', source = '', ...more] = line.split(' ');
  const said = new Map(more.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]));
  const many = Number(more.map((word) => /^(\d+)件$/.exec(word)?.[1]).find(Boolean) ?? 1);
  const [, all, place] = /^(\d+)人第(\d+)位$/.exec(said.get('共') ?? '') ?? [];
  return Array.from({ length: many }, (_, n) => ({
    record: source, id: `${index}-${n}`, day, received: said.get('送达') ?? day, source, proved: more.includes('有证明'),
    ...word('kind', '类别'), ...words('stage', '阶段'), ...words('level', '层级'), ...word('role', '身份'), ...word('status', '情形'), ...word('same', '同'),
    ...(said.has('数量') ? { amount: Number(said.get('数量')) } : {}), ...(all ? { people: { all: Number(all), place: Number(place) } } : {}),
  }));
  function word<K extends string>(name: K, chinese: string) { return said.has(chinese) ? { [name]: said.get(chinese)! } : {}; }
  function words<K extends string>(name: K, chinese: string) { return said.has(chinese) ? { [name]: said.get(chinese)!.split('+') } : {}; }
}
