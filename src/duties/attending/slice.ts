import type { Slice } from '#platform/chapter.ts';
import { attendingAwaited } from '#duties/attending/facts.ts';
import { attendance } from '#duties/attending/record.ts';
import { attendingWork } from '#duties/attending/work.ts';
import { mount } from '#duties/attending/routes.tsx';

/** 活动邀请和出席: shared by the duties that ask people to an activity. Their figures are given by the duty whose activity it is. */
export const attendingSlice: Slice = {
  records: [attendance],
  awaited: attendingAwaited,
  work: attendingWork,
  applies: [{ record: attendance.name, parameters: ['attending.leave_by'] }],
  mount,
};
