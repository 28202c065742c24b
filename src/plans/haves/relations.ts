import type { Actor } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, seenBy, type Relation } from '#platform/identity/relations.ts';
import { never } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';

interface OfCommittee {
  committee_id: string;
}

/** Who sees what a committee has: itself, and the county's body. */
export const seenByPlaceAndCounty: readonly Relation[] = [countyOffice, chair, leader, auditor, maintainer, committeeBody<OfCommittee>()];

/** Who keeps it: the committee, or the county office from its paper. */
export const keptByPlaceOrOffice: readonly Relation[] = [committeeStaff<OfCommittee>(), countyOffice];

/** The same of what is written nowhere and follows from records: where a committee stands. */
export const mayLookAt = (actor: Actor, committee_id: string): boolean => seenBy(actor, seenByPlaceAndCounty).test({ committee_id });
export const mayKeepFor = (actor: Actor, committee_id: string): boolean => seenBy(actor, keptByPlaceOrOffice).test({ committee_id });

/** @throws Problem 403 for whoever has no committee to look at. */
export function expectReader(actor: Actor): void {
  const sees = seenBy(actor, seenByPlaceAndCounty);
  if (sees === never) throw new Problem(403, 'not_yours', '规范化建设情况由县政协和各联络委查看，您不在其中。');
}
