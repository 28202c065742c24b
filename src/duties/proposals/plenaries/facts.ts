import { parameterAt } from '#plans/facts.ts';
import { between, all, is, not, present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { placeAmong, type Place } from '#duties/proposals/plenaries/placing.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';

/** More sessions than this a county body has not had. */
const MOST = 200;

/** The sessions that took place or are prepared, the newest first. */
export const plenariesHeld = (reading: Reading): Promise<Plenary[]> =>
  list(reading, plenary, { where: not(is<Plenary>('state', 'void')), order: [{ column: 'opens_on', descending: true }], limit: MOST });

/** Where what is handed in on a day belongs; undefined while no session is registered that had begun by then. */
export async function placeOn(reading: Reading, day: string): Promise<Place | undefined> {
  const sittings = await plenariesHeld(reading);
  return sittings.length === 0 ? undefined : placeAmong(sittings, day, await parameterAt(reading, 'proposals.next_session_day', day));
}

/** The sessions for which proposals are gathered on a day. */
export const gatheringOn = (reading: Reading, day: string): Promise<Plenary[]> =>
  list(reading, plenary, { where: all(present<Plenary>('called_on'), between<Plenary>('called_on', undefined, day), between<Plenary>('deadline_on', day, undefined), not(is<Plenary>('state', 'void'))), order: [{ column: 'opens_on', descending: true }], limit: MOST });
