import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';

/** Who sees what a committee has: itself, and the county's body. */
export const seenByPlaceAndCounty = [countyOffice, chair, leader, auditor, maintainer, committeeBody()];

/** Who keeps it: the committee, or the county office from its paper. */
export const keptByPlaceOrOffice = [committeeStaff(), countyOffice];
