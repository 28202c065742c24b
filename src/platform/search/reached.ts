import type { Reading } from '#platform/records/act.ts';

/** How far back the same search had to look the last time: to all there is, or so many weeks before the newest day. */
type Reach = { all: true } | { all?: undefined; newest: string; weeks: number };

interface Search {
  reading: Reading;
  declared: { name: string };
  words: readonly string[];
  sought: { wanted: number };
}

/** So many searches are remembered; the one unused longest is forgotten first. */
const MOST_SEARCHES = 2_000;

/**
 * Only a hint where to look first: what is found is read from the database, and looked for further back when it does not suffice. So
 * nothing wrong is found where words have become more frequent, or rarer, since.
 */
class Reached {
  readonly #searches = new Map<string, Reach>();

  find(search: Search): Reach | undefined {
    const key = keyOf(search);
    const reach = this.#searches.get(key);
    if (!reach) return undefined;
    this.#searches.delete(key);
    this.#searches.set(key, reach); // used last
    return reach;
  }

  keep(search: Search, reach: Reach): void {
    this.forget(search);
    this.#searches.set(keyOf(search), reach);
    for (const oldest of this.#searches.keys()) {
      if (this.#searches.size <= MOST_SEARCHES) break;
      this.#searches.delete(oldest);
    }
  }

  forget(search: Search): void {
    this.#searches.delete(keyOf(search));
  }
}

export const reached = new Reached();

/** What else is asked for besides the words differs from page to page of one person, and is left to the next look. */
const keyOf = ({ reading, declared, words, sought }: Search): string =>
  [reading.county, reading.actor.accountId, declared.name, sought.wanted, ...words].join(' ');
