import type { Actor } from '#platform/identity/actor.ts';
import { recogniseAs, signatureOf, unplaced } from '#platform/importing/recognition.ts';
import { type Founding, foundingKey, type ImportTarget, newColumns, type ResolvedRow } from '#platform/importing/target.ts';
import { mayEdit, standing, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import { amend, createMany, refuse, take, lock } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { attempt } from './attempt.ts';
import { assessSheet, changedColumns, foundingsOf, type AssessedRow, type AssessedSheet } from './assessing.ts';
import type { ImportsChapter } from './chapter.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { noteRecords, rememberMapping, sheetsOf, type StoredSheet } from './store.ts';

/** What the clerk confirmed. */
export interface Confirmed {
  /** Keys of what may be founded along. */
  foundings: ReadonlySet<string>;
  /** Whether records that stand are brought to what the file says. */
  update: boolean;
}

interface Outcome {
  entered: number;
  updated: number;
  refused: number;
}

/**
 * Enters the good rows of a batch in one act: what has to be founded first, then the rows, sheet by sheet in the order of the targets, so that a
 * row may refer to one of an earlier sheet. Rows that are refused, or need something that was not confirmed, stay for later.
 */
export function enterBatch(house: House, actor: Actor, chapter: ImportsChapter, id: string, confirmed: Confirmed, request: string | null, version?: number): Promise<ImportBatch> {
  return transact(house, actor, request, (act) =>
    take<ImportBatch>(act, importBatch, id, 'enter', {
      version,
      batch: id,
      effect: async (_, batch) => {
        const outcome = await enterSheets(act, chapter, batch, confirmed);
        if (outcome.entered + outcome.updated === 0) throw new Problem(422, 'nothing_to_enter', '没有可以导入的行。请先更正标出的内容，或勾选需要一并设立的项目。');
        return {
          entered: batch.entered + outcome.entered,
          updated: batch.updated + outcome.updated,
          refused: outcome.refused,
          undo_until: batch.undo_until ?? daysLater(today(), await chapter.undoDays(act)),
        };
      },
    }),
  );
}

async function enterSheets(act: Act, chapter: ImportsChapter, batch: ImportBatch, confirmed: Confirmed): Promise<Outcome> {
  const outcome: Outcome = { entered: 0, updated: 0, refused: 0 };
  for (const stored of inOrder(chapter, await sheetsOf(act, batch.id))) {
    const assessed = await assessSheet(act, chapter, batch, stored);
    if (!assessed.understood) continue;
    const founded = await found(act, chapter, assessed, confirmed, batch.id);
    const became = await enterRows(act, assessed, confirmed, founded, batch.id);
    const updated = confirmed.update ? await updateRows(act, assessed, founded, batch.id) : [];
    await noteRecords(act, batch.id, stored.sheet, assessed.understood.target.declared.name, [...became, ...updated]);
    await remember(act, batch, assessed);
    outcome.entered += became.length + founded.size;
    outcome.updated += updated.length;
    outcome.refused += assessed.rows.filter(({ verdict }) => verdict === 'refused').length;
  }
  return outcome;
}

/** Sheets of what others refer to come first. */
function inOrder(chapter: ImportsChapter, sheets: StoredSheet[]): StoredSheet[] {
  const place = ({ choice }: StoredSheet) => chapter.targets.findIndex((target) => target.kind.name === choice?.kind);
  return sheets.toSorted((a, b) => place(a) - place(b));
}

/** Founds what was confirmed, in the order of the founders; answers ids by key. */
async function found(act: Act, chapter: ImportsChapter, assessed: AssessedSheet, confirmed: Confirmed, batch: string): Promise<Map<string, string>> {
  const wanted = foundingsOf([assessed]).filter(({ key }) => confirmed.foundings.has(key));
  const ids = new Map<string, string>();
  for (const founder of chapter.founders) {
    const theirs = wanted.filter(({ what }) => what === founder.what);
    if (theirs.length === 0) continue;
    for (const [key, id] of await founder.found(act, theirs, batch)) ids.set(key, id);
  }
  return ids;
}

async function enterRows(act: Act, { rows, understood }: AssessedSheet, confirmed: Confirmed, founded: ReadonlyMap<string, string>, batch: string): Promise<{ row: number; id: string }[]> {
  const { target } = understood!;
  const ready = rows.flatMap((row) => (row.verdict === 'new' && row.resolved ? readied(row, row.resolved, confirmed, founded) : []));
  if (ready.length === 0) return [];
  const records = new Map<Ready, Recorded>();
  const refused = await write(act, target, ready, batch, records);
  if (refused.length > 0) throw unstorable(refused);
  return ready.map((one) => ({ row: one.row.row, id: records.get(one)!.id }));
}

interface Ready {
  row: AssessedRow;
  resolved: ResolvedRow;
}

/** Broken constraints and values that a column cannot hold: a reader was more patient than the table. */
const contentErrors = ['22', '23'];

/** Writes rows, and finds those that the database refuses by halving; answers them. */
async function write(act: Act, target: ImportTarget, rows: readonly Ready[], batch: string, records: Map<Ready, Recorded>): Promise<Ready[]> {
  const refused = await attempt(act, contentErrors, async () => {
    const resolved = rows.map((row) => row.resolved);
    const made = target.enter ? await target.enter(act, resolved, batch) : await createMany(act, target.declared, resolved.map(newColumns), { batch });
    rows.forEach((row, i) => records.set(row, made[i]!));
  });
  if (!refused) return [];
  if (rows.length === 1) return [...rows];
  const half = Math.ceil(rows.length / 2);
  return [...(await write(act, target, rows.slice(0, half), batch, records)), ...(await write(act, target, rows.slice(half), batch, records))];
}

function unstorable(rows: readonly Ready[]): Problem {
  const named = rows.slice(0, 20).map(({ row }) => `“${row.sheet}”第 ${row.row} 行`).join('、');
  return new Problem(422, 'unstorable', `${named}${rows.length > 20 ? ` 等 ${rows.length} 行` : ''}有内容超出了系统能存的范围，或与已有记录冲突。这次没有导入任何一行，请更正这些行后再导入。`);
}

/** The row with founded ids in place of the marks, and only the confirmed of its needs; nothing when one that it cannot do without is missing. */
function readied(row: AssessedRow, resolved: ResolvedRow, confirmed: Confirmed, founded: ReadonlyMap<string, string>): Ready[] {
  const granted = (need: Founding) => founded.has(need.key) || (need.optional === true && confirmed.foundings.has(need.key));
  if (resolved.needs.some((need) => !need.optional && !granted(need))) return [];
  return [{ row, resolved: { ...resolved, columns: withFounded(resolved.columns, founded), needs: resolved.needs.filter(granted) } }];
}

function withFounded(columns: Record<string, unknown>, founded: ReadonlyMap<string, string>): Record<string, unknown> {
  const id = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(id);
    const key = foundingKey(value);
    return key === null ? value : (founded.get(key) ?? null);
  };
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [column, id(value)]));
}

async function updateRows(act: Act, { rows, understood }: AssessedSheet, founded: ReadonlyMap<string, string>, batch: string): Promise<{ row: number; id: string }[]> {
  const updated: { row: number; id: string }[] = [];
  for (const row of rows) {
    if (row.verdict !== 'changed' || !row.resolved || !row.record) continue;
    const resolved = { ...row.resolved, columns: withFounded(row.resolved.columns, founded) };
    const record = await updateRow(act, understood!.target, row.record, resolved, batch);
    updated.push({ row: row.row, id: record.id });
  }
  return updated;
}

async function updateRow(act: Act, target: ImportTarget, seen: Recorded, resolved: ResolvedRow, batch: string): Promise<Recorded> {
  const record = await lock(act, target.declared, seen.id);
  refuse(mayEdit(target.declared, act.actor, record));
  if (target.update) return target.update(act, record, resolved, batch);
  const columns = Object.fromEntries(changedColumns(resolved, record).map((column) => [column, resolved.columns[column] ?? null]));
  const relation = standing(target.declared.editable.by, act.actor, record)!.name;
  return amend(act, target.declared, record, columns, { step: 'import_change', relation, batch });
}

/** What proved itself is remembered for the next file of this person. */
async function remember(act: Act, batch: ImportBatch, { sheet, stored, understood }: AssessedSheet): Promise<void> {
  const { kind } = understood!.recognition;
  const { headers } = recogniseAs(sheet, kind, stored.choice!.header, { fileName: batch.file_name, mapping: stored.choice!.mapping });
  await rememberMapping(act.db, act.county, act.actor.accountId, kind.name, signatureOf(headers), unplaced(stored.choice!.mapping, headers));
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
