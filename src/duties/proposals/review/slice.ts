import type { Slice } from '#platform/chapter.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalFigures, reviewFigures } from '#duties/proposals/review/facts.ts';
import { proposalReview } from '#duties/proposals/review/record.ts';
import { mount } from '#duties/proposals/review/routes.tsx';
import { reviewAwaited } from '#duties/proposals/review/waiting.ts';

/** 提案审查: what reviewers say, and the board on which a session is reviewed in one sitting. */
export const reviewPart = {
  records: [proposalReview],
  figures: [...proposalFigures, ...reviewFigures],
  awaited: reviewAwaited,
  applies: [{ record: proposal.name, parameters: ['review.rounds', 'review.committee', 'review.told_days'], day: 'submitted_on' }],
  mount,
} satisfies Slice;
