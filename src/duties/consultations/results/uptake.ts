import type { uptakes } from '#duties/consultations/words.ts';
import type { ResultTask } from '#duties/consultations/results/tasks/record.ts';

/**
 * What the deciding body did with the advice, as it follows from the lines of the list: nothing is said while nothing is decided; all declined is
 * declined; what is left is done, begun, or only promised.
 */
export function uptakeOf(tasks: readonly Pick<ResultTask, 'state'>[]): keyof typeof uptakes | undefined {
  const decided = tasks.filter(({ state }) => state !== 'listed');
  if (decided.length === 0) return undefined;
  const carried = decided.filter(({ state }) => state !== 'declined');
  if (carried.length === 0) return decided.length === tasks.length ? 'none' : undefined;
  if (carried.every(({ state }) => state === 'done') && decided.length === tasks.length) return 'done';
  return carried.some(({ state }) => state !== 'adopted') ? 'under_way' : 'planned';
}
