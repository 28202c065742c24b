import { sql } from 'kysely';
import { asKept } from '#assessment/rounds/points.ts';
import { subjectIdOf, type Scored } from '#assessment/rounds/reckoning.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Event } from '#assessment/schemes/facts.ts';
import type { Act } from '#platform/records/act.ts';

/** A record that a line counted or left out, as the line keeps it. */
export interface Counted {
  record: string;
  id: string;
  day: string;
  source: string;
  /** What it gave. */
  points?: string;
  /** Why it gave nothing. */
  why?: string;
}

type Written = Partial<AssessmentLine> & Pick<AssessmentLine, 'sheet_id' | 'address'>;

/** How many lines one statement writes. */
const CHUNK = 1_000;

/** The lines of newly made sheets, as reckoned. */
export const enterLines = (act: Act, sheets: readonly AssessmentSheet[], scores: readonly Scored[]): Promise<void> =>
  inChunks(reckonedLines(sheets, scores), async (rows) => {
    await sql`
      insert into assessment_lines (county_id, sheet_id, assessment_id, address, section, name, clause, most, open, reckoned, sentence, given, passed)
      select ${act.county}::uuid, sheet_id, assessment_id, address, section, name, clause, most, open, reckoned, sentence, given, passed
      from jsonb_populate_recordset(null::assessment_lines, ${JSON.stringify(rows)}::jsonb)`.execute(act.db);
  });

/** The same lines reckoned anew; what people said beside stays. */
export const reckonLinesAgain = (act: Act, sheets: readonly AssessmentSheet[], scores: readonly Scored[]): Promise<void> =>
  writeLines(act, reckonedLines(sheets, scores), ['open', 'reckoned', 'sentence', 'given', 'passed']);

/** Writes these columns of lines that are there. What changed is told on the sheet, in the same act. */
export const writeLines = (act: Act, lines: readonly Written[], columns: readonly (keyof AssessmentLine)[]): Promise<void> =>
  inChunks(lines, async (rows) => {
    const settings = sql.join(columns.map((column) => sql`${sql.ref(column)} = written.${sql.ref(column)}`));
    await sql`
      update assessment_lines as line set ${settings} from jsonb_populate_recordset(null::assessment_lines, ${JSON.stringify(rows)}::jsonb) as written
      where line.county_id = ${act.county} and line.sheet_id = written.sheet_id and line.address = written.address`.execute(act.db);
  });

async function inChunks<T>(rows: readonly T[], write: (chunk: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await write(rows.slice(start, start + CHUNK));
}

function reckonedLines(sheets: readonly AssessmentSheet[], scores: readonly Scored[]): (Written & Record<string, unknown>)[] {
  const by = new Map(scores.map((score) => [score.id, score]));
  return sheets.flatMap((sheet) => by.get(subjectIdOf(sheet))!.sheet.sections.flatMap((section) => section.lines.map((line) => ({
    sheet_id: sheet.id, assessment_id: sheet.assessment_id, address: line.address, section: section.name, name: line.name, clause: line.clause ?? null,
    most: line.most ? asKept(line.most) : null, open: line.open ?? null, reckoned: asKept(line.points), sentence: line.sentence,
    given: line.given.map(({ event, points }) => ({ ...counted(event), points: points.toString() })),
    passed: line.passed.map(({ event, why }) => ({ ...counted(event), why })),
  }))));
}

const counted = ({ record, id, day, source }: Event): Counted => ({ record, id, day, source });
