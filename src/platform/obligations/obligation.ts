import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';

/** How often something is owed: 一月, 一季, 半年, 一年. */
export type Rhythm = 'month' | 'quarter' | 'half' | 'year';

/** Who owes it: each committee, each member, or the county's body once for all. */
export type Debtor = 'committee' | 'member' | 'county';

/**
 * By which day, counted from the span for which it is owed; each names the parameter of the plan that says the number.
 * `monthAfter`: that day of the month after the span. `daysInto`: so many days from its first day on (a plan for the year that
 * has begun). `workingDaysAfter`: so many working days after its last day.
 */
export type Due = { monthAfter: string } | { daysInto: string } | { workingDaysAfter: string };

/** Which records discharge it: those that meet the condition and whose day lies in the span. */
export interface Discharge<Row extends Recorded = any> {
  declared: Lifecycle<Row>;
  where: Predicate<Row>;
  /** The day by which a record belongs to a span. */
  day: keyof Row & string;
  /** The day on which it was delivered, where that is not the day above: what is delivered after its day was late. */
  deliveredOn?: keyof Row & string;
  /** The column that names who owes it; absent: `committee_id` or `member_id`. */
  owner?: keyof Row & string;
  /** Of records of several committees: the column (`uuid[]`) with all of them; it discharges what each of them owes. */
  owners?: keyof Row & string;
}

/** Who owes what, how often, by which day, under which clause, and which record discharges it. */
export interface Obligation<Row extends Recorded = any> {
  name: string;
  /** What is owed, in the words of the plan: 每季度开展调研视察. */
  label: string;
  clause: string;
  rhythm: Rhythm;
  owedBy: Debtor;
  /** The parameter that says how many in each span, none if it says 0; absent: one. */
  required?: string;
  /** Absent: the last day of the span. */
  due?: Due;
  dischargedBy: Discharge<Row>;
  /** The parameter that says how many working days before its day it begins to press. */
  warn: string;
  /** The parameter that says how many days after its day it counts as late. */
  late: string;
  /** The director may sign that there was nothing to report; the parameter that says whether this counts. */
  zeroReport?: string;
}

/** The parameters that settle it: how many, by when, what counts, from when it presses and is late. */
export const parametersOf = ({ required, due, zeroReport, warn, late }: Obligation): string[] =>
  [required, ...Object.values(due ?? {}), zeroReport, warn, late].filter((key): key is string => key !== undefined);

/** Declares a duty. Claims, the duty calendar, the feeds and the reminders read it. */
export const obligation = <Row extends Recorded>(declared: Obligation<Row>): Obligation<Row> => declared;
