import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';
import { isKept, type Figure } from '#platform/figures/figure.ts';

export interface CountChange {
  figure: string;
  committee: string;
  day: string;
  by: number;
}

/** Stands in kept counts, whose key cannot hold a null, for "of no committee"; of records of several committees for the county as a whole. */
export const NO_COMMITTEE = '00000000-0000-0000-0000-000000000000';

/** What the writing of a record (null: it was not there, or is no more) changes in the counts. */
export function countChanges(figures: readonly Figure[], before: unknown, after: unknown): CountChange[] {
  return figures.filter(isKept).flatMap((figure) => [...share(figure, before, -1), ...share(figure, after, 1)]);
}

function share(figure: Figure, row: unknown, by: number): CountChange[] {
  if (!row || !figure.where.test(row)) return [];
  const values = row as Record<string, string | null>;
  const day = values[figure.day as string];
  if (!day) return [];
  return countedFor(figure, values).map((committee) => ({ figure: figure.name, committee, day, by }));
}

/** The committees that count the record; one of several is the county's once besides. */
function countedFor({ committee, bodies }: Figure, row: Record<string, string | readonly string[] | null>): string[] {
  if (bodies) return [NO_COMMITTEE, ...((row[bodies] ?? []) as readonly string[])];
  return [(committee && (row[committee] as string | null)) || NO_COMMITTEE];
}

/** Adds up the changes of an act and writes them, in its transaction. */
export async function keepCounts(act: Act): Promise<void> {
  const sums = new Map<string, CountChange>();
  for (const change of act.counts) {
    const key = `${change.figure}|${change.committee}|${change.day}`;
    const sum = sums.get(key);
    if (sum) sum.by += change.by;
    else sums.set(key, { ...change });
  }
  const rows = [...sums.values()].filter(({ by }) => by !== 0);
  if (rows.length === 0) return;
  await sql`
    insert into kept_counts (county_id, figure, committee_id, day, n)
    select ${act.county}::uuid, figure, committee, day, by
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change (figure text, committee uuid, day date, by bigint)
    on conflict (county_id, figure, day, committee_id) do update set n = kept_counts.n + excluded.n`.execute(act.db);
}
