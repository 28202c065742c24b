import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { listKey } from '#platform/people/strokes.ts';
import { expectOnce } from '#institutions/once.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { Person } from '#institutions/people/record.ts';
import { term, type Term } from '#institutions/terms/record.ts';

/** Makes a person a member of a term, once: on the register's own form, and at the end of a by-appointment. */
export async function joinTerm(act: Act, who: Person, membership: Values<Member> & { term: number }, how: Circumstances = {}, field = 'name'): Promise<Member> {
  await expectOnce(act, member, all(oneOf<Member>('state', ['nominated', 'current']), is<Member>('person_id', who.id), is<Member>('term', membership.term)), field,
    () => `${who.name}已经是第${membership.term}届委员，不用再登记。`);
  return create<Member>(act, member, { ...membership, ...asMember(who, membership.rank), state: await stateIn(act, membership.term) }, how);
}

/** What a membership carries of the person, so that lists and old papers need not ask who it was. */
export const asMember = (who: Person, rank?: number | null): Pick<Member, 'person_id' | 'name' | 'affiliation' | 'name_key'> => ({
  person_id: who.id, name: who.name, affiliation: who.affiliation, name_key: listKey(who.name, rank),
});

/** Whoever is entered for a term that is only being prepared is nominated for it. */
export async function stateIn(reading: Reading, number: number): Promise<'nominated' | 'current'> {
  const [preparing] = await list<Term>(reading, term, { where: all(is<Term>('state', 'preparing'), is<Term>('number', number)), limit: 1 });
  return preparing ? 'nominated' : 'current';
}
