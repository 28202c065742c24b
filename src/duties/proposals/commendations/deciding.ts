import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, lock, take, type Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { citedFor } from '#duties/proposals/assigning/clock.ts';
import { isCarried, isQuorate, presentAt } from '#duties/proposals/closing/rules.ts';
import { recusalsFor } from '#duties/proposals/commendations/conflicts.ts';
import { expectWithin } from '#duties/proposals/commendations/quotas.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import type { decidingWays } from '#duties/proposals/commendations/words.ts';

/** Votes on one candidate; of a decision without a vote none. */
export interface Award {
  id: string;
  vote_for?: number;
  vote_against?: number;
  vote_abstained?: number;
}

export interface AwardDecision {
  way: keyof typeof decidingWays;
  meeting: string;
  decided_on?: string;
  vote_seats?: number;
  /** Who stayed out, and with which of them. */
  recused?: string;
  awarded: readonly Award[];
}

/** More are not recommended in one round. */
export const MOST_CANDIDATES = 300;

export const candidatesOf = (reading: Reading, roundId: string, ...states: (keyof typeof commendation.states)[]): Promise<Commendation[]> =>
  list(reading, commendation, { where: all(is<Commendation>('round_id', roundId), oneOf<Commendation>('state', states)), order: [{ column: 'kind' }, { column: 'subject' }], limit: MOST_CANDIDATES });

const NOT_THIS_TIME = '这一次没有评上';

/** Writes what the standing committee voted, or the chair meeting decided: people choose, the plan's shares and the quorum are looked after. */
export async function decideAwards(act: Act, roundId: string, { awarded, ...decision }: AwardDecision): Promise<{ awarded: number; passed: number }> {
  const round = await lock<CommendationRound>(act, commendationRound, roundId);
  if (round.state !== 'open') throw new Problem(409, 'wrong_state', `“${round.title}”现在是“${commendationRound.states[round.state as 'decided'].label}”，不能再录入决定。`);
  if (awarded.length === 0) throw invalid({ ids: '请在决定表彰的前面打勾。' });
  const day = happenedOn(act, 'decided_on', decision.decided_on);
  const rows: Commendation[] = [];
  for (const one of awarded) rows.push(await candidate(act, round, one.id));
  if (decision.way === 'vote') await expectCarried(act, decision.vote_seats, awarded, rows, day);
  await expectWithin(act, round, rows, day);
  await expectRecused(act, round, rows, decision.recused);
  for (const [place, row] of rows.entries()) {
    const { vote_for, vote_against, vote_abstained } = awarded[place]!;
    const votes = decision.way === 'vote' ? { vote_for, vote_against, vote_abstained } : {};
    await amend<Commendation>(act, commendation, row, { state: 'awarded', awarded_on: day, ...votes }, { step: 'award', relation: 'consequence' });
  }
  const rest = await candidatesOf(act, round.id, 'recommended', 'shortlisted');
  for (const { id } of rest) await take<Commendation>(act, commendation, id, 'pass_over', { reason: NOT_THIS_TIME });
  const { way, meeting, vote_seats, recused } = decision;
  await amend<CommendationRound>(act, commendationRound, round, { state: 'decided', way, meeting, decided_on: day, vote_seats: way === 'vote' ? vote_seats : null, recused: recused ?? null }, { step: 'decide', relation: 'consequence' });
  return { awarded: rows.length, passed: rest.length };
}

async function candidate(act: Act, round: CommendationRound, id: string): Promise<Commendation> {
  const row = await lock<Commendation>(act, commendation, id);
  if (row.round_id !== round.id || row.state !== 'shortlisted') throw invalid({ [id]: `“${row.subject}”不在这一次的候选里，请先列入候选。` });
  return row;
}

/** Quorum and majority are those of the standing committee's other votes on proposals (`closing.*`). */
async function expectCarried(act: Act, vote_seats: number | undefined, awarded: readonly Award[], rows: readonly Commendation[], day: string): Promise<void> {
  if (!vote_seats) throw invalid({ vote_seats: '请填写常委会全体组成人员有多少人。' });
  const [quorum, majority, cited] = [await parameterAt(act, 'closing.quorum', day), await parameterAt(act, 'closing.majority', day), await citedFor(act, day)];
  for (const [place, { id, vote_for = 0, vote_against = 0, vote_abstained = 0 }] of awarded.entries()) {
    const votes = { vote_seats, vote_for, vote_against, vote_abstained };
    const { subject } = rows[place]!;
    if (presentAt(votes) > vote_seats) throw invalid({ [id]: `“${subject}”的票加起来${presentAt(votes)}张，比全体组成人员${vote_seats}人还多，请核对。` });
    if (!isQuorate(quorum, votes)) throw invalid({ [id]: `按${cited}，“${subject}”只有${presentAt(votes)}人参加表决，不够法定人数（全体${vote_seats}人）。` });
    if (!isCarried(majority, votes)) throw invalid({ [id]: `“${subject}”赞成${vote_for}票，按${cited}没有通过，不能表彰。请去掉勾选，或者核对票数。` });
  }
}

async function expectRecused(act: Act, { id }: CommendationRound, rows: readonly Commendation[], recused: string | undefined): Promise<void> {
  if (recused) return;
  const own = (await recusalsFor(act, id)).filter(({ commendation_id }) => rows.some((row) => row.id === commendation_id));
  if (own.length > 0) throw invalid({ recused: `${[...new Set(own.map(({ name }) => name))].slice(0, 10).join('、')}是其中提案的提案人或联名人，又参加决定。请写明怎样回避。` });
}

export async function shortlistMany(act: Act, ids: readonly string[]): Promise<number> {
  for (const id of ids) await take<Commendation>(act, commendation, id, 'shortlist', { effect: effects.shortlist });
  return ids.length;
}

/** What steps of a candidate change besides the state. */
export const effects: Partial<Record<keyof typeof commendation.steps, Effect<Commendation>>> = {
  shortlist: async (act) => ({ shortlisted_on: today(act) }),
};

/** What steps of a round change besides the state. */
export const roundEffects: Partial<Record<keyof typeof commendationRound.steps, Effect<CommendationRound>>> = {
  async publish(act, round, { document_no, published_on }: { document_no: string; published_on?: string }) {
    const day = happenedOn(act, 'published_on', published_on);
    if (day < round.decided_on!) throw invalid({ published_on: `${round.decided_on}才决定，公布日期不能更早。` });
    for (const row of await candidatesOf(act, round.id, 'awarded')) await amend<Commendation>(act, commendation, row, { state: 'published' }, { step: 'publish', relation: 'consequence' });
    return { document_no, published_on: day };
  },
  /** Everything that was decided is open again. */
  async reopen(act, { id }) {
    for (const row of await candidatesOf(act, id, 'awarded')) {
      await amend<Commendation>(act, commendation, row, { state: 'shortlisted', awarded_on: null, vote_for: null, vote_against: null, vote_abstained: null }, { step: 'shortlist', relation: 'consequence', reason: '退回重新评选' });
    }
    for (const row of await candidatesOf(act, id, 'passed_over')) {
      if (row.shortlisted_on) await amend<Commendation>(act, commendation, row, { state: 'shortlisted' }, { step: 'shortlist', relation: 'consequence', reason: '退回重新评选' });
    }
    return { way: null, meeting: null, decided_on: null, vote_seats: null, recused: null };
  },
};

