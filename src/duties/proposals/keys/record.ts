import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { KeySelections } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { handlers, leaderInCharge, nominatingUnit, officeIfUnnotified } from '#duties/proposals/keys/relations.ts';
import { keyOutcomes, nominatorKinds } from '#duties/proposals/keys/words.ts';

export type KeySelection = Selectable<KeySelections>;

const CLAUSE = 'duty.yearly';

/** A department nominates with proposal and reason alone; the rest is for the office that enters somebody's paper. */
export const selectionFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  why: text('推荐理由', 500, { hint: '为什么值得由领导领衔督办，一两句话' }),
  year: number('哪一年的重点提案', 1949, 2200, { hint: '不填就是今年' }).optional(),
  nominator_kind: choice('谁推荐的', nominatorKinds).optional(),
  nominator: text('推荐单位', 100, { hint: '例如：县农业农村局、经济委员会' }).optional(),
  nominated_on: day('推荐日期', { hint: '不填就是今天' }).optional(),
});

/** Who leads, who supervises, whom to call. */
export const chargeFields = z.object({
  led_by: text('领衔督办领导', 100, { hint: '姓名和职务，例如：杨建国副县长' }),
  body_id: reference('督办的专委会', 'special_committee').optional(),
  contact: text('联系人', 100, { hint: '姓名、电话' }).optional(),
});

export const choosingFields = chargeFields.extend({
  meeting: text('主席会议纪要编号', 60, { hint: '扫描件传到“重点提案遴选”的附件' }),
  decided_on: day('主席会议日期', { hint: '不填就是今天' }).optional(),
});

export const planFields = z.object({ plan: lines('督办方案', 5_000, { hint: '几时开督办会、几时到现场、要解决什么、分几步' }) });

export const approvalFields = z.object({
  plan: planFields.shape.plan.optional().meta({ ...planFields.shape.plan.meta(), description: '已拟好、不用改的，这里空着' }),
  approved_on: day('审定日期', { hint: '不填就是今天' }).optional(),
});

export const resultFields = z.object({
  outcome: choice('年度结果', keyOutcomes),
  summary: lines('督办情况小结', 5_000, { hint: '做了什么，解决了什么，还差什么' }),
  concluded_on: day('小结日期', { hint: '不填就是今天' }).optional(),
});

/** 重点提案: one proposal in the selection of one year, from its nomination to its yearly result. Domain rules 2.7 (S94, S95, S97). */
export const keySelection = lifecycle<KeySelection>()({
  name: 'key_selection',
  title: '重点提案',
  table: 'key_selections',
  path: 'key-proposals',
  fields: selectionFields,
  nameOf: (row) => row.subject,
  initial: 'nominated',
  states: {
    nominated: { label: '已推荐', open: true, waitsFor: ['shortlist'] },
    shortlisted: { label: '备选', open: true, waitsFor: ['choose'] },
    passed_over: { label: '没有列入', open: false },
    withdrawn: { label: '推荐已撤回', open: false },
    chosen: { label: '已确定', open: true, waitsFor: ['approve'] },
    supervised: { label: '督办中', open: true, waitsFor: [] },
    concluded: { label: '已小结', open: false },
    dropped: { label: '不再督办', open: false },
  },
  steps: {
    second: {
      label: '附议', noun: 'seconding', from: ['nominated', 'shortlisted'], by: [handlers, countyOffice],
      input: z.object({ seconder: text('谁附议', 100, { hint: '本单位附议的不用填' }).optional(), opinion: text('理由', 300) }),
    },
    withdraw: { label: '撤回推荐', noun: 'withdrawal', from: ['nominated'], to: 'withdrawn', by: [nominatingUnit, countyOffice], reason: true, actsFor: ({ nominator }) => nominator },
    shortlist: { label: '列入备选', noun: 'shortlisting', from: ['nominated'], to: 'shortlisted', by: [countyOffice], onBehalfOf: '提案委员会', clause: CLAUSE },
    pass_over: { label: '不列入', noun: 'passing-over', from: ['nominated', 'shortlisted'], to: 'passed_over', by: [countyOffice], reason: true, clause: CLAUSE },
    choose: { label: '主席会议确定', noun: 'choice', from: ['shortlisted'], to: 'chosen', by: [countyOffice], onBehalfOf: '主席会议', input: choosingFields, clause: CLAUSE },
    notify: { label: '已发通知', noun: 'notice', from: ['chosen', 'supervised'], by: [officeIfUnnotified], input: z.object({ notified_on: day('通知日期', { hint: '不填就是今天' }).optional() }) },
    hand_over: { label: '调整督办分工', noun: 'charge', from: ['chosen', 'supervised'], by: [countyOffice], reason: true, input: chargeFields },
    draft: { label: '拟督办方案', noun: 'plan', from: ['chosen'], by: [countyOffice, handlers], input: planFields },
    approve: { label: '审定督办方案', noun: 'plan-approval', from: ['chosen'], to: 'supervised', by: [leaderInCharge, countyOffice], input: approvalFields, actsFor: ({ led_by }) => led_by ?? '领衔领导', clause: CLAUSE },
    conclude: { label: '年度小结', noun: 'result', from: ['supervised'], to: 'concluded', by: [countyOffice, leaderInCharge], input: resultFields, clause: CLAUSE },
    drop: { label: '不再督办', noun: 'dropping', from: ['chosen', 'supervised'], to: 'dropped', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, nominatingUnit, handlers],
  createdBy: [countyOffice, maintainer, nominatingUnit],
  editable: { in: ['nominated', 'shortlisted'], by: [countyOffice, nominatingUnit] },
  attachable: { by: [countyOffice, leaderInCharge, handlers, nominatingUnit] },
  searchable: ['subject', 'led_by', 'plan', 'summary'],
  newestBy: 'nominated_on',
});
