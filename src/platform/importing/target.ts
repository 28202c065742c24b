import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import type { ImportKind } from '#platform/importing/kind.ts';

/** A kind of sheet and the record that its rows become: what a slice's `imports.ts` declares. */
export interface ImportTarget {
  kind: ImportKind<any>;
  declared: Lifecycle<any>;
  /**
   * Finds, for many rows at once, the ids that their words stand for, and what is new and has to be founded first
   * (`founding`: the clerk confirms it by a tick). Words that could mean several records are a problem of the cell.
   */
  resolve(reading: Reading, rows: readonly any[]): Promise<ResolvedRow[]>;
  /** Keys (see `kind.identity`) of records that are already there, with their ids, among those the rows could be. */
  existing(reading: Reading, rows: readonly ResolvedRow[]): Promise<Map<string, Recorded>>;
  /** Writes the rows: usually `createMany` with the columns and the state that the row tells; links (merges, signers) after. */
  enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Recorded[]>;
}

export interface Founding {
  /** `committee`, `unit`, `sector`, `post` … */
  what: string;
  /** As the clerk reads it: 白石镇（镇）. */
  label: string;
  /** Identity of the proposal, the same for every row that needs it. */
  key: string;
}

export interface ResolvedRow {
  /** Place of the row in what was given. */
  index: number;
  /** Columns of the record. References that still have to be founded hold `founding:<key>`. */
  columns: Record<string, unknown>;
  needs: Founding[];
  problems: { field: string; level: 'refuse' | 'check' | 'info'; sentence: string }[];
}
