import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** One person does not hold more at once. */
const MOST = 200;

/**
 * Who dies or leaves the county holds nothing any more: posts and participations end that day, Party offices fall vacant. What has to be filled
 * then is looked up from the posts (`openVacancies`).
 */
export async function leaveAll(act: Act, personId: string, day: string, reason: string): Promise<void> {
  const how = (step: string) => ({ step, relation: countyOffice.name, reason });
  const posts = await list(act, post, { where: all(is<Post>('person_id', personId), is<Post>('state', 'holding')), limit: MOST });
  for (const row of posts) await amend(act, post, row, { state: 'ended', until: lastDay(row, day) }, how('end'));
  for (const row of await list(act, participant, { where: all(is<Participant>('person_id', personId), is<Participant>('state', 'taking_part')), limit: MOST })) {
    await amend(act, participant, row, { state: 'ended', until: lastDay(row, day) }, how('end'));
  }
  for (const row of await list(act, partyPost, { where: all(is<PartyPost>('person_id', personId), oneOf<PartyPost>('state', ['awaiting', 'holding'])), limit: MOST })) {
    const bound = posts.filter(({ role, committee_id }) => role === row.bound_role && committee_id === row.committee_id);
    await amend(act, partyPost, row, { state: 'vacant', until: lastDay(row, day), ended_post_ids: bound.map(({ id }) => id) }, how('vacate'));
  }
}

/** Nothing ends before it began. */
const lastDay = ({ since }: { since: string | null }, day: string): string => (since && day < since ? since : day);
