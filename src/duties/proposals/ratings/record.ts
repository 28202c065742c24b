import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ProposalRatings } from '#platform/database/schema.ts';
import { day, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { ratingFields } from '#duties/proposals/ratings/fields.ts';
import { auditorIfFlagged, linkHolder, officeIfFlagged, rater, raterHimself } from '#duties/proposals/ratings/relations.ts';

export type ProposalRating = Selectable<ProposalRatings>;

/** As the office enters a paper. */
export const paperFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  rater: text('评价人', 100, { hint: '签名的委员或提案单位，照提案上写；只有一位还没有评价的，可以不填' }).optional(),
  ...ratingFields.shape,
  rated_on: day('评价日期', { hint: '纸上写的日期；不填就是今天' }).optional(),
});

/**
 * 提案评价: how one signer rated the reply of one round. Units never see it; what all said together stands on the proposal, once all have spoken
 * or the time is over.
 */
export const proposalRating = lifecycle<ProposalRating>()({
  name: 'proposal_rating',
  title: '提案评价',
  table: 'proposal_ratings',
  path: 'ratings',
  fields: paperFields,
  nameOf: ({ rater: who, subject }) => `${who}对${subject}答复的评价`,
  initial: 'given',
  states: {
    given: { label: '已评价', open: false },
    checked: { label: '已核对', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    check: { label: '核对无误', noun: 'check', from: ['given'], to: 'checked', by: [officeIfFlagged, auditorIfFlagged] },
    void: { label: '作废重评', noun: 'voiding', from: ['given', 'checked'], to: 'void', reason: true, by: [countyOffice, auditor] },
    flag: { label: '提请核对', noun: 'flagging', from: ['given'], by: [maintainer] }, // follows when more come in a burst
  },
  visibleTo: [rater, countyOffice, chair, auditor, maintainer],
  createdBy: [raterHimself, linkHolder, countyOffice, maintainer],
  editable: { in: [], by: [] },
  confidential: ['flags'],
  privyTo: [countyOffice, auditor],
  attachable: { by: [countyOffice] },
  searchable: ['rater', 'subject', 'opinion'],
  named: ['rater'],
  newestBy: 'rated_on',
});
