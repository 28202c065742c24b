import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import type { Consultation } from '#duties/consultations/record.ts';
import { venue, type Venue } from '#duties/consultations/venues/record.ts';

/** Where a consultation takes place, for notices, sheets and minutes: the room that was chosen, and what was written beside it, each once. */
export async function whereOf(reading: Reading, { venue_id, place }: Pick<Consultation, 'venue_id' | 'place'>): Promise<string> {
  const room = venue_id ? await find<Venue>(reading, venue, venue_id) : undefined;
  return [...new Set([room?.name, place ?? room?.address].filter(Boolean))].join('，');
}
