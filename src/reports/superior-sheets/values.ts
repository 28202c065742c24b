/** The number or word of each cell, with the definition and the list behind it. */
import { percentage } from '#platform/figures/percentage.ts';
import type { Standing } from '#platform/records/moment.ts';
import { spot as spotOf } from '#platform/documents/given/looking.ts';
import type { Declared } from '#reports/declared.ts';
import type { QuotedFigure, QuotedRatio } from '#reports/quoting/quote.ts';
import { reckon } from '#reports/quoting/reckoning.ts';
import { nameIn, type Fact } from '#reports/superior-sheets/marks.ts';
import type { FormSheet } from '#reports/superior-sheets/reading-form.ts';
import type { Spot } from '#reports/superior-sheets/spots.ts';

type Quoted = QuotedFigure | QuotedRatio;

export interface Told {
  label: string;
  definition: string;
  /** The list that is as long as the number. */
  href?: string;
  unit: string;
}

const scopeKey = ({ from, to, committee = '' }: Spot['asked']): string => [from, to, committee].join('|');

/** Every number that the spots ask for, reckoned once for each committee and time. */
export async function quotesFor(standing: Standing, declared: Declared, spots: readonly Spot[]): Promise<(spot: Spot) => Quoted | undefined> {
  const known = new Map<string, Map<string, Quoted>>();
  for (const [key, theirs] of Map.groupBy(spots.filter(({ fills }) => /^(?:figure|ratio):/.test(fills)), ({ asked }) => scopeKey(asked))) {
    const { figures, ratios } = await reckon(standing, declared, theirs[0]!.asked, new Set(theirs.map(({ fills }) => nameIn(fills))));
    known.set(key, new Map<string, Quoted>([...figures, ...ratios].map((one) => [`${one.kind}:${one.name}`, one])));
  }
  return ({ asked, fills }) => known.get(scopeKey(asked))?.get(fills);
}

/** What is written into a cell; undefined where there is nothing to tell. A share is a number where the cell shows percentages, else words. */
export function valueOf(quote: Quoted, { look }: FormSheet, { row, column }: Pick<Spot, 'row' | 'column'>): number | string | undefined {
  if (quote.kind === 'figure') return quote.value;
  const words = percentage(quote.numerator, quote.denominator, quote.decimals);
  if (words === undefined || !look.percent.has(spotOf(row, column))) return words;
  return Number((Number(words.slice(0, -1)) / 100).toFixed(quote.decimals + 2));
}

export const toldOf = (quote: Quoted): Told => ({
  label: quote.label, href: quote.href,
  definition: quote.kind === 'figure' ? quote.definition : `${quote.definition}（${quote.numerator}/${quote.denominator}，${quote.convention}）`,
  unit: quote.kind === 'figure' ? quote.unit : '',
});

export type Facts = Readonly<Record<Fact, string>>;
