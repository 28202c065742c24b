import { standing } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Verdict } from '#platform/importing/verdict.ts';
import { assessSheet, foundingsOf, type AssessedRow, type AssessedSheet } from './assessing.ts';
import type { ImportsChapter } from './chapter.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { sheetsOf } from './store.ts';

export type RowVerdict = Verdict | 'entered';
export type Counts = Record<RowVerdict | 'aside', number>;

/** A batch with all its sheets as they would be entered now. */
export interface Preview {
  batch: ImportBatch;
  sheets: AssessedSheet[];
  /** Rows of one founding stand for all that need it. */
  foundings: ReturnType<typeof foundingsOf>;
}

export async function previewOf(reading: Reading, chapter: ImportsChapter, id: string): Promise<Preview> {
  const batch = await get(reading, importBatch, id);
  const sheets: AssessedSheet[] = [];
  if (!standing(importBatch.steps.enter.by, reading.actor, batch)) return { batch, sheets, foundings: [] }; // its cells hold names and numbers: only for those who work on it
  for (const stored of await sheetsOf(reading, batch.id)) sheets.push(await assessSheet(reading, chapter, batch, stored));
  return { batch, sheets, foundings: foundingsOf(sheets) };
}

export function countsOf(sheets: readonly AssessedSheet[]): Counts {
  const counts: Counts = { new: 0, changed: 0, conflict: 0, same: 0, duplicate: 0, refused: 0, entered: 0, aside: 0 };
  for (const { rows, aside } of sheets) {
    for (const { verdict } of rows) counts[verdict] += 1;
    counts.aside += aside.length;
  }
  return counts;
}

/** Rows that wait for a year which only the clerk can tell. */
export const asksForYear = ({ rows }: AssessedSheet): number => rows.filter(({ remarks }) => remarks.some(({ asks }) => asks === 'year')).length;

export const rowsWith = (sheet: AssessedSheet, verdict: string | undefined): AssessedRow[] =>
  verdict === 'doubt'
    ? sheet.rows.filter((row) => row.verdict !== 'refused' && row.remarks.some(({ level }) => level === 'check'))
    : sheet.rows.filter((row) => !verdict || row.verdict === verdict);
