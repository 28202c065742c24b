import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ProposalReviews } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { verdicts } from '#duties/proposals/review/words.ts';
import { refusalGrounds } from '#duties/proposals/words.ts';

export type ProposalReview = Selectable<ProposalReviews>;

/** The table has room for so many rounds; how many a county has, and how it calls them, its plan says. */
export const MOST_ROUNDS = 3;

export const reviewFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  round: number('轮次', 1, MOST_ROUNDS),
  reviewer: text('审查人', 50),
  verdict: choice('审查意见', verdicts),
  ground: choice('不予立案的情形', refusalGrounds).optional(),
  into_id: reference('并入', 'proposal').optional(),
  remark: lines('说明', 1_000).optional(),
  given_on: day('审查日期'),
});

const reviewer = self<ProposalReview>('reviewer_id', '审查人本人');

/** 审查意见: what one reviewer said of a proposal in one round. Whose special committee reviews is asked in the act (`reviewers.ts`). */
export const proposalReview = lifecycle<ProposalReview>()({
  name: 'proposal_review',
  title: '提案审查意见',
  table: 'proposal_reviews',
  path: 'proposal-reviews',
  fields: reviewFields,
  nameOf: ({ reviewer: name, verdict }) => `${name}：${verdicts[verdict as keyof typeof verdicts]}`,
  initial: 'given',
  states: { given: { label: '有效', open: true, waitsFor: [] }, void: { label: '已作废', open: false } },
  steps: { void: { label: '作废', noun: 'voiding', from: ['given'], to: 'void', by: [reviewer, countyOffice], reason: true } },
  visibleTo: [countyOffice, chair, auditor, maintainer, reviewer],
  createdBy: [countyOffice, reviewer, maintainer],
  editable: { in: [], by: [] }, // who thinks better of it says so anew; what was said stays
  attachable: false,
  newestBy: 'given_on',
});
