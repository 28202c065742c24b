import { sql } from 'kysely';
import type { Beside } from '#platform/beside.ts';
import { among } from '#platform/records/read.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

/** So many topics nobody makes of one voice. */
const MOST = 20;

/** On the page of a resident's voice: which topics were made of it. */
export const besideEntry: Beside = {
  record: 'ledger_entry',
  title: '形成的协商议题',
  async find(reading, { id }) {
    const { rows } = await sql<Topic>`
      select r.* from topic_entries e join consultation_topics r on r.county_id = e.county_id and r.id = e.topic_id
      where e.county_id = ${reading.county} and e.entry_id = ${id} and ${among(reading, topic)} order by r.id desc limit ${MOST}`.execute(reading.db);
    return rows.map((row) => ({ label: row.title, href: `/${topic.path}/${row.id}`, about: topic.states[row.state as 'held'].label }));
  },
};
