import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** A proposal by its number, as far as links need it. */
export interface Numbered {
  id: string;
  term: number;
  session: number;
  time_class: string;
  proposal_no: number | null;
  serial_no: number | null;
  title: string;
  proposer_name: string;
  merged_into_id: string | null;
  merged_root_id: string | null;
}

/** More proposals than this a session does not have. */
const MOST = 20_000;

/** All numbered proposals of these sessions. */
export async function numberedIn(reading: Reading, sessions: readonly { term: number; session: number }[]): Promise<Numbered[]> {
  if (sessions.length === 0) return [];
  const { rows } = await sql<Numbered>`
    select id, term, session, time_class, proposal_no, serial_no, title, proposer_name, merged_into_id, merged_root_id from proposals
    where county_id = ${reading.county} and (term, session) in (${sql.join([...new Set(sessions.map(({ term, session }) => `${term}/${session}`))].map((key) => sql`(${Number(key.split('/')[0])}, ${Number(key.split('/')[1])})`))})
    limit ${MOST}`.execute(reading.db);
  return rows;
}

export interface Pointing {
  id: string;
  term: number;
  session: number;
  proposal_no: number | null;
  merged_into_no: number | null;
}

/**
 * Links 并入n号 to the proposal of that number and session, among the rows themselves and those that stand, and follows the chain to
 * its end. A number that nobody has, and a circle, link to nothing; what was written stays beside it.
 */
export function linked(rows: readonly Pointing[], standing: readonly Numbered[]): Map<string, { merged_into_id: string; merged_root_id: string }> {
  const place = (one: { term: number; session: number }, number: number | null) => `${one.term}/${one.session}/${number}`;
  const byNumber = new Map<string, string>();
  for (const one of [...standing, ...rows]) if (one.proposal_no !== null) byNumber.set(place(one, one.proposal_no), one.id);
  const next = new Map<string, string>();
  for (const one of standing) if (one.merged_into_id) next.set(one.id, one.merged_into_id);
  for (const row of rows) {
    const into = row.merged_into_no === null ? undefined : byNumber.get(place(row, row.merged_into_no));
    if (into && into !== row.id) next.set(row.id, into);
  }
  const links = new Map<string, { merged_into_id: string; merged_root_id: string }>();
  for (const row of rows) {
    const into = next.get(row.id);
    const root = into && endOf(into, next, row.id);
    if (into && root) links.set(row.id, { merged_into_id: into, merged_root_id: root });
  }
  return links;
}

function endOf(start: string, next: ReadonlyMap<string, string>, from: string): string | undefined {
  const seen = new Set([from]);
  let at = start;
  for (let on = next.get(at); !seen.has(at); on = next.get(at)) {
    if (!on) return at;
    seen.add(at);
    at = on;
  }
  return undefined;
}
