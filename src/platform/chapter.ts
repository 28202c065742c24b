import type { Claim } from '#platform/figures/claim.ts';
import type { Figure, Ratio } from '#platform/figures/figure.ts';
import type { Site } from '#platform/http/site.tsx';
import type { ImportTarget } from '#platform/importing/target.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';

/** What one slice brings to the whole. Only `county.ts` gathers them. */
export interface Slice {
  records?: readonly Lifecycle[];
  figures?: readonly Figure[];
  ratios?: readonly Ratio[];
  claims?: readonly Claim[];
  imports?: readonly ImportTarget[];
  mount?(site: Site): void;
}
