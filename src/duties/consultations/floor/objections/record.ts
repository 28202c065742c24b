import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationObjections } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { countyOffice, holderOfReceipt, maintainer, relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';

export type Objection = Selectable<ConsultationObjections>;

/** How it came; by a link it comes from whoever holds it. */
export const objectionSources = { meeting: '会上提出', link: '本人通过链接', paper: '会后书面、电话' } as const;
const { link, ...entered } = objectionSources;

export const objectionFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  raised_by: text('提出的人', 100),
  capacity: text('身份', 50, { hint: '例如：群众代表、利害关系人' }).optional(),
  source: choice('怎样提出的', entered, { arising: { link } }),
  objection: lines('不同意见和理由', 2_000, { hint: '用本人的话如实写' }),
  raised_on: day('提出日期', { hint: '不填就是今天' }).optional(),
});

/** What the holder of a link says himself. */
export const spokenFields = objectionFields.pick({ objection: true });

const linkHolder = relation<Objection>('link_holder', '持本人链接的人', holderOfReceipt<Objection>('link_id').of);
/** Whoever raised it may take it back; from others only the county office takes such a paper, because the committee answers for what is objected to. */
const raiser = [linkHolder, countyOffice];

/** 不同意见: dissent at the meeting, and what somebody has against its results afterwards. Each is kept, with its answer. */
export const objection = lifecycle<Objection>()({
  name: 'consultation_objection',
  title: '协商不同意见',
  table: 'consultation_objections',
  path: 'consultation-objections',
  fields: objectionFields,
  nameOf: ({ raised_by, objection: words }) => `${raised_by}：${words.slice(0, 30)}`,
  initial: 'open',
  states: {
    open: { label: '待答复', open: true, waitsFor: ['answer'] },
    answered: { label: '已答复', open: false },
    withdrawn: { label: '本人撤回', open: false },
  },
  steps: {
    answer: {
      label: '答复', noun: 'answer', from: ['open'], to: 'answered', by: writers<Objection>(), clause: 'duty.half_yearly',
      input: z.object({ answer: lines('答复', 2_000, { hint: '采纳了什么，没有采纳的为什么；本人凭链接能看到' }), answered_by: text('谁答复的', 100, { hint: '例如：主持人、县水务局' }) }),
    },
    insist: {
      label: '仍有意见', noun: 'insisting', from: ['answered'], to: 'open', by: [linkHolder, ...writers<Objection>()], reason: true, actsFor: ({ raised_by }) => raised_by,
    },
    withdraw: { label: '本人撤回', noun: 'withdrawal', from: ['open'], to: 'withdrawn', by: raiser, reason: true, actsFor: ({ raised_by }) => raised_by },
  },
  visibleTo: [...readers<Objection>(), linkHolder],
  createdBy: [...writers<Objection>(), linkHolder, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: writers<Objection>() },
  searchable: ['subject', 'raised_by', 'objection'],
  named: ['raised_by'],
  newestBy: 'raised_on',
});
