import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { sql } from 'kysely';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';

/** A county has a few hundred members and far fewer committees. */
const MOST_SHEETS = 2_000;
const MOST_CHOICES = 200;

/** Every sheet of an assessment that the reader may see, by its subject's name. */
export const sheetsOf = (reading: Reading, assessmentId: string): Promise<AssessmentSheet[]> =>
  list(reading, assessmentSheet, { where: all(is<AssessmentSheet>('assessment_id', assessmentId), not(is<AssessmentSheet>('state', 'void'))), order: [{ column: 'name' }], limit: MOST_SHEETS });

/** The lines of a sheet in the order of its scheme; of all of an assessment, one sheet after the other. For those who have been shown the sheet. */
export async function linesOf(reading: Reading, of: { sheet: string } | { assessment: string }): Promise<AssessmentLine[]> {
  const which = 'sheet' in of ? sql`sheet_id = ${of.sheet}` : sql`assessment_id = ${of.assessment}`;
  const { rows } = await sql<AssessmentLine>`
    select * from assessment_lines where county_id = ${reading.county} and ${which}
    order by sheet_id, string_to_array(address, '.')::int[]`.execute(reading.db);
  return rows;
}

/** Assessments to choose from, the newest first. */
export async function assessmentChoices(reading: Reading): Promise<{ value: string; label: string }[]> {
  const rows = await list<Assessment>(reading, assessment, { order: [{ column: 'to_day', descending: true }], limit: MOST_CHOICES });
  return rows.map(({ id, title }) => ({ value: id, label: title }));
}

/** These sheets to choose from, as far as the reader may see them. */
export async function sheetChoice(reading: Reading, ids: readonly string[]): Promise<{ value: string; label: string }[]> {
  const rows = await list<AssessmentSheet>(reading, assessmentSheet, { where: oneOf<AssessmentSheet>('id', ids.filter(isId)), limit: MOST_CHOICES });
  return rows.map((row) => ({ value: row.id, label: assessmentSheet.nameOf(row) }));
}

/** Sheets of which something may be said now, as far as the reader may see them, the newest first. */
export async function contestableSheets(reading: Reading): Promise<{ value: string; label: string }[]> {
  const rows = await list<AssessmentSheet>(reading, assessmentSheet, { where: oneOf<AssessmentSheet>('state', ['shown', 'final']), order: [{ column: 'year', descending: true }], limit: MOST_CHOICES });
  return rows.map((row) => ({ value: row.id, label: assessmentSheet.nameOf(row) }));
}

/** The newest sheet of a member, where members are assessed at all. */
export async function newestSheetOf(reading: Reading, memberships: readonly string[]): Promise<AssessmentSheet | undefined> {
  const own = all(oneOf<AssessmentSheet>('member_id', memberships), not(is<AssessmentSheet>('state', 'void')));
  return (await list<AssessmentSheet>(reading, assessmentSheet, { where: own, order: [{ column: 'year', descending: true }], limit: 1 }))[0];
}
