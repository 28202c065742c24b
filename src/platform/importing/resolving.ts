import type { Columns, ImportKind, ValuesOf } from '#platform/importing/kind.ts';
import type { Level } from '#platform/importing/reading.ts';
import type { KnownDay } from '#platform/importing/readers/day.ts';
import { middots } from '#platform/people/dots.ts';
import { plain, quoted } from '#platform/importing/reading.ts';
import type { TakenRow } from '#platform/importing/taking.ts';
import { type Founding, foundingMark, type ResolvedRow } from '#platform/importing/target.ts';

/** Finds records of one type by the words people use for them. */
export interface Directory {
  /** The record's name: committee, unit, sector, member. */
  what: string;
  /** The clerk's word for it: 联络委. */
  title: string;
  /** Ids of the records the word can mean. */
  find(word: string): readonly string[];
  /** What to propose when it means none; null when such a record cannot be founded by an import. */
  propose?(word: string): Founding | null;
}

/** Makes a directory from names: each record under all its names, compared without spaces, width and brackets. */
export function directoryOf(
  what: string,
  title: string,
  entries: readonly { id: string; names: readonly string[] }[],
  propose?: (word: string) => Founding | null,
): Directory {
  const ids = new Map<string, Set<string>>();
  for (const { id, names } of entries) {
    for (const name of names) ids.set(bareName(name), (ids.get(bareName(name)) ?? new Set()).add(id));
  }
  return { what, title, find: (word) => [...(ids.get(bareName(word)) ?? [])], propose };
}

/** A name as it is compared. */
export const bareName = (name: string): string => plain(name).replace(notCompared, '');

const notCompared = new RegExp(`[\\s“”"'（）()${middots}]`, 'gu');

/** What `columnsOf` may use for one row. */
export interface RowResolver<F extends string> {
  /**
   * The id that a word stands for: null when the cell is empty; a founding mark when it has to be founded first.
   * A word that means nothing, or several records, becomes a problem of the field: `refuse` unless said otherwise.
   */
  id(field: F, word: string | null, directory: Directory, otherwise?: Level): string | null;
  /** What a new record holds where the row says nothing. */
  assume(columns: Record<string, unknown>): void;
  /** Something the row needs besides its references. */
  need(founding: Founding): void;
  remark(field: F, level: Level, sentence: string): void;
}

/**
 * Turns rows into columns: the body of a target's `resolve`.
 *
 *   resolve: async (reading, rows) => {
 *     const committees = await committeeDirectory(reading);
 *     return resolveRows(kind, rows, (values, row) => ({ committee_id: row.id('committee', values.committee, committees), topic: values.topic }));
 *   }
 */
export function resolveRows<C extends Columns>(
  _kind: ImportKind<C>,
  rows: readonly TakenRow[],
  columnsOf: (values: ValuesOf<C>, row: RowResolver<Extract<keyof C, string>>, taken: TakenRow) => Record<string, unknown>,
): ResolvedRow[] {
  return rows.map((taken, index) => {
    const resolved: ResolvedRow = { index, columns: {}, assumed: {}, needs: [], problems: [] };
    const row: RowResolver<Extract<keyof C, string>> = {
      id: (field, word, directory, otherwise = 'refuse') => (word === null ? null : resolveWord(resolved, field, word, directory, otherwise)),
      assume: (columns) => void Object.assign(resolved.assumed, columns),
      need: (founding) => void resolved.needs.push(founding),
      remark: (field, level, sentence) => void resolved.problems.push({ field, level, sentence }),
    };
    resolved.columns = columnsOf(taken.values as ValuesOf<C>, row, taken);
    return resolved;
  });
}

function resolveWord(resolved: ResolvedRow, field: string, word: string, directory: Directory, otherwise: Level): string | null {
  const ids = directory.find(word);
  if (ids.length === 1) return ids[0]!;
  if (ids.length > 1) {
    resolved.problems.push({ field, level: otherwise, sentence: `“${quoted(word)}”可能是 ${ids.length} 个不同的${directory.title}，无法确定是哪一个。请写得更明确些。` });
    return null;
  }
  const founding = directory.propose?.(word) ?? null;
  if (!founding) {
    resolved.problems.push({ field, level: otherwise, sentence: `系统里没有“${quoted(word)}”这个${directory.title}。请核对名称，或先登记它。` });
    return null;
  }
  resolved.needs.push(founding);
  return foundingMark(founding.key);
}

/** A known day as the two columns that records keep of it. */
export function dayColumns<N extends string>(column: N, known: KnownDay | null): Partial<Record<N | 'precision', string>> {
  return known ? ({ [column]: known.day, precision: known.precision } as Record<N | 'precision', string>) : {};
}
