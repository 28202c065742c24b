import { sql } from 'kysely';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { holdMeeting, ofMeeting } from '#duties/consultations/floor/meeting.ts';
import { whoIs } from '#duties/consultations/floor/present.ts';
import { recountObjections } from '#duties/consultations/floor/objections/counting.ts';
import { objection, type Objection } from '#duties/consultations/floor/objections/record.ts';

type Raised = Pick<Objection, 'consultation_id' | 'raised_by' | 'source' | 'objection'> & { capacity?: string | null; raised_on?: string | null; link_id?: string };

/** Writes down what somebody has against it, at the meeting or afterwards. From now on the result list waits for an answer. */
export async function raise(act: Act, { consultation_id, raised_on, ...said }: Raised, how: Circumstances): Promise<Objection> {
  const mark = secretMark(said.objection);
  if (mark) throw invalid({ objection: secretSentence(mark) });
  const meeting = await holdMeeting(act, consultation_id);
  const day = raised_on ?? (said.source === 'meeting' && meeting.held_on < today(act) ? meeting.held_on : today(act));
  const row = await create<Objection>(act, objection, {
    ...ofMeeting(meeting), ...said, raised_on: happenedOn(act, 'raised_on', day), capacity: said.capacity ?? (await whoIs(act, meeting.id, said.raised_by))?.capacity ?? null,
  }, how);
  await recountObjections(act, meeting, { opened: 1 });
  return row;
}

/** More are not raised about one consultation. */
const MOST = 300;

export async function objectionsOf(reading: Reading, consultationId: string): Promise<Objection[]> {
  const { rows } = await sql<Objection>`select * from consultation_objections where county_id = ${reading.county} and consultation_id = ${consultationId} order by raised_on, id limit ${MOST}`.execute(reading.db);
  return rows;
}

const moved = (opened: -1 | 1): Effect<Objection> => async (act, row) => recountObjections(act, await holdMeeting(act, row.consultation_id), { opened });

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof objection.steps, Effect<Objection>>> = {
  async answer(act, row, { answer, answered_by }: { answer: string; answered_by: string }) {
    await moved(-1)(act, row, {});
    return { answer, answered_by, answered_on: today(act) };
  },
  insist: moved(1),
  withdraw: moved(-1),
};
