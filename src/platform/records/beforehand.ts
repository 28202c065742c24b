import type { Act } from '#platform/records/act.ts';

/**
 * What takes long and touches no record, such as setting a paper: an act says what it needs, is undone, and is begun again once that is made. So nobody of the
 * county waits for it (acts follow each other), and what was made is used only while the act, under the lock, still needs the very same.
 */
export class NeededFirst extends Error {
  readonly key: string;
  readonly make: () => Promise<unknown>;

  constructor(key: string, make: () => Promise<unknown>) {
    super(`needed before the act: ${key}`);
    this.key = key;
    this.make = make;
  }
}

/** So often is an act begun again because what it needs has changed meanwhile. */
export const MOST_TRIES = 6;

/** What was made under this key. `key` says everything that it is made of. @throws NeededFirst when it is not made yet: not to be caught in the act */
export function madeBefore<T>({ made }: Pick<Act, 'made'>, key: string, make: () => Promise<T>): T {
  if (!made.has(key)) throw new NeededFirst(key, make);
  return made.get(key) as T;
}
