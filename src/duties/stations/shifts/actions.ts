import { sql } from 'kysely';
import { z } from 'zod';
import { member, type Member } from '#institutions/members/record.ts';
import { day, number, references, tick } from '#platform/fields.ts';
import { all, holdsAny, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, take, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { kindField } from '#duties/own-kinds.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { expectService, usualServices } from '#duties/stations/kinds/crossings.ts';
import { station, type Station } from '#duties/stations/record.ts';
import { MOST_PLANNED, shiftsBy } from '#duties/stations/shifts/planning.ts';
import { dutyShift, hourField, MOST_AT_A_SHIFT, type DutyShift } from '#duties/stations/shifts/record.ts';
import { hourTyped, shiftTime } from '#duties/stations/words.ts';

/** Nobody lists more of one station's year. */
const MOST_SHIFTS = 1_000;

/** More members take turns at no station. */
const MOST_IN_TURN = 100;

/** A rule as a form sends it. */
export const ruleFields = z.object({
  from: day('从哪天起'),
  to: day('到哪天止', { hint: '例如排一个月' }),
  starts: hourField('几点开始', '9:00'),
  ends: hourField('几点结束', '11:00'),
  member_ids: references('轮流值班的委员', 'member', MOST_IN_TURN),
  each: number('每班几人', 1, MOST_AT_A_SHIFT),
  service: kindField('服务内容', usualServices),
  working: tick('法定节假日放假的周一至周五不排'),
});

export type Rule = z.infer<typeof ruleFields> & { weekdays: readonly number[] };

/** One shift entered by hand is one that takes place; drafts come of a rule. */
export async function enterShift(act: Act, values: Partial<DutyShift>, how: Circumstances): Promise<DutyShift> {
  const at = await stationOf(act, values.station_id!);
  const hours = hoursOf(values.starts!, values.ends!);
  const service = await expectService(act, values.service!, today(act), undefined, 'service');
  await expectFree(act, { ...values, ...hours } as DutyShift);
  const [row] = await createMany<DutyShift>(act, dutyShift, [{ ...values, ...hours, service, committee_id: at.committee_id, state: 'planned' }], how);
  return row!;
}

async function stationOf(act: Act, id: string): Promise<Station> {
  const at = (await expectThere(act, station, 'station_id', id))!;
  if (at.state !== 'open') throw invalid({ station_id: `“${at.name}”已经撤销，请选另一个服务站。` });
  return at;
}

/** @throws Problem 422 at the field of an hour that cannot be read, or that does not follow. */
function hoursOf(starts: string, ends: string): Pick<DutyShift, 'starts' | 'ends'> {
  const [from, to] = [hourTyped(starts), hourTyped(ends)];
  if (!from) throw invalid({ starts: '开始时间请写成 9:00 这样。' });
  if (!to) throw invalid({ ends: '结束时间请写成 11:00 这样。' });
  if (to <= from) throw invalid({ ends: '结束时间要在开始时间之后。' });
  return { starts: from, ends: to };
}

type Placed = Pick<DutyShift, 'day' | 'starts' | 'ends' | 'member_ids' | 'station_id'> & { id?: string };

/** @throws Problem 422 when one of them serves elsewhere at that time, or the station has this shift already. */
async function expectFree(act: Act, placed: Placed): Promise<void> {
  const { rows } = await sql<DutyShift>`
    select r.* from duty_shifts r
    where r.county_id = ${act.county} and r.day = ${placed.day}::date and r.state in ('draft', 'planned', 'held') and r.id is distinct from ${placed.id ?? null}
      and ((r.starts < ${placed.ends} and r.ends > ${placed.starts} and r.member_ids && ${placed.member_ids}::uuid[]) or (r.station_id = ${placed.station_id} and r.starts = ${placed.starts}))
    limit 1`.execute(act.db);
  const [other] = rows;
  if (!other) return;
  if (other.station_id === placed.station_id && other.starts === placed.starts) throw invalid({ starts: `${shiftTime(other)}这个站已经排了一班。一班可以有几位委员，请在那一班上改。` });
  const busy = await list(act, member, { where: oneOf<Member>('id', other.member_ids.filter((id) => placed.member_ids.includes(id))), limit: MOST_AT_A_SHIFT });
  throw invalid({ member_ids: `${busy.map(({ name }) => name).join('、')}${shiftTime(other)}已经排了值班，时间重叠。` });
}

/** The drafts of a rule: seen, changed or dropped one by one, and then published together. */
export async function planShifts(act: Act, stationId: string, rule: Rule, how: Circumstances): Promise<DutyShift[]> {
  const at = await stationOf(act, stationId);
  const hours = hoursOf(rule.starts, rule.ends);
  if (rule.weekdays.length === 0) throw invalid({ weekdays: '请选每周哪几天。' });
  if (rule.member_ids.length === 0) throw invalid({ member_ids: '请至少选一位委员。' });
  if (rule.to < rule.from) throw invalid({ to: '止日早于起日，请核对。' });
  const service = await expectService(act, rule.service, today(act), undefined, 'service');
  const members = await inOrder(act, rule.member_ids);
  const made = shiftsBy({ ...rule, ...hours, members, working: rule.working ? await workCalendarOf(act) : undefined, after: await lastServing(act, at.id, members) });
  if (made.length === 0) throw invalid({ to: '这段日子里没有符合的日期，请放宽起止日期或换星期几。' });
  if (made.length === MOST_PLANNED) throw invalid({ to: `一次最多排${MOST_PLANNED}班，请把日期缩短。` });
  for (const one of made) await expectFree(act, { ...one, station_id: at.id });
  return createMany<DutyShift>(act, dutyShift, made.map((one) => ({ ...one, committee_id: at.committee_id, station_id: at.id, service })), how);
}

/** As the roster lists them, so that a turn is the same whoever plans it. */
async function inOrder(act: Act, ids: readonly string[]): Promise<string[]> {
  const rows = await list(act, member, { where: oneOf<Member>('id', [...ids]), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST_IN_TURN });
  if (rows.length < ids.length) throw invalid({ member_ids: '有的委员没有对上，请从列表中重新选择。' });
  return rows.map(({ id }) => id);
}

/** Of these, who served or will serve last at the station: the turn goes on after them. */
async function lastServing(act: Act, stationId: string, members: readonly string[]): Promise<string | undefined> {
  const [last] = await list(act, dutyShift, {
    where: all(is<DutyShift>('station_id', stationId), oneOf<DutyShift>('state', ['planned', 'held']), holdsAny<DutyShift>('member_ids', [...members])), order: [{ column: 'day', descending: true }], limit: 1,
  });
  return last?.member_ids.findLast((id) => members.includes(id));
}

/** All drafts of a station become known at once. */
export async function publishDrafts(act: Act, stationId: string): Promise<DutyShift[]> {
  const drafts = await list(act, dutyShift, { where: all(is<DutyShift>('station_id', stationId), is<DutyShift>('state', 'draft')), order: [{ column: 'day' }], limit: MOST_SHIFTS });
  const done: DutyShift[] = [];
  for (const one of drafts) done.push(await take<DutyShift>(act, dutyShift, one.id, 'publish'));
  return done;
}

/** Who booked comes when the shift is, to whoever serves. */
export async function correctShift(act: Act, row: DutyShift, values: Partial<DutyShift>): Promise<Partial<DutyShift>> {
  if (values.station_id && values.station_id !== row.station_id) throw invalid({ station_id: '换到另一个站的，请取消这一班，在那里另排。' });
  const hours = hoursOf(values.starts ?? row.starts, values.ends ?? row.ends);
  const service = await expectService(act, values.service ?? row.service, today(act), row.service, 'service');
  const changed = { ...row, ...values, ...hours };
  await expectFree(act, changed);
  await tellBookings(act, row, { day: changed.day, member_ids: changed.member_ids });
  return { ...values, ...hours, service };
}

export async function tellBookings(act: Act, row: DutyShift, now: Pick<Booking, 'day' | 'member_ids'>): Promise<void> {
  const { rows } = await sql<Booking>`select r.* from bookings r where r.county_id = ${act.county} and r.shift_id = ${row.id} and r.state = 'booked' order by r.id for update`.execute(act.db);
  for (const one of rows) await amend<Booking>(act, booking, one, now, { step: 'follow_shift', relation: 'shift' });
}

/** Others serve: at a swap, or because somebody cannot. */
export async function served(act: Act, row: DutyShift, member_ids: string[]): Promise<Partial<DutyShift>> {
  if (member_ids.length === 0) throw invalid({ member_ids: '请至少选一位委员；没有人能值的，请取消这一班。' });
  if (member_ids.length > MOST_AT_A_SHIFT) throw invalid({ member_ids: `一班最多${MOST_AT_A_SHIFT}人。` });
  await expectFree(act, { ...row, member_ids });
  await tellBookings(act, row, { day: row.day, member_ids });
  return { member_ids };
}

const replace: Effect<DutyShift> = (act, row, { member_ids }: { member_ids: string[] }) => served(act, row, member_ids);

export const effects = { replace };
