import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newCode } from '#platform/identity/slips.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { opened, type Layout, type Urn } from '#assessment/ballots/sealing.ts';
import { questionsIn, type Counts } from '#assessment/ballots/rules.ts';
import type { Ballot } from '#assessment/ballots/record.ts';

/** The slips and the urn of a ballot that is under way. Neither knows who has which slip, and after the count both are gone. */

export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** What the urn counts: the slips that were used, then each answer to each question. */
export const layoutOf = ({ questions, answers }: Pick<Ballot, 'questions' | 'answers'>, slips: number): Layout =>
  ({ counters: 1 + questionsIn(questions).length * answers.length, most: slips });

/** The marks of one ballot paper as the urn adds them; an answer's place for each question, none for whoever abstains. */
export function marked({ questions, answers }: Pick<Ballot, 'questions' | 'answers'>, marks: readonly (number | undefined)[]): number[] {
  return [1, ...questionsIn(questions).flatMap((_, place) => answers.map((__, answer) => (marks[place] === answer ? 1 : 0)))];
}

/** New codes in the place of all that were made before. They are in the answer and nowhere else; what is kept is put in the order of the hashes. */
export async function makeSlips(act: Act, ballotId: string, many: number, urn: Urn): Promise<string[]> {
  await destroy(act, ballotId);
  const codes = Array.from({ length: many }, newCode);
  await sql`
    insert into assessment_ballot_slips (county_id, ballot_id, code_hash)
    select ${act.county}, ${ballotId}, hash from unnest(${codes.map(hashOf).toSorted()}::text[]) hash`.execute(act.db);
  await sql`
    insert into assessment_urns (county_id, ballot_id, modulus, sealed_key, sums)
    values (${act.county}, ${ballotId}, ${urn.modulus}, ${urn.sealed_key}, ${urn.sums})`.execute(act.db);
  return codes;
}

export async function usedOf(reading: Reading, ballotId: string): Promise<number> {
  const { rows: [row] } = await sql<{ n: string }>`
    select count(*) as n from assessment_ballot_slips where county_id = ${reading.county} and ballot_id = ${ballotId} and used`.execute(reading.db);
  return Number(row!.n);
}

/** After the count, or when it comes to nothing. */
export async function destroy(act: Act, ballotId: string): Promise<void> {
  await sql`delete from assessment_ballot_slips where county_id = ${act.county} and ballot_id = ${ballotId}`.execute(act.db);
  await sql`delete from assessment_urns where county_id = ${act.county} and ballot_id = ${ballotId}`.execute(act.db);
}

/** What the urn holds, once both tellers have opened it. `used`: the votes that were counted in it. */
export async function openUrn(act: Act, row: Ballot, keys: readonly [string, string]): Promise<{ used: number; counts: Counts } | undefined> {
  const { rows: [urn] } = await sql<Urn>`select modulus, sealed_key, sums from assessment_urns where county_id = ${act.county} and ballot_id = ${row.id}`.execute(act.db);
  const counters = urn && opened(urn, layoutOf(row, row.slips_n!), keys);
  if (!counters) return undefined;
  const { answers } = row;
  return { used: counters[0]!, counts: questionsIn(row.questions).map((_, place) => counters.slice(1 + place * answers.length, 1 + (place + 1) * answers.length)) };
}
