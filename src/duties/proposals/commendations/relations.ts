import { handlingUnit, relation, signedIn, whilst } from '#platform/identity/relations.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Commendation } from '#duties/proposals/commendations/record.ts';

/** In which relation a person stands to what was recommended for commendation. */

export const recommendingUnit = relation<Commendation>('recommending_unit', '推荐的单位', handlingUnit<Commendation>('recommender_id').of);

/** What was made public, also when it was taken back, everybody may read. */
export const everybodyOnceKnown = whilst<Commendation>(signedIn, oneOf<Commendation>('state', ['published', 'revoked']));
