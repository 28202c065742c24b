import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationTopics } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, handlingUnit, holderOfReceipt, leader, maintainer, relation, theMember, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, never } from '#platform/predicate.ts';
import { consultationKinds, halves, topicSources } from '#duties/consultations/words.ts';

export type Topic = Selectable<ConsultationTopics>;

const CLAUSE = 'duty.half_yearly';

/** Everybody reads it; nobody is named in it. */
const publicTitle = text('议题', 100, { hint: '会公开，不写姓名、电话' });
const publicReason = (label: string) => text(label, 300, { hint: '会公开，不写姓名、电话' });

export const topicFields = z.object({
  committee_id: reference('交给哪个联络委', 'committee', { hint: '不选就是县政协的议题' }).optional(),
  title: publicTitle,
  told: lines('具体情况', 2_000, { hint: '想商量什么、涉及哪些人；只有工作人员看得到' }).optional(),
  place: text('在哪里', 100).optional(),
  source: choice('议题来源', topicSources).optional(),
  proposer: text('谁提出的', 100, { hint: '专委会、部门、党委写名称；群众不写姓名' }).optional(),
  received_on: day('提出日期', { hint: '不填就是今天' }).optional(),
});

/** Chosen or not: what is said of it to everybody. */
export const choosingFields = z.object({
  title: publicTitle.optional(),
  kind: choice('协商的形式', consultationKinds),
  planned_year: number('计划哪一年', 1949, 2200),
  planned_half: choice('计划在', halves).optional(),
  public_reason: publicReason('选定的理由'),
});

const ofCounty = (label: string) => relation<Topic>('consequence', label, () => never);
const brought = theMember<Topic>('member_id', '提出的委员');
const unit = handlingUnit<Topic>('unit_id');
const staff = [committeeStaff<Topic>(), countyOffice];
const collected = is<Topic>('state', 'collected');

/** 协商议题: from whoever brought it to its approval by the Party committee, and to the consultation that is held on it. Domain rules 5.2 (S129, S130); peers E1. */
export const topic = lifecycle<Topic>()({
  name: 'consultation_topic',
  title: '协商议题',
  table: 'consultation_topics',
  path: 'topics',
  fields: topicFields,
  nameOf: (row) => row.title,
  initial: 'collected',
  states: {
    collected: { label: '已征集', open: true, waitsFor: ['choose'] },
    chosen: { label: '已选定', open: true, waitsFor: [] },
    proposed: { label: '已请示', open: true, waitsFor: [] },
    approved: { label: '已批准', open: true, waitsFor: [] },
    held: { label: '已协商', open: false },
    passed_over: { label: '没有选', open: false },
    refused: { label: '没有批准', open: false },
    merged: { label: '已并入', open: false },
    void: { label: '作废', open: false },
  },
  steps: {
    choose: { label: '选定', noun: 'choice', from: ['collected'], to: 'chosen', by: staff, input: choosingFields, clause: CLAUSE },
    pass_over: {
      label: '定为不选', noun: 'passing-over', from: ['collected', 'chosen', 'approved'], to: 'passed_over', by: staff, clause: CLAUSE,
      input: z.object({ title: publicTitle.optional(), public_reason: publicReason('不选的理由') }),
    },
    merge: {
      label: '并入另一个议题', noun: 'merging', from: ['collected', 'chosen'], to: 'merged', by: staff,
      input: z.object({ merged_into: reference('并入', 'consultation_topic') }),
    },
    discard: { label: '作废（不公开）', noun: 'discarding', from: ['collected'], to: 'void', by: staff, reason: true },
    propose: { label: '报送请示', noun: 'request', from: ['chosen'], to: 'proposed', by: [ofCounty('协商计划的请示')] },
    take_back: { label: '撤回请示', noun: 'request-withdrawal', from: ['proposed'], to: 'chosen', by: [ofCounty('协商计划的撤回')] },
    approve: { label: '登记批准', noun: 'approval', from: ['proposed'], to: 'approved', by: [ofCounty('党委的批复')], clause: CLAUSE },
    refuse: { label: '登记没有批准', noun: 'refusal', from: ['proposed'], to: 'refused', by: [ofCounty('党委的批复')], clause: CLAUSE },
    hold: { label: '已协商', noun: 'holding', from: ['chosen', 'proposed', 'approved'], to: 'held', by: [ofCounty('协商活动的召开')] },
    reopen: { label: '重新列入征集', noun: 'reopening', from: ['passed_over', 'refused', 'merged', 'void'], to: 'collected', by: staff, reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, committeeBody(), brought, unit, holderOfReceipt()],
  createdBy: [...staff, brought, unit, maintainer, holderOfReceipt()],
  editable: { in: ['collected', 'chosen'], by: [...staff, whilst(brought, collected, '提出的委员（选定之前）'), whilst(unit, collected, '提出的单位（选定之前）')] },
  attachable: { by: [...staff, brought, unit] },
  searchable: ['title', 'told', 'place', 'proposer'],
  newestBy: 'received_on',
});
