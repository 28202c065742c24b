import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';

const MOST = 200;

/** What waits because a Party post changed: successors to be seated, offices without one; of a committee, or of all. */
export const openHandovers = (reading: Reading, committee?: string): Promise<PartyPost[]> =>
  list(reading, partyPost, {
    where: all(oneOf<PartyPost>('state', ['awaiting', 'vacant']), ...(committee ? [is<PartyPost>('committee_id', committee)] : [])), order: [{ column: 'since' }], limit: MOST,
  });

/** The Party offices of a person, the newest first. */
export const partyPostsOf = (reading: Reading, person: string): Promise<PartyPost[]> =>
  list(reading, partyPost, { where: is<PartyPost>('person_id', person), order: [{ column: 'since', descending: true }], limit: MOST });
