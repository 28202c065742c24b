import { committeesServed, holds, membershipsOf, unitsOf, type Actor } from '#platform/identity/actor.ts';
import { committeeStaff, relation, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, any, holdsAny, is, not, oneOf, present, when, type Predicate } from '#platform/predicate.ts';
import type { Attendance } from '#duties/attending/record.ts';

/** In which relation a person stands to an invitation, and to the activity to which it asks. */

/** What both duties' activities have: the committee that organises (null: the county's body) and who is asked. */
export interface Organised {
  committee_id: string | null;
  asked_ids: string[];
}

const organising = <Row extends { committee_id: string | null }>(actor: Actor): Predicate<Row> => any(
  oneOf<Row>('committee_id' as keyof Row & string, committeesServed(actor, 'worker', 'director', 'deputy_director')),
  all<Row>(when(holds(actor, 'county_office')), not(present<Row>('committee_id' as keyof Row & string))),
);

/** Those who do the work of whoever organises: the committee's, or the county office where the county's body does. */
export const organiser = <Row extends { committee_id: string | null }>(): Relation<Row> => relation<Row>('organiser', '组织活动的一方', organising);

/** Whoever is asked to an activity sees it. */
export const asked = <Row extends Organised>(): Relation<Row> =>
  relation<Row>('invitee', '应邀参加的人', (actor) => holdsAny<Row>('asked_ids' as keyof Row & string, selvesOf(actor)));

/** Under which ids a person can be asked: as a member (of any term), as a person, for a unit. */
export const selvesOf = (actor: Actor): string[] => [...membershipsOf(actor), ...(actor.personId ? [actor.personId] : []), ...unitsOf(actor)];

export const invitee = relation<Attendance>('invitee', '应邀参加的人', (actor) => any(
  oneOf<Attendance>('member_id', membershipsOf(actor)),
  oneOf<Attendance>('person_id', actor.personId ? [actor.personId] : []),
  oneOf<Attendance>('unit_id', unitsOf(actor)),
));

/** The committee of a member answers for it what it heard by telephone. */
export const ownBody = relation<Attendance>('body_staff', '委员所在联络委工作人员', committeeStaff<Attendance>('body_id').of);

const head = relation<Attendance>('head', '组织单位负责人', (actor) => any(
  oneOf<Attendance>('committee_id', committeesServed(actor, 'director')),
  all(when(holds(actor, 'chair')), not(present<Attendance>('committee_id'))),
));

/** Whose decision leave is, by the plan in force when the person was asked; the organiser enters what the head decided on paper. */
export const leaveGiver = relation<Attendance>('leave_giver', '批假的人', (actor) => any(
  whilst(organiser<Attendance>(), is<Attendance>('leave_by', 'office')).of(actor),
  whilst(head, is<Attendance>('leave_by', 'head')).of(actor),
));
