import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, relation, type Relation } from '#platform/identity/relations.ts';
import { oneOf } from '#platform/predicate.ts';

/** Who writes down what was said and agreed at a consultation, and who reads it. Residents and those who were asked read the minutes and the result list by their personal link. */

interface OfCommittee {
  committee_id: string | null;
}

export const writers = <Row extends OfCommittee>(): readonly Relation<Row>[] => [committeeStaff<Row>(), countyOffice];
export const readers = <Row extends OfCommittee>(): readonly Relation<Row>[] => [countyOffice, chair, leader, auditor, maintainer, committeeBody<Row>()];

export const director = <Row extends OfCommittee>(): Relation<Row> => relation<Row>('director', '本联络委主任', (actor) => oneOf<Row>('committee_id', committeesServed(actor, 'director')));
