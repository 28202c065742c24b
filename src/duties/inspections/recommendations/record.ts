import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Recommendations } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, handlingUnit, leader, maintainer, relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { any } from '#platform/predicate.ts';
import { bodiesPeople, bodiesStaff } from '#duties/inspections/relations.ts';
import { notTheUnit } from '#duties/promising.ts';

/** What somebody looked at meanwhile. */
export interface FollowUp {
  on: string;
  words: string;
  by: string;
}

export type Recommendation = Omit<Selectable<Recommendations>, 'follow_ups'> & { follow_ups: FollowUp[] };

export const recommendationFields = z.object({
  inspection_id: reference('调研视察', 'inspection'),
  words: lines('建议', 1_000, { hint: '一条只写一件事：谁、做什么、做到什么程度' }),
  unit_id: reference('向哪个单位提', 'unit', { hint: '在单位、乡镇、其他三样里选一样' }).optional(),
  township_id: reference('或向哪个乡镇（街道）党委政府提', 'committee').optional(),
  addressee: text('或其他对象', 100, { hint: '例如：县人民政府、县委政法委' }).optional(),
  due_on: day('建议完成日期', { hint: '没有就空着，单位回复时再定' }).optional(),
  report_id: reference('出自哪份报告', 'visit_report').optional(),
});

/** Who answers: the people of the unit, or those of the township to which it is addressed. */
const recipient = relation<Recommendation>('recipient', '收到建议的单位或乡镇', (actor) =>
  any(handlingUnit<Recommendation>('unit_id').of(actor), committeeStaff<Recommendation>('township_id').of(actor)));

/** Who made it, and sees to it that something becomes of it. */
const makers = [committeeStaff<Recommendation>(), countyOffice];
/** The one to whom it was made never says himself that it is done. */
const judges = makers.map((base) => notTheUnit<Recommendation>(base, 'unit_id'));
const answerers = [recipient, ...makers];
const forRecipient = ({ addressee }: Recommendation): string => addressee ?? '收到建议的单位（按书面回复）';

export const stillOpen = ['open', 'accepted', 'carried', 'reported'] as const;

/** 调研建议: each recommendation of a visit, followed until it is done or refused with a reason (peers D5). It advises; who receives it decides. */
export const recommendation = lifecycle<Recommendation>()({
  name: 'recommendation',
  title: '调研建议',
  table: 'recommendations',
  path: 'recommendations',
  fields: recommendationFields,
  nameOf: ({ words }) => Array.from(words.replaceAll('\n', ' ')).slice(0, 40).join(''),
  initial: 'open',
  states: {
    open: { label: '待回复', open: true, waitsFor: ['accept'] },
    accepted: { label: '已采纳，办理中', open: true, waitsFor: ['report'] },
    carried: { label: '继续推进', open: true, waitsFor: ['report'] },
    reported: { label: '已报办成，待核实', open: true, waitsFor: ['confirm'] },
    done: { label: '已落实', open: false },
    refused: { label: '没有采纳', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    accept: {
      label: '采纳', noun: 'acceptance', from: ['open'], to: 'accepted', by: answerers, actsFor: forRecipient, clause: 'duty.quarterly',
      input: z.object({ answer: lines('怎么办', 2_000, { hint: '写一两句话：谁负责，做什么' }), due_on: day('打算哪天办成').optional() }),
    },
    refuse: {
      label: '不采纳', noun: 'refusal', from: ['open', 'accepted', 'carried'], to: 'refused', by: answerers, actsFor: forRecipient, clause: 'duty.quarterly',
      input: z.object({ refused_why: lines('不采纳的理由', 1_000, { hint: '例如：与上位规划不符；已由别的单位在办' }) }),
    },
    report: {
      label: '报办成', noun: 'report', from: ['accepted', 'carried'], to: 'reported', by: answerers, actsFor: forRecipient,
      input: z.object({ report: lines('办成了什么', 2_000, { hint: '做了什么，哪天做的' }) }),
    },
    confirm: {
      label: '核实落实', noun: 'confirmation', from: ['accepted', 'carried', 'reported'], to: 'done', by: judges,
      input: z.object({ checked_by: text('谁去核实的', 50, { hint: '不填就是您本人' }).optional(), checked_on: day('核实日期', { hint: '不填就是今天' }).optional(), found: lines('核实情况', 2_000, { hint: '看到了什么' }) }),
    },
    carry: {
      label: '继续推进', noun: 'carrying-on', from: ['accepted', 'carried', 'reported'], to: 'carried', by: judges, reason: true,
      input: z.object({ due_on: day('新的完成日期') }),
    },
    follow: {
      label: '记一次跟进', noun: 'follow-up', from: [...stillOpen], by: [bodiesStaff(), ...judges], aside: true,
      input: z.object({ followed_on: day('日期', { hint: '不填就是今天' }).optional(), note: lines('跟进情况', 1_000, { hint: '问了谁，看到哪一步' }) }),
    },
    reopen: { label: '重新提出', noun: 'reopening', from: ['refused'], to: 'open', by: judges, reason: true },
    void: { label: '作废', noun: 'voiding', from: [...stillOpen], to: 'void', by: makers, reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, bodiesPeople(), recipient],
  createdBy: [...makers, maintainer],
  editable: { in: ['open'], by: makers },
  attachable: { by: [...answerers, bodiesStaff()] },
  searchable: ['words', 'subject', 'answer', 'report'],
  newestBy: 'made_on',
  due: { by: 'due_on', in: ['open', 'accepted', 'carried'] },
});
