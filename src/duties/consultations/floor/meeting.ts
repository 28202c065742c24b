import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { lock } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';

/** What every record of the floor knows of its consultation. */
export interface OfMeeting {
  consultation_id: string;
  committee_id: string | null;
  subject: string;
}

const NOT_A_MEETING: readonly string[] = ['suggested', 'declined', 'cancelled'];

/** The consultation at which something is said, voted or agreed, held for this act. @throws Problem 409 where there is no meeting, or its result list is closed */
export async function holdMeeting(act: Act, id: string): Promise<Consultation> {
  const row = act.actor.receipt ? await lockBehindLink(act, id) : await lock<Consultation>(act, consultation, id);
  if (NOT_A_MEETING.includes(row.state)) throw new Problem(409, 'no_meeting', `“${row.topic}”现在是“${consultation.states[row.state as 'planned'].label}”，没有会场可以记录。`);
  await expectUnclosed(act, id);
  return row;
}

/** @throws Problem 409 once the result list is closed */
export async function expectUnclosed(reading: Reading, id: string): Promise<void> {
  const { rows } = await sql`select from consultation_results where county_id = ${reading.county} and consultation_id = ${id} and state = 'closed' limit 1`.execute(reading.db);
  if (rows.length > 0) throw new Problem(409, 'closed', '成果清单已经销号，会场记录和成果不再改动。确实要改，请县政协办公室先退回清单。');
}

/** Whoever holds a personal link speaks about the one consultation that it names, and sees no other page of it. */
async function lockBehindLink(act: Act, id: string): Promise<Consultation> {
  const { rows } = await sql<Consultation>`select * from consultations where county_id = ${act.county} and id = ${id} for update`.execute(act.db);
  return rows[0]!;
}

export const ofMeeting = ({ id, committee_id, topic }: Consultation): OfMeeting => ({ consultation_id: id, committee_id, subject: topic });

const numbered = ['consultation_remarks', 'consultation_points', 'consultation_tasks'] as const;

/** The next place in the order of what was said, agreed or listed. */
export async function nextPlace(act: Act, table: (typeof numbered)[number], consultationId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(place), 0) + 1 as next from ${sql.table(table)} where county_id = ${act.county} and consultation_id = ${consultationId}`.execute(act.db);
  return rows[0]!.next;
}
