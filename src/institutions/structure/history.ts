import { sql } from 'kysely';
import type { Claim } from '#platform/figures/claim.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';

/** How a check stood from one day to another, both included. */
export interface Spell {
  from: string;
  to: string;
  examined: number;
  exceptions: number;
}

/** How far back one may look: a month, half a year, a year. */
export const lookbacks = { 30: '最近30天', 180: '最近半年', 365: '最近一年' } as const;

export type Lookback = keyof typeof lookbacks;

export const daysAfter = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

/**
 * A check by day, up to and including `until`. What it looks at begins and ends on days, so between two such days it cannot change: it is
 * examined once for each spell, and nothing needs to be kept beside the records. Days are those of the records as they are known now.
 */
export async function historyOf(reading: Reading, check: Claim, until: string, days: Lookback): Promise<Spell[]> {
  const from = daysAfter(until, 1 - days);
  const starts = [from, ...(await daysOfChange(reading, from, until))];
  const spells: Spell[] = [];
  for (const [place, day] of starts.entries()) {
    const next = starts[place + 1];
    const { examined, counterExamples } = await check.examine(reading, { to: day });
    const spell = { from: day, to: next ? daysAfter(next, -1) : until, examined, exceptions: counterExamples.length };
    const before = spells.at(-1);
    if (before?.examined === spell.examined && before.exceptions === spell.exceptions) before.to = spell.to;
    else spells.push(spell);
  }
  return spells;
}

/** Exceptions on a day of the history. */
export const exceptionsOn = (spells: readonly Spell[], day: string): number => spells.find(({ from, to }) => from <= day && day <= to)?.exceptions ?? 0;

/** Columns whose days begin or end something that a check looks at. */
const dated = [['posts', 'since'], ['posts', 'until'], ['members', 'joined_on'], ['members', 'left_on'], ['committees', 'founded_on'], ['committees', 'abolished_on'], ['participants', 'since'], ['participants', 'until']] as const;

/** Days after the first on which anything began or ended, or a member moved to another committee; at most one for each day looked at. */
async function daysOfChange(reading: Reading, from: string, until: string): Promise<string[]> {
  const each = dated.map(([table, column]) => sql`
    select ${sql.ref(`t.${column}`)} as day from ${source(reading, table, 't')}
    where t.county_id = ${reading.county} and ${sql.ref(`t.${column}`)} > ${from}::date and ${sql.ref(`t.${column}`)} <= ${until}::date`);
  const moved = sql`
    select s.until as day from ${source(reading, 'members', 't')}, jsonb_to_recordset(t.past_stations) as s (until date)
    where t.county_id = ${reading.county} and t.past_stations is not null and s.until > ${from}::date and s.until <= ${until}::date`;
  const { rows } = await sql<{ day: string }>`${sql.join([...each, moved], sql` union `)} order by day`.execute(reading.db);
  return rows.map(({ day }) => day);
}
