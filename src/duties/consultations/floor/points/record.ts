import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationPoints } from '#platform/database/schema.ts';
import { choice, lines, number, reference } from '#platform/fields.ts';
import { maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';

export type Point = Selectable<ConsultationPoints>;

export const pointKinds = { agreed: '达成共识', open: '没有达成一致' } as const;

export const pointFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  kind: choice('是哪一种', pointKinds),
  point: lines('要点', 500, { hint: '一件事写一条' }),
  reason: lines('不一致在哪里', 1_000, { hint: '没有达成一致的才填，两边的看法都如实写' }).optional(),
  place: number('第几条', 1, 999, { hint: '不填就接在最后' }).optional(),
});

const openOnly = writers<Point>().map((one) => whilst(one, is<Point>('kind', 'open')));

/** 协商要点: on what those present agreed, and on what they did not. The advice is drafted from the former; of the latter it is kept how it goes on. */
export const point = lifecycle<Point>()({
  name: 'consultation_point',
  title: '协商要点',
  table: 'consultation_points',
  path: 'consultation-points',
  fields: pointFields,
  nameOf: (row) => row.point.slice(0, 40),
  initial: 'noted',
  states: {
    noted: { label: '已记', open: false },
    answered: { label: '已说明后续', open: false },
    struck: { label: '已作废', open: false },
  },
  steps: {
    answer: {
      label: '说明后续', noun: 'answer', from: ['noted', 'answered'], to: 'answered', by: openOnly,
      input: z.object({ answer: lines('以后怎么办', 2_000, { hint: '例如：再调查、再协商、报上级；写明谁来办' }) }),
    },
    strike: { label: '作废', noun: 'striking', from: ['noted', 'answered'], to: 'struck', by: writers<Point>(), reason: true, final: true },
  },
  visibleTo: readers<Point>(),
  createdBy: [...writers<Point>(), maintainer],
  editable: { in: ['noted', 'answered'], by: writers<Point>() },
  searchable: ['subject', 'point', 'reason'],
  newestBy: 'noted_on',
});
