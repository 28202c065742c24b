import { figure } from '#platform/figures/figure.ts';
import { all, is } from '#platform/predicate.ts';
import { disposed, proposalFigure, received } from '#duties/proposals/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { proposalReview, type ProposalReview } from '#duties/proposals/review/record.ts';

export const proposalsAsLetters = proposalFigure('proposals_as_letters', '作委员来信', '期间内提交的提案中，审查后作委员来信处理的件数。', disposed('letter'));

export const proposalsReturned = proposalFigure('proposals_returned', '退回修改', '期间内提交的提案中，现在退回提案人修改、还没有再交的件数。', all(received, is<Proposal>('state', 'returned')));
export const proposalsUnderReview = proposalFigure('proposals_under_review', '尚在审查', '期间内提交的提案中，现在还在审查、没有结果的件数。', all(received, is<Proposal>('state', 'submitted')));

export const mergeGroups = figure<Proposal>({
  name: 'proposal_merge_groups',
  label: '并案的组数',
  definition: '期间内提交、并入别件办理的提案，最终并入几件主案就计几个；并入同一件的只计一个。',
  record: 'proposal',
  where: disposed('merged'),
  day: 'submitted_on',
  committee: 'committee_id',
  counts: { distinct: 'merged_root_id' },
  unit: '个',
});

const reviewsGiven = figure<ProposalReview>({
  name: 'proposal_reviews_given', label: '提案审查意见', definition: '审查日期在期间内、没有作废的提案审查意见条数，一个人一轮对一件提案计一条。',
  record: proposalReview.name, where: is<ProposalReview>('state', 'given'), day: 'given_on', unit: '条',
});

export const proposalFigures = [proposalsAsLetters, proposalsReturned, proposalsUnderReview, mergeGroups];
export const reviewFigures = [reviewsGiven];
