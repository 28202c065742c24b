import { membershipsOf, unitsOf, unitsWorkedFor } from '#platform/identity/actor.ts';
import { countyOffice, handlingUnit, relation, theMember, type Relation } from '#platform/identity/relations.ts';
import { all, any, holdsAny, not, oneOf } from '#platform/predicate.ts';
import type { ProposalContact } from '#duties/proposals/contacts/record.ts';

/** In which relation a person stands to a talk of a unit with a proposer. */

export const talkingUnit = handlingUnit<ProposalContact>();
export const fellowUnit = relation<ProposalContact>('fellow_unit', '一同承办的单位', (actor) => holdsAny<ProposalContact>('handler_ids', unitsOf(actor)));

/** Whoever signed the proposal, or an original merged into it: with one of them the talk was held. */
export const signer = relation<ProposalContact>('signer', '提案人', (actor) =>
  any(theMember<ProposalContact>().of(actor), holdsAny<ProposalContact>('signer_ids', membershipsOf(actor))));

/** The unit cannot say for the proposer that a talk was none, nor take that word back: not even by somebody who also signed. */
const apart = (base: Relation<ProposalContact>): Relation<ProposalContact> =>
  relation(base.name, base.label, (actor) => all(base.of(actor), not(oneOf<ProposalContact>('unit_id', unitsWorkedFor(actor))), not(holdsAny<ProposalContact>('handler_ids', unitsWorkedFor(actor)))));

export const deniers = [apart(signer), apart(countyOffice)];
