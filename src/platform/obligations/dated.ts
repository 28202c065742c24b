import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';

/** Records that stand in the duty calendar on a day of their own: meetings, visits, what was handed down. */
export interface Dated<Row extends Recorded = any> {
  declared: Lifecycle<Row>;
  /** The column with the day. */
  day: keyof Row & string;
  /** `HH:MM` of the beginning and the end, where it has hours. */
  hours?: (row: Row) => { from: string; to?: string } | undefined;
  /** Which of them are on the calendar; drafts are not. */
  where?: Predicate<Row>;
  /** States in which it does not take place: shown struck through, and taken out of calendar programs. */
  cancelled: readonly string[];
  place?: (row: Row) => string | null;
  /** The column that names the committee in whose calendar it stands; null: it stands in no committee's, only in the county's. */
  committee: (keyof Row & string) | null;
  /** Of records of several committees: the column (`uuid[]`) with all of them; it stands in the calendar of each. */
  bodies?: keyof Row & string;
  /** The column (a list of ids) that names the members who are to be there: it stands in the calendar of each. */
  members?: keyof Row & string;
}

/** Declares that records of a kind stand in the duty calendar. */
export const dated = <Row extends Recorded>(declared: Dated<Row>): Dated<Row> => declared;
