import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';

/** One line of what stands beside a record. */
export interface BesideOne {
  label: string;
  href: string;
  /** What else is said of it, after the link. */
  about?: string;
}

/** What a later chapter knows of a record and shows on its page: a member's items that were adopted. */
export interface Beside<Row extends Recorded = any> {
  /** Name of the record on whose pages it stands. */
  record: string;
  title: string;
  /** The lines are ways on, not things of which somebody wants to know how many. */
  uncounted?: true;
  /** Those that the reader may see, the newest first; with none the section is left out. */
  find(reading: Reading, row: Row): Promise<BesideOne[]>;
}
