/** What a speech can quote: each with its value now, its one written definition, and the records behind it. */
import type { CounterExample, Verdict } from '#platform/figures/claim.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { withRest } from './numbers.ts';

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

/** Manners of printing, by kind, with what they do. */
export const manners: Readonly<Record<Quote['kind'], Readonly<Record<string, string>>>> = {
  figure: { 余: '零头写作“余”' },
  ratio: { 率: '只写百分数，不写分子分母和口径' },
  claim: {},
  fact: {},
};

export const verdictWord: Readonly<Record<Verdict, string>> = { proved: '成立', refused: '不成立', nothing_to_examine: '暂无记录' };

/** Nothing to report: zero records, a share of nothing, a claim without anything to examine. */
export function saysNothing(quote: Quote): boolean {
  switch (quote.kind) {
    case 'figure': return quote.value === 0;
    case 'ratio': return quote.denominator === 0;
    case 'claim': return quote.override === undefined && quote.verdict === 'nothing_to_examine';
    case 'fact': return quote.text === '';
  }
}

/**
 * The words that stand in the speech; empty where there is nothing to say. A share prints its numerator, denominator and
 * convention unless the template asks for the percentage alone.
 */
export function worded(quote: Quote, manner?: string): string {
  switch (quote.kind) {
    case 'figure': return manner === '余' ? withRest(quote.value) : String(quote.value);
    case 'ratio': return ratioWords(quote, manner);
    case 'claim': return claimWords(quote);
    case 'fact': return quote.text;
  }
}

function ratioWords(quote: QuotedRatio, manner?: string): string {
  const share = percentage(quote.numerator, quote.denominator, quote.decimals);
  if (share === undefined) return '';
  return manner === '率' ? share : `${share}（${quote.numerator}/${quote.denominator}，${quote.convention}）`;
}

/** A proved claim in its own words; a refused one as what is true; an override in the words somebody answers for. */
function claimWords(quote: QuotedClaim): string {
  if (quote.override) return quote.override.wording;
  if (quote.verdict === 'proved') return quote.sentence;
  return quote.verdict === 'refused' ? quote.otherwise : '';
}
