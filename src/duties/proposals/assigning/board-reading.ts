import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { suggestingOf } from '#duties/proposals/assigning/known.ts';
import type { Suggestion } from '#duties/proposals/assigning/suggesting.ts';
import type { Session } from '#duties/proposals/numbers.ts';

/** What waits to be assigned, with the units thought of so far and those that past assignments suggest. */

export interface ToAssign {
  id: string;
  title: string;
  category: string | null;
  proposal_no: number;
  time_class: string;
  proposer_name: string;
  lead_unit_id: string | null;
  assisting_ids: string[];
  separate_ids: string[];
  mode: string | null;
  side: string | null;
  suggested_ids: string[];
  /** From past assignments, the likeliest first. */
  suggestions: Suggestion[];
}

export interface AssigningBoard {
  rows: ToAssign[];
  total: number;
  /** How many have their units. */
  ready: number;
}

export const PAGE = 50;
const MOST_SUGGESTIONS = 3;

const filedIn = (reading: Reading, { term, session }: Session) => sql`
  from proposals where county_id = ${reading.county} and state = 'filed' and term = ${term} and session = ${session}`;

export async function assigningBoard(reading: Reading, session: Session, page: number): Promise<AssigningBoard> {
  const { rows } = await sql<Omit<ToAssign, 'suggestions'>>`
    select id, title, category, proposal_no, time_class, proposer_name, lead_unit_id, assisting_ids, separate_ids, mode, side, suggested_ids
    ${filedIn(reading, session)} order by time_class desc, proposal_no, id limit ${PAGE} offset ${(page - 1) * PAGE}`.execute(reading.db);
  const { rows: [counts] } = await sql<{ total: number; ready: number }>`select count(*)::int as total, count(lead_unit_id)::int as ready ${filedIn(reading, session)}`.execute(reading.db);
  const suggesting = await suggestingOf(reading);
  return { ...counts!, rows: rows.map((row) => ({ ...row, suggestions: suggesting.suggest(row, MOST_SUGGESTIONS, row.id) })) };
}
