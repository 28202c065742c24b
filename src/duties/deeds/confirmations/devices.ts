import { sql } from 'kysely';
import { membershipsOf } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';

/**
 * Whether a member confirms the own deed. Nothing here says where anybody is: a device is a random number in a cookie, kept as a hash salted with
 * the county (`platform/identity/whereabouts.ts`), for the days of a parameter.
 */

/** Why a confirmation deserves a second look. */
export const flagWords = { device: '来自委员本人用过的设备', repeat: '同一台设备确认过这名委员的别的实事' } as const;
export type Flag = keyof typeof flagWords;

/** A member who writes a deed down, or asks for a slip, works on this device. */
export async function noteOwnDevice(act: Act, memberId: string): Promise<void> {
  const mark = act.actor.from?.device;
  if (!mark || !membershipsOf(act.actor).includes(memberId)) return;
  await sql`insert into deed_devices (county_id, member_id, mark, seen_on) values (${act.county}, ${memberId}, ${mark}, ${today(act)})
    on conflict (county_id, member_id, mark) do update set seen_on = excluded.seen_on`.execute(act.db);
}

const DAY_MS = 86_400_000;
const since = async (act: Act, day: string): Promise<string> =>
  new Date(Date.parse(day) - (await parameterAt(act, 'deeds.trace_days', day)) * DAY_MS).toISOString().slice(0, 10);

/** It is taken all the same: the member may have lent a telephone to somebody who has none. */
export async function flagsOf(act: Act, memberId: string | null): Promise<Flag[]> {
  const device = act.actor.from?.device;
  if (!device || !memberId) return [];
  const from = await since(act, today(act));
  const { rows } = await sql<{ device: boolean; repeat: boolean }>`
    select exists (select from deed_devices d where d.county_id = ${act.county} and d.member_id = ${memberId} and d.mark = ${device} and d.seen_on >= ${from}::date) as device,
      exists (select from deed_traces t where t.county_id = ${act.county} and t.device = ${device} and t.member_id = ${memberId} and t.at >= ${from}::date) as repeat`.execute(act.db);
  return (['device', 'repeat'] as const).filter((flag) => rows[0]![flag]);
}

export async function keepTrace(act: Act, confirmationId: string, memberId: string | null): Promise<void> {
  const device = act.actor.from?.device;
  if (!device) return;
  await sql`insert into deed_traces (county_id, confirmation_id, member_id, device, at) values (${act.county}, ${confirmationId}, ${memberId}, ${device}, ${act.at})`.execute(act.db);
}

/** Marks and traces are forgotten after the days of the plan. */
export async function forgetDevices(act: Act, day: string): Promise<void> {
  const before = await since(act, day);
  await sql`delete from deed_traces where county_id = ${act.county} and at < ${before}::date`.execute(act.db);
  await sql`delete from deed_devices where county_id = ${act.county} and seen_on < ${before}::date`.execute(act.db);
}
