import { createHash } from 'node:crypto';
import { ballotResults } from '#assessment/ballots/facts.ts';
import { editionOf } from '#assessment/rounds/edition.ts';
import type { Assessment, AssessedSubject } from '#assessment/rounds/record.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Before } from '#assessment/schemes/facts.ts';
import { Exact } from '#assessment/schemes/facts.ts';
import { scoresOf, subjectsOf, type AssessedSubject as SubjectScored, type Scored } from '#assessment/scores/facts.ts';
import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import type { WorkKind } from '#platform/work.ts';

export type Works = () => readonly WorkKind[];

export type { Scored };
/** The answers of ballots, by subject and ballot. */
export type Ballots = Awaited<ReturnType<typeof ballotResults>>;

/** The program looks at all records, whoever asked it to. */
const asProgram = (reading: Reading): Reading => ({ ...reading, actor: program(reading.county) });

/** Whom an assessment is about: all there were in its year. */
export const assessedIn = (reading: Reading, row: Assessment): Promise<SubjectScored[]> =>
  subjectsOf(asProgram(reading), row.subject as AssessedSubject, { from: row.from_day, to: row.to_day });

/** What the records give to each of these, under the edition of the assessment; as of the reading's moment. */
export async function reckon(reading: Reading, works: Works, row: Assessment, subjects: readonly Pick<SubjectScored, 'id' | 'roles'>[]): Promise<Scored[]> {
  const scheme = await editionOf(reading, row);
  const before = await resultsBefore(reading, row);
  return scoresOf(asProgram(reading), works(), scheme, { subjects, from: row.from_day, to: row.to_day, before });
}

export const subjectIdOf = ({ committee_id, member_id, unit_id }: Pick<AssessmentSheet, 'committee_id' | 'member_id' | 'unit_id'>): string => (committee_id ?? member_id ?? unit_id)!;

/** The sheets as those who are scored. */
export const subjectsOfSheets = (sheets: readonly AssessmentSheet[]): Pick<SubjectScored, 'id' | 'roles'>[] => sheets.map((sheet) => ({ id: subjectIdOf(sheet), roles: sheet.roles }));

/** SHA-256 over what was reckoned, every fraction whole: the same records give the same signs, whoever reckons again and whenever. */
export function digestOf(scores: readonly Scored[]): string {
  const told = scores.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, sheet }) => [id, sheet.total, sheet.sections.map(({ points, lines }) => [points, lines.map((line) => [
    line.address, line.points, line.open ?? '', line.sentence, line.given.map(({ event, points: each }) => [event.record, event.id, each]), line.passed.map(({ event, why }) => [event.record, event.id, why])])])]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}

/** More years than this no consequence looks back. */
const YEARS_BACK = 10;

/** The results of the years before, the last first, as long as no year is missing. */
export async function resultsBefore(reading: Reading, { subject, year }: Pick<Assessment, 'subject' | 'year'>): Promise<Map<string, Before[]>> {
  const { rows } = await sql<{ id: string; year: number; total: string; band: string | null }>`
    select coalesce(committee_id, member_id, unit_id) as id, year, final_total as total, band from assessment_sheets
    where county_id = ${reading.county} and subject = ${subject} and state = 'final' and year between ${year - YEARS_BACK} and ${year - 1}
    order by year desc`.execute(reading.db);
  const unbroken = [...Map.groupBy(rows, ({ id }) => id)].map(([id, years]): [string, Before[]] =>
    [id, years.filter((one, place) => one.year === year - 1 - place).map(({ total, band }) => ({ total: Exact.of(total), band: band ?? undefined }))]);
  return new Map(unbroken);
}
