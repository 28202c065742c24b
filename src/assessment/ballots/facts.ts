import { is, all } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { answersTo } from '#assessment/ballots/rules.ts';
import { ballot, type Ballot } from '#assessment/ballots/record.ts';

/** An assessment has a few. */
const MOST = 50;

/** What was voted on each who is assessed, by the name of the ballot: only what was counted and has effect. */
export async function ballotResults(reading: Reading, assessmentId: string): Promise<Map<string, Record<string, Record<string, number>>>> {
  const rows = await list(reading, ballot, { where: all(is<Ballot>('assessment_id', assessmentId), is<Ballot>('state', 'closed')), limit: MOST });
  const results = new Map<string, Record<string, Record<string, number>>>();
  for (const row of rows) for (const { question, given } of answersTo(row)) results.set(question.id, { ...results.get(question.id), [row.name]: given });
  return results;
}
