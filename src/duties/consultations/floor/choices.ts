import { not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { consultation, type Consultation } from '#duties/consultations/record.ts';

/** More are not offered in a form; the page of a consultation opens the form with it chosen. */
const MOST = 200;

/** The consultations that a form offers: those that took place or will, the newest first, and the one that is meant. */
export async function meetingChoices(reading: Reading, meant?: string): Promise<Option[]> {
  const rows = await list<Consultation>(reading, consultation, { where: not(oneOf<Consultation>('state', ['suggested', 'declined', 'cancelled'])), order: [{ column: 'held_on', descending: true }], limit: MOST });
  const named = meant && !rows.some(({ id }) => id === meant) ? await find<Consultation>(reading, consultation, meant) : undefined;
  return [...(named ? [named] : []), ...rows].map(({ id, held_on, topic }) => ({ value: id, label: `${held_on} ${topic}` }));
}
