import { committeesServed, holds } from '#platform/identity/actor.ts';
import { committeeBody, relation } from '#platform/identity/relations.ts';
import { all, any, not, oneOf, present, when } from '#platform/predicate.ts';
import { organiser } from '#duties/attending/relations.ts';

/** In which relation a person stands to a programme, and to a topic of one. */

interface OfBody {
  committee_id: string | null;
}

/** Those who write it: the committee's staff, or the county office for the county's own. */
export const writer = organiser<OfBody>();

/** Who approves it: the committee's director, or the chair meeting for the county's own (domain rules 4, S124). */
export const approver = relation<OfBody>('approver', '联络委主任（县政协的计划，主席会议成员）', (actor) => any(
  oneOf<OfBody>('committee_id', committeesServed(actor, 'director')),
  all(when(holds(actor, 'chair')), not(present<OfBody>('committee_id'))),
));

/** Everybody of the committee whose programme it is. */
export const ownPeople = committeeBody<OfBody>('committee_id');
