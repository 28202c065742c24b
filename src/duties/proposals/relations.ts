import { membershipsOf, unitsOf, unitsWorkedFor } from '#platform/identity/actor.ts';
import { committeeStaff, countyOffice, handlingUnit, relation, theMember, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, any, holdsAny, is, never, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { waitsForCountersigning } from '#duties/countersigning.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** In which relation a person stands to a proposal. */

const inState = (...states: string[]): Predicate<Proposal> => oneOf<Proposal>('state', states);

/** A draft is the proposer's own affair, also when it is taken back: nobody above sees it before it is submitted. */
const submitted = not(any(is<Proposal>('state', 'draft'), all(is<Proposal>('state', 'withdrawn'), not(present<Proposal>('serial_no')))));
/** A unit knows a proposal from its assignment on, and with it the originals merged into it, whose proposers it answers too. */
const handedOver = inState('merged', 'assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed');

export const onceSubmitted = (base: Relation): Relation<Proposal> => whilst<Proposal>(base, submitted);

export const author = theMember<Proposal>('member_id', '第一提案人');
export const authorBeforeReview = whilst(author, inState('draft', 'returned'), '第一提案人（提交之前）');
export const office = onceSubmitted(countyOffice);

/** Conditions under which a step is worth offering at all. */
const isKey = present<Proposal>('key_since');
export const officeUnlessKey = whilst(office, not(isKey), '县政协办公室（还不是重点提案时）');
export const officeIfKey = whilst(office, isKey, '县政协办公室（是重点提案时）');
export const dissatisfied = any(is<Proposal>('rating_result', 'dissatisfied'), is<Proposal>('rating_work', 'dissatisfied'));
export const officeIfDissatisfied = whilst(office, dissatisfied, '县政协办公室（提案人不满意时）');
export const officeIfUncountersigned = whilst(office, waitsForCountersigning<Proposal>(), '县政协办公室（还有会办单位没有会签时）');
/** The office answers for proposals of bodies without an account, and for those handed in on paper. */
export const officeForReturned = whilst<Proposal>(countyOffice, inState('returned'));

export const invited = relation<Proposal>('invited', '受邀联名的委员', (actor) =>
  holdsAny<Proposal>('invited_ids', membershipsOf(actor)));
export const cosigner = relation<Proposal>('cosigner', '联名人', (actor) =>
  holdsAny<Proposal>('cosigner_ids', membershipsOf(actor)));

export const gatheringCommittee = onceSubmitted(committeeStaff<Proposal>());

export const leadUnit = whilst(relation<Proposal>('lead_unit', '主办单位', handlingUnit<Proposal>('lead_unit_id').of), handedOver);
export const assistingUnit = whilst(relation<Proposal>('assisting_unit', '会办单位', (actor) => holdsAny<Proposal>('assisting_ids', unitsOf(actor))), handedOver);
/** Of one that several units handle each by itself (分办): those besides the first. */
export const separateUnit = whilst(relation<Proposal>('separate_unit', '分办单位', (actor) => holdsAny<Proposal>('separate_ids', unitsOf(actor))), handedOver);
/** Once it was assigned for good, nobody objects again. */
export const leadUnitUnforced = whilst(leadUnit, not(present<Proposal>('forced_on')), '主办单位（没有指定承办时）');
const asksForTime = present<Proposal>('extension_to');
export const leadUnitUnasked = whilst(leadUnit, not(asksForTime), '主办单位（没有正在等待批准的延期时）');
export const officeIfAskedForTime = whilst(office, asksForTime, '县政协办公室（有延期申请时）');
/** A unit countersigns once; the sentence of a refusal must not deny that it is an assisting unit. */
export const unitYetToCountersign = relation<Proposal>('assisting_unit', '还没有会签的会办单位', (actor) =>
  all(assistingUnit.of(actor), not(holdsAny<Proposal>('countersigned_ids', unitsOf(actor)))));

/** The one who is judged never files the judgement: not even a member or an office clerk who also works for a handling unit. */
export const notTheHandler = (base: Relation<Proposal>): Relation<Proposal> =>
  relation(base.name, base.label, (actor) =>
    all(base.of(actor), not(oneOf<Proposal>('lead_unit_id', unitsWorkedFor(actor))), not(holdsAny<Proposal>('assisting_ids', unitsWorkedFor(actor))), not(holdsAny<Proposal>('separate_ids', unitsWorkedFor(actor)))));

/** Nobody takes the step by itself: a decision that is entered for many carries it out (`amend`). */
export const carriedOut = (label: string): Relation => relation('consequence', label, () => never);
