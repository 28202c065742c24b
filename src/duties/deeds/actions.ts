import { member, type Member } from '#institutions/members/record.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { invalid, notFound } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { amend, create, lock, type Circumstances, type Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { noteOwnDevice } from '#duties/deeds/confirmations/devices.ts';
import { withoutContact } from '#duties/deeds/contacts.ts';
import { expectKind } from '#duties/deeds/kinds.ts';
import { expectPhotosAsked } from '#duties/deeds/photos.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** A deed belongs to the committee in whose place the member is stationed; nobody types that again. With a term it is a promise, and not done yet. */
export async function enterDeed(act: Act, values: Partial<Deed>, how: Circumstances): Promise<Deed> {
  const kind = await expectKind(act, values.kind!, today(act));
  const who = await doer(act, values.member_id!);
  const placed = { ...withoutContact(values), kind, committee_id: who.committee_id };
  const told = membershipsOf(act.actor).includes(who.id) ? how : { ...how, onBehalfOf: how.onBehalfOf ?? who.name };
  await noteOwnDevice(act, who.id);
  if (values.promise_term) return promise(act, placed, told);
  expectSpan(values.started_on, happenedOn(act, 'done_on', values.done_on));
  const row = await create<Deed>(act, deed, { ...placed, confirm_needed: (await parameterAt(act, 'deeds.verify_rule', today(act))) === 'confirmed' }, told);
  if (row.promise_id) await serve(act, row);
  return row;
}

/** The day by which it is promised stands in the place of the day on which it was done, until it is. */
async function promise(act: Act, values: Partial<Deed>, how: Circumstances): Promise<Deed> {
  if (!values.due_on) throw invalid({ due_on: '请填写“完成期限”：承诺哪天以前办成。' });
  if (values.promise_id) throw invalid({ promise_id: '承诺下面不再分承诺。办成一件，就登记一件实事。' });
  const due_on = stillAhead(act, 'due_on', values.due_on);
  return create<Deed>(act, deed, { ...values, due_on, done_on: due_on, started_on: null, state: 'promised' }, how);
}

/** With another member, the deed moves to that member's committee. */
export async function correctDeed(act: Act, row: Deed, values: Partial<Deed>): Promise<Partial<Deed>> {
  const after = { ...row, ...values };
  const kind = values.kind && { kind: await expectKind(act, values.kind, today(act), row.kind) };
  const moved = values.member_id && values.member_id !== row.member_id ? { committee_id: (await doer(act, values.member_id)).committee_id } : {};
  if ((after.promise_id ?? null) !== row.promise_id) throw invalid({ promise_id: '属于哪项承诺，登记时就定了。登错了的，请县政协办公室不予认定后重新登记。' });
  if (row.state === 'promised') return { ...withoutContact({ ...values, ...kind }, row), ...moved, ...promisedUntil(act, row, after) };
  if (values.promise_term && !row.promise_term) throw invalid({ promise_term: '这件实事已经办成，不再登记为承诺。' });
  expectSpan(after.started_on, happenedOn(act, 'done_on', after.done_on));
  await expectPhotosAsked(act, row, after.photo_consent);
  return { ...withoutContact({ ...values, ...kind }, row), ...moved };
}

function promisedUntil(act: Act, row: Deed, { due_on, promise_term }: Deed): Partial<Deed> {
  if (row.promise_term && !promise_term) throw invalid({ promise_term: '请选择“承诺”是哪一种。' });
  if (!due_on || due_on === row.due_on) return { done_on: row.done_on, due_on: row.due_on };
  return { due_on: stillAhead(act, 'due_on', due_on), done_on: due_on };
}

function expectSpan(from: string | null | undefined, to: string): void {
  if (from && from > to) throw invalid({ started_on: `开始时间不能晚于完成时间（${to}）。` });
}

async function doer(act: Act, memberId: string): Promise<Member> {
  const who = await find(act, member, memberId);
  if (!who) throw notFound('这名委员');
  return who;
}

/** What is done under a long-term promise counts by itself, and keeps the promise. */
async function serve(act: Act, done: Deed): Promise<void> {
  const [promised] = done.promise_id ? [await find(act, deed, done.promise_id)] : [];
  if (!promised || promised.state !== 'promised' || promised.member_id !== done.member_id) throw invalid({ promise_id: '没有找到这名委员的这项承诺，或者它已经了结。请从承诺的页面登记。' });
  const held = await lock(act, deed, promised.id);
  await amend<Deed>(act, deed, held, { served_n: held.served_n + 1 }, { step: 'serve', relation: 'consequence' });
}

export const finishing: Effect<Deed> = async (act, row, { done_on, beneficiaries, hours }: Pick<Deed, 'done_on' | 'beneficiaries' | 'hours'>) => ({
  done_on: happenedOn(act, 'done_on', done_on), precision: 'day', beneficiaries, hours: hours ?? row.hours,
  confirm_needed: row.promise_term !== null && (await parameterAt(act, 'deeds.verify_rule', today(act))) === 'confirmed',
});
