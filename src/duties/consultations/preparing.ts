import { leadersOf } from '#institutions/posts/facts.ts';
import { all, always, any, is, oneOf, present } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import type { Values } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { inPool, MOST_TOPICS } from '#duties/consultations/topics/reading.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { venue, type Venue } from '#duties/consultations/venues/record.ts';

/** What is known of a consultation before anybody types: of its topic, of the one before, of who leads the committee. */

const MOST_VENUES = 200;

/** Chosen or approved topics of the committee, or without one of all that the person may see; and the one that stands already. */
export async function topicsToHold(reading: Reading, committee: string | undefined, besides: string | null): Promise<Topic[]> {
  const where = all(committee ? inPool(committee) : always, oneOf<Topic>('state', ['chosen', 'proposed', 'approved']));
  const open = await list<Topic>(reading, topic, { where, order: [{ column: 'received_on', descending: true }], limit: MOST_TOPICS });
  const stands = besides && !open.some(({ id }) => id === besides) ? await find<Topic>(reading, topic, besides) : undefined;
  return stands ? [stands, ...open] : open;
}

/** Places in use of the committee, or without one of all; and the one that stands already. */
export const venuesOf = (reading: Reading, committee: string | undefined, besides: string | null): Promise<Venue[]> => {
  const inUse = all(is<Venue>('state', 'in_use'), committee ? is<Venue>('committee_id', committee) : always);
  return list<Venue>(reading, venue, { where: besides ? any(inUse, is<Venue>('id', besides)) : inUse, order: [{ column: 'name' }], limit: MOST_VENUES });
};

/** First convenor as last time; executive convenor is who leads the committee, unless last time it was somebody else. */
export async function convenorsOf(reading: Reading, committee: string): Promise<Pick<Consultation, 'first_convenor' | 'executive_convenor'>> {
  const [last] = await list<Consultation>(reading, consultation, { where: all(is<Consultation>('committee_id', committee), present<Consultation>('first_convenor')), order: [{ column: 'held_on', descending: true }], limit: 1 });
  const director = (await leadersOf(reading, committee)).find(({ state, role }) => state === 'holding' && role === 'director');
  return { first_convenor: last?.first_convenor ?? null, executive_convenor: last?.executive_convenor ?? director?.name ?? null };
}

/** What a topic brings along. */
export const knownOfTopic = ({ id, title, kind, approved_on, approval_no, place, committee_id }: Topic) => ({
  topic_id: id, topic: title, kind, approved_on, approval_no, ...(place ? { place } : {}), ...(committee_id ? { committee_id } : {}),
});

/**
 * The values with what the topic knows where nothing was typed.
 * @throws Problem 422 for a topic or place of another committee, or a topic that is not to be held.
 */
export async function withTopic<V extends Values<Consultation>>(reading: Reading, values: V, before?: Consultation): Promise<V> {
  await expectVenue(reading, values, before);
  if (!values.topic_id || values.topic_id === before?.topic_id) return values;
  const row = await find<Topic>(reading, topic, values.topic_id);
  const committee = values.committee_id ?? before?.committee_id;
  if (!row || !['chosen', 'proposed', 'approved', 'held'].includes(row.state) || (row.committee_id && row.committee_id !== committee)) throw invalid({ topic_id: '议题要是本联络委（或县政协）已选定或已批准的。请重新选择。' });
  return { ...values, kind: values.kind ?? row.kind, approved_on: values.approved_on ?? row.approved_on, approval_no: values.approval_no ?? row.approval_no };
}

async function expectVenue(reading: Reading, { venue_id, committee_id }: Values<Consultation>, before?: Consultation): Promise<void> {
  if (!venue_id || venue_id === before?.venue_id) return;
  const row = await find<Venue>(reading, venue, venue_id);
  if (row?.state !== 'in_use' || row.committee_id !== (committee_id ?? before?.committee_id)) throw invalid({ venue_id: '场所要是本联络委在用的。请重新选择，或者把地点写在“地点”里。' });
}
