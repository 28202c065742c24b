import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act, Reading } from '#platform/records/act.ts';

/** The field of an entry form, and of its address, that says from which other record it begins. */
export const ARISES_FROM = 'arises_from';

/** What one record takes over from another out of which it arises. A later chapter knows; forms and acts only ask. */
export interface Arising {
  /** What the form begins with and a sentence for its head; undefined when the person sees no such record or nothing begins with it. */
  begin(reading: Reading, declared: Lifecycle, from: string): Promise<{ values: Record<string, string | null | undefined>; lead: string } | undefined>;
  /** Links the two, in the act that entered the new one. */
  link(act: Act, declared: Lifecycle, row: Recorded, from: string): Promise<void>;
}
