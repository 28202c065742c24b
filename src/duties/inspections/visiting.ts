import { countyOffice } from '#platform/identity/relations.ts';
import { activity } from '#duties/attending/activity.ts';
import { organiser } from '#duties/attending/relations.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { bodiesStaff } from '#duties/inspections/relations.ts';

/** A visit as people are asked to it. Every committee that takes part puts its own members on the list; who was there is marked by who organises. */
export const visiting = activity<Inspection>({
  declared: inspection,
  column: 'inspection_id',
  occasion: (row) => ({
    subject: row.topic, committeeId: row.committee_id, bodies: row.body_ids, from: row.held_on, until: row.until_on, fromHalf: row.from_half, untilHalf: row.until_half,
    replyBy: row.reply_by, mode: row.attend === 'sign_up' ? 'sign_up' : 'must', places: row.places,
  }),
  by: [organiser<Inspection>(), bodiesStaff<Inspection>(), countyOffice],
  asking: ['planned', 'held'],
  marking: ['held'],
  follow: ({ askedIds }) => ({ asked_ids: askedIds }),
});
