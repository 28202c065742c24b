import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create } from '#platform/records/write.ts';
import { roles, type Role } from '#platform/identity/actor.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { leftStation } from '#institutions/members/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import type { Concerned } from '#institutions/reorganisations/checking.ts';
import type { Reorganisation } from '#institutions/reorganisations/record.ts';

/** A member, a post or a participant of a committee that is changed, and where it goes: a committee, or null for none (the post ends). */
export interface Moving<Row> {
  row: Row;
  to: string | null;
}

export interface Movements {
  members: Moving<Member>[];
  posts: Moving<Post>[];
  participants: Moving<Participant>[];
}

/** More members, posts or participants than this the committees of one decision do not have. */
const MOST = 1_000;

/** Who belongs to the committees that are changed. Renaming and another coverage move nobody. */
async function belonging(reading: Reading, ids: readonly string[]): Promise<{ members: Member[]; posts: Post[]; participants: Participant[] }> {
  return {
    members: await list(reading, member, { where: all(oneOf<Member>('committee_id', ids), is<Member>('state', 'current')), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST }),
    posts: await list(reading, post, { where: all(oneOf<Post>('committee_id', ids), is<Post>('state', 'holding')), order: [{ column: 'role' }, { column: 'since' }], limit: MOST }),
    participants: await participantsNow(reading, ids),
  };
}

/**
 * Where everybody goes when nobody says otherwise: members follow; of the posts those of the directors end where the committee that
 * follows has its own, because a committee has one director.
 * @param chosen `record id:committee id` or `record id:none`, for those that go elsewhere
 */
export async function movementsOf(reading: Reading, row: Reorganisation, { from, to }: Concerned, chosen: readonly string[] = []): Promise<Movements> {
  if (row.kind === 'rename' || row.kind === 'cover') return { members: [], posts: [], participants: [] };
  const { members, posts, participants } = await belonging(reading, from.map(({ id }) => id));
  const elsewhere = new Map(chosen.map((one) => one.split(':') as [string, string]));
  const goals = new Set([...to, ...(row.continues ? from : [])].map(({ id }) => id));
  const directed = new Set((await list(reading, post, { where: all(oneOf<Post>('committee_id', [...goals]), is<Post>('state', 'holding'), is<Post>('role', 'director')), limit: MOST })).map(({ committee_id }) => committee_id));
  const usual = (committeeId: string | null): string | null => (row.continues ? committeeId : (to[0]?.id ?? null));
  const goal = (id: string, otherwise: string | null): string | null => {
    const said = elsewhere.get(id);
    if (said && said !== 'none' && !goals.has(said)) throw invalid({ moves: '人员去向里有一项不是承接的联络委，请重新选择。' });
    return said === undefined ? otherwise : said === 'none' ? null : said;
  };
  const postGoal = (one: Post): string | null => {
    const there = usual(one.committee_id);
    if (one.role !== 'director' || there === null || there === one.committee_id) return there;
    if (directed.has(there)) return null;
    directed.add(there);
    return there;
  };
  return {
    members: members.map((one) => ({ row: one, to: goal(one.id, usual(one.committee_id)) })),
    posts: posts.map((one) => ({ row: one, to: goal(one.id, postGoal(one)) })),
    participants: participants.map((one) => ({ row: one, to: goal(one.id, usual(one.committee_id)) })),
  };
}

/** Moves them: a member's belonging changes and the earlier one is kept; a post or a participation ends and one of the same kind begins, on the day of effect. */
export async function moveAll(act: Act, row: Reorganisation, { members, posts, participants }: Movements, names: ReadonlyMap<string, Committee>): Promise<void> {
  const reason = `${row.document_no}：机构调整`;
  for (const { row: one, to } of members) {
    if (to !== one.committee_id) await amend(act, member, one, { committee_id: to, ...leftStation(one, row.effective_on) }, { step: 'station', relation: countyOffice.name, reason });
  }
  expectOneDirector(posts, names);
  for (const { row: one, to } of posts) if (to !== one.committee_id) await endPost(act, one, row.effective_on, reason);
  for (const { row: one, to } of posts) if (to !== null && to !== one.committee_id) await takeUp(act, one, to, row, reason);
  for (const { row: one, to } of participants) if (to !== one.committee_id) await goOver(act, one, to, row, reason);
}

async function endPost(act: Act, one: Post, day: string, reason: string): Promise<void> {
  const until = one.since && day < one.since ? one.since : day;
  await amend(act, post, one, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason });
}

async function takeUp(act: Act, one: Post, to: string, { effective_on: since, document_no }: Reorganisation, reason: string): Promise<void> {
  const { person_id, name, role, acting } = one;
  if (role === 'director') {
    const where = all(is<Post>('committee_id', to), is<Post>('role', 'director'), is<Post>('state', 'holding'));
    const [there] = await list(act, post, { where, limit: 1 });
    if (there) throw invalid({ moves: `承接的联络委已有在任主任${there.name}。请让${name}卸任，或先为${there.name}办理卸任。` });
  }
  await create<Post>(act, post, { person_id, name, role, acting, committee_id: to, since, document_no }, { reason });
}

/** Who takes part in one committee and in the one that follows it, in the same way, does so once from then on. */
async function goOver(act: Act, one: Participant, to: string | null, { effective_on: since }: Reorganisation, reason: string): Promise<void> {
  const until = one.since && since < one.since ? one.since : since;
  await amend(act, participant, one, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason });
  if (to === null) return;
  const same = all(is<Participant>('committee_id', to), is<Participant>('person_id', one.person_id), is<Participant>('kind', one.kind), is<Participant>('state', 'taking_part'));
  if ((await list(act, participant, { where: same, limit: 1 })).length > 0) return;
  const { person_id, name, kind, belongs, sector_id, named_by, basis, named_openly } = one;
  await create<Participant>(act, participant, { person_id, name, kind, belongs, sector_id, named_by, basis, named_openly, committee_id: to, since }, { reason });
}

function expectOneDirector(posts: readonly Moving<Post>[], names: ReadonlyMap<string, Committee>): void {
  const taken = new Map<string, string>();
  for (const { row, to } of posts) {
    if (row.role !== 'director' || !to) continue;
    const other = taken.get(to);
    if (other) throw invalid({ moves: `${other}和${row.name}不能同时任${names.get(to)?.name ?? '同一个联络委'}主任，请让其中一位卸任或到别处。` });
    taken.set(to, row.name);
  }
}

/** The post as a preview names it. */
export const postWords = ({ role, acting }: Post): string => `${roles[role as Role] ?? role}${acting ? '（代理）' : ''}`;
