import type { Slice } from '#platform/chapter.ts';
import { archiveEvent } from '#archives/events/record.ts';
import { mount } from '#archives/events/routes.tsx';
import { work } from '#archives/events/work.ts';

/** 会议活动: what is recorded with its list because no duty records it. */
export const eventsSlice: Slice = { records: [archiveEvent], work, committeesWork: [{ declared: archiveEvent, committee: 'committee_id' }], mount };
