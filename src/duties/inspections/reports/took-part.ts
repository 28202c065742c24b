import { all, is, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';

/** One visit takes no more along. */
const MOST = 300;

/** Who was asked and came, by the organiser's list; while it is not marked, who said that they would. */
export async function tookPart(reading: Reading, visit: string): Promise<{ name: string; capacity: string; came: string }[]> {
  const rows = await list<Attendance>(reading, attendance, {
    where: all(is<Attendance>('inspection_id', visit), not(oneOf<Attendance>('state', ['withdrawn', 'called_off', 'declined']))), order: [{ column: 'invitee' }], limit: MOST,
  });
  return rows.map((row) => ({ name: row.invitee, capacity: capacities[row.capacity as Capacity] ?? '', came: cameWords(row) }));
}

function cameWords({ state, came }: Attendance): string {
  if (came === true) return '参加';
  if (state === 'excused') return '请假';
  return came === false ? '没有参加' : '';
}
