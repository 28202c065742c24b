/** A template is stored with the lasting names of its tokens and read by people with the clerk's words for them. */
import type { House } from '#platform/records/act.ts';
import type { Declared } from '#reports/declared.ts';
import { waysFor, type Way } from '#reports/figures/facts.ts';
import { kindsAsked, retoldManner, wrongManner } from '#reports/wording/manners.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { readTableMark, retold, tableMark, type TableWords } from '#reports/wording/table-marks.ts';
import { readTemplate, tokensOf } from '#reports/wording/template.ts';
import { words } from '#reports/wording/words.ts';

export interface Quotable {
  readonly kind: Quote['kind'];
  readonly name: string;
  readonly label: string;
  readonly definition: string;
  /** By what a table may divide it; `kinds`: of these a sentence may name the most frequent. */
  readonly dimensions?: readonly { name: string; label: string; kinds?: boolean }[];
}

/** Everything that a template may name. */
export function quotables({ figures, ratios, claims }: Declared, house: House): Quotable[] {
  const dimensions = (figure: Declared['figures'][number]) => waysFor(house, figure).filter(({ dimension }) => dimension).map((way) => ({ name: way.name, label: way.label, kinds: isOfKinds(way) }));
  return [
    ...words.map((word) => ({ kind: 'fact' as const, ...word })),
    ...figures.map((figure) => ({ kind: 'figure' as const, name: figure.name, label: figure.label, definition: figure.definition, dimensions: dimensions(figure) })),
    ...ratios.map(({ name, label, definition }) => ({ kind: 'ratio' as const, name, label, definition })),
    ...claims.map(({ name, sentence, definition }) => ({ kind: 'claim' as const, name, label: sentence, definition })),
  ];
}

/** Months follow each other, and committees and units are not ranked by how many they have. */
const isOfKinds = ({ period, named }: Way): boolean => period === undefined && !['committee', 'unit'].includes(named ?? '');

/** The clerk's word without its marks: brackets, commas and quotation marks would be taken for the template's own. */
const bare = (label: string): string => label.replace(/[^\p{L}\p{N}]/gu, '');

/** A clerk's word can stand in a token when it is not too long and means one thing only. */
function readable(all: readonly Pick<Quotable, 'name' | 'label'>[]): Map<string, string> {
  const uses = Map.groupBy(all, ({ label }) => bare(label));
  return new Map(all.filter(({ label }) => /^.{1,60}$/u.test(bare(label)) && uses.get(bare(label))?.length === 1).map(({ name, label }) => [name, bare(label)]));
}

const swapped = (names: ReadonlyMap<string, string>): Map<string, string> => new Map([...names].map(([name, label]) => [label, name]));

/** The words for numbers and for what divides them, in one direction. */
interface Exchange extends TableWords {
  /** A number's lasting name by the word that stands in the text. */
  lasting(word: string): string;
}

function exchange(all: readonly Quotable[], turn: (map: Map<string, string>) => ReadonlyMap<string, string>, lasting: Exchange['lasting']): Exchange {
  const names = turn(readable(all));
  return { figure: (word) => names.get(word), dimension: (figure, word) => turn(readable(all.find(({ name }) => name === figure)?.dimensions ?? [])).get(word), lasting };
}

const token = /\{([\p{L}\p{N}_]{1,60})((?:\|[\p{L}\p{N}_.]{1,60}){0,3})\}/gu;

/** Every token with its words exchanged, what divides it included. */
const renamed = (text: string, words: Exchange): string => text.replace(token, (_, name: string, rest: string) => {
  const manner = retoldManner(rest.slice(1), (dimension) => words.dimension(words.lasting(name), dimension) ?? dimension);
  return `{${words.figure(name) ?? name}${manner === '' ? '' : `|${manner}`}}`;
});

/** Every table mark that stands on a line of its own, likewise. */
function retabled(text: string, words: Exchange): string {
  if (!text.includes('〔')) return text;
  return text.split('\n').map((line) => {
    const inner = tableMark.exec(line.trim())?.[1];
    return inner === undefined ? line : `〔${retold(inner, words, words.lasting)}〕`;
  }).join('\n');
}

/** As stored: `{调研视察活动}` becomes `{inspections_held}`. */
export function withNames(text: string, all: readonly Quotable[]): string {
  const names = swapped(readable(all));
  const words = exchange(all, swapped, (word) => names.get(word) ?? word);
  return renamed(retabled(text, words), words);
}

/** As shown for editing: the other way round. */
export function withLabels(text: string, all: readonly Quotable[]): string {
  const words = exchange(all, (map) => map, (word) => word);
  return renamed(retabled(text, words), words);
}

/** What is wrong with a template, in sentences that name the line; empty when it can be used. */
export function templateProblems(text: string, all: readonly Quotable[]): string[] {
  const marks = text.split('\n').map((line) => tableMark.exec(line.trim())?.[1]);
  const sentences = text.split('\n').map((line, place) => (marks[place] === undefined ? line : '')).join('\n');
  const { lines, problems } = readTemplate(sentences);
  const known = new Map(all.map((quotable) => [quotable.name, quotable]));
  const wrong = tokensOf(lines).flatMap(({ line, name, manner }) => {
    const quotable = known.get(name);
    if (!quotable) return [{ line, sentence: `第${line}行：没有“{${name}}”这个数字或判断${meant(name, all)}，请从下面的清单里选。` }];
    const fault = wrongManner(quotable.kind, manner) ?? wrongKinds(quotable, kindsAsked(manner));
    return fault ? [{ line, sentence: `第${line}行：“${quotable.label}”${fault}。` }] : [];
  });
  const tables = marks.flatMap((inner, place) => {
    const fault = inner !== undefined && tableProblem(inner, known, all);
    return fault ? [{ line: place + 1, sentence: `第${place + 1}行：${fault}` }] : [];
  });
  return [...problems, ...wrong, ...tables].toSorted((a, b) => a.line - b.line).map(({ sentence }) => sentence);
}

/** What is wrong with asking for its most frequent kinds, as the end of a sentence. */
function wrongKinds({ dimensions = [] }: Quotable, asked: string | undefined): string | undefined {
  if (asked === undefined || dimensions.some(({ name, kinds }) => kinds && name === asked)) return undefined;
  const possible = [...readable(dimensions.filter(({ kinds }) => kinds)).values()].slice(0, MOST_OFFERED);
  const label = dimensions.find(({ name }) => name === asked)?.label ?? asked;
  return `不能写按“${label}”最多的几类。${possible.length > 0 ? `可以按${possible.join('、')}` : '它没有可以这样写的分类'}`;
}

/** So many ways are named in a sentence that refuses another. */
const MOST_OFFERED = 12;

function tableProblem(inner: string, known: ReadonlyMap<string, Quotable>, all: readonly Quotable[]): string | undefined {
  const asked = readTableMark(inner);
  if (!asked) return `表“〔${inner}〕”读不懂。可以写〔数字名称 按 分法〕、〔数字名称 比上年〕或〔数字名称 清单〕，例如〔收到提案 按 类别 占比〕。`;
  const missing = asked.figures.find((name) => known.get(name)?.kind !== 'figure');
  if (missing) return `表里的“${missing}”不是数字${meant(missing, all)}，请从下面的清单里选。`;
  const undivided = asked.form === '比上年' ? undefined : asked.figures.map((name) => known.get(name)!).find(({ dimensions = [] }) => (asked.by ? !dimensions.some(({ name }) => name === asked.by) : dimensions.length === 0));
  if (!undivided) return undefined;
  const possible = [...readable(undivided.dimensions ?? []).values()].slice(0, MOST_OFFERED);
  return `“${undivided.label}”不能这样列表。${possible.length > 0 ? `可以按${possible.join('、')}分。` : '它没有自己的清单，只能写在句子里或者和上年比。'}`;
}

/** The clerk's word that is most like what was typed. */
function meant(typed: string, all: readonly Quotable[]): string {
  const nearest = [...readable(all)].map(([name, label]) => ({ label, like: Math.max(likeness(typed, label), likeness(typed, name)) })).toSorted((a, b) => b.like - a.like)[0];
  return nearest && nearest.like >= 0.4 ? `，您要的是不是“{${nearest.label}}”` : '';
}

/** Of the pairs of characters of both, how many both have. */
function likeness(one: string, other: string): number {
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(text.length - 1, 1) }, (_, at) => text.slice(at, at + 2)));
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
