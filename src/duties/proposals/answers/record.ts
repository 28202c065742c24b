import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ProposalAnswers } from '#platform/database/schema.ts';
import { choice, day, lines, number, phone, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { answeringUnit, askedOnDraft, checkers, officeOfReply, readers, unitOfReply } from '#duties/proposals/answers/relations.ts';
import { adoptionsApart, answerRoles, openness } from '#duties/proposals/answers/words.ts';
import { results } from '#duties/proposals/words.ts';

export type ProposalAnswer = Selectable<ProposalAnswers>;

/** More suggestions than these no proposal has; the table has no room for more. */
const MOST_SUGGESTIONS = 50;
/** A letter that is longer is no letter. */
const BODY_MAX = 10_000;
/** More copies of a number than a unit issues in a year. */
const MOST_NUMBER = 99_999;

/** Answers as their form gathers them: one for each suggestion, in the order of the proposal. */
const oneByOne = <S extends z.ZodType>(label: string, one: S) => z.array(one).max(MOST_SUGGESTIONS).meta({ title: label, field: { label, kind: 'lines' } });

/** What a unit writes while it handles: its plan, how far it is, and the letter. */
export const answerFields = z.object({
  plan: lines('办理方案', 2_000, { hint: '打算怎么办，哪个科室、哪位负责，什么时候办到哪一步' }).optional(),
  progress: lines('办理进展', 2_000, { hint: '办到哪一步了，还要做什么' }).optional(),
  result: choice('办理结果', results).optional(),
  adoptions: oneByOne('逐条采纳情况', z.union([z.enum(Object.keys(adoptionsApart) as [keyof typeof adoptionsApart]), z.literal('')])).optional(),
  answers: oneByOne('逐条答复', z.string().max(4_000)).optional(),
  body: lines('全文', BODY_MAX, { hint: '空着，就由上面逐条拼成全文；写了，就以这里写的为准' }).optional(),
  promise: text('承诺以后办成什么', 500, { hint: '正在解决、列入计划的写明，以后跟踪到底；没有就空着' }).optional(),
  promised_on: day('承诺在哪天之前').optional(),
  contact_name: text('联系人', 50).optional(),
  contact_phone: phone('联系电话').optional(),
  openness: choice('公开属性', openness).optional(),
});

/** 机关代字 and 发文字号: the unit's own, in one series for replies and one for assisting opinions (domain rules 2.5, S87). */
const signing = z.object({
  signer: text('签发人', 50, { hint: '在纸上签发的单位负责人' }),
  doc_code: text('机关代字', 30, { hint: '发文字号里年份前面的字，例如：云交函。下次会记得' }).optional(),
  number: number('发文序号', 1, MOST_NUMBER, { hint: '不填就接着本单位今年的上一号' }).optional(),
});

const opinion = z.object({ draft_opinion: lines('意见', 2_000, { hint: '一两句话：哪里还要改' }) });
const forProposer = (): string => '第一提案人';
const forUnit = (): string => '承办单位';

/**
 * 承办单位的答复: what one unit writes on a proposal in one round of handling. It is shown to the first proposer, signed by the head of the unit,
 * checked by the supervising office and sent; where the proposal stands the proposal itself says (decision 17).
 */
export const proposalAnswer = lifecycle<ProposalAnswer>()({
  name: 'proposal_answer',
  title: '提案答复函',
  table: 'proposal_answers',
  path: 'proposal-answers',
  fields: answerFields,
  nameOf: ({ subject, role }) => `${answerRoles[role as keyof typeof answerRoles] ?? ''}：${subject}`,
  initial: 'drafting',
  states: {
    drafting: { label: '拟稿', open: true, waitsFor: ['show', 'sign'] },
    shown: { label: '征求意见', open: true, waitsFor: ['agree', 'sign'] },
    signed: { label: '已签发待审核', open: true, waitsFor: ['check'] },
    checked: { label: '待发出', open: true },
    sent: { label: '已发出', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    show: { label: '送提案人看稿', noun: 'showing', from: ['drafting'], to: 'shown', by: [unitOfReply, officeOfReply], actsFor: forUnit, clause: 'duty.yearly' },
    agree: { label: '同意这一稿', noun: 'agreement', from: ['shown'], by: askedOnDraft, actsFor: forProposer },
    reserve: { label: '保留意见', noun: 'reservation', from: ['shown'], by: askedOnDraft, input: opinion, actsFor: forProposer },
    disagree: { label: '不同意这一稿', noun: 'disagreement', from: ['shown'], by: askedOnDraft, input: opinion, actsFor: forProposer },
    redraft: { label: '改稿', noun: 'redrafting', from: ['shown', 'signed'], to: 'drafting', by: [answeringUnit, countyOffice], actsFor: forUnit },
    // On to the check, or straight to the sending where nobody checks: its effect says which.
    sign: { label: '签发', noun: 'signing', proof: true, from: ['drafting', 'shown'], by: [answeringUnit, countyOffice], input: signing, ready: notDisagreed, actsFor: forUnit },
    recast: {
      label: '改定办理结果', noun: 'recasting', from: ['signed'], by: checkers, reason: true,
      input: z.object({ result: choice('改定为', results, { hint: '答复函的类别字母随着改；单位原来的字母留着' }) }),
    },
    check: { label: '审核通过', noun: 'check', from: ['signed'], to: 'checked', by: checkers },
    return: { label: '退回重拟', noun: 'return', from: ['signed'], to: 'drafting', by: checkers, reason: true },
    send: {
      label: '发出', noun: 'sending', from: ['checked'], to: 'sent', by: [answeringUnit, countyOffice], actsFor: forUnit,
      input: z.object({ sent_on: day('发出日期', { hint: '不填就是今天' }).optional() }),
    },
    drop: { label: '作废', noun: 'cancelling', from: ['drafting', 'shown', 'signed', 'checked'], to: 'void', by: [answeringUnit, countyOffice], reason: true, final: true, actsFor: forUnit },
  },
  visibleTo: [answeringUnit, countyOffice, chair, leader, auditor, maintainer, ...readers],
  createdBy: [answeringUnit, countyOffice, maintainer],
  editable: { in: ['drafting'], by: [answeringUnit, countyOffice] },
  confidential: ['contact_phone'],
  attachable: { by: [answeringUnit, countyOffice] },
  searchable: ['subject', 'body'],
  newestBy: 'sent_on',
});

/** A draft that the proposer did not agree with is changed before it is signed (domain rules 2.5: returned for rework before sending). */
function notDisagreed({ state, draft_view }: ProposalAnswer): string | undefined {
  return state === 'shown' && draft_view === 'disagree' ? '提案人不同意这一稿。请点“改稿”，按提案人的意见修改，再送提案人看或签发。' : undefined;
}
