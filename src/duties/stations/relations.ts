import { membershipsOf, unitsOf } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { holdsAny } from '#platform/predicate.ts';

/** Members whom the record names: who serves at a shift, to whom an order is dispatched. */
export const theMembers = <Row>(label: string, column: keyof Row & string = 'member_ids' as keyof Row & string) =>
  relation<Row>('member', label, (actor) => holdsAny<Row>(column, membershipsOf(actor)));

export const theUnits = <Row>(label: string, column: keyof Row & string = 'unit_ids' as keyof Row & string) =>
  relation<Row>('handling_unit', label, (actor) => holdsAny<Row>(column, unitsOf(actor)));
