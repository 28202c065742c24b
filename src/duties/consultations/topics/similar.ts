import { all, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { alikeTo, CANDIDATES } from '#platform/search/alike.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

/** Topics less alike than this are about something else. */
const ALIKE = 0.3;

/** Topics that seem to be about the same thing, the likest first; of those the person may see. */
export async function similarTopics(reading: Reading, { id, title, told }: Pick<Topic, 'id' | 'title' | 'told'>, most = 5): Promise<Topic[]> {
  const alike = await alikeTo(reading, topic.name, `${title} ${told ?? ''}`);
  if (!alike) return [];
  const where = all(oneOf<Topic>('id', alike.candidates), not(oneOf<Topic>('state', ['void'])), not(oneOf<Topic>('id', [id])));
  const rows = await list<Topic>(reading, topic, { where, limit: 2 * CANDIDATES });
  return rows.map((row) => ({ row, share: alike.share(`${row.title} ${row.told ?? ''}`) })).filter(({ share }) => share >= ALIKE).toSorted((a, b) => b.share - a.share).slice(0, most).map(({ row }) => row);
}
