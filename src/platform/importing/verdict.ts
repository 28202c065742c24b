import { isDeepStrictEqual } from 'node:util';
import type { ImportKind } from './kind.ts';
import type { CellRemark, TakenRow } from './taking.ts';

/**
 * `new`: will be added. `changed`: the system has this row with other values. `same`: the system has it exactly so.
 * `duplicate`: the file has it above. `refused`: at least one cell must be mended first.
 */
export type Verdict = 'new' | 'changed' | 'same' | 'duplicate' | 'refused';

export const verdictLabels: Readonly<Record<Verdict, string>> = { new: '新增', changed: '有变化', same: '已有且相同', duplicate: '文件内重复', refused: '需修改' };

/** A row that the system already holds. */
export interface StandingRow {
  id: string;
  version: number;
  values: Readonly<Record<string, unknown>>;
}

export interface JudgedRow extends TakenRow {
  verdict: Verdict;
  /** For `changed` and `same`: the record that stands. */
  standing: StandingRow | null;
  /** For `changed`: the fields that differ. */
  differences: string[];
  /** For `duplicate`: the row above that is the same. */
  duplicateOf: { sheet: string; row: number } | null;
}

/** What the system holds already, by identity and by likeness. Keys are made by `keyOf`. */
export interface Standing {
  byIdentity: ReadonlyMap<string, StandingRow>;
  byLikeness?: ReadonlySet<string>;
}

/** A comparable key of an identity or likeness; null when one has nothing to go by. */
export function keyOf(parts: readonly unknown[] | null): string | null {
  return parts === null ? null : JSON.stringify(parts);
}

/**
 * Gives every row its verdict. Values of references must have been resolved before, so that they compare with what stands.
 * An empty cell never counts as a change: it says nothing.
 */
export function judgeRows(kind: ImportKind, rows: readonly TakenRow[], standing: Standing): JudgedRow[] {
  const seen = new Map<string, TakenRow>();
  const alike = new Map<string, TakenRow>();
  return rows.map((row) => {
    if (row.remarks.some(({ level }) => level === 'refuse')) return judged(row, 'refused');
    const key = keyOf(kind.identity(row.values));
    const above = key === null ? undefined : seen.get(key);
    if (above) return { ...judged(row, 'duplicate'), remarks: [...row.remarks, duplicateRemark(kind, row, above)], duplicateOf: { sheet: above.sheet, row: above.row } };
    if (key !== null) seen.set(key, row);
    const stands = key === null ? undefined : standing.byIdentity.get(key);
    if (stands) {
      const differences = differing(kind, row, stands);
      return { ...judged(row, differences.length > 0 ? 'changed' : 'same'), standing: stands, differences };
    }
    return { ...judged(row, 'new'), remarks: [...row.remarks, ...likenessRemark(kind, row, alike, standing)] };
  });
}

const judged = (row: TakenRow, verdict: Verdict): JudgedRow => ({ ...row, verdict, standing: null, differences: [], duplicateOf: null });

function differing(kind: ImportKind, row: TakenRow, stands: StandingRow): string[] {
  return Object.keys(kind.columns).filter((field) => {
    const value = row.values[field] ?? null;
    return value !== null && field in stands.values && !isDeepStrictEqual(value, stands.values[field] ?? null);
  });
}

function duplicateRemark(kind: ImportKind, row: TakenRow, above: TakenRow): CellRemark {
  const where = above.sheet === row.sheet ? `第 ${above.row} 行` : `工作表“${above.sheet}”第 ${above.row} 行`;
  const differs = Object.keys(kind.columns).some((field) => !isDeepStrictEqual(row.values[field] ?? null, above.values[field] ?? null));
  const sentence = differs ? `与${where}是同一件事，但有几格不同，没有重复录入。请核对以哪一行为准。` : `与${where}完全相同，没有重复录入。`;
  return { level: differs ? 'check' : 'info', sentence, ...addressOf(kind, row) };
}

function likenessRemark(kind: ImportKind, row: TakenRow, alike: Map<string, TakenRow>, standing: Standing): CellRemark[] {
  const key = keyOf(kind.likeness?.(row.values) ?? null);
  if (key === null) return [];
  const above = alike.get(key);
  alike.set(key, above ?? row);
  const other = above ? `第 ${above.row} 行` : standing.byLikeness?.has(key) ? '系统中已有的一条' : null;
  if (!other) return [];
  const sentence = kind.likenessSentence?.(row.values, other) ?? `与${other}相像，请核对是不是同一条。`;
  return [{ level: 'check', sentence, ...addressOf(kind, row) }];
}

/** Remarks on a whole row stand at its first column. */
function addressOf(kind: ImportKind, row: TakenRow): Omit<CellRemark, 'level' | 'sentence'> {
  const [field = '', column] = Object.entries(kind.columns)[0] ?? [];
  return { sheet: row.sheet, row: row.row, field, column: null, label: column?.label ?? '' };
}
