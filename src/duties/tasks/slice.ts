import type { Slice } from '#platform/chapter.ts';
import { datedRecords, figures, ratios } from '#duties/tasks/facts.ts';
import { task } from '#duties/tasks/record.ts';
import { tasksWork } from '#duties/tasks/work.ts';
import { mount } from '#duties/tasks/routes.tsx';

export const tasksSlice: Slice = { records: [task], figures, ratios, dated: datedRecords, work: tasksWork, committeesWork: [{ declared: task, committee: 'committee_id' }], mount };
