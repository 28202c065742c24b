/** What a paper can quote: each with its value now, its one written definition, and the records behind it. */
import type { CounterExample, Verdict } from '#platform/figures/claim.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { kindsTold, mostOf, type Kinds } from '#reports/wording/kinds.ts';
import { IF_PROVED, kindsAsked, mannersOf, namesAsked } from '#reports/wording/manners.ts';
import { inManner, inTenths } from '#reports/wording/numbers.ts';

interface Quotable {
  /** The token's name. */
  readonly name: string;
  /** What a clerk calls it; also accepted as the token's name. */
  readonly label: string;
  readonly definition: string;
  /** The list it opens. */
  readonly href?: string;
}

export interface QuotedFigure extends Quotable {
  readonly kind: 'figure';
  readonly value: number;
  readonly unit: string;
  /** The same period a year earlier, where a sentence compares with it. */
  readonly lastYear?: number;
  /** The names of the first records, where a sentence lists them. */
  readonly names?: readonly string[];
  /** How many there are of each kind, by what a sentence names the most frequent kinds of. */
  readonly kinds?: Readonly<Record<string, Kinds>>;
}

export interface QuotedRatio extends Quotable {
  readonly kind: 'ratio';
  readonly numerator: number;
  readonly denominator: number;
  readonly decimals: number;
  readonly convention: string;
}

/** Wording that somebody answers for, in place of what the records say. */
export interface Override {
  readonly wording: string;
  readonly reason: string;
  readonly by: string;
  /** Shown moment. */
  readonly at: string;
}

export interface QuotedClaim extends Quotable {
  readonly kind: 'claim';
  readonly verdict: Verdict;
  readonly examined: number;
  readonly counterExamples: readonly CounterExample[];
  /** As the speech says it when it is true. */
  readonly sentence: string;
  /** What is true instead, when there are counter-examples. */
  readonly otherwise: string;
  readonly clause?: string;
  readonly override?: Override;
}

/** A word from the county's own data: its name, the moment, a document number. */
export interface QuotedFact extends Quotable {
  readonly kind: 'fact';
  readonly text: string;
}

export type Quote = QuotedFigure | QuotedRatio | QuotedClaim | QuotedFact;

export const verdictWord: Readonly<Record<Verdict, string>> = { proved: '成立', refused: '不成立', nothing_to_examine: '暂无记录' };

/** Nothing to report: zero records, a share of nothing, a claim without anything to examine, or not proved where only that is asked for. */
export function saysNothing(quote: Quote, manner?: string): boolean {
  switch (quote.kind) {
    case 'figure': return kindsAsked(manner) === undefined ? quote.value === 0 : figureWords(quote, manner) === '';
    case 'ratio': return quote.denominator === 0;
    case 'claim': return claimWords(quote, manner) === '';
    case 'fact': return quote.text === '';
  }
}

/**
 * The words that stand in the paper; empty where there is nothing to say. A share prints its numerator, denominator and
 * convention unless the template asks for the percentage alone.
 */
export function worded(quote: Quote, manner?: string): string {
  switch (quote.kind) {
    case 'figure': return figureWords(quote, manner);
    case 'ratio': return ratioWords(quote, mannersOf(manner));
    case 'claim': return claimWords(quote, manner);
    case 'fact': return quote.text;
  }
}

function figureWords(quote: QuotedFigure, manner?: string): string {
  const asked = mannersOf(manner);
  const named = namesAsked(manner);
  const by = kindsAsked(manner);
  if (by) return quote.kinds?.[by] ? mostOf({ ...quote.kinds[by], whole: Math.max(quote.kinds[by].whole, quote.value) }, named) : '';
  if (named) return namesOf(quote, named);
  if (asked.includes('增减')) return difference(quote, asked);
  if (asked.includes('增幅')) return growth(quote);
  return inManner(asked.includes('上年') ? (quote.lastYear ?? 0) : quote.value, asked);
}

/** Under a number its kinds, where sentences name some of them; empty otherwise. */
export const kindsUnder = ({ kinds = {} }: QuotedFigure): string => Object.values(kinds).filter(({ parts }) => parts.length > 0).map((one) => `${kindsTold(one)}。`).join('');

/** 甲、乙、丙等 */
function namesOf({ names = [], value }: QuotedFigure, most: number): string {
  const listed = names.slice(0, most);
  return `${listed.join('、')}${value > listed.length && listed.length > 0 ? '等' : ''}`;
}

function difference({ value, lastYear = 0, unit }: QuotedFigure, asked: readonly string[]): string {
  if (value === lastYear) return '持平';
  return `${value > lastYear ? '增加' : '减少'}${inManner(Math.abs(value - lastYear), asked)}${unit}`;
}

/** Decimals of growth: one, as yearly reports have it. */
const GROWTH_DECIMALS = 1;

function growth({ value, lastYear = 0 }: QuotedFigure): string {
  if (value === lastYear) return '持平';
  const share = percentage(Math.abs(value - lastYear), lastYear, GROWTH_DECIMALS);
  return share === undefined ? '' : `${value > lastYear ? '增长' : '下降'}${share}`;
}

function ratioWords({ numerator, denominator, decimals, convention }: QuotedRatio, asked: readonly string[]): string {
  if (denominator === 0) return '';
  if (asked.includes('成')) return inTenths(numerator, denominator);
  const places = asked.map((one) => /^([0-2])位$/.exec(one)?.[1]).find(Boolean);
  const share = percentage(numerator, denominator, places === undefined ? decimals : Number(places))!;
  return asked.includes('率') ? share : `${share}（${numerator}/${denominator}，${convention}）`;
}

/** A proved claim in its own words; a refused one as what is true; an override in the words somebody answers for. */
function claimWords(quote: QuotedClaim, manner?: string): string {
  if (mannersOf(manner).includes(IF_PROVED) && (quote.override || quote.verdict !== 'proved')) return '';
  if (quote.override) return quote.override.wording;
  if (quote.verdict === 'proved') return quote.sentence;
  return quote.verdict === 'refused' ? quote.otherwise : '';
}
