import { showKnownDay, type KnownDay } from '#platform/importing/readers/day.ts';
import type { Outgoing } from '#platform/importing/target.ts';

/** Cells of ledgers that go out: each names the kind's field, which reads it again, and the record's column. */
type Cells = Record<string, any>;
type More = Pick<Outgoing, 'required' | 'long'>;

/** The column always holds something. */
export const always = { required: true } as const;
/** Sentences stand in it. */
export const long = { long: true } as const;

/** As it is in the record. */
export const plainCell = (field: string, column: string = field, more: More = {}): Outgoing => ({ field, column, cell: (row: Cells) => row[column] ?? null, ...more });

/** A fixed choice in its words; a word of the plan's own as it is. */
export const wordCell = (field: string, column: string, words: Readonly<Record<string, string>>, more: More = {}): Outgoing =>
  ({ field, column, cell: (row: Cells) => words[row[column]] ?? row[column] ?? null, ...more });

/** What the column refers to, by its name. */
export const nameCell = (field: string, column: string, names: ReadonlyMap<string, string>, more: More = {}): Outgoing =>
  ({ field, column, cell: (row: Cells) => names.get(row[column]) ?? null, ...more });

/** A day as exactly as it is known. */
export const knownDayCell = (field: string, column: string, more: More = {}): Outgoing =>
  ({ field, column, cell: (row: Cells) => (row[column] ? showKnownDay({ day: row[column], precision: row['precision'] as KnownDay['precision'] }) : null), ...more });

export const yesNoCell = (field: string, column: string = field): Outgoing => ({ field, column, cell: (row: Cells) => (row[column] ? '是' : '否') });

/** Told again because the paper has a column for it: it follows from another, and reading it changes nothing. */
export const derivedCell = (field: string, column: string, cell: (row: any) => string | number | null): Outgoing => ({ field, column, required: true, cell });

/** Choices by their value. */
export const byValue = (choices: readonly { value: string; label: string }[]): ReadonlyMap<string, string> => new Map(choices.map(({ value, label }) => [value, label]));
