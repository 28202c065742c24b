import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationVotes } from '#platform/database/schema.ts';
import { choice, number, reference, text } from '#platform/fields.ts';
import { holderOfReceipt, maintainer, relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { readers, writers } from '#duties/consultations/floor/relations.ts';
import { voteWays } from '#duties/consultations/floor/votes/rules.ts';

export type Vote = Selectable<ConsultationVotes>;

/** Three digits: no room holds more. */
const MOST = 999;

const numbers = {
  present_n: number('到会', 0, MOST, { hint: '不填就是投了票的人数' }).optional(),
  vote_for: number('赞成', 0, MOST).optional(),
  vote_against: number('反对', 0, MOST).optional(),
  vote_abstained: number('弃权', 0, MOST).optional(),
  vote_invalid: number('无效票', 0, MOST).optional(),
};

export const voteFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  question: text('表决什么', 300, { hint: '写成一句能说赞成或反对的话' }),
  way: choice('方式', voteWays),
  asked_n: number('应到', 1, MOST, { hint: '有表决权的人数' }),
  ...numbers,
});

/** Of a show of hands what was counted; of a written vote the papers, those that came by links are added by the program. */
export const countFields = z.object({ ...numbers, vote_for: number('赞成', 0, MOST), vote_against: number('反对', 0, MOST), vote_abstained: number('弃权', 0, MOST) });

/** Whoever has a personal link votes once; the program takes the ballot, and nobody else can do it for him. */
const ballotHolder = relation<Vote>('link_holder', '持本人表决链接的人', holderOfReceipt<Vote>('id').of);

/** 协商表决: what those present think of a question. It is advice and decides nothing. */
export const vote = lifecycle<Vote>()({
  name: 'consultation_vote',
  title: '协商表决',
  table: 'consultation_votes',
  path: 'consultation-votes',
  fields: voteFields,
  nameOf: ({ question }) => question.slice(0, 40),
  initial: 'open',
  states: {
    open: { label: '表决中', open: true, waitsFor: ['count'] },
    counted: { label: '已计票', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    count: { label: '计票', noun: 'count', from: ['open'], to: 'counted', by: writers<Vote>(), input: countFields, clause: 'duty.half_yearly', final: true },
    cast: { label: '投一票', noun: 'ballot', from: ['open'], by: [ballotHolder], aside: true },
    drop: { label: '作废', noun: 'voiding', from: ['open', 'counted'], to: 'void', by: writers<Vote>(), reason: true, final: true },
  },
  visibleTo: readers<Vote>(),
  createdBy: [...writers<Vote>(), maintainer],
  editable: { in: [], by: [] },
  attachable: { by: writers<Vote>() },
  searchable: ['subject', 'question'],
  newestBy: 'voted_on',
});
