import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Proposals } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text, tick } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import { closingFields, consentFields, meetingFields, reworkFields, voteFields } from '#duties/proposals/closing/fields.ts';
import { authorToAgree, mayBeVotedOn, mayEnd, officeIfStillDissatisfied, officeIfVoted, officeToAgree, officeToClose } from '#duties/proposals/closing/rules.ts';
import { authorWhoInvited } from '#duties/proposals/cosigning/relations.ts';
import { cosignerToObject, cosignerWhoObjected, whoMayAgree, whoMayRefuse } from '#duties/proposals/publishing/relations.ts';
import { ratingFields } from '#duties/proposals/ratings/fields.ts';
import { officeAfterRating, raters } from '#duties/proposals/ratings/relations.ts';
import {
  assistingUnit, author, authorBeforeReview, cosigner, gatheringCommittee, invited, leadUnit, leadUnitUnasked, leadUnitUnforced, office, officeForReturned, officeIfAskedForTime,
  officeIfDissatisfied, officeIfKey, officeIfUncountersigned, officeUnlessKey, onceSubmitted, unitYetToCountersign, separateUnit,
} from '#duties/proposals/relations.ts';
import { handlingModes, proposerKinds, refusalGrounds, results, sides, timeClasses } from '#duties/proposals/words.ts';

export type Proposal = Selectable<Proposals>;

/** So many may sign along, and so many units may be suggested. */
export const MOST_INVITED = 30;
const MOST_SUGGESTED = 5;

/** `cosigners` are the names on a paper that a clerk enters; who writes the own proposal invites by `invited_ids`. */
export const proposalFields = z.object({
  title: text('案由', 200, { hint: '一事一案，例如：关于解决村口道路积水的提案' }),
  situation: lines('情况和问题', 5_000).optional(),
  analysis: lines('原因分析', 5_000).optional(),
  advice: lines('建议', 5_000, { hint: '一条一条地写，答复时逐条对应' }).optional(),
  category: text('类别', 30, { hint: '例如：交通、教育、环保' }).optional(),
  cosigners: text('联名委员', 500, { hint: '写姓名，几位用顿号隔开；同名的写成 王强（白石镇）' }).optional(),
  invited_ids: references('邀请联名的委员', 'member', MOST_INVITED, { hint: '受邀的委员在首页点一下就能签名或谢绝；还没有签名的不计' }).optional(),
  cosign_by: day('联名签名截止', { hint: '到这一天还没有签名的不算联名；不填就按方案规定的天数' }).optional(),
  suggested_ids: references('建议承办单位', 'unit', MOST_SUGGESTED, { hint: '供审查时参考，可以不选' }).optional(),
  public_ok: tick('同意公开').optional(),
  public_why: text('不同意公开的理由', 200, { hint: '同意公开的不用填' }).optional(),
  sealed_on: day('盖章（签名）的纸质件收到日期', { hint: '党派、团体、专委会的盖章件，界别、小组召集人的签名件；没有就空着' }).optional(),
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
  mode: choice('办理方式', handlingModes, { hint: '不选就看有没有会办单位' }).optional(),
  assisting: text('会办单位', 300, { hint: '没有就空着；几个单位用顿号隔开。选“分办”的，这里写其他分办单位' }).optional(),
  side: choice('交办渠道', sides, { hint: '不选就按主办单位的系统' }).optional(),
};

const assigned = { ...assignment, due_on: day('答复期限', { hint: '不填就按方案规定的期限' }).optional() };

/** Handed in and not taken back: its proposer may agree to its publication, or not any more. */
const submittedStates = ['submitted', 'returned', 'filed', 'merged', 'assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed'] as const;

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
    draft: { label: '草稿', open: true, waitsFor: ['submit'] },
    submitted: { label: '待审查', open: true },
    returned: { label: '退回修改', open: true, waitsFor: ['submit'] },
    filed: { label: '已立案', open: true, waitsFor: ['assign'] },
    merged: { label: '已并案', open: false },
    converted: { label: '转社情民意', open: false },
    letter: { label: '作委员来信', open: false },
    refused: { label: '不予立案', open: false },
    withdrawn: { label: '已撤案', open: false },
    assigned: { label: '已交办', open: true },
    disputed: { label: '改办待定', open: true },
    accepted: { label: '办理中', open: true },
    replied: { label: '已答复', open: true, waitsFor: ['rate'] },
    rated: { label: '已评价', open: true, waitsFor: ['close'] },
    closed: { label: '已办结', open: false },
  },
  steps: {
    cosign: { label: '同意联名', noun: 'cosigning', from: ['draft', 'submitted', 'returned'], by: [invited] },
    decline: { label: '不参加联名', noun: 'declining', from: ['draft', 'submitted', 'returned'], by: [invited] },
    uninvite: {
      label: '撤回联名邀请', noun: 'invitation-withdrawal', from: ['draft', 'submitted', 'returned'], by: [authorWhoInvited],
      input: z.object({ uninvited_ids: references('撤回对谁的邀请', 'member', MOST_INVITED) }),
    },
    submit: {
      label: '提交', noun: 'submission', from: ['draft', 'returned'], to: 'submitted', by: [author, officeForReturned], ready: whole, clause: 'duty.yearly', actsFor: forProposer,
      input: z.object({ none_forbidden: tick('以上都不属于').optional() }),
    },
    file: { label: '立案', noun: 'filing', from: ['submitted'], to: 'filed', by: [office] },
    merge: {
      label: '并案', noun: 'merging', from: ['submitted', 'filed'], to: 'merged', by: [office],
      input: z.object({ merged_into_id: reference('并入', 'proposal') }),
    },
    convert: { label: '转社情民意', noun: 'conversion', from: ['submitted'], to: 'converted', by: [office] },
    as_letter: { label: '作委员来信', noun: 'letter-handling', from: ['submitted'], to: 'letter', by: [office] },
    refuse: {
      label: '不予立案', noun: 'refusal', from: ['submitted'], to: 'refused', by: [office], reason: true,
      input: z.object({ refusal_ground: choice('不予立案的情形', refusalGrounds) }),
    },
    return: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'returned', by: [office], reason: true },
    withdraw: { label: '撤案', noun: 'withdrawal', from: ['draft', 'submitted', 'returned', 'filed'], to: 'withdrawn', by: [author, office], reason: true, final: true },
    reconsider: {
      label: '重新审查', noun: 'reconsideration', from: ['filed', 'merged', 'converted', 'letter', 'refused'], to: 'submitted', by: [office], reason: true,
      ready: (row) => (row.replied_on ? '并入的那件已经答复，不能再重新审查。' : undefined),
    },
    prepare: { label: '拟定承办单位', noun: 'unit-plan', from: ['filed'], by: [office], input: z.object(assignment) },
    assign: { label: '交办', noun: 'assignment', from: ['filed'], to: 'assigned', by: [office], input: z.object(assigned) },
    accept: { label: '签收', noun: 'acceptance', from: ['assigned'], to: 'accepted', by: [leadUnit, office], actsFor: forLeadUnit },
    dispute: {
      label: '不归我办', noun: 'objection', from: ['assigned'], to: 'disputed', by: [leadUnitUnforced], reason: true, clause: 'duty.yearly',
      input: z.object({ proposed_unit_id: reference('建议承办单位', 'unit') }),
    },
    reassign: { label: '改办', noun: 'reassignment', from: ['disputed'], to: 'assigned', by: [office], input: z.object(assigned) },
    force: {
      label: '指定承办', noun: 'forcing', from: ['disputed'], to: 'assigned', by: [office], reason: true,
      input: z.object({ lead_unit_id: reference('指定由哪个单位办', 'unit', { hint: '指定之后不能再提出异议' }) }),
    },
    extend: {
      label: '申请延期', noun: 'extension-request', from: ['assigned', 'accepted'], by: [leadUnitUnasked], reason: true, clause: 'duty.yearly',
      input: z.object({ extension_to: day('延到哪天') }),
    },
    grant: { label: '同意延期', noun: 'extension', from: ['assigned', 'accepted'], by: [officeIfAskedForTime] },
    deny: { label: '不同意延期', noun: 'extension-refusal', from: ['assigned', 'accepted'], by: [officeIfAskedForTime], reason: true },
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
    rate: { label: '评价答复', noun: 'rating', from: ['replied'], by: raters, input: ratingFields, actsFor: forProposer },
    rate_merged: {
      label: '评价答复', noun: 'merged-rating', from: ['merged'], by: raters, input: ratingFields, actsFor: forProposer,
      ready: (row) => (row.replied_on ? undefined : '并入的那件提案还没有答复，答复之后再请您评价。'),
    },
    end_rating: { label: '评价截止', noun: 'rating-end', from: ['replied'], to: 'rated', by: [officeAfterRating, maintainer], clause: 'duty.yearly' },
    rework: { label: '二次办理', noun: 'rework', from: ['rated'], to: 'accepted', by: [officeIfDissatisfied], input: reworkFields, clause: 'duty.yearly' },
    meet: { label: '三方见面', noun: 'meeting', from: ['rated'], by: [officeIfStillDissatisfied], input: meetingFields, clause: 'duty.yearly' },
    agree_close: { label: '同意办结', noun: 'closing-consent', from: ['rated'], by: [authorToAgree, officeToAgree], input: consentFields, actsFor: forProposer, clause: 'duty.yearly' },
    vote: { label: '常委会表决', noun: 'closing-vote', from: ['rated'], by: [officeIfVoted], input: voteFields, ready: mayBeVotedOn, clause: 'duty.yearly' },
    close: { label: '办结', noun: 'closing', from: ['rated'], to: 'closed', by: [officeToClose], ready: mayEnd, input: closingFields, clause: 'duty.yearly' },
    agree_public: { label: '同意公开', noun: 'publicity-consent', from: submittedStates, by: whoMayAgree, actsFor: forProposer, aside: true },
    refuse_public: {
      label: '不同意公开', noun: 'publicity-refusal', from: submittedStates, by: whoMayRefuse, actsFor: forProposer, aside: true,
      input: z.object({ public_why: text('不同意公开的理由', 200, { hint: '已经公开的，会马上撤下' }) }),
    },
    object_public: { label: '我不同意公开', noun: 'publicity-objection', from: submittedStates, by: [cosignerToObject], aside: true },
    drop_objection: { label: '我不再反对公开', noun: 'publicity-objection-withdrawal', from: submittedStates, by: [cosignerWhoObjected], aside: true },
    designate: {
      label: '列为重点提案', noun: 'key-mark', aside: true, from: ['filed', 'assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed'], by: [officeUnlessKey], clause: 'duty.yearly',
      input: z.object({ key_led_by: text('领衔督办领导', 100), key_why: text('列为重点的理由', 500).optional(), key_since: day('确定日期', { hint: '不填就是今天' }).optional() }),
    },
    release: {
      label: '不再列为重点', noun: 'key-mark-removal', from: ['filed', 'assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed'], by: [officeIfKey], reason: true,
    },
  },
  visibleTo: [author, invited, cosigner, office, onceSubmitted(chair), onceSubmitted(leader), onceSubmitted(auditor), maintainer, gatheringCommittee, leadUnit, assistingUnit, separateUnit],
  createdBy: [author, countyOffice, committeeStaff<Proposal>(), maintainer],
  editable: { in: ['draft', 'submitted', 'returned', 'filed', 'merged', 'assigned', 'disputed', 'accepted', 'replied', 'rated'], by: [authorBeforeReview, office] },
  attachable: { by: [author, office, officeForReturned, gatheringCommittee, leadUnit, assistingUnit, separateUnit] }, // not who was only invited to sign
  searchable: ['title', 'proposer_name', 'situation', 'advice'],
  newestBy: 'submitted_on',
  due: { by: 'due_on', in: ['assigned', 'disputed', 'accepted'] },
});

/** 一事一案, 有情况、有分析、有建议 (domain rules 2.1). A paper handed in keeps its text on paper. */
function whole(row: Proposal): string | undefined {
  if (row.serial_no !== null) return undefined;
  const missing = [row.situation ? '' : '情况和问题', row.advice ? '' : '建议'].filter(Boolean);
  if (missing.length > 0) return `还缺“${missing.join('”和“')}”。请点“修改”补写后再提交。`;
  return row.public_ok || row.public_why ? undefined : '没有同意公开，也没有写理由。请点“修改”，同意的打勾，不同意的写明理由。';
}

/** Only the lead unit replies, after the assisting units agreed (domain rules 2.3). */
function allCountersigned(row: Proposal): string | undefined {
  const n = yetToCountersign(row);
  return n > 0 ? `还有${n}个会办单位没有会签，会签之后才能答复。` : undefined;
}
