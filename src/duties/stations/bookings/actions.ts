import { sql } from 'kysely';
import { parameterAt } from '#plans/facts.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { newReceipt } from '#duties/receipt.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import type { DutyShift } from '#duties/stations/shifts/record.ts';
import { shiftTime } from '#duties/stations/words.ts';

type Visitor = Pick<Booking, 'name' | 'phone' | 'matter' | 'way'>;

/** Somebody will come to a shift that takes place, is near enough, and has room. */
export async function book(act: Act, { shift_id, ...visitor }: Partial<Visitor> & { shift_id: string }, how: Circumstances = {}, receipt = newReceipt()): Promise<Booking> {
  return create<Booking>(act, booking, { ...visitor, ...(await placeAt(act, shift_id)), receipt }, how);
}

/** Read whoever books: residents see no shifts as such. */
async function placeAt(act: Act, id: string): Promise<Pick<Booking, 'shift_id' | 'station_id' | 'committee_id' | 'day' | 'member_ids'>> {
  const { rows } = await sql<DutyShift & { booked: number }>`
    select r.*, (select count(*)::int from bookings b where b.county_id = r.county_id and b.shift_id = r.id and b.state = 'booked') as booked
    from duty_shifts r where r.county_id = ${act.county} and r.id = ${id} and r.state = 'planned'`.execute(act.db);
  const [shift] = rows;
  if (!shift) throw invalid({ shift_id: '没有找到这一班，可能已经取消。请另选一班。' });
  if (shift.day < today(act)) throw invalid({ shift_id: `${shiftTime(shift)}这一班已经过了，请另选一班。` });
  const ahead = await parameterAt(act, 'stations.ahead_days', today(act));
  if (shift.day > daysLater(today(act), ahead)) throw invalid({ shift_id: `只能预约${ahead}天以内的值班，请另选一班。` });
  if (shift.booked >= (await parameterAt(act, 'stations.bookings_most', today(act)))) throw invalid({ shift_id: `${shiftTime(shift)}这一班已经约满，请另选一班，或打电话给服务站。` });
  const { station_id, committee_id, day, member_ids } = shift;
  return { shift_id: id, station_id, committee_id, day, member_ids };
}

const move: Effect<Booking> = async (act, row, { shift_id }: { shift_id: string }) => {
  if (shift_id === row.shift_id) throw invalid({ shift_id: '预约的就是这一班，请选另一班。' });
  return placeAt(act, shift_id);
};

/** Out of every version, in words of the law's minimum: that somebody came is still counted. */
const erase: Effect<Booking> = async (act, row) => {
  await sql`select erase_booking(${row.id}::uuid)`.execute(act.db);
  return { name: null, phone: null, matter: null, outcome: null, erased_on: today(act) };
};

export const effects = { move, erase };
