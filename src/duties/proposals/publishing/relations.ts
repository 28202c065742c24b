import { membershipsOf, unitsOf, type Actor } from '#platform/identity/actor.ts';
import { chair, countyOffice, relation, seenBy, theMember, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, holdsAny, is, never, not, present, type Predicate } from '#platform/predicate.ts';
import type { Publication } from '#duties/proposals/publishing/record.ts';
import { cosigner, office } from '#duties/proposals/relations.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** In which relation a person stands to the public text of a proposal, and to the consent behind it. */

const wrote = (actor: Actor): Predicate<Publication> => (actor.personId ? is<Publication>('author_id', actor.personId) : (never as Predicate<Publication>));
const clearedIt = (actor: Actor): Predicate<Publication> => holdsAny<Publication>('clearer_ids', actor.personId ? [actor.personId] : []);

/** Three hands: whoever wrote it, or reviewed it for a unit, does not publish it. */
export const secondReader = relation<Publication>('second_reader', '没有经手拟稿和保密审查的县政协办公室人员、主席会议成员', (actor) =>
  (actor.personId ? all(seenBy(actor, [countyOffice, chair]), not(wrote(actor)), not(clearedIt(actor))) : (never as Predicate<Publication>)));

const sentOn = not(is<Publication>('state', 'draft'));
const ofUnit = (actor: Actor): Predicate<Publication> => holdsAny<Publication>('unit_ids', unitsOf(actor));

/** The units that replied see the text from the day on which they are asked. */
export const repliedUnit = relation<Publication>('replied_unit', '答复的承办单位', (actor) => all(ofUnit(actor), sentOn));
export const reviewingUnit = relation<Publication>('reviewing_unit', '还没有审查的承办单位', (actor) =>
  all(ofUnit(actor), not(holdsAny<Publication>('cleared_ids', unitsOf(actor))), not(wrote(actor))));
export const theProposer = whilst(theMember<Publication>('member_id', '第一提案人'), sentOn);

/** Consent can be given and taken back at any time: the first proposer speaks; for bodies and papers the office enters it, once there is something to publish. */
const agreed = is<Proposal>('public_ok', true);
const consenting = (who: Relation<Proposal>, agrees: boolean, label: string): Relation<Proposal> =>
  whilst(who, agrees ? agreed : not(agreed), `${label}（${agrees ? '同意公开' : '没有同意公开'}时）`);
const proposer = theMember<Proposal>('member_id', '第一提案人');
const officeOnceReplied = whilst(office, present<Proposal>('replied_on'));

export const whoMayAgree = [consenting(proposer, false, '第一提案人'), consenting(officeOnceReplied, false, '县政协办公室')];
export const whoMayRefuse = [consenting(proposer, true, '第一提案人'), consenting(officeOnceReplied, true, '县政协办公室')];

/** Each of those who signed along speaks for himself; what that leads to is the plan's. */
const objected = (actor: Actor): Predicate<Proposal> => holdsAny<Proposal>('public_against', membershipsOf(actor));
export const cosignerToObject = relation<Proposal>('cosigner', '联名人（没有反对公开时）', (actor) => all(cosigner.of(actor), not(objected(actor))));
export const cosignerWhoObjected = relation<Proposal>('cosigner', '联名人（反对公开时）', (actor) => all(cosigner.of(actor), objected(actor)));
