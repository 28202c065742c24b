import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { committeeChoices } from '#institutions/facts.ts';
import { said } from '#platform/fields.ts';
import type { Cell, Sheet } from '#platform/importing/cell.ts';
import { limits } from '#platform/importing/limits.ts';
import { recogniseAs, type Recognition } from '#platform/importing/recognition.ts';
import { type CellRemark, type LeftAside, takeSheetInTurns, type TakenRow } from '#platform/importing/taking.ts';
import { type Founding, foundingKey, type ImportTarget, newColumns, type ResolvedRow } from '#platform/importing/target.ts';
import { missingOf, returnedRows, saidOf, wentOut, type ReturnedRow, type WentOut } from '#platform/importing/returned.ts';
import { type Conflict, type Difference, judgeRows, type JudgedRow, type StandingRecord, type Verdict } from '#platform/importing/verdict.ts';
import { masksOf, mayCreate, mayEdit, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { type ImportsChapter, targetOf } from './chapter.ts';
import type { ImportBatch } from './record.ts';
import type { Decided, StoredSheet } from './store.ts';

/** A row with its verdict, what it would become, and what it became if it was entered before. */
export interface AssessedRow extends Omit<JudgedRow, 'verdict'> {
  verdict: Verdict | 'entered';
  /** The record it became; for `entered`. */
  recordId: string | null;
  resolved: ResolvedRow | null;
  /** The record that stands, whole; for `changed` and `same`. */
  record: Recorded | null;
}

export interface AssessedSheet {
  stored: StoredSheet;
  sheet: Sheet;
  /** Null when the sheet is left out. */
  understood: { target: ImportTarget; recognition: Recognition } | null;
  rows: AssessedRow[];
  aside: LeftAside[];
  /** Records that went out in the workbook and have no row in what came back. They stay. */
  missing: Recorded[];
}

/** Looks at a sheet as it is understood now, against the records as they stand now. Writes nothing. */
export async function assessSheet(reading: Reading, chapter: ImportsChapter, batch: Pick<ImportBatch, 'file_name'>, stored: StoredSheet): Promise<AssessedSheet> {
  const target = stored.choice && targetOf(chapter, stored.choice.kind);
  if (!stored.choice || !target) return { stored, sheet: sheetOf(stored, {}), understood: null, rows: [], aside: [], missing: [] };
  const places = (await committeeChoices(reading)).map(({ label }) => label);
  const mapping = mappingWithMended(stored, Object.keys(target.kind.columns));
  const sheet = sheetOf(stored, mapping);
  const recognition = recogniseAs(sheet, target.kind, stored.choice.header, { fileName: batch.file_name, places, told: stored.choice.told, mapping });
  const taken = await takeSheetInTurns(sheet, recognition, { today: today(), places });
  const entered = new Map(stored.rows.flatMap(({ row, recordId }) => (recordId ? [[row, recordId] as const] : [])));
  const returned = returnedRows(sheet, recognition);
  const decided = new Map(stored.rows.flatMap(({ row, decided: its }) => (its ? [[row, its] as const] : [])));
  const pending = await assessRows(reading, target, taken.rows.filter(({ row }) => !entered.has(row)), { rows: returned, decided });
  const done = taken.rows.flatMap((row) => (entered.has(row.row) ? [asEntered(row, entered.get(row.row)!)] : []));
  return { stored, sheet, understood: { target, recognition }, rows: [...pending, ...done].toSorted((a, b) => a.row - b.row), aside: taken.aside, missing: await missingOf(reading, target, [...returned.values()]) };
}

const asEntered = (row: TakenRow, recordId: string): AssessedRow => ({ ...row, verdict: 'entered', recordId, resolved: null, record: null, standing: null, duplicateOf: null });

/** Rows of the sheet that went out from here, and what was decided of cells changed on both sides. */
interface CameBack {
  rows: ReadonlyMap<number, ReturnedRow>;
  decided: ReadonlyMap<number, Decided>;
}

async function assessRows(reading: Reading, target: ImportTarget, rows: readonly TakenRow[], cameBack: CameBack): Promise<AssessedRow[]> {
  const readable = rows.filter(({ remarks }) => !remarks.some(({ level }) => level === 'refuse'));
  const resolved = await target.resolve(reading, readable);
  const existing = await target.existing(reading, resolved);
  const outgoing = new Map((await target.outgoing?.(reading) ?? []).flatMap(({ field, column, required }) => (required ? [] : [[field, column] as const])));
  const went = await wentOut(reading, target, cameBack.rows.values());
  const byRow = new Map(readable.map((row, i) => {
    const back = cameBack.rows.get(row.row);
    if (!back) return [row, { resolved: resolved[i]!, record: existing.get(i) ?? null }];
    return [row, comparedWith(target, row, resolved[i]!, went, back, outgoing, cameBack.decided.get(row.row) ?? {})];
  }));
  const remarked = rows.map((row) => ({ ...row, remarks: [...row.remarks, ...remarksOn(reading, target, row, byRow.get(row))] }));
  const standing = (i: number): StandingRecord | undefined => {
    const found = byRow.get(rows[i]!);
    return found?.record ? { id: found.record.id, differences: differencesOf(target, found.resolved, found.record), conflicts: found.conflicts } : undefined;
  };
  return judgeRows(target.kind, remarked, standing, (row) => cameBack.rows.get(row.row)?.id).map((row, i) => ({ ...row, recordId: null, resolved: byRow.get(rows[i]!)?.resolved ?? null, record: byRow.get(rows[i]!)?.record ?? null }));
}

/** What a row resolves to, and the record that it is about. */
interface FoundRow {
  resolved: ResolvedRow;
  record: Recorded | null;
  conflicts?: Conflict[];
  /** Columns that somebody changed while the workbook was away, and the file did not. */
  keptAs?: { label: string; now: string }[];
  /** The row names a record that is not there for this person. */
  lost?: true;
}

/** A row that came back, cut down to what the file itself changed, and what was decided where both sides did. */
function comparedWith(target: ImportTarget, row: TakenRow, resolved: ResolvedRow, went: WentOut, back: ReturnedRow, outgoing: ReadonlyMap<string, string>, decided: Decided): FoundRow {
  const record = went.now.get(back.id);
  if (!record) return { resolved, record: null, lost: true };
  const said = saidOf(resolved, row, outgoing, record, went.before.get(back.id) ?? record);
  const written = said.filter(({ column, changed }) => changed === 'file' || (changed === 'both' && decided[column] === 'file'));
  const words = (column: string, value: unknown) => shown(target, column, value);
  return {
    record,
    resolved: {
      ...resolved,
      columns: Object.fromEntries(written.map(({ column, file }) => [column, file])),
      emptied: written.filter(({ file }) => file === null).map(({ column }) => column),
    },
    conflicts: said.filter(({ column, changed }) => changed === 'both' && !decided[column]).map(({ column, before, file, system }) => ({
      column, label: labelOf(target, column), before: words(column, before), file: words(column, file), system: words(column, system),
    })),
    keptAs: said.filter(({ changed }) => changed === 'system').map(({ column, system }) => ({ label: labelOf(target, column), now: words(column, system) })),
  };
}

/** What only the records and the person's rights can tell of a row. */
function remarksOn(reading: Reading, target: ImportTarget, row: TakenRow, found: FoundRow | undefined): CellRemark[] {
  if (!found) return [];
  const [first = ''] = Object.keys(target.kind.columns);
  const whole = (level: CellRemark['level'], sentence: string): CellRemark => ({ level, sentence, ...addressOf(target, row, first) });
  if (found.lost) return [whole('refuse', '这一行带着系统编号，但系统里已经没有这一条，或者不在您的查看范围内。要当作新的一条登记，请把它复制到表格最下面的空行里。')];
  const kept = (found.keptAs ?? []).map(({ label, now }) => whole('info', `“${label}”在表格导出后已被别人改成“${now}”，表格没有改这一格，保留系统里的。`));
  const said = found.resolved.problems.map(({ field, level, sentence }) => ({ level, sentence, ...addressOf(target, row, field) }));
  const forbidden = forbiddance(reading, target, found.resolved, found.record);
  return [...said, ...kept, ...(forbidden ? [whole('refuse', forbidden)] : [])];
}

function addressOf(target: ImportTarget, row: TakenRow, field: string): Omit<CellRemark, 'level' | 'sentence'> {
  return { sheet: row.sheet, row: row.row, field, column: row.columns[field] ?? null, label: row.headers[field] ?? target.kind.columns[field]?.label ?? field };
}

/** Why this person may not enter the row, in a sentence. */
function forbiddance(reading: Reading, target: ImportTarget, resolved: ResolvedRow, record: Recorded | null): string | undefined {
  if (record) return differencesOf(target, resolved, record).length > 0 ? mayEdit(target.declared, reading.actor, record)?.sentence : undefined;
  for (const need of resolved.needs) {
    const declared = reading.house.records.get(need.what);
    const refusal = need.optional || !declared ? undefined : mayCreate(declared, reading.actor, { state: declared.initial, ...need.columns } as unknown as Recorded);
    if (refusal) return `系统里还没有“${need.label}”。${refusal.sentence}`;
  }
  return mayCreate(target.declared, reading.actor, { state: target.declared.initial, ...newColumns(resolved) } as unknown as Recorded)?.sentence;
}

/** The columns in which the row says something else than the record. What is still to be founded is not there to differ. */
function differencesOf(target: ImportTarget, resolved: ResolvedRow, record: Recorded): Difference[] {
  const stands = { ...record, ...masksOf(target.declared, record) } as unknown as Record<string, unknown>;
  return changedColumns(resolved, record).map((column) => ({
    label: labelOf(target, column),
    from: shown(target, column, stands[column]),
    to: shown(target, column, resolved.columns[column]),
  }));
}

/** The columns of the record that the row would change. */
export function changedColumns(resolved: ResolvedRow, record: Recorded): string[] {
  const stands = record as unknown as Record<string, unknown>;
  return Object.entries(resolved.columns).flatMap(([column, value]) => {
    const nothing = value === null || value === undefined;
    if ((nothing && !resolved.emptied?.includes(column)) || !(column in stands) || foundingKey(value) !== null) return [];
    return isDeepStrictEqual(value, stands[column]) ? [] : [column];
  });
}

const fieldOf = (target: ImportTarget, column: string) => {
  const schema = target.fields?.shape[column] as z.ZodType | undefined;
  return schema && said(schema);
};

const labelOf = (target: ImportTarget, column: string): string => fieldOf(target, column)?.label ?? target.kind.columns[column]?.label ?? '内容';

function shown(target: ImportTarget, column: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）';
  const field = fieldOf(target, column);
  if (field?.options && typeof value === 'string') return field.options[value] ?? value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field?.kind === 'reference' || field?.kind === 'references') return '（另一个）';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * The chosen mapping, and for what was typed for a field without a column, columns beyond those a file can have. Only fields of this kind: rows may
 * have been mended while the sheet was taken for another.
 */
function mappingWithMended({ choice, rows }: StoredSheet, fields: readonly string[]): Record<string, number> {
  const typed = new Set(rows.flatMap(({ mended }) => Object.keys(mended ?? {})));
  const beyond = fields.filter((field) => !(field in choice!.mapping) && typed.has(field)).map((field, i) => [field, limits.columns + i]);
  return { ...Object.fromEntries(Object.entries(choice!.mapping).filter(([field]) => fields.includes(field))), ...Object.fromEntries(beyond) };
}

/** The sheet with what was typed on the page in place of its cells. */
function sheetOf(stored: StoredSheet, mapping: Readonly<Record<string, number>>): Sheet {
  const rows = stored.rows.map(({ row, cells, mended }) => {
    const now: (Cell | null)[] = [...cells];
    for (const [field, text] of Object.entries(mended ?? {})) {
      const column = mapping[field];
      if (column === undefined) continue;
      while (now.length < column) now.push(null);
      now[column] = text === '' ? null : { text };
    }
    return { number: row, cells: now };
  });
  return { name: stored.name, hidden: stored.hidden, rows, hiddenColumns: [] };
}

/** What the rows need that is not there, each once. */
export function foundingsOf(sheets: readonly AssessedSheet[]): Founding[] {
  const wanted = sheets.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'new' || verdict === 'changed');
  return [...new Map(wanted.flatMap(({ resolved }) => resolved?.needs ?? []).map((need) => [need.key, need])).values()];
}
