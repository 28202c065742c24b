import { committeeStaff, countyOffice } from '#platform/identity/relations.ts';
import { activity } from '#duties/attending/activity.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';

/** A consultation as people are asked to it: by role, each with an answer; who was there follows the organiser's list. Domain rules 5.2. */
export const consulting = activity<Consultation>({
  declared: consultation,
  column: 'consultation_id',
  occasion: (row) => ({ subject: row.topic, committeeId: row.committee_id, bodies: [row.committee_id], from: row.held_on, replyBy: row.reply_by, mode: 'must', places: null }),
  by: [committeeStaff<Consultation>(), countyOffice],
  asking: ['planned', 'convened', 'held'],
  marking: ['held', 'reported'],
  follow: ({ askedIds, asked, coming, came }) => ({ invited_ids: askedIds, asked_n: asked, coming_n: coming, came_n: came }),
});
