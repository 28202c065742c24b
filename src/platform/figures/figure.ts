import type { Predicate } from '#platform/predicate.ts';
import type { Composition } from '#platform/figures/composition.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';

export const units = ['条', '件', '次', '个', '起', '人', '人次', '份', '期', '场', '项', '篇', '名', '家', '户', '天', '半天', '小时', '元', '万元'] as const;
export type Unit = (typeof units)[number];

/** What a number is called where its unit stands behind it; not every language says it. */
export const withUnit = (label: string, unit: string): string => (unit.trim() === '' ? label : `${label}（${unit}）`);

/**
 * A number with one written definition. Its predicate is also the filter of the list it opens, so the list's length
 * is the figure, for any county, committee, period and moment.
 */
export interface Figure<Row = any> {
  /** Also the token in the speech, e.g. `opinions_received`. */
  name: string;
  label: string;
  /** One sentence: what is counted and what is left out. Shown under the number. */
  definition: string;
  /** Name of the record that is counted; of what is derived, a name of its own. */
  record: string;
  /** For what no table holds, because it follows from records: the rows that are counted, and the address that lists them. */
  derived?: Derived<Row>;
  where: Predicate<Row>;
  /** The day (column) by which a record falls into a period; without it the figure is a standing at the end of the period. */
  day?: keyof Row & string;
  /**
   * For what lasts (posts, memberships): the days on which it began and ended. Counted is what stood at the end of the period;
   * without a period, what has not ended. An unknown beginning counts as long ago.
   */
  span?: { from: keyof Row & string; until: keyof Row & string };
  /** The column that says which committee a record belongs to; absent: only county-wide. */
  committee?: keyof Row & string;
  /**
   * For records of several committees at once (a joint visit): the column (`uuid[]`) with all of them, in the place of `committee`. Each counts it once, and
   * so does the county, so that the sum over committees exceeds the county's number by the overlap.
   */
  bodies?: keyof Row & string;
  /**
   * For records that move between committees: to which one (undefined: to any at all) they belonged at the end of a day (undefined:
   * now), so that the past counts in the units of its time. Stands in for the column alone.
   */
  belonging?: (committee: string | undefined, day: string | undefined) => Predicate<Row>;
  /** What is counted: records, different values of a column (人 instead of 人次), or what a column of numbers adds up to (受益人数). */
  counts?: { distinct: keyof Row & string } | { sum: keyof Row & string };
  /** Put together when it was asked: no counts are kept of it. */
  live?: true;
  /** What it was put together from: the address that lists it says this in the place of the name. */
  composition?: Composition;
  unit: Unit;
}

/** What follows from records and is written nowhere, such as whether a committee has a room today. Its list is made of the very rows that are counted. */
export interface Derived<Row = any> {
  path: string;
  /** Those in the scope that the reader may see, as the reading knows them. */
  rows(reading: Reading, scope: Scope): Promise<readonly Row[]>;
  /** The numbers of figures over the same rows, where these may be too many to be brought: counted where they are. */
  numbers?(reading: Reading, figures: readonly Figure[], scope: Scope): Promise<Map<string, number>>;
}

export const figure = <Row>(declared: Figure<Row>): Figure<Row> => declared;

/** A share of one figure in another, with its convention in words. Source: domain rules, percentages differ by base. */
export interface Ratio {
  name: string;
  label: string;
  definition: string;
  numerator: string;
  denominator: string;
  /** Decimal places of the printed percentage. */
  decimals: number;
  /** The convention, e.g. 并案不计入立案. Several conventions are several ratios; the county chooses which one it prints. */
  convention: string;
}

export const ratio = (declared: Ratio): Ratio => declared;

/** The share that a county prints: of several ratios the one whose convention its plan has chosen, under one lasting name. */
export interface ChosenRatio extends Pick<Ratio, 'name' | 'label' | 'definition'> {
  /** The parameters that choose. */
  parameters: readonly string[];
  /** The ratio whose convention is in force on this day. */
  choose(reading: Reading, day: string): Promise<Ratio>;
}

export const chosenRatio = (declared: ChosenRatio): ChosenRatio => declared;

export type DeclaredRatio = Ratio | ChosenRatio;

export const isChosen = (declared: DeclaredRatio): declared is ChosenRatio => 'choose' in declared;

/** A ratio with the figures that it divides on this day. */
export const ratioOn = async (reading: Reading, declared: DeclaredRatio, day: string): Promise<Ratio> =>
  isChosen(declared) ? { ...(await declared.choose(reading, day)), name: declared.name, label: declared.label } : declared;

/** The column whose different values a figure counts. */
export const differing = ({ counts }: Figure): string | undefined => (counts && 'distinct' in counts ? counts.distinct : undefined);

/** Kept in step with the writes: record counts by a day. Others are counted when asked. */
export const isKept = (figure: Figure): boolean => figure.day !== undefined && figure.counts === undefined && !figure.derived && !figure.live;
