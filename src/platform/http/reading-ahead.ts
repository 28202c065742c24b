import type { Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { markSeen, sameSession, sessionIn, type Session } from '#platform/identity/sessions.ts';
import { inCounty, type House } from '#platform/records/act.ts';

/** Reads a page in the transaction that knows whose session it is. */
export type ReadInOne = (cookie: string, county: string, read: (session: Session | undefined, db: Transaction<DB>) => Promise<Response>) => Promise<Response>;

/** Of so many browsers it is remembered who used them last. */
const MOST_REMEMBERED = 1_000;

/**
 * Asks for the page without waiting to hear whose session it is: as the person it was a moment ago. What was read so is answered only
 * when the session turns out to be the same, person, posts and all; else it is thrown away and read as whoever it is now. The database
 * then hears of a page once instead of three times, and every time costs a wake-up of two processes (docs/decisions/0010).
 */
export function readingAhead(house: House): ReadInOne {
  const remembered = new Map<string, Session>();
  return async (cookie, county, read) => {
    const before = remembered.get(cookie);
    let session: Session | undefined;
    const response = await inCounty(house, county, 'read only', async (db) => {
      const asking = sessionIn(db, cookie);
      const ahead = before && settled(read(before, db));
      session = await asking;
      const answer = await ahead; // also when it is of no use: nothing may go on when the transaction ends
      return answer && session && sameSession(before!, session) ? answer() : read(session, db);
    });
    remember(remembered, cookie, session);
    if (session) await markSeen(house, county, session);
    return response;
  };
}

/** Waits for the end, good or bad, which is then told on demand. */
const settled = <T>(work: Promise<T>): Promise<() => T> =>
  work.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );

/** The latest come last; the one unused longest is forgotten first. */
function remember(remembered: Map<string, Session>, cookie: string, session: Session | undefined): void {
  remembered.delete(cookie);
  if (session) remembered.set(cookie, session);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
}
