import { committeesServed, program } from '#platform/identity/actor.ts';
import { standing, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, lock, take, type Circumstances } from '#platform/records/write.ts';
import { nameKey } from '#platform/people/strokes.ts';
import { orderOfNames } from '#institutions/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import type { Activity, Tally } from '#duties/attending/activity.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';

/** Somebody to be asked: known by one of the ids, or by name alone. */
export interface Asked {
  capacity: Capacity;
  /** As printed. */
  invitee: string;
  member_id?: string;
  person_id?: string;
  unit_id?: string;
  /** Of a member: the committee to which he belongs. */
  body_id?: string | null;
}

/** More are not asked to one activity; it bounds lists, papers and the page on which they are marked. */
export const MOST_ASKED = 300;

/** Everybody who was ever asked to the activity, of those the person may see: leaders, members and the others as `capacities` has them, each in the order of rosters. */
export async function attendancesOf(reading: Reading, { column }: Activity, id: string): Promise<Attendance[]> {
  const rows = await list(reading, attendance, { where: is<Attendance>(column, id), limit: MOST_ASKED });
  const order = await orderOfNames(reading);
  const keyed = rows.map((row) => ({ row, key: `${String(ranks.indexOf(row.capacity)).padStart(2, '0')} ${nameKey(row.invitee, order)}` }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}

const ranks: readonly string[] = Object.keys(capacities);

/** Those who are still asked. */
export const onTheList = ({ state }: Attendance): boolean => state !== 'withdrawn' && state !== 'called_off';

/** @throws Problem 403 or 409 when the list of this activity is not this person's to keep now. */
export function expectKeeper<Row extends Recorded>({ declared, by, asking }: Activity<Row>, act: Pick<Reading, 'actor'>, row: Row): void {
  if (!standing(by, act.actor, row)) throw new Problem(403, 'not_yours', `名单由${by.map(({ label }) => label).join('、')}管理，您不在其中。`);
  if (!asking.includes(row.state)) throw new Problem(409, 'wrong_state', `${declared.title}现在是“${declared.states[row.state]?.label}”，不能再邀请人。`);
}

/** Asks people to an activity. Whoever is on the list already stays as answered; who was taken off is asked again. */
export async function invite<Row extends Recorded>(act: Act, activity: Activity<Row>, id: string, people: readonly Asked[], how: Circumstances = {}): Promise<Row> {
  const row = await lock(act, activity.declared, id);
  expectKeeper(activity, act, row);
  const before = await wholeList(act, activity, id);
  const fresh = people.filter((one) => !before.some((known) => sameOne(known, one)));
  if (before.length + fresh.length > MOST_ASKED) throw invalid({ member_ids: `一次活动最多邀请${MOST_ASKED}人，现在已有${before.length}人。` });
  expectPlaces(activity, row, before.filter(onTheList).length + fresh.length);
  await createMany<Attendance>(act, attendance, await asRows(act, activity, row, fresh), how);
  for (const gone of before.filter((known) => known.state === 'withdrawn' && people.some((one) => sameOne(known, one)))) await take<Attendance>(act, attendance, gone.id, 'ask_again', { ...how, effect: unanswered });
  return recount(act, activity, row, `邀请了${fresh.length}人`);
}

/** A member signs up for an activity that asks for volunteers, while there are places. */
export async function signUp<Row extends Recorded>(act: Act, activity: Activity<Row>, id: string, member: Pick<Asked, 'invitee' | 'member_id' | 'body_id'>, how: Circumstances = {}): Promise<Row> {
  const row = await lock(act, activity.declared, id);
  const { mode, replyBy } = activity.occasion(row);
  if (mode !== 'sign_up' || !activity.asking.includes(row.state)) throw new Problem(409, 'wrong_state', '这次活动现在不接受报名。');
  if (replyBy && replyBy < today(act)) throw new Problem(422, 'too_late', `报名到${replyBy}截止，已经过了。想参加的，请和组织活动的一方联系。`);
  const before = await wholeList(act, activity, id);
  if (before.some((known) => sameOne(known, member))) throw new Problem(409, 'signed_up', '您已经在名单里了，请在邀请的页面上答复。');
  expectPlaces(activity, row, before.filter(onTheList).length + 1);
  const [mine] = await asRows(act, activity, row, [{ ...member, capacity: 'member' }]);
  await createMany<Attendance>(act, attendance, [{ ...mine!, state: 'coming', replied_on: today(act) }], how);
  return recount(act, activity, row, '委员报名');
}

function expectPlaces<Row extends Recorded>({ occasion }: Activity<Row>, row: Row, wanted: number): void {
  const { places } = occasion(row);
  if (places !== null && wanted > places) throw new Problem(422, 'full', `这次活动的名额是${places}人，名单上会有${wanted}人，超出了。`, { fields: { member_ids: `名额${places}人，超出${wanted - places}人。` } });
}

const sameOne = (known: Attendance, one: Partial<Asked>): boolean => (
  one.member_id ? known.member_id === one.member_id
    : one.person_id ? known.person_id === one.person_id
      : one.unit_id ? known.unit_id === one.unit_id
        : known.invitee === one.invitee && known.capacity === one.capacity && !known.member_id && !known.person_id && !known.unit_id
);

async function asRows<Row extends Recorded>(act: Act, { column, occasion }: Activity<Row>, row: Row, people: readonly Asked[]): Promise<Partial<Attendance>[]> {
  const { subject, from, replyBy, committeeId, bodies } = occasion(row);
  const askedBy = committeesServed(act.actor, 'worker', 'director', 'deputy_director').find((id) => bodies.includes(id)) ?? null;
  const leave_by = await parameterAt(act, 'attending.leave_by', today(act));
  return people.map((one) => ({
    [column]: row.id, subject, held_on: from, reply_by: replyBy, committee_id: committeeId, leave_by, capacity: one.capacity, invitee: one.invitee,
    member_id: one.member_id ?? null, person_id: one.person_id ?? null, unit_id: one.unit_id ?? null, body_id: one.capacity === 'member' ? (one.body_id ?? null) : askedBy,
  }));
}

/** Back to the beginning: nothing is answered yet. */
export const unanswered = async (): Promise<Partial<Attendance>> => ({ replied_on: null, why: null, decided_by: null, decided_on: null });

/** What the list comes to, as the activity keeps it; asked of the table, because not everybody who acts sees all of it. */
export async function tallyOf(act: Act, activity: Activity, id: string): Promise<Tally> {
  const rows = (await wholeList(act, activity, id)).filter(onTheList);
  const came = rows.filter((one) => one.came);
  return {
    askedIds: [...new Set(rows.flatMap(({ member_id, person_id, unit_id }) => [member_id, person_id, unit_id]).filter((one): one is string => one !== null))],
    asked: rows.length, coming: rows.filter(({ state }) => state === 'coming').length,
    came: came.length, membersCame: came.filter(({ capacity }) => capacity === 'member').length,
  };
}

/** The whole list, also for an act of somebody who sees only a part of it. */
export const wholeList = (act: Act, { column }: Activity, id: string): Promise<Attendance[]> =>
  list<Attendance>({ ...act, actor: program(act.county) }, attendance, { where: is<Attendance>(column, id), limit: MOST_ASKED });

/** Writes on the activity what it keeps of its list; nothing when it stands there already. */
export async function recount<Row extends Recorded>(act: Act, activity: Activity<Row>, row: Row, reason: string): Promise<Row> {
  return amend<Row>(act, activity.declared, row, activity.follow(await tallyOf(act, activity, row.id)), { step: 'edit', relation: 'consequence', reason });
}

/** The activity was put off, renamed or given another day for answers: what stands on the invitations follows. */
export async function moveInvitations<Row extends Recorded>(act: Act, activity: Activity<Row>, row: Row): Promise<void> {
  const { subject, from, replyBy, committeeId } = activity.occasion(row);
  const moved = { subject, held_on: from, reply_by: replyBy, committee_id: committeeId };
  for (const one of await wholeList(act, activity, row.id)) await amend<Attendance>(act, attendance, one, moved, { step: 'edit', relation: 'consequence', reason: '活动的安排变了' });
}

/** The activity does not take place: everybody who is asked is told. */
export async function callOff(act: Act, activity: Activity, id: string, reason?: string): Promise<void> {
  const open = (await wholeList(act, activity, id)).filter(onTheList);
  for (const one of open) await amend<Attendance>(act, attendance, one, { state: 'called_off' }, { step: 'call_off', relation: 'consequence', reason });
}

/** Closed for credit: from this day on nothing on the list changes, and it counts. `null`: opened again. */
export async function freeze(act: Act, activity: Activity, id: string, day: string | null): Promise<void> {
  for (const one of await wholeList(act, activity, id)) await amend<Attendance>(act, attendance, one, { closed_on: day }, { step: 'edit', relation: 'consequence', reason: day ? '活动已经归档' : '活动重新打开' });
}
