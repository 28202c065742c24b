import type { z } from 'zod';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import type { ImportKind } from '#platform/importing/kind.ts';
import type { Level } from '#platform/importing/reading.ts';
import type { TakenRow } from '#platform/importing/taking.ts';

/**
 * A kind of sheet and the record that its rows become: what a slice's `imports.ts` declares. `duties/inspections/imports.ts` is the pattern.
 * The sheet's cells are read by the kind; here words become ids, and rows become records.
 */
export interface ImportTarget {
  kind: ImportKind;
  declared: Lifecycle;
  /** The record's fields: their labels name the columns in which a row differs from what stands. */
  fields?: z.ZodObject;
  /**
   * Turns the values of many rows into columns of the record, at once: see `resolveRows` of `resolving.ts`.
   * What is not there and may be founded is proposed (`needs`); a word that could mean several records is a problem of its cell.
   */
  resolve(reading: Reading, rows: readonly TakenRow[]): Promise<ResolvedRow[]>;
  /** How a record stands in a workbook that goes out to be corrected (`outgoing.ts`), column by column. Absent: it does not go out. */
  outgoing?(reading: Reading): Promise<readonly Outgoing[]>;
  /** Records that the rows could be, by the rows' index: see `standingBy` of `standing.ts`. */
  existing(reading: Reading, rows: readonly ResolvedRow[]): Promise<ReadonlyMap<number, Recorded>>;
  /** Writes new rows and answers their records in the rows' order; absent: `createMany` with `newColumns`. Must pass `{ batch }` on. */
  enter?(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Recorded[]>;
  /** Brings a standing record to the row's columns; absent: `amend` with those that differ. */
  update?(act: Act, standing: Recorded, row: ResolvedRow, batch: string): Promise<Recorded>;
  /**
   * Takes away what `enter` itself wrote beside the records (links, signers), before they are taken away. What others have made of a record since
   * is not its business: such a record stays, because they refer to it.
   */
  withdraw?(act: Act, records: readonly Recorded[], batch: string): Promise<void>;
}

/** One column of a workbook that goes out. */
export interface Outgoing {
  /** The kind's field, which reads it again. */
  field: string;
  /** The record's column. */
  column: string;
  /** The column always holds something: an emptied cell says nothing. */
  required?: true;
  /** Sentences stand in it: the column is wide. */
  long?: true;
  cell(row: any): string | number | null;
}

/** Something a row needs that does not exist yet. The clerk confirms it by a tick. */
export interface Founding {
  /** `committee`, `unit`, `sector`, `post` … */
  what: string;
  /** As the clerk reads it: 设立联络委 白石镇. */
  label: string;
  /** Identity of the proposal, the same for every row that needs it, e.g. `committee:白石镇`. */
  key: string;
  /** Columns of the record to be founded, for its founder. */
  columns: Record<string, unknown>;
  /** The row comes in without it when it is not ticked (a post); otherwise such a row stays out. */
  optional?: boolean;
}

/**
 * Founds what was confirmed, before the rows that need it are entered. A chapter offers one for each `what` it knows (`Slice.founders`).
 * A need without a founder (a post of the very person of the row) is the target's own business: its `enter` finds the confirmed ones in `needs`.
 */
export interface Founder {
  what: string;
  found(act: Act, wanted: readonly Founding[], batch: string): Promise<ReadonlyMap<string, string>>;
}

export interface ResolvedRow {
  /** Place of the row in what was given to `resolve`. */
  index: number;
  /** What the row says: columns of the record, and whatever else `enter` understands. A reference still to be founded is `founding:<key>`. Null says nothing. */
  columns: Record<string, unknown>;
  /** What a new record holds where the row says nothing: its state, false for an empty tick. Never changes a standing record. */
  assumed: Record<string, unknown>;
  needs: Founding[];
  problems: { field: string; level: Level; sentence: string }[];
  /** Columns that a row which came back from Excel had emptied: they are to hold nothing. */
  emptied?: readonly string[];
}

const mark = 'founding:';

/** The columns of a new record: what the row says over what is assumed. */
export const newColumns = (row: Pick<ResolvedRow, 'columns' | 'assumed'>): Record<string, unknown> => ({
  ...row.assumed,
  ...Object.fromEntries(Object.entries(row.columns).filter(([column, value]) => value !== null || !(column in row.assumed))),
});

/** Stands for the id of something that is founded along with the import. */
export const foundingMark = (key: string): string => mark + key;

/** The key of a founding mark; null for anything else. */
export const foundingKey = (value: unknown): string | null => (typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : null);
