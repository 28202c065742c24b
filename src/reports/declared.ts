import type { Claim } from '#platform/figures/claim.ts';
import type { DeclaredRatio, Figure } from '#platform/figures/figure.ts';

/** Everything the earlier chapters declared that a report can quote. Gathered by `county.ts`. */
export interface Declared {
  readonly figures: readonly Figure[];
  readonly ratios: readonly DeclaredRatio[];
  readonly claims: readonly Claim[];
  /** In which chapter of the speech each of them stands, by its name. */
  readonly chapterOf?: ReadonlyMap<string, string>;
}
