import { unitsOf } from '#platform/identity/actor.ts';
import { committeeStaff, countyOffice, handlingUnit, relation, whilst } from '#platform/identity/relations.ts';
import { all, any, between, holdsAny, is, not, present, type Predicate } from '#platform/predicate.ts';
import { waitsForCountersigning } from '#duties/countersigning.ts';
import { dayBeforeToday } from '#duties/days.ts';
import { notTheUnit } from '#duties/promising.ts';
import type { Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import type { Referral } from '#duties/opinions/referrals/record.ts';

/**
 * In which relation a person stands to a referral. Units stand in none to the entry behind it: that is the reporter's shield. Lead and assisting
 * units, countersigning and who may judge are of the same shape as for proposals.
 */

type Sent = Pick<Referral, 'sent_by' | 'committee_id'>;

const ofCommittee = is<Sent>('sent_by', 'committee');
const ofCounty = is<Sent>('sent_by', 'county');

/** Whoever handed it over decides on it: the committee, or the county office. */
export const sender = relation<Sent>('sender', '转出的联络委或县政协办公室', (actor) =>
  any(all(committeeStaff<Sent>().of(actor), ofCommittee), all(countyOffice.of(actor), ofCounty)));

export const leadUnit = relation<Referral>('lead_unit', '主办单位', handlingUnit<Referral>('lead_unit_id').of);
export const assistingUnit = relation<Referral>('assisting_unit', '会办单位', (actor) => holdsAny<Referral>('assisting_ids', unitsOf(actor)));

/** Once it was assigned for good it is not given back. */
export const leadUnitUnforced = whilst(leadUnit, not(present<Referral>('forced_on')), '主办单位（没有指定承办时）');

const asked = present<Referral>('extension_to');
export const leadUnitUnasked = whilst(leadUnit, not(asked), '主办单位（没有正在等待批准的延期时）');
export const senderAsked = whilst<Referral>(sender, asked, '转出的联络委或县政协办公室（有延期申请时）');

export const senderIfUncountersigned = whilst<Referral>(sender, waitsForCountersigning<Referral>(), '转出的联络委或县政协办公室（还有会办单位没有会签时）');
export const unitYetToCountersign = relation<Referral>('assisting_unit', '还没有会签的会办单位', (actor) =>
  all(assistingUnit.of(actor), not(holdsAny<Referral>('countersigned_ids', unitsOf(actor)))));

/** The county office presses for what is overdue. */
export const officeIfOverdue = relation<Referral>('county_office', '县政协办公室（超过期限时）', (actor) =>
  all(countyOffice.of(actor) as Predicate<Referral>, between<Referral>('due_on', undefined, dayBeforeToday())));

export const promisingUnit = relation<Commitment>('lead_unit', '作出承诺的单位', handlingUnit<Commitment>('lead_unit_id').of);

export const judges = [committeeStaff<Commitment>(), countyOffice].map((base) => notTheUnit<Commitment>(base, 'lead_unit_id'));
