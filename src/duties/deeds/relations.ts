import { membershipsOf } from '#platform/identity/actor.ts';
import { committeeStaff, countyOffice, relation, theMember, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, not, oneOf, present } from '#platform/predicate.ts';
import type { Deed } from '#duties/deeds/record.ts';

/** Whoever did it never says that it was done, whatever post they hold besides. */
export const notTheDoer = <Row>(base: Relation<Row>): Relation<Row> =>
  relation(base.name, `${base.label}（办理的委员本人除外）`, (actor) => all(base.of(actor), not(oneOf<Row>('member_id' as keyof Row & string, membershipsOf(actor)))));

/** Those who do the paper work of the committee, or of the county. */
export const clerks = [committeeStaff<Deed>(), countyOffice];

/** Those who write a deed down: the member, or the committee's clerks and the office from paper. */
export const keepers = [theMember<Deed>(), ...clerks];

/** Once those who were helped have spoken, the member changes nothing of what they spoke about. */
export const editors = [whilst(theMember<Deed>(), not(present<Deed>('confirmation')), '委员本人（受益人确认以前）'), ...clerks];

/** Those who say that it was done as it is written. */
export const verifiers = clerks.map((one) => notTheDoer<Deed>(one));
