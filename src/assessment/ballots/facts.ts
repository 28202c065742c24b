import { all, is, not } from '#platform/predicate.ts';
import type { Assessment } from '#assessment/rounds/record.ts';
import type { BesideOne } from '#platform/beside.ts';
import { holds } from '#platform/identity/actor.ts';
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

/** The ballots of an assessment as its page shows them, with the way to a new one while there is time for it. */
export async function besideAssessment(reading: Reading, { id, state }: Assessment): Promise<BesideOne[]> {
  const rows = await list(reading, ballot, { where: all(is<Ballot>('assessment_id', id), not(is<Ballot>('state', 'void'))), order: [{ column: 'held_on', descending: true }], limit: MOST });
  const begins = holds(reading.actor, 'county_office') && ['self', 'checking', 'shown'].includes(state);
  return [
    ...rows.map((row) => ({ label: ballot.nameOf(row), href: `/${ballot.path}/${row.id}`, about: ballot.states[row.state as 'open'].label })),
    ...(begins ? [{ label: '准备测评', href: `/${ballot.path}/new?assessment=${id}` }] : []),
  ];
}
