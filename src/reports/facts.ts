import { holds, type Actor } from '#platform/identity/actor.ts';

/** Who may read the county's report; whoever works for a committee reads that of the committee. */
export const seesWholeCounty = (actor: Actor): boolean => holds(actor, 'county_office', 'chair', 'leader', 'auditor', 'maintainer');
