import { allOf, claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { all, always, is, not, oneOf, present } from '#platform/predicate.ts';
import { dated } from '#platform/obligations/dated.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { everyCommitteeEvery } from '#duties/rhythm.ts';
import { countsItself } from '#duties/counted.ts';
import { attendanceFigures } from '#duties/attending/facts.ts';
import { carriedOut, overlapping, type Overlap } from '#duties/inspections/overlap.ts';
import { inspectionProgramme, type InspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

export const inspectionsHeld = figure<Inspection>({
  name: 'inspections_held',
  label: '调研视察活动',
  definition: '期间内已开展的调研、视察、考察活动次数；计划未开展和已取消的不计，配合县政协联动的也计入。几个联络委一起开展的，全县计一次，参加的联络委各计一次。',
  record: inspection.name,
  where: all(carriedOut, countsItself()),
  day: 'held_on',
  bodies: 'body_ids',
  unit: '次',
});

export const inspectionsJoint = figure<Inspection>({
  name: 'inspections_joint',
  label: '联动调研',
  definition: '期间内已开展的调研视察活动中，配合县政协联动开展的次数。',
  record: inspection.name,
  where: all(carriedOut, is<Inspection>('joint', true), countsItself()),
  day: 'held_on',
  bodies: 'body_ids',
  unit: '次',
});

export const inspectionsClosed = figure<Inspection>({
  name: 'inspections_closed',
  label: '已归档的调研视察',
  definition: '期间内归档的调研视察活动次数，按归档日期；归档以后，名单和出席情况才计入委员履职。从表格导入、没有归档日期的不计。',
  record: inspection.name,
  where: all(is<Inspection>('state', 'closed'), present<Inspection>('closed_on'), countsItself()),
  day: 'closed_on',
  bodies: 'body_ids',
  unit: '次',
});

export const inspectionsOverlap = figure<Overlap>({
  name: 'inspections_overlap',
  label: '联动重复',
  definition: '期间内几个联络委一起开展的调研视察，全县计一次，参加的联络委各计一次；各联络委次数相加，比全县多出来的次数。',
  record: 'inspection_overlap',
  derived: { path: 'inspections/overlap', rows: overlapping },
  where: always,
  unit: '次',
});

const quarterlyInspection = obligation<Inspection>({
  name: 'inspection_quarterly',
  label: '每季度开展调研视察',
  clause: 'duty.quarterly',
  rhythm: 'quarter',
  owedBy: 'committee',
  required: 'quarterly.required',
  dischargedBy: { declared: inspection, where: carriedOut, day: 'held_on', owners: 'body_ids' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

/** A committee's own programme for the year, approved before it is carried out (domain rules 4, S124). */
const yearlyProgramme = obligation<InspectionProgramme>({
  name: 'inspection_programme_yearly',
  label: '每年制定调研视察计划',
  clause: 'duty.quarterly',
  rhythm: 'year',
  owedBy: 'committee',
  required: 'inspections.programmes',
  due: { daysInto: 'inspections.programme_days' },
  dischargedBy: { declared: inspectionProgramme, where: all(oneOf<InspectionProgramme>('state', ['approved', 'ended']), not(present<InspectionProgramme>('quarter'))), day: 'from_day', deliveredOn: 'approved_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

const inspectionDays = dated<Inspection>({ declared: inspection, day: 'held_on', committee: 'committee_id', bodies: 'body_ids', members: 'asked_ids', where: is<Inspection>('precision', 'day'), cancelled: ['cancelled'], place: ({ place }) => place });

export const inspectionsQuarterly = claim({
  name: 'inspections_quarterly',
  sentence: '各联络委坚持每季度开展调研视察活动',
  definition: '对期间内每个已到期的季度、每个当时已设立的联络委，都有至少一次已开展的调研视察活动。',
  clause: 'duty.quarterly',
  parameters: ['quarterly.required'],
  href: '/inspections',
  examine: (reading, scope) => everyCommitteeEvery(quarterlyInspection, reading, scope),
  otherwise: ({ examined, counterExamples }) => `应开展调研视察的${examined}个委次中，已开展${examined - counterExamples.length}个，还有${counterExamples.length}个没有开展`,
  none: (n) => `应开展调研视察的${n}个委次${allOf(n)}没有开展`,
});

export const figures = [inspectionsHeld, inspectionsJoint, inspectionsClosed, inspectionsOverlap, ...attendanceFigures('inspection_id', '调研视察')];
export const claims = [inspectionsQuarterly];
export const obligations = [quarterlyInspection, yearlyProgramme];
export const datedRecords = [inspectionDays];
