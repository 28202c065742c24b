import { committeesServed, holds, unitsOf, unitsWorkedFor } from '#platform/identity/actor.ts';
import { committeeStaff, countyOffice, handlingUnit, relation, whilst, type Relation } from '#platform/identity/relations.ts';
import { all, any, holdsAny, is, not, oneOf, present, when, type Predicate } from '#platform/predicate.ts';
import { waitsForCountersigning } from '#duties/countersigning.ts';
import type { Instruction } from '#duties/opinions/instructions/record.ts';

/** In which relation a person stands to an instruction. Units, lead and assisting, stand to it as to a proposal or a referral. */

const ofTownship = is<Instruction>('level', 'township');
const unsupervised = not(present<Instruction>('supervisor_unit_id'));

/** Who chases it: the supervision office (督查室) of the unit that was named; without one the county office, of a township's own leaders the committee. */
export const supervision = relation<Instruction>('supervision', '督查单位（没有指定的，县政协办公室；乡镇领导批示的，联络委）', (actor) => any(
  oneOf<Instruction>('supervisor_unit_id', unitsOf(actor)),
  all(when(holds(actor, 'county_office')), unsupervised, not(ofTownship)),
  all(oneOf<Instruction>('committee_id', committeesServed(actor, 'worker', 'director', 'deputy_director')), unsupervised, ofTownship),
));
/** A clerk enters what supervision decided on paper. */
const office: Relation<Instruction> = countyOffice;

/** Units know it from the day on which it is handed to them; of what was filed or struck before that, nothing. */
const handedOver = present<Instruction>('handed_on');
export const leadUnit = whilst(relation<Instruction>('lead_unit', '牵头单位', handlingUnit<Instruction>('lead_unit_id').of), handedOver);
export const assistingUnit = whilst(relation<Instruction>('assisting_unit', '配合单位', (actor) => holdsAny<Instruction>('assisting_ids', unitsOf(actor))), handedOver);
export const unitYetToCountersign = relation<Instruction>('assisting_unit', '还没有报送情况的配合单位', (actor) =>
  all(assistingUnit.of(actor), not(holdsAny<Instruction>('countersigned_ids', unitsOf(actor)))));

/** The one who is judged never files the judgement: not even a clerk of the office who also works for a unit that handles it. */
const notTheHandler = (base: Relation<Instruction>): Relation<Instruction> =>
  relation(base.name, base.label, (actor) =>
    all(base.of(actor), not(oneOf<Instruction>('lead_unit_id', unitsWorkedFor(actor))), not(holdsAny<Instruction>('assisting_ids', unitsWorkedFor(actor)))));

const asked = present<Instruction>('extension_to');
export const leadUnitUnasked = whilst(leadUnit, not(asked), '牵头单位（没有正在等待批准的延期时）');

export const supervisors = [supervision, office];
/** Who keeps the item's papers strikes what was noted wrongly on it. */
export const strikers = [office, whilst<Instruction>(committeeStaff(), ofTownship, '本联络委工作人员（乡镇领导批示的）')];
export const judges = supervisors.map(notTheHandler);
export const judgesAsked = judges.map((one) => whilst(one, asked, `${one.label}（有延期申请时）`));
export const judgesUnasked = judges.map((one) => whilst(one, not(asked), `${one.label}（没有延期申请时）`));
export const countersigningForUnits = supervisors.map((one) => whilst(one, waitsForCountersigning<Instruction>(), `${one.label}（还有配合单位没有报送时）`));

/** Member and residents hear it from the committee; of an item without one, from the county office. */
const teller = relation<Instruction>('teller', '联络委工作人员（没有联络委的，县政协办公室）', (actor) =>
  any<Instruction>(committeeStaff<Instruction>().of(actor), all(countyOffice.of(actor) as Predicate<Instruction>, not(present<Instruction>('committee_id')))));
const tellers = [teller, office];

const memberWaits = all(present<Instruction>('member_id'), not(present<Instruction>('told_member_on')));
const residentsWait = all(not(is<Instruction>('sources', 0)), not(present<Instruction>('told_residents_on')));
export const memberTellers = tellers.map((one) => whilst(one, memberWaits, `${one.label}（还没有告知反映委员时）`));
export const residentTellers = tellers.map((one) => whilst(one, residentsWait, `${one.label}（还没有答复群众时）`));
