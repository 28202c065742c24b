import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Objections } from '#platform/database/schema.ts';
import { lines, reference, tick } from '#platform/fields.ts';
import { countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { placeOrOffice, seenByPlaceAndCounty } from '#plans/rounds/relations.ts';

export type Objection = Selectable<Objections>;

export const objectionFields = z.object({
  circular_id: reference('通报', 'circular'),
  committee_id: reference('联络委', 'committee'),
  words: lines('异议和理由', 2_000),
});

export const answerFields = z.object({ upheld: tick('异议成立（通报中不再点名）').optional(), answer: lines('答复', 2_000) });

/** 通报异议: what a committee says against being named; answered before the circular is issued. */
export const objection = lifecycle<Objection>()({
  name: 'objection',
  title: '通报异议',
  table: 'objections',
  path: 'objections',
  fields: objectionFields,
  nameOf: (row) => row.words.slice(0, 40),
  initial: 'raised',
  states: { raised: { label: '待答复', open: true }, answered: { label: '已答复', open: false }, withdrawn: { label: '已收回', open: false } },
  steps: {
    answer: { label: '答复', noun: 'answer', from: ['raised'], to: 'answered', by: [countyOffice], input: answerFields, clause: 'assessment.circular' },
    withdraw: { label: '收回', noun: 'withdrawal', from: ['raised'], to: 'withdrawn', by: placeOrOffice, reason: true },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [...placeOrOffice, maintainer],
  editable: { in: ['raised'], by: placeOrOffice },
  newestBy: 'raised_on',
});
