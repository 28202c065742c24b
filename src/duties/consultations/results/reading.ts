import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { unitChoices } from '#institutions/facts.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { floorOf } from '#duties/consultations/floor/told.ts';
import type { MinutesFacts } from '#duties/consultations/results/minutes.ts';
import type { ResultList } from '#duties/consultations/results/record.ts';
import { whereOf } from '#duties/consultations/venues/where.ts';
import { tasksOf } from '#duties/consultations/results/tasks/actions.ts';

/** The list of a consultation, if there is one that stands. */
export async function listOf(reading: Reading, consultationId: string): Promise<ResultList | undefined> {
  const { rows } = await sql<ResultList>`select * from consultation_results where county_id = ${reading.county} and consultation_id = ${consultationId} and state <> 'void'`.execute(reading.db);
  return rows[0];
}

/** What the minutes of a list are made of, as it stands now. */
export async function minutesFacts(reading: Reading, list: ResultList, called: string, bodyName: string): Promise<MinutesFacts> {
  const meeting = await get<Consultation>(reading, consultation, list.consultation_id);
  const floor = await floorOf(reading, meeting.id);
  const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
  const organiser = list.committee_id ? await find<Committee>(reading, committee, list.committee_id) : undefined;
  return {
    meeting, list, ...floor, votes: floor.votes.filter(({ outcome }) => outcome !== null), tasks: await tasksOf(reading, list.id),
    where: await whereOf(reading, meeting), unitOf: (id) => (id ? (units.get(id) ?? '') : ''), committee: organiser?.name ?? bodyName, called,
  };
}
