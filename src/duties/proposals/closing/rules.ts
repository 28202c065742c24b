import type { optionsOf } from '#plans/facts.ts';
import { whilst } from '#platform/identity/relations.ts';
import { all, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { author, dissatisfied, notTheHandler, office } from '#duties/proposals/relations.ts';

/** When a proposal may be closed, as the plan said on the day on which it became rated (domain rules 2.4, 2.6). */

const asksConsent = oneOf<Proposal>('closing_rule', ['consent', 'consent_and_vote']);
const asksVote = oneOf<Proposal>('closing_rule', ['vote', 'consent_and_vote']);
const agreed = present<Proposal>('close_agreed_on');
const met = present<Proposal>('met_on');
const again = not(is<Proposal>('round', 1));

/** After 不满意 it is handled a second time; what is still not satisfied then needs a meeting of the three parties (S79). */
const stillDissatisfied: Predicate<Proposal> = all(dissatisfied, again);
/** Who is not satisfied to the end will not agree: the meeting and a written explanation stand in for the consent. */
const waitsForConsent = all(asksConsent, not(agreed), not(stillDissatisfied));

export const officeIfStillDissatisfied = whilst(office, stillDissatisfied, '县政协办公室（二次办理后仍不满意时）');
/** Whoever works for a unit that handles it neither consents for the proposer, nor enters the vote, nor closes it. */
export const authorToAgree = notTheHandler(whilst(author, waitsForConsent, '第一提案人（方案要求办结经提案人同意时）'));
export const officeToAgree = notTheHandler(whilst(office, waitsForConsent, '县政协办公室（方案要求办结经提案人同意时）'));
export const officeIfVoted = notTheHandler(whilst(office, all(asksVote, not(is<Proposal>('vote_passed', true))), '县政协办公室（方案要求办结经常委会表决时）'));
export const officeToClose = notTheHandler(office);

/** What is still missing; undefined when it may be closed. */
export function mayEnd(row: Proposal): string | undefined {
  if (dissatisfied.test(row) && row.round === 1) return '提案人表示不满意，请先二次办理，再办结。';
  if (stillDissatisfied.test(row) && !met.test(row)) return '二次办理之后仍不满意，请先三方见面，再写明情况办结。';
  if (waitsForConsent.test(row)) return '按本县方案，办结要经提案人同意。请提案人点“同意办结”，或由县政协办公室录入书面意见。';
  return lacksVote(row);
}

/** The same but for the vote: what a vote may be taken on. */
export const mayBeVotedOn = (row: Proposal): string | undefined => (mayEnd(row) === lacksVote(row) ? undefined : mayEnd(row));

function lacksVote(row: Proposal): string | undefined {
  if (!asksVote.test(row) || row.vote_passed) return undefined;
  return row.vote_on ? `${row.vote_on}的常委会会议表决没有通过，不能办结。可以再次提请表决。` : '按本县方案，办结要经常委会会议表决通过。请在“提案办结”页面录入表决结果。';
}

type Ways<K extends 'closing.quorum' | 'closing.majority'> = keyof ReturnType<typeof optionsOf<K>>;

export interface Votes {
  vote_seats: number;
  vote_for: number;
  vote_against: number;
  vote_abstained: number;
}

export const presentAt = ({ vote_for, vote_against, vote_abstained }: Votes): number => vote_for + vote_against + vote_abstained;

/** Whether enough were there for their vote to count. */
export const isQuorate = (rule: Ways<'closing.quorum'>, votes: Votes): boolean =>
  rule === 'two_thirds' ? presentAt(votes) * 3 >= votes.vote_seats * 2 : presentAt(votes) * 2 > votes.vote_seats;

export function isCarried(rule: Ways<'closing.majority'>, votes: Votes): boolean {
  switch (rule) {
    case 'half_of_all': return votes.vote_for * 2 > votes.vote_seats;
    case 'half_of_present': return votes.vote_for * 2 > presentAt(votes);
    case 'two_thirds_of_present': return votes.vote_for * 3 >= presentAt(votes) * 2;
  }
}
