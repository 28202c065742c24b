import { claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { dated } from '#platform/obligations/dated.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { everyCommitteeEvery } from '#duties/rhythm.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';

const carriedOut = oneOf<Consultation>('state', ['held', 'reported', 'closed']);

export const consultationsHeld = figure<Consultation>({
  name: 'consultations_held',
  label: '协商活动',
  definition: '期间内各联络委已召开的基层协商活动次数；计划未召开和已取消的不计。',
  record: consultation.name,
  where: carriedOut,
  day: 'held_on',
  committee: 'committee_id',
  unit: '次',
});

const halfYearlyConsultation = obligation<Consultation>({
  name: 'consultation_half_yearly',
  label: '每半年开展协商',
  clause: 'duty.half_yearly',
  rhythm: 'half',
  owedBy: 'committee',
  required: 'half_yearly.required',
  dischargedBy: { declared: consultation, where: carriedOut, day: 'held_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

const consultationDays = dated<Consultation>({ declared: consultation, day: 'held_on', committee: 'committee_id', where: all(is<Consultation>('precision', 'day'), not(oneOf<Consultation>('state', ['suggested', 'declined']))), cancelled: ['cancelled'], place: ({ place }) => place });

export const consultationsHalfYearly = claim({
  name: 'consultations_half_yearly',
  sentence: '各联络委每半年均开展了协商活动',
  definition: '对期间内每个已到期的半年、每个当时已设立的联络委，都有至少一次已召开的协商活动。',
  clause: 'duty.half_yearly',
  parameters: ['half_yearly.required'],
  href: '/consultations',
  examine: (reading, scope) => everyCommitteeEvery(halfYearlyConsultation, reading, scope),
  otherwise: ({ examined, counterExamples }) => `应开展协商的${examined}个委次中，已开展${examined - counterExamples.length}个，还有${counterExamples.length}个没有开展`,
});

export const figures = [consultationsHeld];
export const claims = [consultationsHalfYearly];
export const obligations = [halfYearlyConsultation];
export const datedRecords = [consultationDays];
