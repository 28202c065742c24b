/** Reckoned figures, ratios and claims as the API gives them. */
import { percentage } from '#platform/figures/percentage.ts';
import type { QuotedClaim, QuotedFigure, QuotedRatio } from '#reports/quoting/quote.ts';
import type { Reckoned } from '#reports/quoting/reckoning.ts';

export const plainly = ({ figures, ratios, claims }: Reckoned) => ({
  figures: figures.map(plainFigure), ratios: ratios.map(plainRatio), claims: claims.map(plainClaim),
});

export const plainFigure = ({ name, label, definition, unit, value, href }: QuotedFigure) => ({ name, label, definition, unit, value, list: href });
export const plainRatio = ({ name, label, definition, convention, numerator, denominator, decimals, href }: QuotedRatio) => ({
  name, label, definition, convention, numerator, denominator, percentage: percentage(numerator, denominator, decimals) ?? null, page: href,
});
export const plainClaim = ({ name, sentence, definition, clause, verdict, examined, counterExamples, otherwise, override, href }: QuotedClaim) => ({
  name, sentence, definition, clause, verdict, examined, counter_examples: counterExamples, otherwise, override, page: href,
});
