import { readable } from '#platform/lifecycle/lifecycle.ts';
import { offers } from '#platform/lifecycle/lifecycle.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { AssessedRow, AssessedSheet } from './assessing.ts';
import { countsOf, type Preview } from './reading.ts';
import { importBatch, type ImportBatch } from './record.ts';

/** A batch as the API gives it. */
export const batchJson = (actor: Actor, batch: ImportBatch) => ({ ...readable(importBatch, actor, batch), offers: offers(importBatch, actor, batch) });

/** The preview as the API gives it: how each sheet is understood, and one page of the rows of one sheet. */
export function previewJson(actor: Actor, preview: Preview, shown: { sheet: number; rows: AssessedRow[]; total: number; page: number; size: number }): object {
  return {
    ...batchJson(actor, preview.batch),
    counts: countsOf(preview.sheets),
    foundings: preview.foundings.map(({ what, key, label, optional }) => ({ what, key, label, optional: optional ?? false })),
    sheets: preview.sheets.map(sheetJson),
    rows: { sheet: shown.sheet, items: shown.rows.map(rowJson), total: shown.total, page: shown.page, size: shown.size },
  };
}

const sheetJson = (assessed: AssessedSheet) => ({
  sheet: assessed.stored.sheet,
  name: assessed.stored.name,
  kind: assessed.understood?.recognition.kind.name ?? null,
  header: assessed.understood?.recognition.header ?? null,
  mapping: assessed.stored.choice?.mapping ?? null,
  headers: assessed.understood?.recognition.headers ?? [],
  missing: assessed.understood?.recognition.missing ?? [],
  year: assessed.understood?.recognition.context.year ?? null,
  place: assessed.understood?.recognition.context.place ?? null,
  counts: countsOf([assessed]),
  aside: assessed.aside,
  not_returned: assessed.missing.map(({ id }) => id),
});

const rowJson = (row: AssessedRow) => ({
  row: row.row,
  verdict: row.verdict,
  record_id: row.recordId ?? row.standing?.id ?? null,
  written: row.written,
  remarks: row.remarks.map(({ level, field, column, label, sentence }) => ({ level, field, column, label, sentence })),
  differences: row.standing?.differences ?? [],
  conflicts: row.standing?.conflicts ?? [],
  needs: row.resolved?.needs.map(({ key }) => key) ?? [],
});
