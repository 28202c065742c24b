import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, edit, type Circumstances, type Values } from '#platform/records/write.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { listKey } from '#platform/people/strokes.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

const MOST_HELD = 200;

/** Corrects a person's data; a new name or affiliation reaches the memberships, posts and participations that carry it. */
export async function correctPerson(act: Act, row: Person, values: Values<Person>, how: Circumstances = {}): Promise<Person> {
  const now = await edit(act, person, row.id, undefined, values, how);
  if (now.name !== row.name || now.affiliation !== row.affiliation) await passOn(act, now);
  return now;
}

/** Memberships, posts and participations carry the name, so that lists and old papers need not ask who it was. Those that have ended stay as they were. */
export async function passOn(act: Act, { id, name, affiliation }: Person): Promise<void> {
  const how = { step: 'edit', relation: countyOffice.name };
  const order = await orderOfNames(act);
  const lasting = all(is<Member>('person_id', id), oneOf<Member>('state', ['nominated', 'current']));
  for (const row of await list(act, member, { where: lasting, limit: MOST_HELD })) {
    await amend(act, member, row, { name, affiliation, name_key: listKey(name, row.rank, order) }, how);
  }
  for (const row of await list(act, post, { where: all(is<Post>('person_id', id), is<Post>('state', 'holding')), limit: MOST_HELD })) {
    await amend(act, post, row, { name }, how);
  }
  for (const row of await list(act, participant, { where: all(is<Participant>('person_id', id), is<Participant>('state', 'taking_part')), limit: MOST_HELD })) {
    await amend(act, participant, row, { name }, how);
  }
}
