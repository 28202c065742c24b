import { isDeepStrictEqual } from 'node:util';
import type { ImportKind } from './kind.ts';
import type { CellRemark, TakenRow } from './taking.ts';

/**
 * `new`: will be added. `changed`: the system has this row with other values. `same`: the system has it exactly so.
 * `conflict`: the row came back from Excel, and somebody changed the same cells meanwhile: a person must say what stands.
 * `duplicate`: the file has it above. `refused`: at least one cell must be mended first.
 */
export type Verdict = 'new' | 'changed' | 'conflict' | 'same' | 'duplicate' | 'refused';

export const verdictLabels: Readonly<Record<Verdict, string>> = { new: '新增', changed: '有变化', conflict: '两边都改过', same: '已有且相同', duplicate: '文件内重复', refused: '需修改' };

/** A field in which the row differs from what the system holds, as a person reads it. */
export interface Difference {
  label: string;
  from: string;
  to: string;
}

/** A record that the system already holds for a row, and in what the row differs from it. */
export interface StandingRecord {
  id: string;
  differences: readonly Difference[];
  /** What the file and somebody else changed differently. */
  conflicts?: readonly Conflict[];
}

/** A cell that the file and somebody else changed differently since it went out. */
export interface Conflict {
  column: string;
  label: string;
  before: string;
  file: string;
  system: string;
}

export interface JudgedRow extends TakenRow {
  verdict: Verdict;
  /** For `changed` and `same`: the record that stands. */
  standing: StandingRecord | null;
  /** For `duplicate`: the row above that is the same. */
  duplicateOf: { sheet: string; row: number } | null;
}

/** A comparable key of an identity or likeness; null when one has nothing to go by. */
function keyOf(parts: readonly unknown[] | null): string | null {
  return parts === null ? null : JSON.stringify(parts);
}

/**
 * Gives every row its verdict.
 *
 * @param standing the record that the system holds for the row at this place, if any
 * @param known the id of the record that the row itself names: no two of them are the same because they read alike
 */
export function judgeRows(kind: ImportKind, rows: readonly TakenRow[], standing: (index: number) => StandingRecord | undefined = () => undefined, known: (row: TakenRow) => string | undefined = () => undefined): JudgedRow[] {
  const seen = new Map<string, TakenRow>();
  const alike = new Map<string, TakenRow>();
  return rows.map((row, index) => {
    if (row.remarks.some(({ level }) => level === 'refuse')) return judged(row, 'refused');
    const own = known(row);
    const key = keyOf(own === undefined ? kind.identity(row.values) : ['id', own]);
    const above = key === null ? undefined : seen.get(key);
    if (above) return { ...judged(row, 'duplicate'), remarks: [...row.remarks, duplicateRemark(kind, row, above)], duplicateOf: { sheet: above.sheet, row: above.row } };
    if (key !== null) seen.set(key, row);
    const stands = standing(index);
    if (stands) return { ...judged(row, verdictOn(stands)), standing: stands };
    return { ...judged(row, 'new'), remarks: [...row.remarks, ...likenessRemark(kind, row, alike)] };
  });
}

const verdictOn = ({ conflicts = [], differences }: StandingRecord): Verdict => (conflicts.length > 0 ? 'conflict' : differences.length > 0 ? 'changed' : 'same');

const judged = (row: TakenRow, verdict: Verdict): JudgedRow => ({ ...row, verdict, standing: null, duplicateOf: null });

function duplicateRemark(kind: ImportKind, row: TakenRow, above: TakenRow): CellRemark {
  const where = above.sheet === row.sheet ? `第 ${above.row} 行` : `工作表“${above.sheet}”第 ${above.row} 行`;
  const differs = Object.keys(kind.columns).some((field) => !isDeepStrictEqual(row.values[field] ?? null, above.values[field] ?? null));
  const sentence = differs ? `与${where}是同一件事，但有几格不同，没有重复录入。请核对以哪一行为准。` : `与${where}完全相同，没有重复录入。`;
  return { level: differs ? 'check' : 'info', sentence, ...addressOf(kind, row) };
}

function likenessRemark(kind: ImportKind, row: TakenRow, alike: Map<string, TakenRow>): CellRemark[] {
  const key = keyOf(kind.likeness?.(row.values) ?? null);
  if (key === null) return [];
  const above = alike.get(key);
  alike.set(key, above ?? row);
  if (!above) return [];
  const other = `第 ${above.row} 行`;
  const sentence = kind.likenessSentence?.(row.values, other) ?? `与${other}相像，请核对是不是同一条。`;
  return [{ level: 'check', sentence, ...addressOf(kind, row) }];
}

/** Remarks on a whole row stand at its first column. */
function addressOf(kind: ImportKind, row: TakenRow): Omit<CellRemark, 'level' | 'sentence'> {
  const [field = '', column] = Object.entries(kind.columns)[0] ?? [];
  return { sheet: row.sheet, row: row.row, field, column: null, label: column?.label ?? '' };
}
