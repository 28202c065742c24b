import type { MembersWork } from '#platform/chapter.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, createMany, removeMany, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { handover, type Handover } from '#institutions/handovers/record.ts';
import { asMember } from '#institutions/member-joining.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { expectOnce } from '#institutions/once.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { changeOver, MOST, type ChangeOver } from '#institutions/terms/facts.ts';
import { term, type Term } from '#institutions/terms/record.ts';

const relation = countyOffice.name;

/** Enters a term: the one that the members on the register are in, one before it, or one to be prepared. */
export async function enterTerm(act: Act, values: Values<Term> & { number: number; starts_on: string }, how: Circumstances): Promise<Term> {
  await expectOnce(act, term, is<Term>('number', values.number), 'number', () => `第${values.number}届已经登记了，请直接打开。`);
  expectSessionAfterStart(values);
  const state = await stateToBegin(act, values.number);
  if (state === 'preparing') await expectOnce(act, term, is<Term>('state', 'preparing'), 'number', (there) => `第${there.number}届正在筹备。请先换届，再筹备下一届。`);
  return create<Term>(act, term, { ...values, state }, how);
}

/** The seats of the register tell which term is the current one; without members the first that is entered is. */
async function stateToBegin(act: Act, number: number): Promise<Term['state']> {
  const [serving] = await list<Member>(act, member, { where: is<Member>('state', 'current'), order: [{ column: 'term', descending: true }], limit: 1 });
  const [current] = await list<Term>(act, term, { where: is<Term>('state', 'current'), limit: 1 });
  const now = current?.number ?? serving?.term ?? number;
  if (number === now && !current) return 'current';
  return number < now ? 'closed' : 'preparing';
}

export async function correctTerm(act: Act, row: Term, values: Values<Term>): Promise<Values<Term>> {
  if (values.number !== undefined && values.number !== row.number) {
    const [there] = await list<Member>(act, member, { where: is<Member>('term', row.number), limit: 1 });
    if (there) throw invalid({ number: `第${row.number}届已经有委员，届数不能再改。` });
    await expectOnce(act, term, is<Term>('number', values.number), 'number', () => `第${values.number}届已经登记了。`, row);
  }
  if (row.changed_over_at && values.starts_on !== undefined && values.starts_on !== row.starts_on) throw invalid({ starts_on: '已经换届，起始日期不能再改。要改请先撤销换届。' });
  expectSessionAfterStart({ ...row, ...values });
  return values;
}

function expectSessionAfterStart({ starts_on, first_session_on }: Values<Term>): void {
  if (starts_on && first_session_on && first_session_on < starts_on) throw invalid({ first_session_on: `一次会议不能早于本届起始日期（${starts_on}）。` });
}

/** Nominates members of the current term for the prepared one, with the sector, the committees and the groups that they have. */
export async function nominateAgain(act: Act, next: Term, memberIds: readonly string[]): Promise<Member[]> {
  if (next.state !== 'preparing') throw new Problem(409, 'wrong_state', `第${next.number}届不在筹备，名册不能再这样续。`);
  const chosen = await list<Member>(act, member, { where: all(is<Member>('state', 'current'), oneOf<Member>('id', memberIds)), limit: MOST });
  const there = await list<Member>(act, member, { where: all(is<Member>('state', 'nominated'), is<Member>('term', next.number)), limit: MOST });
  const nominated = new Set(there.map(({ person_id }) => person_id));
  const fresh = chosen.filter(({ person_id }) => !nominated.has(person_id));
  if (fresh.length === 0) throw new Problem(422, 'none_chosen', '还没有选中要续任的委员。请在名单里打勾，已经是下届人选的不用再选。');
  const people = new Map((await list<Person>(act, person, { where: oneOf<Person>('id', fresh.map(({ person_id }) => person_id)), limit: MOST })).map((one) => [one.id, one]));
  const order = await orderOfNames(act);
  return createMany<Member>(act, member, fresh.map(({ person_id, sector_id, special_committee_id, sector_group_id, committee_id, standing, rank }) => ({
    ...asMember(people.get(person_id)!, rank, order), sector_id, special_committee_id, sector_group_id, committee_id, standing, rank,
    term: next.number, joined_on: next.starts_on, state: 'nominated',
  })));
}

/**
 * 换届, in one act: the memberships of the old term end, those nominated begin, committee memberships that go with a seat are renewed or end, open
 * work of those who leave gets a contact, and the old term is closed. Nothing of the old term is written over: it ends.
 */
export const takingOver = (works: readonly MembersWork[]): Effect<Term> => async (act, next, { contact_ids }: { contact_ids: string[] }) => {
  const change = await changeOver(act, next, works);
  if (change.staying.length + change.fresh.length === 0) throw new Problem(422, 'not_ready', `第${next.number}届还没有人选。请先续任、登记或导入新一届委员名册，再换届。`);
  const why = `第${next.number}届开始`;
  for (const row of await currentMembers(act)) {
    await amend(act, member, row, { state: 'left', left_on: later(next.starts_on, row.joined_on), left_kind: 'term_ended' }, { step: 'expire', relation, reason: why });
  }
  for (const row of [...change.staying, ...change.fresh]) await amend(act, member, row, { state: 'current', joined_on: next.starts_on }, { step: 'edit', relation, reason: why });
  await renewPosts(act, next, change);
  await handOver(act, next, change, contact_ids);
  if (change.old) await amend(act, term, change.old, { state: 'closed', ends_on: later(next.starts_on, change.old.starts_on) }, { step: 'edit', relation, reason: why });
  return { changed_over_at: act.at };
};

const currentMembers = (act: Act): Promise<Member[]> => list(act, member, { where: is<Member>('state', 'current'), limit: MOST });

const later = (day: string, other: string | null): string => (other && other > day ? other : day);

async function renewPosts(act: Act, next: Term, { posts, staying }: ChangeOver): Promise<void> {
  const stay = new Set(staying.map(({ person_id }) => person_id));
  for (const held of posts) {
    await amend(act, post, held, { state: 'ended', until: later(next.starts_on, held.since) }, { step: 'end', relation, reason: `第${next.number}届开始` });
  }
  const renewed = posts.filter(({ person_id }) => stay.has(person_id));
  await createMany<Post>(act, post, renewed.map(({ person_id, name, role, committee_id, acting }) => ({ person_id, name, role, committee_id, acting, since: next.starts_on })));
}

async function handOver(act: Act, next: Term, { matters }: ChangeOver, contactIds: readonly string[]): Promise<void> {
  const contactOf = contactsByTurns(await contactsChosen(act, next, contactIds));
  await createMany<Handover>(act, handover, matters.map(({ declared, row, from }) => {
    const contact = contactOf(from);
    return {
      term: next.number, record: declared.name, record_id: row.id, title: declared.nameOf(row), from_id: from.id, from_name: from.name,
      contact_id: contact?.id ?? null, contact_name: contact?.name ?? null,
    };
  }));
}

async function contactsChosen(act: Act, next: Term, ids: readonly string[]): Promise<Member[]> {
  const chosen = await list<Member>(act, member, { where: all(oneOf<Member>('id', ids), is<Member>('term', next.number)), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });
  if (chosen.length < ids.length) throw invalid({ contact_ids: '联系人请从下一届人选里选。' });
  return chosen;
}

/**
 * Who is asked about the work of each leaving member: the contacts of the member's own committee by turns, always the same one for one member; nobody,
 * and so the county office, where none was chosen.
 */
function contactsByTurns(contacts: readonly Member[]): (from: Member) => Member | undefined {
  const byCommittee = Map.groupBy(contacts, ({ committee_id }) => committee_id);
  const taken = new Map<string, Member | undefined>();
  const turns = new Map<string | null, number>();
  return (from) => {
    if (taken.has(from.id)) return taken.get(from.id);
    const [theirs, turn] = [byCommittee.get(from.committee_id) ?? [], turns.get(from.committee_id) ?? 0];
    const contact = theirs[turn % theirs.length];
    turns.set(from.committee_id, turn + 1);
    taken.set(from.id, contact);
    return contact;
  };
}

/** Takes a change of term back: whatever ended or began with it is as it was; what was entered since stays. */
export const takingBack: Effect<Term> = async (act, row) => {
  await expectOnce(act, term, is<Term>('state', 'preparing'), '', (there) => `第${there.number}届已经在筹备，第${row.number}届的换届不能再撤销。`);
  const why = `撤销换届（第${row.number}届）`;
  const how = (step: string) => ({ step, relation, reason: why });
  const at = row.changed_over_at!;
  for (const one of await currentMembers(act)) await amend(act, member, one, { state: 'nominated' }, how('edit'));
  const ended = await list<Member>(act, member, { where: all(is<Member>('left_kind', 'term_ended'), is<Member>('state', 'left')), order: [{ column: 'term', descending: true }], limit: MOST });
  for (const one of ended.filter(({ changed_at }) => same(changed_at, at))) await amend(act, member, one, { state: 'current', left_on: null, left_kind: null }, how('edit'));
  await restorePosts(act, at, why);
  await removeMany(act, handover, await list<Handover>(act, handover, { where: is<Handover>('term', row.number), limit: MOST }), how('take_back'));
  const closed = await list<Term>(act, term, { where: is<Term>('state', 'closed'), limit: 99 });
  for (const old of closed.filter(({ changed_at }) => same(changed_at, at))) await amend(act, term, old, { state: 'current', ends_on: null }, how('edit'));
  return { changed_over_at: null };
};

async function restorePosts(act: Act, at: Date, reason: string): Promise<void> {
  const seats = await list<Post>(act, post, { where: is<Post>('role', 'committee_member'), limit: MOST });
  const renewed = seats.filter(({ created_at, since }) => same(created_at, at) && since !== null);
  await removeMany(act, post, renewed, { step: 'take_back', relation, reason });
  for (const held of seats.filter(({ state, changed_at, created_at }) => state === 'ended' && same(changed_at, at) && !same(created_at, at))) {
    await amend(act, post, held, { state: 'holding', until: null }, { step: 'edit', relation, reason });
  }
}

/** The day stands on the term; no earlier than the term itself. */
export const freezing: Effect<Term> = async (_act, row, input: { frozen_on: string }) => {
  if (input.frozen_on < row.starts_on) throw invalid({ frozen_on: `冻结日期不能早于本届起始日期（${row.starts_on}）。` });
  return input;
};

export const thawing: Effect<Term> = async () => ({ frozen_on: null });

const same = (one: Date, other: Date): boolean => one.getTime() === other.getTime();
