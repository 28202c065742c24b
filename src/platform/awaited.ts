import type { Relation } from '#platform/identity/relations.ts';
import type { Lifecycle, Offer, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';

/** One thing that waits. */
export interface AwaitedOne {
  label: string;
  /** Where it is done. */
  href: string;
  /** Since when it waits; null: for as long as anybody knows. */
  since: string | null;
  /** Done where it is named, with one tap: steps that ask for nothing. */
  atOnce?: { declared: Lifecycle; row: Recorded; offers: Offer[] };
}

/**
 * Work that waits without being a record's state: looked up from the records whenever somebody asks, so that it can neither be doubled nor be
 * forgotten, and is gone the moment it is done.
 */
export interface Awaited {
  /** The clerk's words: what it is, and what it waits for. */
  title: string;
  what: string;
  /** Where all of it stands. */
  href: string;
  /** Whose work it is, whatever the record. */
  whose: Relation;
  find(reading: Reading): Promise<AwaitedOne[]>;
}
