import { allOf, claim } from '#platform/figures/claim.ts';
import { figure, ratio } from '#platform/figures/figure.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { dated } from '#platform/obligations/dated.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { everyCommitteeEvery } from '#duties/rhythm.ts';
import { standingOfConsultations, type Standing } from '#duties/consultations/quality.ts';
import { countsItself } from '#duties/counted.ts';
import { consultationPlan, type ConsultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { heldStates } from '#duties/consultations/words.ts';
import { topicFigures } from '#duties/consultations/topics/facts.ts';
import { venueFigures } from '#duties/consultations/venues/facts.ts';

const carriedOut = oneOf<Consultation>('state', heldStates);

export const consultationsHeld = figure<Consultation>({
  name: 'consultations_held',
  label: '协商活动',
  definition: '期间内各联络委已召开的基层协商活动次数；计划未召开和已取消的不计。',
  record: consultation.name,
  where: all(carriedOut, countsItself()),
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

/** A committee's consultation plan for the year, answered by its Party committee (domain rules 5.2, S129: a plan, strictly requested). */
const yearlyPlan = obligation<ConsultationPlan>({
  name: 'consultation_plan_yearly',
  label: '每年制定协商计划',
  clause: 'duty.half_yearly',
  rhythm: 'year',
  owedBy: 'committee',
  required: 'consultations.plans',
  due: { daysInto: 'consultations.plan_days' },
  dischargedBy: { declared: consultationPlan, where: all(is<ConsultationPlan>('state', 'answered'), is<ConsultationPlan>('scope', 'year')), day: 'from_day', deliveredOn: 'replied_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

const consultationDays = dated<Consultation>({ declared: consultation, day: 'held_on', committee: 'committee_id', members: 'invited_ids', where: all(is<Consultation>('precision', 'day'), not(oneOf<Consultation>('state', ['suggested', 'declined']))), cancelled: ['cancelled'], place: ({ place }) => place });

export const consultationsHalfYearly = claim({
  name: 'consultations_half_yearly',
  sentence: '各联络委每半年均开展了协商活动',
  definition: '对期间内每个已到期的半年、每个当时已设立的联络委，都有至少一次已召开的协商活动。',
  clause: 'duty.half_yearly',
  parameters: ['half_yearly.required'],
  href: '/consultations',
  examine: (reading, scope) => everyCommitteeEvery(halfYearlyConsultation, reading, scope),
  otherwise: ({ examined, counterExamples }) => `应开展协商的${examined}个委次中，已开展${examined - counterExamples.length}个，还有${counterExamples.length}个没有开展`,
  none: (n) => `应开展协商的${n}个委次${allOf(n)}没有开展`,
});

const consultationsOfQuality = figure<Standing>({
  name: 'consultations_of_quality',
  label: '达到质量要求的协商活动',
  definition: '期间内已召开的协商活动中，达到召开那天方案要求的次数：议题经党委批准（方案要求的）、参加群众够数、有成果清单（方案要求的）。',
  record: 'consultation_standing',
  derived: standingOfConsultations,
  where: is<Standing>('good', true),
  day: 'held_on',
  committee: 'committee_id',
  unit: '次',
});

const qualityRate = ratio({
  name: 'consultations_quality_rate',
  label: '协商活动质量达标率',
  definition: '达到质量要求的协商活动 ÷ 协商活动。',
  numerator: consultationsOfQuality.name,
  denominator: consultationsHeld.name,
  decimals: 1,
  convention: '没有登记批准、人数或成果清单的，算没有达到',
});

export const consultationsAllOfQuality = claim({
  name: 'consultations_all_of_quality',
  sentence: '各次协商均达到质量要求',
  definition: '期间内每一次已召开的协商，都达到召开那天方案的质量要求：议题批准、参加群众、成果清单。',
  clause: 'duty.half_yearly',
  parameters: ['consultations.approval', 'consultations.quality_residents', 'consultations.quality_results'],
  href: `/${standingOfConsultations.path}`,
  async examine(reading, scope) {
    const rows = await standingOfConsultations.rows(reading, scope);
    const short = rows.filter(({ good }) => !good);
    return { examined: rows.length, counterExamples: short.map(({ consultation_id, topic, held_on, lacking }) => ({ label: `${topic}（${held_on}）`, why: lacking, href: `/consultations/${consultation_id}` })) };
  },
  otherwise: ({ examined, counterExamples }) => `已召开的${examined}次协商中，${examined - counterExamples.length}次达到质量要求，还有${counterExamples.length}次没有达到`,
  none: (n) => `已召开的${n}次协商${allOf(n)}没有达到质量要求`,
});

/** Those that are derived are listed on their own page. */
export const standingFigures = [consultationsOfQuality];
export const figures = [consultationsHeld, consultationsOfQuality, ...topicFigures, ...venueFigures];
export const ratios = [qualityRate];
export const claims = [consultationsHalfYearly, consultationsAllOfQuality];
export const obligations = [halfYearlyConsultation, yearlyPlan];
export const datedRecords = [consultationDays];
