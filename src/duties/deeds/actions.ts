import { member } from '#institutions/members/record.ts';
import { notFound } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** A deed belongs to the committee in whose place the member is stationed; nobody types that again. */
export async function enterDeed(act: Act, values: Partial<Deed>, how: Circumstances): Promise<Deed> {
  return create<Deed>(act, deed, { ...values, ...(await placed(act, values.member_id!)) }, how);
}

/** With another member, the deed moves to that member's committee. */
export async function correctDeed(act: Act, row: Deed, values: Partial<Deed>): Promise<Partial<Deed>> {
  const moved = values.member_id && values.member_id !== row.member_id;
  return moved ? { ...values, ...(await placed(act, values.member_id!)) } : values;
}

async function placed(act: Act, memberId: string): Promise<Partial<Deed>> {
  const who = await find(act, member, memberId);
  if (!who) throw notFound('这名委员');
  return { committee_id: who.committee_id };
}
