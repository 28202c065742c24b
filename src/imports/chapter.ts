import { titleIn, type County } from '#platform/http/visit.ts';
import type { ImportKind } from '#platform/importing/kind.ts';
import type { Founder, ImportTarget } from '#platform/importing/target.ts';
import type { Reading } from '#platform/records/act.ts';

/** What the application of imports is given by `county.ts`: everybody's targets and founders, and the county's rule for undoing. */
export interface ImportsChapter {
  /** In the order in which rows of one file are entered: what others refer to comes first. */
  targets: readonly ImportTarget[];
  founders: readonly Founder[];
  /** For how many days a batch can be undone: a dated parameter of the county. */
  undoDays(reading: Reading): Promise<number>;
}

export const kindsOf = ({ targets }: ImportsChapter): ImportKind[] => targets.map(({ kind }) => kind);

/** The kinds as the county calls their records, where they have the name of these. */
export const kindsIn = ({ targets }: ImportsChapter, county: Pick<County, 'called'>): ImportKind[] =>
  targets.map(({ kind, declared }) => (kind.title === declared.title ? { ...kind, title: titleIn(county, declared) } : kind));

/** The target of a kind by its name. */
export function targetOf({ targets }: ImportsChapter, kind: string): ImportTarget | undefined {
  return targets.find((target) => target.kind.name === kind);
}
