import { holds } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { suggestingOf } from '#duties/proposals/assigning/known.ts';
import { turnsOf, type Turn } from '#duties/proposals/assigning/shown.tsx';
import type { Suggestion } from '#duties/proposals/assigning/suggesting.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What the page of a proposal shows of its assignment. */
export interface Handing {
  turns: Turn[];
  /** Where the like of it went, while the office thinks it over. */
  suggestions: Suggestion[];
}

const MOST = 3;

export async function handingAround(reading: Reading, row: Proposal | undefined): Promise<Handing> {
  if (!row) return { turns: [], suggestions: [] };
  const thinks = ['filed', 'disputed'].includes(row.state) && holds(reading.actor, 'county_office');
  return { turns: await turnsOf(reading, row), suggestions: thinks ? (await suggestingOf(reading)).suggest(row, MOST, row.id) : [] };
}
