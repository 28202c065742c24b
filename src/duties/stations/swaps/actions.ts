import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { sql } from 'kysely';
import { today } from '#duties/days.ts';
import { served } from '#duties/stations/shifts/actions.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { shiftSwap, type ShiftSwap } from '#duties/stations/swaps/record.ts';
import { shiftTime } from '#duties/stations/words.ts';

/** Both shifts are as whoever asks says they are, and still ahead. */
export async function askSwap(act: Act, values: Partial<ShiftSwap>, how: Circumstances): Promise<ShiftSwap> {
  const member_id = values.member_id ?? act.actor.memberId ?? '';
  const own = await shiftNamed(act, 'shift_id', values.shift_id!);
  expectServing(own, member_id, 'shift_id', '换出去的委员不在这一班里，请核对。');
  if (own.member_ids.includes(values.taker_id!)) throw invalid({ taker_id: '这位委员本来就值这一班，请另选一位。' });
  if (values.other_shift_id) expectServing(await shiftNamed(act, 'other_shift_id', values.other_shift_id), values.taker_id!, 'other_shift_id', '被请的委员不在这一班里，请核对。');
  return create<ShiftSwap>(act, shiftSwap, { ...values, member_id, committee_id: own.committee_id }, how);
}

/** Read whoever acts: the rights are those of the swap. */
async function shiftNamed(act: Act, field: string, id: string): Promise<DutyShift> {
  const { rows } = await sql<DutyShift>`select r.* from duty_shifts r where r.county_id = ${act.county} and r.id = ${id} for update`.execute(act.db);
  const [row] = rows;
  if (!row) throw invalid({ [field]: '没有找到这一班，请重新选择。' });
  if (row.state !== 'planned' || row.day < today(act)) throw invalid({ [field]: `${shiftTime(row)}这一班已经过了或者没有了，不能再换。` });
  return row;
}

function expectServing({ member_ids }: DutyShift, member: string, field: string, sentence: string): void {
  if (!member_ids.includes(member)) throw invalid({ [field]: sentence });
}

const agree: Effect<ShiftSwap> = async (act, { shift_id, other_shift_id, member_id, taker_id }) => {
  await handOver(act, shift_id, member_id, taker_id);
  if (other_shift_id) await handOver(act, other_shift_id, taker_id, member_id);
};

/** @throws Problem 409 when the shift is no longer what it was when it was asked. */
async function handOver(act: Act, shiftId: string, from: string, to: string): Promise<void> {
  const row = await shiftNamed(act, '', shiftId);
  if (!row.member_ids.includes(from) || row.member_ids.includes(to)) throw new Problem(409, 'shift_changed', `${shiftTime(row)}这一班的人员已经变了，请重新商量换班。`);
  const changed = await served(act, row, row.member_ids.map((id) => (id === from ? to : id)));
  await amend<DutyShift>(act, dutyShift, row, changed, { step: 'swap', relation: 'shift_swap' });
}

export const effects = { agree };
