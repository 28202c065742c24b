import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** What was brought to a person's mind. */
export interface Reminded {
  obligation: string;
  span_from: string;
  debtor_id: string;
  pressing: 'near' | 'late';
  day: string;
  due_on: string;
  /** The committee's place, where it is a committee that owes it. */
  place: string | null;
}

/** Nobody reads further back than so many. */
const NEWEST = 200;

/** A person's own reminders, newest first. Nobody else's can be asked for. */
export async function ownReminders(reading: Reading): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    select r.obligation, r.span_from, r.debtor_id, r.pressing, r.day, r.due_on, c.place
    from reminders r left join committees c on c.county_id = r.county_id and c.id = r.debtor_id
    where r.county_id = ${reading.county} and r.person_id = ${reading.actor.personId}
    order by r.day desc, r.due_on, r.obligation limit ${NEWEST}`.execute(reading.db);
  return rows;
}
