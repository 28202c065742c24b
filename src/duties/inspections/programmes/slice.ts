import type { Slice } from '#platform/chapter.ts';
import { inspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { mount } from '#duties/inspections/programmes/routes.tsx';
import { inspectionTopic } from '#duties/inspections/programmes/topics/record.ts';

/** 年度、季度调研视察计划: part of the inspections' slice. */
export const programmesPart = {
  records: [inspectionProgramme, inspectionTopic],
  committeesWork: [{ declared: inspectionProgramme, committee: 'committee_id', stays: true }, { declared: inspectionTopic, committee: 'committee_id', stays: true }],
  mount,
} satisfies Slice;
