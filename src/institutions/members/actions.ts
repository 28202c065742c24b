import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { expectOnce } from '#institutions/once.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { correctPerson } from '#institutions/person-corrected.ts';
import { contentOf, emptiedToNull, personMeant, type EnteredPerson } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { nameKey } from '#platform/people/strokes.ts';

/** What the form of a member holds: the person's data and the membership's. */
export type EnteredMember = EnteredPerson & Pick<Member, 'term'> & { joined_on: string } & Partial<Pick<Member, 'sector_id' | 'committee_id' | 'standing'>>;

/** Enters somebody as member of a term: the person, if new, and the membership, in one act. */
export async function enterMember(act: Act, entered: EnteredMember, how: Circumstances): Promise<Member> {
  const who = await personMeant(act, entered, how);
  await expectOnce(act, member, all(is<Member>('state', 'current'), is<Member>('person_id', who.id), is<Member>('term', entered.term)), 'name',
    () => `${who.name}已经是第${entered.term}届委员，不用再登记。`);
  return create<Member>(act, member, { ...membership(entered), person_id: who.id, name: who.name, name_key: nameKey(who.name) }, how);
}

/** Corrects both: the person's data go to the person, the rest stays with the membership. */
export async function correctMember(act: Act, row: Member, values: Partial<EnteredMember>, how: Circumstances = {}): Promise<Values<Member>> {
  const who = await get<Person>(act, person, row.person_id);
  const { same_person: _, ...given } = values;
  const now = await correctPerson(act, who, emptiedToNull(contentOf(given)), how);
  return { ...membership(values), name: now.name, name_key: nameKey(now.name) };
}

const COLUMNS = ['term', 'sector_id', 'committee_id', 'joined_on', 'standing'] as const;

const membership = (values: Partial<EnteredMember>): Values<Member> =>
  Object.fromEntries(COLUMNS.filter((column) => column in values).map((column) => [column, values[column]])) as Values<Member>;

/** Nobody leaves before having joined. */
export async function leaving(_act: Act, row: Member, input: { left_on: string; left_why: string }): Promise<Values<Member>> {
  if (row.joined_on && input.left_on < row.joined_on) throw invalid({ left_on: `离任日期不能早于任职日期（${row.joined_on}）。` });
  return input;
}
