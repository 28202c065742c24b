import { list } from '#platform/records/read.ts';
import type { Reading } from '#platform/records/act.ts';
import { oneOf } from '#platform/predicate.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

/** The visits begun from a programme has more than this no programme. */
const MOST = 500;

/** Which visits were begun from which topics, of those the person sees; a cancelled one is none. */
export async function visitsOf(reading: Reading, topicIds: readonly string[]): Promise<Map<string, Inspection[]>> {
  const rows = await list<Inspection>(reading, inspection, { where: oneOf<Inspection>('topic_id', topicIds), order: [{ column: 'held_on' }], limit: MOST });
  return Map.groupBy(rows.filter(({ state }) => state !== 'cancelled'), ({ topic_id }) => topic_id!);
}

export const isCarriedOut = (visits: readonly Inspection[] = []): boolean => visits.some(({ state }) => state === 'held' || state === 'closed');
