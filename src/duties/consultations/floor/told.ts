import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { objectionsOf } from '#duties/consultations/floor/objections/actions.ts';
import type { Objection } from '#duties/consultations/floor/objections/record.ts';
import { pointsOf } from '#duties/consultations/floor/points/actions.ts';
import type { Point } from '#duties/consultations/floor/points/record.ts';
import type { Remark } from '#duties/consultations/floor/remarks/record.ts';
import type { Vote } from '#duties/consultations/floor/votes/record.ts';

/** Everything that was written down at one consultation, in its order, without what was struck. */
export interface Floor {
  remarks: Remark[];
  votes: Vote[];
  points: Point[];
  objections: Objection[];
}

/** Nobody speaks more often at one meeting. */
const MOST_REMARKS = 500;
const MOST_VOTES = 50;

export async function floorOf(reading: Reading, consultationId: string): Promise<Floor> {
  const at = sql`county_id = ${reading.county} and consultation_id = ${consultationId}`;
  const { rows: remarks } = await sql<Remark>`select * from consultation_remarks where ${at} and state <> 'struck' order by place, id limit ${MOST_REMARKS}`.execute(reading.db);
  const { rows: votes } = await sql<Vote>`select * from consultation_votes where ${at} and state <> 'void' order by voted_on, id limit ${MOST_VOTES}`.execute(reading.db);
  return { remarks, votes, points: await pointsOf(reading, consultationId), objections: await objectionsOf(reading, consultationId) };
}
