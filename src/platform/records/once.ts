import type { Reading } from '#platform/records/act.ts';

const known = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * What many parts of one page ask, and what is the same for all of them: asked once in the transaction of a reading, for each moment that it looks at.
 * An act asks every time, since it may itself have changed the answer.
 */
export function onceIn<T>(reading: Reading, name: string, ask: () => Promise<T>): Promise<T> {
  if ('lines' in reading) return ask();
  const answers = known.get(reading.db) ?? new Map<string, Promise<unknown>>();
  known.set(reading.db, answers);
  const key = `${name} ${reading.asOf?.toISOString() ?? ''}`;
  const answer = answers.get(key) ?? ask();
  answers.set(key, answer);
  return answer as Promise<T>;
}
