import { membershipsOf, unitsOf, unitsWorkedFor } from '#platform/identity/actor.ts';
import { countyOffice, handlingUnit, relation, theMember, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, holdsAny, is, not, oneOf, present } from '#platform/predicate.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';

/** In which relation a person stands to what a unit answers. */

const goesToProposers = oneOf<ProposalAnswer>('role', ['lead', 'separate']);
const isSent = is<ProposalAnswer>('state', 'sent');

export const answeringUnit = handlingUnit<ProposalAnswer>();
/** Assisting opinions are shown to nobody before they are sent. */
export const unitOfReply = whilst(answeringUnit, goesToProposers, '写答复的单位');
export const officeOfReply = whilst<ProposalAnswer>(countyOffice, goesToProposers);

/** The one who answers does not also speak for those who are answered, nor check itself: not even by somebody who holds both posts. */
const apart = (base: Relation<ProposalAnswer>): Relation<ProposalAnswer> =>
  relation(base.name, base.label, (actor) => all(base.of(actor), not(oneOf<ProposalAnswer>('unit_id', unitsWorkedFor(actor))), not(holdsAny<ProposalAnswer>('handler_ids', unitsWorkedFor(actor)))));

const shownToThem = all(goesToProposers, oneOf<ProposalAnswer>('state', ['shown', 'signed', 'checked', 'sent']));
export const firstProposer = whilst(theMember<ProposalAnswer>('member_id', '第一提案人'), shownToThem);
const unspoken = not(present<ProposalAnswer>('draft_view'));
/** Of whom a word on the draft is still awaited; of a body, or of a paper, the office enters it. */
export const askedOnDraft = [apart(whilst(firstProposer, unspoken, '第一提案人（还没有表态时）')), apart(whilst<ProposalAnswer>(officeOfReply, unspoken, '县政协办公室（提案人还没有表态时）'))];

export const signer = relation<ProposalAnswer>('signer', '联名人', (actor) => all(holdsAny<ProposalAnswer>('signer_ids', membershipsOf(actor)), isSent, goesToProposers));
export const fellowUnit = relation<ProposalAnswer>('fellow_unit', '一同承办的单位', (actor) => all(holdsAny<ProposalAnswer>('handler_ids', unitsOf(actor)), isSent));

/** 督查室 of the unit's side, from the day on which the head has signed. */
export const supervisor = relation<ProposalAnswer>('supervisor', '审核答复的督查单位', (actor) =>
  all(oneOf<ProposalAnswer>('supervisor_id', unitsOf(actor)), oneOf<ProposalAnswer>('state', ['signed', 'checked', 'sent'])));
export const checkers = [supervisor, apart(countyOffice)];

/** Whoever may see it besides the unit: what is still being written is the unit's own affair. */
export const readers = [firstProposer, signer, fellowUnit, supervisor];

