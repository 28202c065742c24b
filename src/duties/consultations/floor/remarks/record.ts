import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationRemarks } from '#platform/database/schema.ts';
import { lines, number, reference, text } from '#platform/fields.ts';
import { maintainer, self, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';

export type Remark = Selectable<ConsultationRemarks>;

/** So long may a gist be in the table; the plan says how long it should be (`floor.gist_most`). */
const COLUMN = 2_000;

export const remarkFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  speaker: text('发言人', 100),
  capacity: text('身份', 50, { hint: '例如：群众代表、委员、县水务局' }).optional(),
  gist: lines('发言要点', COLUMN, { hint: '一两句话；来不及写的可以录音，会后补' }).optional(),
  place: number('第几位发言', 1, 999, { hint: '不填就接在最后' }).optional(),
});

const speakers = [theMember<Remark>('member_id', '发言人本人'), self<Remark>('person_id', '发言人本人')];

/** 协商发言: who said what, in the order in which they spoke. Speakers put right what was written down of them. */
export const remark = lifecycle<Remark>()({
  name: 'consultation_remark',
  title: '协商发言',
  table: 'consultation_remarks',
  path: 'consultation-remarks',
  fields: remarkFields,
  nameOf: ({ speaker, place }) => `第${place}位：${speaker}`,
  initial: 'noted',
  states: {
    noted: { label: '已记', open: false },
    struck: { label: '已作废', open: false },
  },
  steps: {
    strike: { label: '作废', noun: 'striking', from: ['noted'], to: 'struck', by: writers<Remark>(), reason: true, final: true },
  },
  visibleTo: [...readers<Remark>(), ...speakers],
  createdBy: [...writers<Remark>(), maintainer],
  editable: { in: ['noted'], by: [...writers<Remark>(), ...speakers] },
  attachable: { by: writers<Remark>() },
  searchable: ['subject', 'speaker', 'gist'],
  named: ['speaker'],
  newestBy: 'said_on',
});
