import { holds } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { reviewWordsOn } from '#plans/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import type { ProposalReview } from '#duties/proposals/review/record.ts';
import { reviewsOf } from '#duties/proposals/review/shown.tsx';

/** What the page of a proposal shows of its review. */
export interface Reviewed {
  reviews: ProposalReview[];
  rounds: string[];
  /** How the county sorts proposals. */
  scheme: string[];
}

/** Who said what is for the review itself: the proposer is told the outcome, not the votes. */
export async function reviewedAround(reading: Reading, row: Proposal | undefined): Promise<Reviewed> {
  const { rounds, categories } = await reviewWordsOn(reading, today());
  const shown = row !== undefined && holds(reading.actor, 'county_office', 'chair', 'auditor');
  return { rounds, scheme: categories, reviews: shown ? await reviewsOf(reading, row.id) : [] };
}
