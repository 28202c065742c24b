import { is, not } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { heldWords } from '#duties/held.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

/** Notes, reports and recommendations belong to one visit, and to those who took part in it. */

/** What each of them carries of its visit, so that lists and relations ask it alone. */
export const ofVisit = ({ id, topic, committee_id, body_ids }: Inspection) => ({ inspection_id: id, subject: topic, committee_id, body_ids });

/**
 * The visit, if the person may see it and it takes place.
 * @throws Problem 422 at the field
 */
export async function visitNamed(reading: Reading, id: string): Promise<Inspection> {
  const visit = await find<Inspection>(reading, inspection, id);
  if (!visit) throw invalid({ inspection_id: '没有找到这次调研视察，或者不在您的查看范围内。请从列表中重新选择。' });
  if (visit.state === 'cancelled') throw invalid({ inspection_id: `“${visit.topic}”已经取消，请选别的一次。` });
  return visit;
}

/** Offered in a form; who looks for an older one begins on its own page. */
const MOST_CHOICES = 100;

/** The newest visits to choose from, and the one asked for wherever it stands. */
export async function visitChoices(reading: Reading, asked?: string | null): Promise<Option[]> {
  const newest = await list<Inspection>(reading, inspection, { where: not(is<Inspection>('state', 'cancelled')), order: [{ column: 'held_on', descending: true }], limit: MOST_CHOICES });
  const one = asked && !newest.some(({ id }) => id === asked) ? await find<Inspection>(reading, inspection, asked) : undefined;
  return [...(one ? [one] : []), ...newest].map((row) => ({ value: row.id, label: `${heldWords(row)} ${row.topic}` }));
}
