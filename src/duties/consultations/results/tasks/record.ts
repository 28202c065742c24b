import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationTasks } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { handlingUnit, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { not, oneOf } from '#platform/predicate.ts';
import { notTheUnit } from '#duties/promising.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';

export type ResultTask = Selectable<ConsultationTasks>;

/** What the body that decides made of the advice. */
export const decisions = { adopted: '采纳', partly: '部分采纳', declined: '不采纳' } as const;

export const taskFields = z.object({
  result_id: reference('成果清单', 'consultation_result'),
  task: lines('建议办什么', 500, { hint: '一件事写一条' }),
  unit_id: reference('建议谁办', 'unit', { hint: '名册里的单位，它能看到并填报' }).optional(),
  body: text('或者写明是谁', 100, { hint: '名册里没有的，例如村民委员会' }).optional(),
  measure: lines('怎样办', 500).optional(),
  due_on: day('期限').optional(),
  place: number('第几项', 1, 999, { hint: '不填就接在最后' }).optional(),
});

const decided = {
  decided_by: text('谁决定的', 100, { hint: '党委、政府或村级组织；批示件、会议纪要拍照添加为附件' }),
  decided_on: day('决定日期', { hint: '不填就是今天' }).optional(),
};

/** As it stands on the paper of the body that decides. */
export const adoptedFields = z.object({
  decision: choice('怎样采纳', { adopted: decisions.adopted, partly: decisions.partly }),
  ...decided,
  decision_words: lines('要求', 2_000, { hint: '部分采纳的，写明哪些不采纳、为什么' }).optional(),
  due_on: day('办结期限', { hint: '决定里定了新期限的才填' }).optional(),
});
export const declinedFields = z.object({ ...decided, decision_words: lines('为什么不采纳', 2_000, { hint: '参加协商的人凭链接能看到' }) });

/** Whose decisions these are, whoever enters them. */
const DECIDERS = '作出决定的党委、政府或村级组织';

const doing = relation<ResultTask>('handling_unit', '承办单位', handlingUnit<ResultTask>('unit_id').of);
/** A unit sees what it is to do once the body that decides has said so. */
const doingUnit = whilst(doing, not(oneOf<ResultTask>('state', ['listed', 'struck'])));
const judges = writers<ResultTask>().map((one) => notTheUnit(one, 'unit_id'));

/** 协商成果事项: what a consultation advises somebody to do. Whether it is done is decided by Party, government or village bodies, whose word is entered from their paper. */
export const resultTask = lifecycle<ResultTask>()({
  name: 'consultation_task',
  title: '协商成果事项',
  table: 'consultation_tasks',
  path: 'consultation-tasks',
  fields: taskFields,
  nameOf: ({ task }) => task.slice(0, 40),
  initial: 'listed',
  states: {
    listed: { label: '等决定', open: true, waitsFor: ['adopt'] },
    adopted: { label: '办理中', open: true, waitsFor: ['report'] },
    reported: { label: '已报办结', open: true, waitsFor: ['confirm'] },
    done: { label: '已落实', open: false },
    declined: { label: '不采纳', open: false },
    struck: { label: '已删去', open: false },
  },
  steps: {
    adopt: { label: '登记采纳', noun: 'adoption', from: ['listed', 'declined'], to: 'adopted', by: writers<ResultTask>(), onBehalfOf: DECIDERS, clause: 'duty.half_yearly', input: adoptedFields },
    decline: { label: '登记不采纳', noun: 'declining', from: ['listed', 'adopted'], to: 'declined', by: writers<ResultTask>(), onBehalfOf: DECIDERS, clause: 'duty.half_yearly', input: declinedFields },
    report: {
      label: '报办理结果', noun: 'report', from: ['adopted'], to: 'reported', by: [doingUnit, ...writers<ResultTask>()], actsFor: ({ body }) => body ?? '承办单位',
      input: z.object({ report: lines('办理结果', 2_000, { hint: '做了什么，哪天做的' }) }),
    },
    confirm: { label: '确认落实', noun: 'confirmation', from: ['adopted', 'reported'], to: 'done', by: judges },
    reject: { label: '还没有办好', noun: 'rejection', from: ['reported'], to: 'adopted', by: judges, reason: true },
    follow: { label: '记跟进', noun: 'follow-up', from: ['listed', 'adopted', 'reported'], by: writers<ResultTask>(), aside: true, input: z.object({ follow_note: lines('跟进情况', 1_000, { hint: '问了谁，办到哪一步' }) }) },
    postpone: { label: '调整期限', noun: 'postponement', from: ['adopted'], by: judges, aside: true, reason: true, input: z.object({ due_on: day('新的期限') }) },
    strike: { label: '删去', noun: 'striking', from: ['listed'], to: 'struck', by: writers<ResultTask>(), reason: true, final: true },
  },
  visibleTo: [...readers<ResultTask>(), doingUnit],
  createdBy: [...writers<ResultTask>(), maintainer],
  editable: { in: ['listed'], by: writers<ResultTask>() },
  attachable: { by: [doingUnit, ...writers<ResultTask>()] },
  searchable: ['subject', 'task', 'body', 'report'],
  newestBy: 'listed_on',
  due: { by: 'due_on', in: ['adopted'] },
});
