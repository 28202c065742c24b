import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Commendations } from '#platform/database/schema.ts';
import { choice, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { everybodyOnceKnown, recommendingUnit } from '#duties/proposals/commendations/relations.ts';
import { awardKinds } from '#duties/proposals/commendations/words.ts';
import { carriedOut } from '#duties/proposals/relations.ts';

export type Commendation = Selectable<Commendations>;

export const commendationFields = z.object({
  round_id: reference('哪一次评优', 'commendation_round'),
  kind: choice('推荐作', awardKinds),
  proposal_id: reference('提案', 'proposal', { hint: '推荐优秀提案的选这里' }).optional(),
  unit_id: reference('承办单位', 'unit', { hint: '推荐先进承办单位，或者先进个人所在的单位' }).optional(),
  person_name: text('姓名', 50, { hint: '推荐先进个人的填这里' }).optional(),
  recommended_by: text('推荐单位', 100, { hint: '代别的单位录入的，写那个单位' }).optional(),
  why: lines('主要理由', 500, { hint: '一两句话：好在哪里' }),
});

/** 提案表彰: a proposal, a unit or a person recommended for commendation, and what was decided. Domain rules 2.8. */
export const commendation = lifecycle<Commendation>()({
  name: 'commendation',
  title: '提案表彰',
  table: 'commendations',
  path: 'commendations',
  fields: commendationFields,
  nameOf: ({ kind, subject }) => `${awardKinds[kind as 'unit'] ?? ''}：${subject}`,
  initial: 'recommended',
  states: {
    recommended: { label: '已推荐', open: true, waitsFor: ['shortlist'] },
    shortlisted: { label: '候选', open: true, waitsFor: [] },
    awarded: { label: '已决定表彰', open: true, waitsFor: [] },
    published: { label: '已公布表彰', open: false },
    passed_over: { label: '没有评上', open: false },
    withdrawn: { label: '推荐已撤回', open: false },
    revoked: { label: '表彰已撤销', open: false },
  },
  steps: {
    shortlist: { label: '列入候选', noun: 'shortlisting', from: ['recommended'], to: 'shortlisted', by: [countyOffice], onBehalfOf: '提案委员会' },
    withdraw: { label: '撤回推荐', noun: 'withdrawal', from: ['recommended', 'shortlisted'], to: 'withdrawn', by: [recommendingUnit, countyOffice], reason: true, actsFor: ({ recommended_by }) => recommended_by },
    award: { label: '决定表彰', noun: 'award', from: ['shortlisted'], to: 'awarded', by: [carriedOut('评优的决定')] },
    pass_over: { label: '不评', noun: 'passing-over', from: ['recommended', 'shortlisted'], to: 'passed_over', by: [countyOffice], reason: true },
    publish: { label: '公布', noun: 'publication', from: ['awarded'], to: 'published', by: [carriedOut('评优的公布')] },
    revoke: { label: '撤销表彰', noun: 'revocation', from: ['awarded', 'published'], to: 'revoked', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, recommendingUnit, everybodyOnceKnown],
  createdBy: [countyOffice, maintainer, recommendingUnit],
  editable: { in: ['recommended'], by: [countyOffice, recommendingUnit] },
  attachable: { by: [countyOffice, recommendingUnit] },
  searchable: ['subject', 'why', 'recommended_by'],
});
