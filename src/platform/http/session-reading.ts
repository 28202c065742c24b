import type { Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { sessionIn, stillStands, type ReadSession } from '#platform/identity/sessions.ts';
import { inCounty, type House } from '#platform/records/act.ts';

/** So many sessions are remembered; who comes less often is read anew. */
const MOST_SESSIONS = 2_000;

/** What is read for one request in one transaction, as the person of that session; nobody's when undefined. */
type Read<T> = (db: Transaction<DB>, found: ReadSession | undefined) => Promise<T>;

export interface ReadAs<T> {
  answer: T;
  session: ReadSession['session'] | undefined;
}

/**
 * Reads as the person of a session. What the session said at the request before is remembered: the page is asked for as that person in
 * the same write as the question whether the session still stands just so, and is thrown away when it does not (docs/decisions/0010).
 */
export class SessionReading {
  readonly #remembered = new Map<string, ReadSession>();

  async read<T>(house: House, county: string, cookie: string, read: Read<T>): Promise<ReadAs<T>> {
    const before = this.#remembered.get(cookie);
    return (before && (await this.#ahead(house, county, cookie, before, read))) ?? this.#anew(house, county, cookie, read);
  }

  #ahead<T>(house: House, county: string, cookie: string, before: ReadSession, read: Read<T>): Promise<ReadAs<T> | undefined> {
    return inCounty(house, county, 'read only', async (db) => {
      const [standing, answer] = await Promise.allSettled([stillStands(db, cookie, before), read(db, before)]);
      if (standing.status === 'rejected') throw standing.reason;
      if (!standing.value) return undefined;
      if (answer.status === 'rejected') throw answer.reason;
      return { answer: answer.value, session: { ...before.session, seenAt: standing.value } };
    });
  }

  #anew<T>(house: House, county: string, cookie: string, read: Read<T>): Promise<ReadAs<T>> {
    return inCounty(house, county, 'read only', async (db) => {
      const found = await sessionIn(db, cookie);
      this.#remember(cookie, found);
      return { answer: await read(db, found), session: found?.session };
    });
  }

  #remember(cookie: string, found: ReadSession | undefined): void {
    this.#remembered.delete(cookie);
    if (!found) return;
    this.#remembered.set(cookie, found);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= MOST_SESSIONS) break;
      this.#remembered.delete(oldest);
    }
  }
}
