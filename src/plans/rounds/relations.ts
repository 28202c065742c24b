import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, relation } from '#platform/identity/relations.ts';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { holdsAny, when } from '#platform/predicate.ts';

/** Those who answer for the county's view. */
export const countyBody = [countyOffice, chair, leader, auditor, maintainer];

export const seenByPlaceAndCounty = [...countyBody, committeeBody()];

/** The committee concerned, or the county office from its paper. */
export const placeOrOffice = [committeeStaff(), countyOffice];

/** Whoever works for one of the committees that the record names. */
export const namedCommittees = <Row>(label: string) => relation<Row>('named_committees', label, (actor) =>
  holdsAny('committee_ids' as keyof Row & string, committeesServed(actor, 'worker', 'director', 'deputy_director')));

/** Whoever works for any committee: an issued circular is addressed to all of them. */
export const everyCommittee = relation('every_committee', '各联络委', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director')));
