import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CommendationRounds } from '#platform/database/schema.ts';
import { day, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { carriedOut } from '#duties/proposals/relations.ts';

export type CommendationRound = Selectable<CommendationRounds>;

export const commendationRoundFields = z.object({
  title: text('名称', 100, { hint: '例如：2026年度优秀提案和先进承办单位' }),
  from_on: day('评哪一段时间提出的提案，从'),
  until_on: day('到'),
});

/** 提案评优: who and what is commended for the proposals of certain days. Recommended, shortlisted by the proposal committee, decided, made public (domain rules 2.8). */
export const commendationRound = lifecycle<CommendationRound>()({
  name: 'commendation_round',
  title: '提案评优',
  table: 'commendation_rounds',
  path: 'commendation-rounds',
  fields: commendationRoundFields,
  nameOf: ({ title }) => title,
  initial: 'open',
  states: {
    open: { label: '推荐和评选', open: true, waitsFor: [] },
    decided: { label: '已决定', open: true, waitsFor: ['publish'] },
    published: { label: '已公布', open: false },
    void: { label: '已取消', open: false },
  },
  steps: {
    decide: { label: '评优的决定', noun: 'decision-entry', from: ['open'], to: 'decided', by: [carriedOut('表决或者主席会议的决定')], clause: 'duty.yearly' },
    publish: {
      label: '公布表彰决定', noun: 'publication', from: ['decided'], to: 'published', by: [countyOffice], final: true,
      input: z.object({ document_no: text('表彰决定文号', 60, { hint: '例如：岚协发〔2026〕12号' }), published_on: day('公布日期', { hint: '不填就是今天' }).optional() }),
    },
    reopen: { label: '退回重新评选', noun: 'reopening', from: ['decided'], to: 'open', by: [countyOffice], reason: true },
    cancel: { label: '取消', noun: 'cancellation', from: ['open'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['open'], by: [countyOffice] },
});
