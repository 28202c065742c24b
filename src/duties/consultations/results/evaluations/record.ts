import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationEvaluations } from '#platform/database/schema.ts';
import { choice, day, lines, reference } from '#platform/fields.ts';
import { countyOffice, holderOfReceipt, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';

export type Evaluation = Selectable<ConsultationEvaluations>;

export const verdicts = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' } as const;
export const evaluationWays = { link: '本人通过链接', paper: '纸质，工作人员录入' } as const;

/** What is asked of everybody who took part. */
export const judgementFields = z.object({
  verdict: choice('对办得怎样', verdicts),
  reason: lines('为什么', 1_000, { hint: '不满意的请写一句；不用写名字' }).optional(),
});

export const evaluationFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  ...judgementFields.shape,
  evaluated_on: day('评价日期', { hint: '纸上写的日期；不填就是今天' }).optional(),
});

/** The link says at which consultation somebody was, never who it is. */
const linkHolder = whilst(relation<Evaluation>('link_holder', '持本人评价链接的人', holderOfReceipt<Evaluation>('consultation_id').of), is<Evaluation>('way', 'link'));
const fromPaper = writers<Evaluation>().map((one) => whilst(one, is<Evaluation>('way', 'paper')));

/** 协商成果评价: how somebody who took part judges what came of it. No name is kept, so nobody can be asked why. */
export const evaluation = lifecycle<Evaluation>()({
  name: 'consultation_evaluation',
  title: '协商成果评价',
  table: 'consultation_evaluations',
  path: 'consultation-evaluations',
  fields: evaluationFields,
  nameOf: ({ verdict, subject }) => `${verdicts[verdict as 'satisfied'] ?? ''}：${subject}`,
  initial: 'given',
  states: {
    given: { label: '已评价', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    drop: { label: '作废', noun: 'voiding', from: ['given'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: readers<Evaluation>(),
  createdBy: [linkHolder, ...fromPaper, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: fromPaper },
  searchable: ['subject', 'reason'],
  newestBy: 'evaluated_on',
});
