import { sql } from 'kysely';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { holdMeeting, ofMeeting } from '#duties/consultations/floor/meeting.ts';
import { handed, isQuorate, outcomeOf, wrongIn, type Counted, type VoteRules } from '#duties/consultations/floor/votes/rules.ts';
import { vote, type Vote } from '#duties/consultations/floor/votes/record.ts';

type Numbers = { [Column in 'present_n' | 'vote_for' | 'vote_against' | 'vote_abstained' | 'vote_invalid']?: number | null };

interface Opened extends Numbers {
  consultation_id: string;
  question: string;
  way: string;
  asked_n: number;
}

/** Opens a vote; a show of hands whose numbers are known is counted in the same act. */
export async function openVote(act: Act, { consultation_id, question, way, asked_n, ...numbers }: Opened, how: Circumstances): Promise<Vote> {
  const row = await holdMeeting(act, consultation_id);
  const voted_on = row.held_on < today(act) ? row.held_on : today(act);
  const opened = { ...ofMeeting(row), question, way, asked_n, voted_on };
  if (![numbers.vote_for, numbers.vote_against, numbers.vote_abstained].some((n) => typeof n === 'number')) {
    const written = await create<Vote>(act, vote, opened, how);
    if (way === 'written') await sql`insert into consultation_urns (county_id, vote_id) values (${act.county}, ${written.id})`.execute(act.db);
    return written;
  }
  const counted = await create<Vote>(act, vote, { ...opened, state: 'counted', ...(await result(act, { asked_n, voted_on, cast_n: 0 }, numbers)) }, how);
  if (way === 'written') await sql`insert into consultation_urns (county_id, vote_id) values (${act.county}, ${counted.id})`.execute(act.db);
  await tellQuorum(act, row, counted);
  return counted;
}

/** What was counted and what it came to, under the rules of that day. */
async function result(act: Act, { asked_n, voted_on, cast_n }: Pick<Vote, 'asked_n' | 'voted_on' | 'cast_n'>, said: Numbers, urn = { vote_for: 0, vote_against: 0, vote_abstained: 0 }): Promise<Values<Vote>> {
  const votes = {
    vote_for: (said.vote_for ?? 0) + urn.vote_for, vote_against: (said.vote_against ?? 0) + urn.vote_against,
    vote_abstained: (said.vote_abstained ?? 0) + urn.vote_abstained, vote_invalid: said.vote_invalid ?? 0,
  };
  const counted: Counted = { asked_n, ...votes, present_n: Math.max(said.present_n ?? handed(votes), cast_n) };
  const wrong = wrongIn(counted);
  if (wrong) throw invalid(wrong);
  const rules: VoteRules = { quorum_percent: await parameterAt(act, 'floor.quorum', voted_on), majority: await parameterAt(act, 'floor.majority', voted_on) };
  return { ...counted, ...rules, outcome: outcomeOf(counted, rules) };
}

/** On the consultation stands whether enough were there whenever it voted. */
async function tellQuorum(act: Act, row: Consultation, { asked_n, present_n, quorum_percent }: Vote): Promise<void> {
  const enough = isQuorate({ asked_n, present_n: present_n! }, quorum_percent!) && row.quorum_met !== false;
  await amend<Consultation>(act, consultation, row, { quorum_met: enough }, { step: 'edit', relation: 'consequence', reason: '一次表决计了票' });
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof vote.steps, Effect<Vote>>> = {
  async count(act, row, said: Numbers) {
    const meeting = await holdMeeting(act, row.consultation_id);
    const { rows: [urn] } = await sql<{ vote_for: number; vote_against: number; vote_abstained: number }>`
      select vote_for, vote_against, vote_abstained from consultation_urns where county_id = ${act.county} and vote_id = ${row.id}`.execute(act.db);
    const counted = await result(act, row, said, urn);
    await tellQuorum(act, meeting, { ...row, ...counted });
    return counted;
  },
};
