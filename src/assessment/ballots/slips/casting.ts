import { sql } from 'kysely';
import { resident } from '#platform/identity/actor.ts';
import { codeForm } from '#platform/identity/slips.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, reading, type House } from '#platform/records/act.ts';
import { questionsIn } from '#assessment/ballots/rules.ts';
import type { Ballot } from '#assessment/ballots/record.ts';
import { sealed, withVote, type Urn } from '#assessment/ballots/sealing.ts';
import { hashOf, layoutOf, marked } from '#assessment/ballots/slips/codes.ts';

/** What the holder of a slip sees. */
export interface Paper {
  ballot: Pick<Ballot, 'id' | 'name' | 'meeting' | 'held_on' | 'questions' | 'answers' | 'slips_n'>;
  used: boolean;
  modulus: string;
}

const noSuchSlip = () => new Problem(404, 'no_such_slip', '这张票不能用：字母可能看错了，或者投票已经结束。请核对后再试，或请监票人看一下。');
const slipUsed = () => new Problem(409, 'slip_used', '这张票已经投过了，谢谢。一张票只投一次，投了就不能改。');

/** @throws Problem in a sentence when no ballot under way has such a slip. */
export async function paperOf(house: House, county: string, typed: string): Promise<Paper> {
  const code = codeForm(typed);
  if (!code) throw noSuchSlip();
  const { rows: [found] } = await reading(house, resident(county), ({ db }) => sql<Paper['ballot'] & { used: boolean; modulus: string }>`
    select b.id, b.name, b.meeting, b.held_on, b.questions, b.answers, b.slips_n, s.used, u.modulus
    from assessment_ballot_slips s
      join assessment_ballots b on b.county_id = s.county_id and b.id = s.ballot_id and b.state = 'open'
      join assessment_urns u on u.county_id = s.county_id and u.ballot_id = s.ballot_id
    where s.county_id = ${county} and s.code_hash = ${hashOf(code)}`.execute(db));
  if (!found) throw noSuchSlip();
  const { used, modulus, ...ballot } = found;
  return { ballot, used, modulus };
}

/** The answers as they were sent, by their place; @throws Problem for what the paper does not ask. */
export function marksIn({ questions, answers }: Pick<Ballot, 'questions' | 'answers'>, said: readonly (string | null | undefined)[]): (number | undefined)[] {
  const asked = questionsIn(questions);
  if (said.length > asked.length) throw new Problem(422, 'invalid', `这张票上有${asked.length}个测评对象，收到${said.length}个，请核对。`);
  return asked.map((_, place) => {
    const answer = said[place];
    const at = answer ? answers.indexOf(answer) : -1;
    return at < 0 ? undefined : at;
  });
}

/**
 * Takes one ballot paper. It is nobody's act and leaves no line, moment or row of its own: the slip is marked and the sealed sums change, all of
 * them, whatever was voted. Decision 22 says what can and what cannot be learnt from that.
 */
export async function cast(house: House, county: string, typed: string, said: readonly (string | null | undefined)[]): Promise<void> {
  const { ballot, used, modulus } = await paperOf(house, county, typed);
  if (used) throw slipUsed();
  const vote = sealed(modulus, layoutOf(ballot, ballot.slips_n!), marked(ballot, marksIn(ballot, said)));
  await keeping(house, county, async (db) => {
    const held = await sql`select 1 from assessment_ballots where county_id = ${county} and id = ${ballot.id} and state = 'open' for share`.execute(db);
    if (held.rows.length === 0) throw noSuchSlip();
    const { rows: [urn] } = await sql<Urn>`select modulus, sums from assessment_urns where county_id = ${county} and ballot_id = ${ballot.id} for update`.execute(db);
    if (urn?.modulus !== modulus) throw noSuchSlip(); // new slips were printed meanwhile
    const spent = await sql`update assessment_ballot_slips set used = true where county_id = ${county} and code_hash = ${hashOf(codeForm(typed)!)} and not used returning 1`.execute(db);
    if (spent.rows.length === 0) throw slipUsed();
    await sql`update assessment_urns set sums = ${withVote(urn, vote)} where county_id = ${county} and ballot_id = ${ballot.id}`.execute(db);
  });
}
