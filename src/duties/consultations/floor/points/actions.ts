import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { create, edit, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { holdMeeting, nextPlace, ofMeeting } from '#duties/consultations/floor/meeting.ts';
import { point, type Point } from '#duties/consultations/floor/points/record.ts';

type Noted = Pick<Point, 'consultation_id' | 'kind' | 'point'> & { reason?: string | null; place?: number | null };

export async function notePoint(act: Act, { consultation_id, place, ...said }: Noted, how: Circumstances): Promise<Point> {
  const row = await holdMeeting(act, consultation_id);
  expectReason(said);
  return create<Point>(act, point, { ...ofMeeting(row), ...said, noted_on: row.held_on < today(act) ? row.held_on : today(act), place: place ?? (await nextPlace(act, 'consultation_points', row.id)) }, how);
}

/** At which consultation it was stays; a point that turns out agreed needs no answer any more. */
export async function correctPoint(act: Act, row: Point, { consultation_id: _stays, place, ...said }: Partial<Noted>): Promise<Values<Point>> {
  await holdMeeting(act, row.consultation_id);
  expectReason({ ...row, ...said });
  const isAgreed = (said.kind ?? row.kind) === 'agreed';
  return { ...said, consultation_id: row.consultation_id, place: place ?? row.place, ...(isAgreed ? { reason: null, answer: null, answered_on: null } : {}) };
}

function expectReason({ kind, reason }: Pick<Noted, 'kind' | 'reason'>): void {
  if (kind === 'open' && !reason) throw invalid({ reason: '没有达成一致的，请写明不一致在哪里，两边的看法都写。' });
}

/** More are not noted at one consultation. */
export const MOST_POINTS = 200;

/** Those that stand, in their order. */
export async function pointsOf(reading: Reading, consultationId: string): Promise<Point[]> {
  const { rows } = await sql<Point>`select * from consultation_points where county_id = ${reading.county} and consultation_id = ${consultationId} and state <> 'struck' order by place, id limit ${MOST_POINTS}`.execute(reading.db);
  return rows;
}

/** The advice as it follows from what was agreed: one point on a line. */
export const adviceFrom = (points: readonly Point[]): string =>
  points.filter(({ kind }) => kind === 'agreed').map((one, place) => `${place + 1}. ${one.point.replace(/[；;。]?\s*$/u, '')}。`).join('\n');

/** Drafts the advice of the consultation; what somebody wrote there himself is left alone. */
export async function draftAdvice(act: Act, consultationId: string, how: Circumstances): Promise<Consultation> {
  const row = await holdMeeting(act, consultationId);
  if (row.advice) throw new Problem(409, 'written', '协商意见已经写了，没有改动。要由要点重新起草，请先在协商活动的“修改”里把它清空。');
  const advice = adviceFrom(await pointsOf(act, row.id));
  if (!advice) throw new Problem(422, 'no_points', '还没有“达成共识”的要点。请先记要点，再起草协商意见。');
  return edit<Consultation>(act, consultation, row.id, undefined, { advice }, how);
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof point.steps, Effect<Point>>> = {
  async answer(act, row, { answer }: { answer: string }) {
    await holdMeeting(act, row.consultation_id);
    return { answer, answered_on: today(act) };
  },
  strike: async (act, row) => void (await holdMeeting(act, row.consultation_id)),
};
