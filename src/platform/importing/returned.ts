import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, isId } from '#platform/records/read.ts';
import type { Sheet } from './cell.ts';
import type { Recognition } from './recognition.ts';
import { returnLabels } from './return-labels.ts';
import type { ImportTarget, ResolvedRow } from './target.ts';
import type { TakenRow } from './taking.ts';

/** A row that came back. */
export interface ReturnedRow {
  id: string;
  version: number;
  export: string | null;
}

/** The rows of a sheet that went out from here, by their number. */
export function returnedRows(sheet: Sheet, { headers, header }: Recognition): ReadonlyMap<number, ReturnedRow> {
  const at = (label: string) => headers.indexOf(label);
  const [id, version, whole] = [at(returnLabels.id), at(returnLabels.version), at(returnLabels.export)];
  if (id === -1 || version === -1) return new Map();
  return new Map(sheet.rows.filter(({ number }) => number > header.last).flatMap(({ number, cells }) => {
    const [row, stood, of] = [id, version, whole].map((c) => cells[c]?.text.trim() ?? '');
    return isId(row!) && /^\d{1,9}$/u.test(stood!) ? [[number, { id: row!, version: Number(stood), export: isId(of!) ? of! : null }] as const] : [];
  }));
}

/** The records that rows came back for, and how each stood when it went out. */
export interface WentOut {
  now: ReadonlyMap<string, Recorded>;
  /** By id; absent when the history does not have that version. */
  before: ReadonlyMap<string, Recorded>;
}

export async function wentOut(reading: Reading, { declared }: ImportTarget, rows: Iterable<ReturnedRow>): Promise<WentOut> {
  const wanted = [...rows].map(({ id, version }) => ({ id, version }));
  if (wanted.length === 0) return { now: new Map(), before: new Map() };
  const { rows: now } = await sql<Recorded>`
    select r.* from ${sql.table(declared.table)} as r
    where ${among(reading, declared)} and r.id = any(${wanted.map(({ id }) => id)}::uuid[])`.execute(reading.db);
  const seen = new Set(now.map(({ id }) => id));
  const { rows: superseded } = await sql<Recorded>`
    select h.* from ${sql.table(`${declared.table}_history`)} as h
    join jsonb_to_recordset(${JSON.stringify(wanted.filter(({ id }) => seen.has(id)))}::jsonb) as w (id uuid, version int) on h.id = w.id and h.version = w.version
    where h.county_id = ${reading.county}`.execute(reading.db);
  const unchanged = now.filter((record) => wanted.some(({ id, version }) => id === record.id && version === record.version));
  return { now: new Map(now.map((record) => [record.id, record])), before: new Map([...superseded, ...unchanged].map((record) => [record.id, record])) };
}

/** What a row that came back says of one column. */
export interface Said {
  column: string;
  /** In the file; null when the cell was emptied. */
  file: unknown;
  /** In the system now. */
  system: unknown;
  /** When it went out. */
  before: unknown;
  /** Only in the file; only in the system, meanwhile; in both, differently. */
  changed: 'file' | 'system' | 'both';
}

/**
 * Compares file, system and how it stood when it went out, column by column. What the file did not change stays as it is in the system, whoever changed it
 * meanwhile: a workbook that was away for a week must not bring the old back.
 */
export function saidOf(resolved: ResolvedRow, taken: TakenRow, outgoing: ReadonlyMap<string, string>, now: Recorded, stood: Recorded): Said[] {
  const [system, before] = [now, stood] as unknown as Record<string, unknown>[];
  const columns = new Set([...Object.keys(resolved.columns), ...outgoing.values()].filter((column) => column in system!));
  return [...columns].flatMap((column) => {
    const file = fileSays(column, resolved, taken, outgoing, before![column]);
    if (file === undefined || isDeepStrictEqual(file, system![column])) return [];
    const [byFile, bySystem] = [!isDeepStrictEqual(file, before![column]), !isDeepStrictEqual(system![column], before![column])];
    return [{ column, file, system: system![column], before: before![column], changed: byFile && bySystem ? 'both' : byFile ? 'file' : 'system' } as const];
  });
}

/** Undefined: nothing. An empty cell says that what stood there when it went out is to go; it says nothing where the column cannot be empty. */
function fileSays(column: string, resolved: ResolvedRow, taken: TakenRow, outgoing: ReadonlyMap<string, string>, before: unknown): unknown {
  const value = resolved.columns[column];
  if (value !== null && value !== undefined) return value;
  const field = [...outgoing].find(([, its]) => its === column)?.[0];
  const emptied = field !== undefined && (taken.columns[field] ?? null) !== null && (taken.written[field] ?? '').trim() === '';
  if (!emptied || before === null || typeof before === 'boolean') return undefined;
  return Array.isArray(before) ? [] : null;
}

/** Records that went out with one of these exports and whose row is nowhere in what came back. */
export async function missingOf(reading: Reading, { declared }: ImportTarget, rows: readonly ReturnedRow[]): Promise<Recorded[]> {
  const exports = [...new Set(rows.flatMap(({ export: one }) => one ?? []))];
  if (exports.length === 0) return [];
  const { rows: missing } = await sql<Recorded>`
    select r.* from ${sql.table(declared.table)} as r
    where ${among(reading, declared)} and not r.id = any(${rows.map(({ id }) => id)}::uuid[])
      and r.id in (select unnest(e.ids) from sheet_exports e where e.county_id = ${reading.county} and e.record = ${declared.name} and e.id = any(${exports}::uuid[]))
    order by r.id limit ${MOST_MISSING}`.execute(reading.db);
  return missing;
}

/** More than these are not named one by one. */
const MOST_MISSING = 200;
