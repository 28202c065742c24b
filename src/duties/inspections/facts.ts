import { claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { dated } from '#platform/obligations/dated.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { everyCommitteeEvery } from '#duties/rhythm.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

/** Carried out, filed away or not yet. */
const carriedOut = oneOf<Inspection>('state', ['held', 'closed']);

export const inspectionsHeld = figure<Inspection>({
  name: 'inspections_held',
  label: '调研视察活动',
  definition: '期间内各联络委已开展的调研、视察、考察活动次数；计划未开展和已取消的不计，配合县政协联动的也计入。',
  record: inspection.name,
  where: carriedOut,
  day: 'held_on',
  committee: 'committee_id',
  unit: '次',
});

export const inspectionsJoint = figure<Inspection>({
  name: 'inspections_joint',
  label: '联动调研',
  definition: '期间内已开展的调研视察活动中，配合县政协联动开展的次数。',
  record: inspection.name,
  where: all(carriedOut, is<Inspection>('joint', true)),
  day: 'held_on',
  committee: 'committee_id',
  unit: '次',
});

const quarterlyInspection = obligation<Inspection>({
  name: 'inspection_quarterly',
  label: '每季度开展调研视察',
  clause: 'duty.quarterly',
  rhythm: 'quarter',
  owedBy: 'committee',
  required: 'quarterly.required',
  dischargedBy: { declared: inspection, where: carriedOut, day: 'held_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

const inspectionDays = dated<Inspection>({ declared: inspection, day: 'held_on', committee: 'committee_id', where: is<Inspection>('precision', 'day'), cancelled: ['cancelled'], place: ({ place }) => place });

export const inspectionsQuarterly = claim({
  name: 'inspections_quarterly',
  sentence: '各联络委坚持每季度开展调研视察活动',
  definition: '对期间内每个已到期的季度、每个当时已设立的联络委，都有至少一次已开展的调研视察活动。',
  clause: 'duty.quarterly',
  parameters: ['quarterly.required'],
  href: '/inspections',
  examine: (reading, scope) => everyCommitteeEvery(quarterlyInspection, reading, scope),
  otherwise: ({ examined, counterExamples }) => `应开展调研视察的${examined}个委次中，已开展${examined - counterExamples.length}个，还有${counterExamples.length}个没有开展`,
});

export const figures = [inspectionsHeld, inspectionsJoint];
export const claims = [inspectionsQuarterly];
export const obligations = [quarterlyInspection];
export const datedRecords = [inspectionDays];
