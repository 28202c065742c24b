import { Problem } from '#platform/problems.ts';

/** How many wrong tries are allowed to whom, within how many minutes. */
export interface Allowance {
  tries: number;
  minutes: number;
  sentence: string;
}

const REMEMBERED = 20_000;

/**
 * Counts tries by key (a log-in name, an address) in the memory of this process; each is counted before it is made, so
 * that many at once gain nothing. When the memory is full the oldest is forgotten: an attacker can fill it, but the lock
 * of an account (accounts.locked_until) stands in the database.
 */
export function attempts(allowance: Allowance) {
  const counted = new Map<string, { tries: number; until: number }>();

  function current(key: string, now: number) {
    const entry = counted.get(key);
    if (entry && entry.until > now) return entry;
    counted.delete(key);
    if (counted.size >= REMEMBERED) counted.delete(counted.keys().next().value!);
    const fresh = { tries: 0, until: now + allowance.minutes * 60_000 };
    counted.set(key, fresh);
    return fresh;
  }

  return {
    /** @throws Problem 429 when this key has no try left. */
    count(key: string, now = Date.now()): void {
      const entry = current(key, now);
      if (entry.tries >= allowance.tries) throw new Problem(429, 'too_many_tries', allowance.sentence);
      entry.tries += 1;
      if (entry.tries === allowance.tries) entry.until = now + allowance.minutes * 60_000;
    },
    /** Whether this key has no try left. */
    spent: (key: string, now = Date.now()): boolean => current(key, now).tries >= allowance.tries,
    /** The try was a right one: it does not count. */
    forgive(key: string): void {
      const entry = counted.get(key);
      if (entry && entry.tries > 0) entry.tries -= 1;
    },
    /** All is forgotten about this key. */
    clear: (key: string): void => void counted.delete(key),
  };
}
