import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import type { OfSession } from '#duties/proposals/publishing/data-rows.ts';
import { ratings } from '#duties/proposals/words.ts';

/** The session in numbers, over all that were filed: no number so small that it tells of somebody. */

export interface Count {
  name: string;
  /** Null where it is too small to be told. */
  count: number | null;
}

export interface Summary {
  filed: number;
  merged: number;
  replied: number;
  published: number;
  categories: Count[];
  letters: Count[];
  satisfaction: Count[];
}

/**
 * Numbers below `least` are left out; where that leaves out a single one, the next smallest goes too, because the total would tell it.
 */
export function protectedCounts(counts: readonly { name: string; count: number }[], least: number): Count[] {
  const hidden = new Set(counts.filter(({ count }) => count > 0 && count < least).map(({ name }) => name));
  if (hidden.size === 1) {
    const [next] = counts.filter(({ name, count }) => count > 0 && !hidden.has(name)).toSorted((a, b) => a.count - b.count);
    if (next) hidden.add(next.name);
  }
  return counts.map(({ name, count }) => ({ name, count: hidden.has(name) ? null : count }));
}

/** A county has fewer categories than this. */
const MOST = 200;

export async function summaryOf(look: Reading, of: OfSession, least: number): Promise<Summary> {
  const ofSession = sql`r.county_id = ${look.county} and r.term = ${of.term} and r.session = ${of.session} and r.disposition in ('filed', 'merged') and r.state <> 'withdrawn'`;
  const counted = async (column: string) => {
    const { rows } = await sql<{ name: string; count: number }>`
      select ${sql.ref(`r.${column}`)} as name, count(*)::int as count from proposals r
      where ${ofSession} and r.disposition = 'filed' and ${sql.ref(`r.${column}`)} is not null ${column === 'rating_result' ? sql`and r.state in ('rated', 'closed')` : sql``}
      group by 1 order by 1 limit ${MOST}`.execute(look.db);
    return rows;
  };
  const { rows: [totals] } = await sql<Pick<Summary, 'filed' | 'merged' | 'replied' | 'published'>>`
    select count(*) filter (where r.disposition = 'filed')::int as filed, count(*) filter (where r.disposition = 'merged')::int as merged,
      count(*) filter (where r.disposition = 'filed' and r.replied_on is not null)::int as replied,
      count(*) filter (where r.public_ok and exists (select 1 from publications p where p.county_id = r.county_id and p.proposal_id = r.id and p.state = 'published'))::int as published
    from proposals r where ${ofSession}`.execute(look.db);
  const rated = new Map((await counted('rating_result')).map(({ name, count }) => [name, count]));
  return {
    ...totals!, categories: protectedCounts(await counted('category'), least), letters: protectedCounts(await counted('letter'), least),
    satisfaction: protectedCounts(Object.entries(ratings).map(([name, label]) => ({ name: label, count: rated.get(name) ?? 0 })), least),
  };
}

/** Sessions that have something to be told. */
export async function sessionsFiled(look: Reading): Promise<(OfSession & { n: number })[]> {
  const { rows } = await sql<OfSession & { n: number }>`
    select r.term, r.session, count(*)::int as n from proposals r where r.county_id = ${look.county} and r.disposition in ('filed', 'merged') and r.state <> 'withdrawn'
    group by r.term, r.session order by r.term desc, r.session desc limit ${MOST}`.execute(look.db);
  return rows;
}
