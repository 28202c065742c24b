import { percentage } from '#platform/figures/percentage.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';
import { quoteFigures, ratiosOn } from '#reports/quoting/reckoning.ts';

/** A share with both its numbers. */
export interface Rate {
  name: string;
  label: string;
  share: string | undefined;
  numerator: QuotedFigure;
  denominator: QuotedFigure;
  /** What is in the denominator. */
  convention: string;
}

/** Which numbers and shares a panel tells, by their names. */
export interface Wanted {
  figures: readonly string[];
  ratios: readonly string[];
}

export interface Numbers {
  /** In the order asked for; what a committee has none of is left out. */
  figures(...names: readonly string[]): QuotedFigure[];
  rate(name: string): Rate | undefined;
}

/** All numbers of a board, counted together. */
export async function numbersOf(standing: Standing, declared: Declared, asked: Asked, wanted: Wanted): Promise<Numbers> {
  const ratios = await ratiosOn(standing, declared.ratios.filter(({ name }) => wanted.ratios.includes(name)), asked);
  const names = new Set([...wanted.figures, ...ratios.flatMap(({ numerator, denominator }) => [numerator, denominator])]);
  const quoted = new Map((await quoteFigures(standing, declared.figures.filter(({ name }) => names.has(name)), asked)).map((one) => [one.name, one]));
  const rates = ratios.flatMap(({ name, label, decimals, convention, ...parts }): Rate[] => {
    const [numerator, denominator] = [quoted.get(parts.numerator), quoted.get(parts.denominator)];
    return numerator && denominator ? [{ name, label, convention, numerator, denominator, share: percentage(numerator.value, denominator.value, decimals) }] : [];
  });
  return {
    figures: (...asks) => asks.flatMap((name) => quoted.get(name) ?? []),
    rate: (name) => rates.find((one) => one.name === name),
  };
}
