import { all, any, is, oneOf, present } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { listKey, type NameOrder } from '#platform/people/strokes.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { expectOnce } from '#institutions/once.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { Person } from '#institutions/people/record.ts';
import { term, type Term } from '#institutions/terms/record.ts';

/** Makes a person a member of a term, once: on the register's own form, and at the end of a by-appointment. */
export async function joinTerm(act: Act, who: Person, membership: Values<Member> & { term: number }, how: Circumstances = {}, field = 'name'): Promise<Member> {
  await expectOpenRegister(act, membership.term);
  await expectOnce(act, member, all(oneOf<Member>('state', ['nominated', 'current']), is<Member>('person_id', who.id), is<Member>('term', membership.term)), field,
    () => `${who.name}已经是第${membership.term}届委员，不用再登记。`);
  return create<Member>(act, member, { ...membership, ...asMember(who, membership.rank, await orderOfNames(act)), state: await stateIn(act, membership.term) }, how);
}

/** What a membership carries of the person, so that lists and old papers need not ask who it was. */
export const asMember = (who: Person, rank: number | null | undefined, order: NameOrder): Pick<Member, 'person_id' | 'name' | 'affiliation' | 'name_key'> => ({
  person_id: who.id, name: who.name, affiliation: who.affiliation, name_key: listKey(who.name, rank, order),
});

/** Whoever is entered for a term that is only being prepared is nominated for it. */
export async function stateIn(reading: Reading, number: number): Promise<'nominated' | 'current'> {
  const [preparing] = await list<Term>(reading, term, { where: all(is<Term>('state', 'preparing'), is<Term>('number', number)), limit: 1 });
  return preparing ? 'nominated' : 'current';
}

/** Terms into whose registers nobody is entered any more, nor corrected there, each with the reason in a sentence. */
export async function closedTerms(reading: Reading): Promise<Map<number, string>> {
  const closed = await list<Term>(reading, term, { where: any(is<Term>('state', 'closed'), present<Term>('frozen_on')), limit: 99 });
  return new Map(closed.map(({ number, state, frozen_on }) => [number, state === 'closed' ? `第${number}届已经届满，名册不再改动。` : frozenWords(number, frozen_on!)]));
}

const frozenWords = (number: number, day: string): string =>
  `第${number}届名册已从${day}起冻结，换届以前不再改动。个人的电话、职务等请在“人员信息”里改；确需改动名册，请先在“届和换届”里解除冻结。`;

/** @throws Problem 409 where the register is closed */
export async function expectOpenRegister(reading: Reading, number: number): Promise<void> {
  const closed = (await closedTerms(reading)).get(number);
  if (closed) throw new Problem(409, 'register_closed', closed, { fields: { term: '这一届的名册不再改动。' } });
}
