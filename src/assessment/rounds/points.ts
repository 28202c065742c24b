import { Exact } from '#assessment/schemes/facts.ts';
import { invalid } from '#platform/problems.ts';

/** Points as columns keep them: six decimals, of which people see two (domain rules 8.3, `DESIGN` e). */
export const asKept = (points: Exact): string => points.toDecimals(6);

/** A total is kept to four decimals: what sixty lines lose behind the sixth stays below that, so a total of 90 is 90 and reaches its band. */
export const asTotal = (points: Exact): string => points.toDecimals(4);

/** As it is shown: 12.5, 90. */
export const shown = (kept: string | null): string => (kept === null ? '' : Exact.of(kept).toString());

/** What somebody typed as points. @throws Problem 422 at the field */
export function pointsTyped(typed: string, field: string): Exact {
  const found = /^\s*(-?\d{1,5}(?:\.\d{1,2})?)\s*分?\s*$/u.exec(typed.normalize('NFKC'));
  if (!found) throw invalid({ [field]: `“${typed}”不是分数。请填数字，最多两位小数，例如 8 或 7.5。` });
  return Exact.of(found[1]!);
}
