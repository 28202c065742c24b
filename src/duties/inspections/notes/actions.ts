import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { happenedOn } from '#duties/days.ts';
import { fieldNote, type FieldNote } from '#duties/inspections/notes/record.ts';
import { ofVisit, visitNamed } from '#duties/inspections/of-visit.ts';

export type NotedFields = Pick<FieldNote, 'inspection_id' | 'words' | 'mark'> & { place?: string | null; noted_on?: string; author_name?: string };

/** Notes something of a visit that the person sees, also for somebody who wrote it on paper. */
export async function noteDown(act: Act, { inspection_id, noted_on, author_name, ...said }: NotedFields, how: Circumstances): Promise<FieldNote> {
  const visit = await visitNamed(act, inspection_id);
  const other = author_name && author_name !== act.actor.name ? author_name : undefined;
  return create<FieldNote>(act, fieldNote, {
    ...said, ...ofVisit(visit), noted_on: happenedOn(act, 'noted_on', noted_on),
    author_id: other ? null : act.actor.personId, author_name: other ?? act.actor.name,
  }, { ...how, onBehalfOf: how.onBehalfOf ?? other });
}

/** Of which visit it is, and who noted it when, stays unless it is said anew. */
export async function correctNote(act: Act, row: FieldNote, { inspection_id, noted_on, author_name, ...said }: Partial<NotedFields>): Promise<Partial<FieldNote>> {
  const visit = inspection_id && inspection_id !== row.inspection_id ? ofVisit(await visitNamed(act, inspection_id)) : { inspection_id: row.inspection_id };
  return { ...said, ...visit, noted_on: noted_on ? happenedOn(act, 'noted_on', noted_on) : row.noted_on, author_name: author_name ?? row.author_name };
}

/** The visit for which the person noted something last: the next note is most often of the same one. */
export async function visitNotedLast(reading: Reading): Promise<string | undefined> {
  const { personId } = reading.actor;
  if (!personId) return undefined;
  const [last] = await list<FieldNote>(reading, fieldNote, { where: is<FieldNote>('author_id', personId), order: [{ column: 'id', descending: true }], limit: 1 });
  return last?.inspection_id;
}
