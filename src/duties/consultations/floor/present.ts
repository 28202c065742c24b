import { sql } from 'kysely';
import { said } from '#platform/fields.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { attendanceFields } from '#duties/attending/record.ts';

/** Somebody who was asked to a consultation. */
export interface Asked {
  invitee: string;
  /** In words. */
  capacity: string;
  member_id: string | null;
  person_id: string | null;
  /** By the organiser's list; null: not marked yet. */
  came: boolean | null;
  /** Has leave, or said that he cannot come. */
  excused: boolean;
}

/** More nobody invites to one. */
const MOST = 500;

const capacities = said(attendanceFields.shape.capacity).options!;
const roles = Object.keys(capacities);

/** Who was asked to it and did not withdraw, role by role. Whoever records a meeting knows its people, whatever else he sees. */
export async function askedTo(reading: Reading, consultationId: string): Promise<Asked[]> {
  if (!isId(consultationId)) return []; // as an address may say
  const { rows } = await sql<Asked & { state: string }>`
    select invitee, capacity, member_id, person_id, came, state from attendances
    where county_id = ${reading.county} and consultation_id = ${consultationId} and state not in ('withdrawn', 'called_off')
    order by array_position(${roles}::text[], capacity), invitee, id limit ${MOST}`.execute(reading.db);
  return rows.map(({ state, capacity, ...one }) => ({ ...one, capacity: capacities[capacity] ?? capacity, excused: state === 'excused' || state === 'declined' }));
}

/** Those who were there; until the list is marked, those who were asked and have no leave. */
export const wasThere = ({ came, excused }: Asked): boolean => came ?? !excused;

/** The one of this name, where there is only one. */
export async function whoIs(reading: Reading, consultationId: string, name: string): Promise<Asked | undefined> {
  const found = (await askedTo(reading, consultationId)).filter(({ invitee }) => invitee === name.trim());
  return found.length === 1 ? found[0] : undefined;
}

/** One role on a line: 群众代表：张三、李四. */
export const byRole = (asked: readonly Asked[]): string =>
  [...Map.groupBy(asked, ({ capacity }) => capacity)].map(([capacity, all]) => `${capacity}：${all.map(({ invitee }) => invitee).join('、')}`).join('\n');
