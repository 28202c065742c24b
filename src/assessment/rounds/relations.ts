import { committeesServed, membershipsOf, unitsWorkedFor, type Actor } from '#platform/identity/actor.ts';
import { auditor, chair, committeeStaff, countyOffice, handlingUnit, maintainer, relation, theMember, type Relation } from '#platform/identity/relations.ts';
import { all, any, not, oneOf, type Predicate } from '#platform/predicate.ts';

/** What a sheet, and an objection to one, says of whom it is about: exactly one of the three. */
export interface OfSubject {
  committee_id: string | null;
  member_id: string | null;
  unit_id: string | null;
}

/** Those who read every sheet. */
export const countyBody = [countyOffice, chair, auditor, maintainer];

/** Whoever belongs to the committee or unit in any way, and the member: none of them judges it. */
const theirOwn = <Row extends OfSubject>(actor: Actor): Predicate<Row> => any<Row>(
  oneOf('committee_id', committeesServed(actor, 'worker', 'director', 'deputy_director', 'committee_member', 'participant')),
  oneOf('member_id', membershipsOf(actor)), oneOf('unit_id', unitsWorkedFor(actor)),
);

/** The relation, never to the own sheet: the judged does not judge. */
export const independent = <Row extends OfSubject>(base: Relation<Row>): Relation<Row> =>
  relation(base.name, base.label, (actor) => all(base.of(actor), not(theirOwn<Row>(actor))));

/** Whoever answers for the one who is assessed. */
export const theAssessed = <Row extends OfSubject>(): Relation<Row>[] => [committeeStaff<Row>('committee_id'), theMember<Row>('member_id'), handlingUnit<Row>('unit_id')];
