import { figure } from '#platform/figures/figure.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
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

export const figures = [inspectionsHeld, inspectionsJoint];
