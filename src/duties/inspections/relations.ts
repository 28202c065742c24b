import { committeesServed, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { relation, type Relation } from '#platform/identity/relations.ts';
import { holdsAny } from '#platform/predicate.ts';

/** A visit, and what comes of it, belongs to every committee that takes part. */

interface Shared {
  body_ids: string[];
}

const ofBodies = <Row extends Shared>(name: string, label: string, committees: (actor: Actor) => string[]): Relation<Row> =>
  relation<Row>(name, label, (actor) => holdsAny<Row>('body_ids' as keyof Row & string, committees(actor)));

/** Those who do the work of a committee that takes part. */
export const bodiesStaff = <Row extends Shared>() => ofBodies<Row>('committee_staff', '参加的联络委工作人员', (actor) => committeesServed(actor, 'worker', 'director', 'deputy_director'));

/** Whoever holds a post in a committee that takes part. */
export const bodiesPeople = <Row extends Shared>() => ofBodies<Row>('committee_body', '参加的联络委成员', (actor) => committeesServed(actor, 'worker', 'director', 'deputy_director', 'committee_member'));

/** Members and others who were asked to the visit. */
export const takingPart = <Row extends { member_ids: string[] }>() => relation<Row>('taking_part', '参加调研视察的人', (actor) =>
  holdsAny<Row>('member_ids' as keyof Row & string, [...membershipsOf(actor), ...(actor.personId ? [actor.personId] : [])]));
