import { Problem } from '#platform/problems.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { reviewWordsOn } from '#plans/facts.ts';
import { today } from '#platform/time.ts';
import { sessionNow, type Session } from '#duties/proposals/numbers.ts';
import type { Seat } from '#duties/proposals/review/reviewers.ts';

/** Which session and which round a page of the review is about. */
export interface Sitting extends Session {
  round: number;
  rounds: string[];
  /** The office sits in the last round: what is said there is carried out. */
  last: boolean;
  page: number;
}

const MOST_PAGES = 999;

/** The office comes for the last round, reviewers for the first; the session is the one that is under way unless another is asked for. */
export async function sittingOf(reading: Reading, { query }: Visit, seat: Seat): Promise<Sitting> {
  const { rounds } = await reviewWordsOn(reading, today());
  const now = await sessionNow(reading);
  const round = wholeIn(query, 'round', rounds.length) ?? (seat === 'reviewer' ? 1 : rounds.length);
  return {
    term: wholeIn(query, 'term', 99) ?? now.term, session: wholeIn(query, 'session', 99) ?? now.session,
    round, rounds, last: round === rounds.length && seat === 'office', page: wholeIn(query, 'page', MOST_PAGES) ?? 1,
  };
}

function wholeIn(query: URLSearchParams, name: string, most: number): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Problem(400, 'bad_address', `地址里的“${name}”读不懂，请从提案审查的页面重新进入。`);
  return value;
}

/** The same sitting in an address. */
export const sittingQuery = ({ term, session, round, page }: Pick<Sitting, 'term' | 'session' | 'round' | 'page'>, more: Record<string, string> = {}): string =>
  new URLSearchParams({ term: String(term), session: String(session), round: String(round), ...(page > 1 ? { page: String(page) } : {}), ...more }).toString();
