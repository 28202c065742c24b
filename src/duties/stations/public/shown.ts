import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { is } from '#platform/predicate.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { committeesNow } from '#institutions/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { namesOf } from '#duties/stations/around.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { publicShifts } from '#duties/stations/calendar.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { station, type Station } from '#duties/stations/record.ts';
import type { DutyShift } from '#duties/stations/shifts/record.ts';

/** What everybody may know of stations. Read by the program, which then shows nothing but this. */

export const asEverybody = <T>(house: House, county: string, work: (look: Reading) => Promise<T>): Promise<T> => reading(house, program(county), work);

/** More stations than this a county does not have. */
const MOST = 1_000;

/** Open stations by the place of their committee, in the county's order. */
export async function stationsByPlace(look: Reading): Promise<{ place: string; stations: Station[] }[]> {
  const rows = await list(look, station, { where: is<Station>('state', 'open'), order: [{ column: 'opened_on' }], limit: MOST });
  const byCommittee = Map.groupBy(rows, ({ committee_id }) => committee_id);
  return (await committeesNow(look)).flatMap(({ id, place }) => (byCommittee.has(id) ? [{ place, stations: byCommittee.get(id)! }] : []));
}

export const stationByCode = async (look: Reading, code: string): Promise<Station | undefined> =>
  (await list(look, station, { where: is<Station>('code', code.toUpperCase()), limit: 1 })).find(({ state }) => state === 'open');

/** A shift as everybody may know it: no id, named by its day and hour. */
export interface PublicShift {
  key: string;
  day: string;
  starts: string;
  ends: string;
  members: readonly string[];
  service: string;
  note: string | null;
  /** Whether anybody can still book it. */
  open: boolean;
}

/** The shifts from today on, with whether there is room. */
export async function comingShifts(look: Reading, at: Station): Promise<PublicShift[]> {
  const from = today();
  const [ahead, most] = [await parameterAt(look, 'stations.ahead_days', from), await parameterAt(look, 'stations.bookings_most', from)];
  const shifts = (await publicShifts(look, at.id, from, daysLater(from, ahead))).filter(({ state }) => state === 'planned');
  const names = await namesOf(look, shifts.flatMap(({ member_ids }) => member_ids));
  const booked = await bookedBy(look, shifts);
  return shifts.map((one) => ({
    key: keyOf(one), day: one.day, starts: one.starts, ends: one.ends, service: one.service, note: one.note, members: one.member_ids.flatMap((id) => names.get(id) ?? []), open: (booked.get(one.id) ?? 0) < most,
  }));
}

export const keyOf = ({ day, starts }: Pick<DutyShift, 'day' | 'starts'>): string => `${day}T${starts}`;

async function bookedBy(look: Reading, shifts: readonly DutyShift[]): Promise<ReadonlyMap<string, number>> {
  if (shifts.length === 0) return new Map();
  const { rows } = await sql<{ shift_id: string; n: number }>`
    select shift_id, count(*)::int as n from bookings where county_id = ${look.county} and shift_id = any(${shifts.map(({ id }) => id)}::uuid[]) and state = 'booked' group by shift_id`.execute(look.db);
  return new Map(rows.map(({ shift_id, n }) => [shift_id, n]));
}

/** The shift that a public address means. */
export async function shiftByKey(look: Reading, at: Station, key: string): Promise<DutyShift | undefined> {
  const [day = '', starts = ''] = key.split('T');
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day)) return undefined;
  return (await publicShifts(look, at.id, day, day)).find((one) => one.starts === starts && one.state === 'planned');
}

/** What the holder of a receipt may know of an order, in words without an id. */
export interface OrderStatus {
  kind: 'order';
  receipt: string;
  place: string;
  state: ServiceOrder['state'];
  matter: string;
  ordered_on: string;
  dispatch_by: string;
  who: readonly string[];
  done_on: string | null;
  confirmed_on: string | null;
  answer: string | null;
}

export interface BookingStatus {
  kind: 'booking';
  receipt: string;
  place: string;
  state: Booking['state'];
  day: string;
  starts: string;
  ends: string;
  who: readonly string[];
  /** The shift itself does not take place any more. */
  gone: boolean;
  booked_on: string;
}

export type Status = OrderStatus | BookingStatus;

export const findStatus = async (look: Reading, receipt: string): Promise<Status | undefined> => (await orderStatus(look, receipt)) ?? bookingStatus(look, receipt);

async function orderStatus(look: Reading, receipt: string): Promise<OrderStatus | undefined> {
  const [row] = await list(look, serviceOrder, { where: is<ServiceOrder>('receipt', receipt), limit: 1 });
  if (!row) return undefined;
  const { state, matter, ordered_on, dispatch_by, done_on, confirmed_on, answer } = row;
  return { kind: 'order', receipt, place: await placeOf(look, row), state, matter, ordered_on, dispatch_by, done_on, confirmed_on, answer, who: await acceptedBy(look, row.id) };
}

/** Who has taken it on; who was only asked is nobody's to know. */
async function acceptedBy(look: Reading, orderId: string): Promise<string[]> {
  const { rows } = await sql<{ member_id: string | null; name: string | null }>`
    select d.member_id, coalesce(u.name, s.name, c.name) as name from dispatches d
    left join units u on u.county_id = d.county_id and u.id = d.unit_id
    left join sectors s on s.county_id = d.county_id and s.id = d.sector_id
    left join special_committees c on c.county_id = d.county_id and c.id = d.special_committee_id
    where d.county_id = ${look.county} and d.order_id = ${orderId} and d.state in ('accepted', 'done') order by d.id limit 50`.execute(look.db);
  const names = await namesOf(look, rows.flatMap(({ member_id }) => member_id ?? []));
  return rows.flatMap(({ member_id, name }) => (member_id ? (names.get(member_id) ?? []) : (name ?? [])));
}

async function bookingStatus(look: Reading, receipt: string): Promise<BookingStatus | undefined> {
  const [row] = await list(look, booking, { where: is<Booking>('receipt', receipt), limit: 1 });
  if (!row) return undefined;
  const { rows } = await sql<DutyShift>`select * from duty_shifts where county_id = ${look.county} and id = ${row.shift_id}`.execute(look.db);
  const shift = rows[0]!;
  const names = await namesOf(look, shift.member_ids);
  return {
    kind: 'booking', receipt, place: await placeOf(look, row), state: row.state, day: shift.day, starts: shift.starts, ends: shift.ends, who: shift.member_ids.flatMap((id) => names.get(id) ?? []),
    gone: ['cancelled', 'missed'].includes(shift.state), booked_on: dayOf(row.created_at),
  };
}

/** The station's name, or the committee's where an order names none. */
async function placeOf(look: Reading, { station_id, committee_id }: { station_id: string | null; committee_id: string }): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select coalesce((select name from stations where county_id = ${look.county} and id = ${station_id}), (select name from committees where county_id = ${look.county} and id = ${committee_id})) as name`.execute(look.db);
  return rows[0]?.name ?? '';
}
