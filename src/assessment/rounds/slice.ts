import { assessmentObjection } from '#assessment/rounds/objections/record.ts';
import * as objectionRoutes from '#assessment/rounds/objections/routes.tsx';
import type { Works } from '#assessment/rounds/reckoning.ts';
import { assessment } from '#assessment/rounds/record.ts';
import * as assessmentRoutes from '#assessment/rounds/routes.tsx';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import * as sheetRoutes from '#assessment/rounds/sheets/routes.tsx';
import type { Slice } from '#platform/chapter.ts';
import { dated } from '#platform/obligations/dated.ts';
import { oneOf } from '#platform/predicate.ts';

/** The procedure of an assessment: from the self-assessment to the last appeal. */
export const assessmentRoundsSlice = (works: Works): Slice => ({
  records: [assessment, assessmentSheet, assessmentObjection],
  dated: [dated<AssessmentSheet>({ declared: assessmentSheet, day: 'due_on', committee: 'committee_id', where: oneOf<AssessmentSheet>('state', ['self']), cancelled: [] })],
  applies: [
    { record: assessment.name, parameters: ['assessment.sample_percent', 'assessment.objection_days', 'assessment.appeal_days', 'assessment.published', 'assessment.members'], day: 'to_day' },
    { record: assessmentObjection.name, parameters: ['assessment.answer_days'], day: 'raised_on' },
  ],
  mount(site) {
    assessmentRoutes.mount(works)(site);
    for (const routes of [sheetRoutes, objectionRoutes]) routes.mount(site);
  },
});
