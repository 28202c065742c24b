import { sql } from 'kysely';
import { linesOf } from '#assessment/rounds/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { program } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import type { PaperFacts } from '#assessment/consequences/papers.ts';
import type { Consequence } from '#assessment/consequences/record.ts';

/** What a paper quotes: the same for everybody who may read it, and once it is issued, as it stood then. */
export async function factsOf(seen: Reading, row: Consequence): Promise<PaperFacts> {
  const reading = await readingAt({ ...seen, actor: program(seen.county) }, row.state === 'issued' ? row.changed_at : undefined);
  const [sheet, about] = await Promise.all([get<AssessmentSheet>(reading, assessmentSheet, row.sheet_id), get<Assessment>(reading, assessment, row.assessment_id)]);
  return { row, sheet, about };
}

export const linesFor = (seen: Reading, row: Consequence): Promise<AssessmentLine[]> => linesOf(seen, { sheet: row.sheet_id });

/** As many as a streak is told over. */
const YEARS = 5;

/** The bands of the same committee, member or unit in the years before, the last first. */
export async function bandsBefore({ db, county }: Reading, row: Consequence): Promise<{ year: number; band: string | null }[]> {
  const column = sql.ref(row.committee_id ? 's.committee_id' : row.member_id ? 's.member_id' : 's.unit_id');
  const { rows } = await sql<{ year: number; band: string | null }>`
    select s.year, s.band from assessment_sheets s
      join assessments a on a.county_id = s.county_id and a.id = s.assessment_id and a.decided_on is not null and a.state <> 'void'
    where s.county_id = ${county} and ${column} = ${row.committee_id ?? row.member_id ?? row.unit_id} and s.state <> 'void' and s.year < ${row.year}
    order by s.year desc, s.id desc limit ${YEARS}`.execute(db);
  return rows;
}
