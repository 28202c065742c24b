import type { Claim } from '#platform/figures/claim.ts';
import type { DeclaredRatio, Figure } from '#platform/figures/figure.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Founder, ImportTarget } from '#platform/importing/target.ts';
import type { House, Reading } from '#platform/records/act.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';

/** By the name of a record type: how the county's plan in force today calls it. */
export type OwnNames = Readonly<Record<string, (reading: Reading) => Promise<string>>>;

/** What one slice brings to the whole. Only `county.ts` gathers them. */
export interface Slice {
  records?: readonly Lifecycle[];
  figures?: readonly Figure[];
  ratios?: readonly DeclaredRatio[];
  claims?: readonly Claim[];
  imports?: readonly ImportTarget[];
  /** Who founds what an import finds missing (committees, units, sectors). */
  founders?: readonly Founder[];
  /** How a clause is cited to people: 《履职方案》第六条. The chapter of the plans knows. */
  clauseWords?: House['clauseWords'];
  /** What the county itself calls a record of this slice, by the record's name, where a plan gives it a name of its own. */
  names?: OwnNames;
  mount?(site: Site): void;
}
