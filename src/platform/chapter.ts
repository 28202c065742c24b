import type { Claim } from '#platform/figures/claim.ts';
import type { Figure, Ratio } from '#platform/figures/figure.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Founder, ImportTarget } from '#platform/importing/target.ts';
import type { House } from '#platform/records/act.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';

/** What one slice brings to the whole. Only `county.ts` gathers them. */
export interface Slice {
  records?: readonly Lifecycle[];
  figures?: readonly Figure[];
  ratios?: readonly Ratio[];
  claims?: readonly Claim[];
  imports?: readonly ImportTarget[];
  /** Who founds what an import finds missing (committees, units, sectors). */
  founders?: readonly Founder[];
  /** How a clause is cited to people: 《履职方案》第六条. The chapter of the plans knows. */
  clauseWords?: House['clauseWords'];
  mount?(site: Site): void;
}
