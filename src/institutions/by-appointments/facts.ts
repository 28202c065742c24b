import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { byAppointment, type ByAppointment } from '#institutions/by-appointments/record.ts';

/** How far the by-appointment of a person is, while one is under way. */
export async function findUnderWay(reading: Reading, personId: string): Promise<ByAppointment | undefined> {
  const where = all(is<ByAppointment>('person_id', personId), oneOf<ByAppointment>('state', ['nominated', 'examined', 'agreed']));
  return (await list(reading, byAppointment, { where, limit: 1 }))[0];
}
