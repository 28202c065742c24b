import { asKept } from '#assessment/rounds/points.ts';
import { resultsBefore, subjectIdOf } from '#assessment/rounds/reckoning.ts';
import type { Assessment } from '#assessment/rounds/record.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { Exact, gradeTotals, type Scheme } from '#assessment/schemes/facts.ts';
import type { Reading } from '#platform/records/act.ts';

/** What the decided totals mean for one sheet. */
export type Result = Pick<AssessmentSheet, 'place' | 'band' | 'awards' | 'follows' | 'scaled'>;

/** Bands, awards and what follows, of all sheets together by their ids. A member has no place: nobody ranks people (ux.md R3). */
export async function graded(reading: Reading, row: Assessment, scheme: Scheme, sheets: readonly AssessmentSheet[]): Promise<Map<string, Result>> {
  const before = await resultsBefore(reading, row);
  const grades = gradeTotals(scheme, sheets.map((sheet) => ({ id: sheet.id, total: Exact.of(sheet.final_total!), unmet: sheet.unmet, before: before.get(subjectIdOf(sheet)) ?? [] })), { from: row.from_day, to: row.to_day });
  return new Map(grades.map(({ id, place, band, awards, consequences, scaled }) => [id, {
    place: row.subject === 'member' ? null : place, band: band ?? null, awards: [...awards], follows: [...consequences], scaled: scaled ? asKept(scaled) : null,
  }]));
}
