import type { RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** Whose work it is: that of a committee, a member, or a unit that handles. */
export type Subject = 'committee' | 'member' | 'unit';

/** The part of an archive in which work stands, in the order of an archive. Domain rules 7.2 (S155). */
export const headings = {
  meeting: '会议', proposal: '提案', opinion: '社情民意', visit: '调研视察', consultation: '协商', deed: '为民实事', station: '服务站', task: '交办任务',
  training: '学习培训', report: '报告和述职', standard: '规范化建设', honour: '表彰', appraisal: '外部评价', leave: '请假', other: '其他履职',
} as const;
export type Heading = keyof typeof headings;

/** Of whom, and when. All of the county's when nobody is named. */
export interface WorkScope {
  from: string;
  to: string;
  subjects?: readonly string[];
  /** Nothing but these is asked of the rows: a kind may leave out what is dear to know. All of them when not said. */
  columns?: readonly WorkColumn[];
}

/** What tells one row of a kind of work from another, besides whose it is and its day. */
export type WorkColumn = 'kind' | 'stage' | 'level' | 'role' | 'status' | 'amount' | 'people_all' | 'people_place' | 'same';

/** What a record says of one subject's work, as the database tells it; words are the record's own codes. What a kind has no word for is left out. */
export interface WorkRow {
  subject: string;
  id: string;
  /** The day by which it falls into a period. */
  day: string;
  /** The day on which it came into the program or to the office. */
  received: string;
  title: string;
  kind?: string | null;
  /** All stages and levels that it has reached. */
  stage?: readonly string[] | null;
  level?: readonly string[] | null;
  role?: string | null;
  status?: string | null;
  /** Half-days, persons, copies; one when not said. */
  amount?: number | null;
  /** How many did it together, and as which of them. */
  people_all?: number | null;
  people_place?: number | null;
  /** The same for records that are the same work: an adoption and the item that was adopted, a proposal and what it came from. */
  same?: string | null;
}

/** The same as it is read: `proved` says whether a file is attached to its record. */
export interface WorkFound extends WorkRow {
  proved: boolean;
}

/** The county's words for the codes of a kind of work. */
export type WorkWords = Readonly<Partial<Record<'kind' | 'stage' | 'level' | 'role' | 'status', Readonly<Record<string, string>>>>>;

/**
 * What is kept with the writes of the work of committees: how many rows there are, by month and by these columns (docs/decisions/0034). Only what follows
 * from the record itself, or from records that `moved` names, can be kept: not what a parameter, a file or the end of the period decides.
 */
export interface KeptWork {
  columns: readonly WorkColumn[];
  /** By the name of a kind of record: whose work is told otherwise when these of it are written (`select` of their ids, as the reading sees them). */
  moved?: Readonly<Record<string, (reading: Reading, ids: readonly string[]) => RawBuilder<unknown>>>;
}

/**
 * Work that is credited to somebody, read from the records of a duty: what archives list and schemes of assessment count. Nothing is written
 * down for it a second time.
 */
export interface WorkKind {
  /** Lasting, for addresses and sealed volumes. */
  name: string;
  /** Its word in schemes: 民情台账, 提案. No two kinds have the same. */
  word: string;
  /** One sentence: what counts, by which day, and what is left out. */
  definition: string;
  heading: Heading;
  /** Name of the kind of record. */
  record: string;
  /** One who is assessed can have several rows of the same work: the adoptions of one item. */
  repeats?: true;
  words?: WorkWords | ((reading: Reading) => Promise<WorkWords>);
  kept?: KeptWork;
  /** The rows for each kind of subject that can have it, put together by `workRows` and read by `readWork`; each row as of `reading.asOf` when that is set. */
  rows: Readonly<Partial<Record<Subject, (reading: Reading, scope: WorkScope) => RawBuilder<WorkRow> | Promise<RawBuilder<WorkRow>>>>>;
}

export const workKind = (declared: WorkKind): WorkKind => declared;
