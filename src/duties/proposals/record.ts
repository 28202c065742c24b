import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Proposals } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text, tick } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import {
  assistingUnit, author, authorBeforeReview, cosigner, dissatisfied, gatheringCommittee, invited, leadUnit, notTheHandler, office, officeForReturned,
  officeIfDissatisfied, officeIfKey, officeIfUncountersigned, officeUnlessKey, onceSubmitted, unitYetToCountersign,
} from '#duties/proposals/relations.ts';
import { proposerKinds, ratings, refusalGrounds, results, timeClasses } from '#duties/proposals/words.ts';

export type Proposal = Selectable<Proposals>;

/** `cosigners` are names; `actions.ts` turns them into invitations, or into signatures when a clerk enters a paper. */
export const proposalFields = z.object({
  title: text('案由', 200, { hint: '一事一案，例如：关于解决村口道路积水的提案' }),
  situation: lines('情况和问题', 5_000).optional(),
  analysis: lines('原因分析', 5_000).optional(),
  advice: lines('建议', 5_000, { hint: '一条一条地写，答复时逐条对应' }).optional(),
  category: text('类别', 20, { hint: '例如：交通、教育、环保' }).optional(),
  cosigners: text('联名委员', 500, { hint: '写姓名，几位用顿号隔开；同名的写成 王强（白石镇）' }).optional(),
  public_ok: tick('同意公开').optional(),
  time_class: choice('时间类别', timeClasses).optional(),
  proposer_kind: choice('提案类型', proposerKinds).optional(),
  member_id: reference('第一提案人', 'member').optional(),
  proposer_name: text('提案单位', 100, { hint: '党派、团体、专委会、界别、小组的名称；委员提案不用填' }).optional(),
  committee_id: reference('征集的联络委', 'committee').optional(),
  submitted_on: day('提交日期').optional(),
  term: number('届', 1, 99).optional(),
  session: number('次', 1, 99).optional(),
});

const assignment = {
  lead_unit_id: reference('主办单位', 'unit'),
  assisting: text('会办单位', 300, { hint: '没有就空着；几个单位用顿号隔开' }).optional(),
  due_on: day('答复期限'),
};

const rating = z.object({
  rating_work: choice('对办理工作', ratings),
  rating_result: choice('对办理结果', ratings),
  rating_opinion: lines('意见', 2_000, { hint: '不满意时请写明原因' }).optional(),
});

/** The proposer, or the office from the paper that the proposer signed. */
const raters = [author, office].map(notTheHandler);
const forProposer = (row: Proposal): string => row.proposer_name;
const forLeadUnit = (): string => '主办单位';

/** 提案. Speech, 五个一: 一年一次重点提案征集. Replied, rated, closed and implemented are different things (domain rules 2.6). */
export const proposal = lifecycle<Proposal>()({
  name: 'proposal',
  title: '提案',
  table: 'proposals',
  path: 'proposals',
  fields: proposalFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '草稿', open: true },
    submitted: { label: '待审查', open: true },
    returned: { label: '退回修改', open: true },
    filed: { label: '已立案', open: true, waitsFor: ['assign'] },
    merged: { label: '已并案', open: false },
    converted: { label: '转社情民意', open: false },
    refused: { label: '不予立案', open: false },
    withdrawn: { label: '已撤案', open: false },
    assigned: { label: '已交办', open: true },
    disputed: { label: '改办待定', open: true },
    accepted: { label: '办理中', open: true },
    replied: { label: '已答复', open: true },
    rated: { label: '已评价', open: true, waitsFor: ['close'] },
    closed: { label: '已办结', open: false },
  },
  steps: {
    cosign: { label: '同意联名', noun: 'cosigning', from: ['draft', 'submitted', 'returned'], by: [invited] },
    decline: { label: '不参加联名', noun: 'declining', from: ['draft', 'submitted', 'returned'], by: [invited] },
    submit: { label: '提交', noun: 'submission', from: ['draft', 'returned'], to: 'submitted', by: [author, officeForReturned], ready: whole, clause: 'duty.yearly', actsFor: forProposer },
    file: { label: '立案', noun: 'filing', from: ['submitted'], to: 'filed', by: [office] },
    merge: {
      label: '并案', noun: 'merging', from: ['submitted', 'filed'], to: 'merged', by: [office],
      input: z.object({ merged_into_id: reference('并入', 'proposal') }),
    },
    convert: { label: '转社情民意', noun: 'conversion', from: ['submitted'], to: 'converted', by: [office] },
    refuse: {
      label: '不予立案', noun: 'refusal', from: ['submitted'], to: 'refused', by: [office], reason: true,
      input: z.object({ refusal_ground: choice('不予立案的情形', refusalGrounds) }),
    },
    return: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'returned', by: [office], reason: true },
    withdraw: { label: '撤案', noun: 'withdrawal', from: ['draft', 'submitted', 'returned', 'filed'], to: 'withdrawn', by: [author, office], reason: true, final: true },
    assign: { label: '交办', noun: 'assignment', from: ['filed'], to: 'assigned', by: [office], input: z.object(assignment) },
    accept: { label: '签收', noun: 'acceptance', from: ['assigned'], to: 'accepted', by: [leadUnit, office], actsFor: forLeadUnit },
    dispute: {
      label: '不归我办', noun: 'objection', from: ['assigned'], to: 'disputed', by: [leadUnit], reason: true,
      input: z.object({ proposed_unit_id: reference('建议承办单位', 'unit') }),
    },
    reassign: { label: '改办', noun: 'reassignment', from: ['disputed'], to: 'assigned', by: [office], input: z.object(assignment) },
    uphold: { label: '维持交办', noun: 'upholding', from: ['disputed'], to: 'assigned', by: [office], reason: true },
    countersign: { label: '会签', noun: 'countersignature', from: ['assigned', 'accepted'], by: [unitYetToCountersign, officeIfUncountersigned], actsFor: () => '会办单位' },
    reply: {
      label: '答复', noun: 'reply', from: ['accepted'], to: 'replied', by: [leadUnit, office], ready: allCountersigned, actsFor: forLeadUnit,
      input: z.object({
        result: choice('办理结果', results),
        letter: text('答复函类别', 1, { hint: '答复函右上角的字母，本县没有就空着' }).optional(),
        reply: lines('答复内容', 10_000, { hint: '与建议逐条对应' }),
        replied_on: day('答复日期', { hint: '不填就是今天' }).optional(),
      }),
    },
    rate: { label: '评价答复', noun: 'rating', from: ['replied'], to: 'rated', by: raters, input: rating, actsFor: forProposer },
    rate_merged: {
      label: '评价答复', noun: 'merged-rating', from: ['merged'], by: raters, input: rating, actsFor: forProposer,
      ready: (row) => (row.replied_on ? undefined : '并入的那件提案还没有答复，答复之后再请您评价。'),
    },
    rework: {
      label: '二次办理', noun: 'rework', from: ['rated'], to: 'accepted', by: [officeIfDissatisfied],
      input: z.object({ due_on: day('答复期限') }),
    },
    close: {
      label: '办结', noun: 'closing', from: ['rated'], to: 'closed', by: [office], ready: mayEnd,
      input: z.object({ closed_on: day('办结日期', { hint: '不填就是今天' }).optional() }),
    },
    designate: {
      label: '列为重点提案', noun: 'key-mark', from: ['filed', 'assigned', 'disputed', 'accepted', 'replied', 'rated'], by: [officeUnlessKey], clause: 'duty.yearly',
      input: z.object({ key_led_by: text('领衔督办领导', 100), key_why: text('列为重点的理由', 500).optional(), key_since: day('确定日期', { hint: '不填就是今天' }).optional() }),
    },
    release: {
      label: '不再列为重点', noun: 'key-mark-removal', from: ['filed', 'assigned', 'disputed', 'accepted', 'replied', 'rated'], by: [officeIfKey], reason: true,
    },
  },
  visibleTo: [author, invited, cosigner, office, onceSubmitted(chair), onceSubmitted(leader), onceSubmitted(auditor), maintainer, gatheringCommittee, leadUnit, assistingUnit],
  createdBy: [author, countyOffice, committeeStaff<Proposal>(), maintainer],
  editable: { in: ['draft', 'submitted', 'returned', 'filed', 'merged', 'assigned', 'disputed', 'accepted', 'replied', 'rated'], by: [authorBeforeReview, office] },
  attachable: { by: [author, office, officeForReturned, gatheringCommittee, leadUnit, assistingUnit] }, // not who was only invited to sign
  searchable: ['title', 'proposer_name', 'situation', 'advice'],
  newestBy: 'submitted_on',
  due: { by: 'due_on', in: ['assigned', 'disputed', 'accepted'] },
});

/** 一事一案, 有情况、有分析、有建议 (domain rules 2.1). A paper handed in keeps its text on paper. */
function whole(row: Proposal): string | undefined {
  if (row.serial_no !== null) return undefined;
  const missing = [row.situation ? '' : '情况和问题', row.advice ? '' : '建议'].filter(Boolean);
  return missing.length > 0 ? `还缺“${missing.join('”和“')}”。请点“修改”补写后再提交。` : undefined;
}

/** Only the lead unit replies, after the assisting units agreed (domain rules 2.3). */
function allCountersigned(row: Proposal): string | undefined {
  const n = yetToCountersign(row);
  return n > 0 ? `还有${n}个会办单位没有会签，会签之后才能答复。` : undefined;
}

/** After 不满意 it is handled a second time; what is still not satisfied then ends by explanation (domain rules 2.4, S79). */
function mayEnd(row: Proposal): string | undefined {
  return dissatisfied.test(row) && row.round === 1 ? '提案人表示不满意，请先二次办理，再办结。' : undefined;
}
