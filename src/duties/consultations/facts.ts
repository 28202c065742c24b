import { claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { oneOf } from '#platform/predicate.ts';
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

export const consultationsHalfYearly = claim({
  name: 'consultations_half_yearly',
  sentence: '各联络委每半年均开展了协商活动',
  definition: '对期间内每个已到期的半年、每个当时已设立的联络委，都有至少一次已召开的协商活动。',
  clause: 'duty.half_yearly',
  href: '/consultations',
  examine: (reading, scope) => everyCommitteeEvery('half', consultation, carriedOut, 'held_on', reading, scope),
  otherwise: ({ examined, counterExamples }) => `应开展协商的${examined}个委次中，已开展${examined - counterExamples.length}个，还有${counterExamples.length}个没有开展`,
});

export const figures = [consultationsHeld];
export const claims = [consultationsHalfYearly];
