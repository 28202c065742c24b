import { sql } from 'kysely';
import { all, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { voicesOf, type Voice } from '#duties/crossings/facts.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

/** More open topics than this a pool does not have; lists need an end. */
export const MOST_TOPICS = 200;

/** In the same pool: of the committee, or the county's own. */
export const inPool = (committee: string | null): Predicate<Topic> => (committee ? is<Topic>('committee_id', committee) : not(present<Topic>('committee_id')));

const newest = [{ column: 'received_on', descending: true }];

/** Others of the pool into which a topic may be merged. */
export const openBeside = (reading: Reading, { id, committee_id }: Topic): Promise<Topic[]> =>
  list<Topic>(reading, topic, { where: all(inPool(committee_id), oneOf<Topic>('state', ['collected', 'chosen', 'proposed', 'approved']), not(oneOf<Topic>('id', [id]))), order: newest, limit: MOST_TOPICS });

/** Chosen, and in no plan yet. */
export const withoutPlan = (reading: Reading, committee: string | null): Promise<Topic[]> =>
  list<Topic>(reading, topic, { where: all(inPool(committee), is<Topic>('state', 'chosen'), not(present<Topic>('plan_id'))), order: newest, limit: MOST_TOPICS });

export const topicsOfPlan = (reading: Reading, plan: string): Promise<Topic[]> =>
  list<Topic>(reading, topic, { where: is<Topic>('plan_id', plan), order: [{ column: 'id' }], limit: MOST_TOPICS });

/** The voices of which a topic was made, of those the person may see. */
export async function voicesOfTopic(reading: Reading, id: string): Promise<Voice[]> {
  const { rows } = await sql<{ entry_id: string }>`select entry_id from topic_entries where county_id = ${reading.county} and topic_id = ${id} limit ${MOST_TOPICS}`.execute(reading.db);
  return voicesOf(reading, rows.map(({ entry_id }) => entry_id));
}
