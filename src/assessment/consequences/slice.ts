import { assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Slice } from '#platform/chapter.ts';
import { waysOn } from '#assessment/consequences/board.tsx';
import { consequence } from '#assessment/consequences/record.ts';
import { mount } from '#assessment/consequences/routes.tsx';

/** 结果运用: what follows from a decided assessment. */
export const consequencesSlice: Slice = {
  records: [consequence],
  applies: [{ record: consequence.name, parameters: ['circular.objection_days'], day: 'told_on' }],
  beside: [
    { record: assessment.name, title: '结果运用', uncounted: true, find: waysOn.ofAssessment },
    { record: assessmentSheet.name, title: '结果运用', find: waysOn.ofSheet },
  ],
  committeesWork: [{ declared: consequence, committee: 'committee_id' }],
  mount,
};
