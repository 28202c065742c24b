import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Publications } from '#platform/database/schema.ts';
import { choice, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { repliedUnit, reviewingUnit, secondReader, theProposer } from '#duties/proposals/publishing/relations.ts';
import { extents, withdrawalGrounds, withholdGrounds } from '#duties/proposals/publishing/words.ts';

export type Publication = Selectable<Publications>;

/** Together they stay below what a public page may weigh on a slow telephone (60 KB); what is longer is told in a summary (domain rules 2.8). */
export const MATTER_MOST = 6_000;
export const ANSWER_MOST = 8_000;

export const publicationFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  extent: choice('公开的内容', extents, { hint: '太长、太复杂的写摘要' }),
  title: text('公开的案由', 200),
  matter: lines('提案内容', MATTER_MOST, { hint: '不写电话、证件号，不写群众的姓名和门牌号' }),
  answer: lines('答复内容', ANSWER_MOST, { hint: '不写联系人和联系电话' }),
});

const remark = (label: string) => lines(label, 500).optional();
const forUnit = (): string => '承办单位';

/**
 * 提案公开稿: proposal and reply as everybody may read them. Two agree beforehand, the proposer on the proposal and the unit on its reply; two review
 * the text, the unit for what is secret and the county office (domain rules 2.8). Nothing is public by itself.
 */
export const publication = lifecycle<Publication>()({
  name: 'publication',
  title: '提案公开稿',
  table: 'publications',
  path: 'publications',
  fields: publicationFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '拟稿', open: true, waitsFor: ['submit'] },
    unit_review: { label: '待单位保密审查', open: true, waitsFor: ['clear'] },
    office_review: { label: '待审核公开', open: true, waitsFor: ['publish'] },
    published: { label: '已公开', open: false },
    withheld: { label: '不公开', open: false },
    withdrawn: { label: '已撤下', open: false },
  },
  steps: {
    submit: { label: '送单位保密审查', noun: 'submission', from: ['draft'], to: 'unit_review', by: [countyOffice], clause: 'duty.yearly' },
    // On to the office when the last of the units has agreed: its effect says so.
    clear: {
      label: '保密审查通过', noun: 'clearance', from: ['unit_review'], by: [reviewingUnit, countyOffice], actsFor: forUnit, clause: 'duty.yearly',
      input: z.object({ cleared_by: text('审查人', 50, { hint: '单位负责保密审查的人，照审查表上的签名写' }), clear_note: remark('审查意见') }),
    },
    refuse: {
      label: '单位不同意公开', noun: 'unit-refusal', from: ['unit_review'], to: 'withheld', by: [reviewingUnit, countyOffice], actsFor: forUnit, clause: 'duty.yearly',
      input: z.object({ ground: choice('不公开的情形', withholdGrounds), cleared_by: text('审查人', 50), clear_note: remark('审查意见') }),
    },
    return: { label: '退回修改', noun: 'return', from: ['unit_review', 'office_review'], to: 'draft', by: [reviewingUnit, secondReader, countyOffice], reason: true },
    publish: {
      label: '审核通过并公开', noun: 'publication', from: ['office_review'], to: 'published', by: [secondReader], clause: 'duty.yearly',
      input: z.object({ review_note: remark('审核意见') }),
    },
    withhold: {
      label: '审核不公开', noun: 'refusal', from: ['draft', 'office_review'], to: 'withheld', by: [countyOffice, chair], clause: 'duty.yearly',
      input: z.object({ ground: choice('不公开的情形', withholdGrounds), review_note: remark('审核意见') }),
    },
    withdraw: {
      label: '撤下', noun: 'withdrawal', from: ['published'], to: 'withdrawn', by: [countyOffice, chair, repliedUnit], reason: true,
      input: z.object({ ground: choice('撤下的情形', withdrawalGrounds) }),
    },
    reopen: { label: '重新拟稿', noun: 'revision', from: ['published', 'withheld', 'withdrawn'], to: 'draft', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, repliedUnit, theProposer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  attachable: false,
  searchable: ['title', 'matter', 'answer', 'proposer_name'],
  newestBy: 'replied_on',
  due: { by: 'publish_by', in: ['draft', 'unit_review', 'office_review'] },
});
