import type { Slice } from '#platform/chapter.ts';
import type { WorkKind } from '#platform/work.ts';
import { archiveCorrection } from '#archives/corrections/record.ts';
import { mount } from '#archives/corrections/routes.tsx';

/** 更正申请: asked in the own archive, answered by whoever recorded it. */
export const correctionsSlice = (works: () => readonly WorkKind[]): Slice => ({
  records: [archiveCorrection],
  applies: [{ record: archiveCorrection.name, parameters: ['archives.answer_days'] }],
  membersWork: [{ declared: archiveCorrection, member: 'member_id' }],
  committeesWork: [{ declared: archiveCorrection, committee: 'committee_id' }],
  mount: mount(works),
});
