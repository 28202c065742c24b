import { countyOffice } from '#platform/identity/relations.ts';
import { activity } from '#duties/attending/activity.ts';
import { organiser } from '#duties/attending/relations.ts';
import { archiveEvent, type ArchiveEvent } from '#archives/events/record.ts';

/** A meeting or training as people are asked to it: whoever is on the list must come, and leave is asked for in the same place as for a visit. */
export const meeting = activity<ArchiveEvent>({
  declared: archiveEvent,
  column: 'event_id',
  occasion: (row) => ({
    subject: row.title, committeeId: row.committee_id, bodies: row.committee_id ? [row.committee_id] : [],
    from: row.held_on, until: row.until_on, fromHalf: row.from_half, untilHalf: row.until_half, replyBy: null, mode: 'must', places: null,
  }),
  by: [organiser<ArchiveEvent>(), countyOffice],
  asking: ['entered'],
  marking: ['entered'],
  follow: ({ askedIds, asked, came }) => ({ asked_ids: askedIds, asked_n: asked, came_n: came }),
});
