import type { z } from 'zod';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { take, type Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { citedFor, monthsAfter } from '#duties/proposals/assigning/clock.ts';
import type { closingFields, consentFields, meetingFields, reworkFields, voteFields } from '#duties/proposals/closing/fields.ts';
import { isCarried, isQuorate, mayBeVotedOn, presentAt } from '#duties/proposals/closing/rules.ts';
import { carryOver } from '#duties/proposals/merging.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { dissatisfied } from '#duties/proposals/relations.ts';
import { strikeAnswered } from '#duties/proposals/undertakings/undertaking.ts';

/** So many times a proposal is handled; the table has no room for more. */
const MOST_ROUNDS = 9;

const unanswered = { rating_work: null, rating_result: null, rating_opinion: null, rated_n: 0, rated_ids: [], rate_by: null } satisfies Partial<Proposal>;

/** Everything begins anew but what was promised and rated before, which stays in the history. */
async function rework(act: Act, row: Proposal, { due_on }: z.infer<typeof reworkFields>): Promise<Partial<Proposal>> {
  if (row.round >= MOST_ROUNDS) throw new Problem(422, 'too_many_rounds', '办理次数已经很多，请当面协商后办结。');
  const months = await parameterAt(act, 'rework.months', today(act));
  const latest = monthsAfter(today(act), months);
  if (due_on && due_on > latest) throw invalid({ due_on: `按${await citedFor(act, today(act))}，二次办理要在${months}个月内再次答复，最迟${latest}。` });
  const round = row.round + 1;
  await carryOver(act, row.id, { ...unanswered, round, replied_on: null }, 'rework', `随“${row.title}”一并二次办理`);
  await strikeAnswered(act, row.id);
  return {
    ...unanswered, round, due_on: stillAhead(act, 'due_on', due_on ?? latest), clock_from: today(act), countersigned_ids: [], on_time: null, extension_to: null,
    closing_rule: null, met_on: null, met_who: null, met_note: null, close_agreed_on: null, vote_on: null, vote_passed: null,
  };
}

async function vote(act: Act, row: Proposal, { vote_on, ...votes }: z.infer<typeof voteFields>): Promise<Partial<Proposal>> {
  const lacking = mayBeVotedOn(row);
  if (lacking) throw new Problem(422, 'not_ready', `“${row.title}”还不能提请表决：${lacking}`);
  const day = happenedOn(act, 'vote_on', vote_on);
  const cited = await citedFor(act, day);
  if (presentAt(votes) > votes.vote_seats) throw invalid({ vote_for: `赞成、反对、弃权加起来${presentAt(votes)}票，比全体组成人员${votes.vote_seats}人还多，请核对。` });
  if (!isQuorate(await parameterAt(act, 'closing.quorum', day), votes)) {
    throw invalid({ vote_seats: `按${cited}，到会${presentAt(votes)}人不够法定人数（全体${votes.vote_seats}人），这次表决不能作数。` });
  }
  return { ...votes, vote_on: day, vote_passed: isCarried(await parameterAt(act, 'closing.majority', day), votes) };
}

async function close(act: Act, row: Proposal, { closed_on, close_note }: z.infer<typeof closingFields>): Promise<Partial<Proposal>> {
  if (dissatisfied.test(row) && !close_note) throw invalid({ close_note: '提案人仍不满意，请写明为什么办结、以后怎么办。' });
  return { closed_on: happenedOn(act, 'closed_on', closed_on), close_note: close_note ?? null };
}

/** What the proposal's own steps change. */
export const closingSteps = {
  rework,
  meet: async (act, _row, { met_on, ...said }: z.infer<typeof meetingFields>) => ({ ...said, met_on: happenedOn(act, 'met_on', met_on) }),
  agree_close: async (act, _row, { close_agreed_on }: z.infer<typeof consentFields>) => ({ close_agreed_on: happenedOn(act, 'close_agreed_on', close_agreed_on) }),
  vote,
  close,
} satisfies Partial<Record<string, Effect<Proposal>>>;

/** One vote on several at once; those on which it carried are closed with it. Answers how many these are. */
export async function voteOnAll(act: Act, ids: readonly string[], votes: z.infer<typeof voteFields>, note: string | undefined): Promise<{ closed: number; kept: number }> {
  let closed = 0;
  for (const id of ids) {
    const row = await take<Proposal>(act, proposal, id, 'vote', { input: votes, effect: vote });
    if (!row.vote_passed) continue;
    await take<Proposal>(act, proposal, id, 'close', { input: { closed_on: row.vote_on ?? undefined, close_note: note }, effect: close });
    closed += 1;
  }
  return { closed, kept: ids.length - closed };
}

/**
 * Closes those for which nothing is lacking, all or none. Answers how many these are.
 * @throws Problem 422 naming the one that asks for an explanation of its own
 */
export async function closeAll(act: Act, ids: readonly string[]): Promise<number> {
  for (const id of ids) {
    await take<Proposal>(act, proposal, id, 'close', {
      effect: (one, row, input) => {
        if (dissatisfied.test(row)) throw new Problem(422, 'explanation_wanted', `“${row.title}”的提案人仍不满意。请打开这一件，写明为什么办结；其余的去掉这一件再点一次。`);
        return close(one, row, input);
      },
    });
  }
  return ids.length;
}
