import { membersNow } from '#institutions/facts.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { roles } from '#platform/identity/actor.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Option } from '#platform/ui/filters.tsx';
import type { Dispute } from '#duties/opinions/disputes/record.ts';

/** More than these do not do a committee's work. */
const MOST_POSTS = 200;
const staff = ['director', 'deputy_director', 'worker', 'committee_member'] as const;

/** Who may mediate for a committee: its members, who takes part in its work, and who holds a post in it. Each once. */
export async function mediatorChoices(reading: Reading, committee: string): Promise<Option[]> {
  const members = (await membersNow(reading)).filter(({ committee_id }) => committee_id === committee).map(({ person_id, name }) => ({ value: person_id, label: `${name}（委员）` }));
  const holders = await list<Post>(reading, post, { where: all(is<Post>('committee_id', committee), is<Post>('state', 'holding'), oneOf<Post>('role', staff)), order: [{ column: 'since' }], limit: MOST_POSTS });
  const posts = holders.flatMap(({ person_id, name, role }) => (person_id ? [{ value: person_id, label: `${name}（${roles[role as 'worker']}）` }] : []));
  const others = (await participantsNow(reading, [committee])).map(({ person_id, name, kind }) => ({ value: person_id, label: `${name}（${kind}）` }));
  return [...new Map([...others, ...posts, ...members].map((one) => [one.value, one])).values()];
}

/** Their names and as what, kept with the dispute as they are on the day; who was named before stays even after leaving. */
export async function namesOf(act: Act, row: Dispute, ids: readonly string[]): Promise<string | null> {
  const choices = new Map((await mediatorChoices(act, row.committee_id)).map(({ value, label }) => [value, label]));
  const before = new Map(row.mediator_ids.map((id, n) => [id, (row.mediators ?? '').split('、')[n]]));
  const names = ids.map((id) => choices.get(id) ?? before.get(id));
  if (names.some((name) => !name)) throw invalid({ mediator_ids: '调解员要是本联络委的委员、工作人员或在参加的人员；其他人请写在“外请的调解员”里。' });
  return names.length > 0 ? names.join('、') : null;
}
