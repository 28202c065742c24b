import { sql } from 'kysely';
import { committee } from '#institutions/committees/record.ts';
import type { Finding } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { parameterAt } from '#plans/facts.ts';
import { dayOf } from '#platform/time.ts';

export type Rhythm = 'month' | 'quarter' | 'half' | 'year';

const MONTHS: Record<Rhythm, number> = { month: 1, quarter: 3, half: 6, year: 12 };
const ORDINALS = ['一', '二', '三', '四'];

export interface Span {
  from: string;
  to: string;
  label: string;
}

/**
 * The months, quarters … that lie wholly inside the scope and have ended by `until`: one that is still running owes
 * nothing yet, and one of which only a part is asked for cannot be judged.
 */
export function spans(rhythm: Rhythm, scope: Scope, until: string): Span[] {
  if (!scope.from) return [];
  const to = scope.to && scope.to < until ? scope.to : until;
  const found: Span[] = [];
  const length = MONTHS[rhythm];
  const [year, month] = scope.from.split('-').map(Number) as [number, number];
  for (let index = year * 12 + Math.floor((month - 1) / length) * length; ; index += length) {
    const span = spanAt(rhythm, index, length);
    if (span.to > to) return found;
    if (span.from >= scope.from) found.push(span);
  }
}

function spanAt(rhythm: Rhythm, index: number, length: number): Span {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const lastMonth = index + length - 1;
  const end = new Date(Date.UTC(Math.floor(lastMonth / 12), (lastMonth % 12) + 1, 0));
  const label = {
    month: `${year}年${month}月`,
    quarter: `${year}年第${ORDINALS[Math.floor((month - 1) / 3)]}季度`,
    half: `${year}年${month <= 6 ? '上' : '下'}半年`,
    year: `${year}年`,
  }[rhythm];
  return { from: `${year}-${String(month).padStart(2, '0')}-01`, to: end.toISOString().slice(0, 10), label };
}

/** How many the plan asks for in each span. */
const REQUIRED = { month: 'monthly.required', quarter: 'quarterly.required', half: 'half_yearly.required' } as const;

/**
 * The spans of the scope whose records are due at the moment of the reading: those that are over, and of the months those whose
 * reporting day in the month after is past too.
 */
export async function spansDue(reading: Reading, rhythm: Rhythm, scope: Scope): Promise<Span[]> {
  const day = dayOf(reading.asOf ?? new Date());
  const over = spans(rhythm, scope, day);
  if (rhythm !== 'month') return over;
  const due: Span[] = [];
  for (const month of over) {
    if (reportedBy(month, await parameterAt(reading, 'monthly.day', month.to)) < day) due.push(month);
  }
  return due;
}

/** That day of the month after, or its last one when it is shorter. */
export function reportedBy(month: Span, day: number): string {
  const [year, number] = month.to.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, number, Math.min(day, last))).toISOString().slice(0, 10);
}

/** The spans in which something was owed, with how many, by the value that was in force at the end of each. */
async function owed(reading: Reading, rhythm: keyof typeof REQUIRED, scope: Scope): Promise<(Span & { required: number })[]> {
  const found: (Span & { required: number })[] = [];
  for (const span of await spansDue(reading, rhythm, scope)) found.push({ ...span, required: await parameterAt(reading, REQUIRED[rhythm], span.to) });
  return found.filter(({ required }) => required > 0);
}

/**
 * For every span of the rhythm and every committee that stood through it there is at least one record that meets the
 * condition, or as many as the plan asks for: one look into the index for each span and committee, however many records there are. Committees count from the
 * day they were founded and until the day they were abolished.
 */
export async function everyCommitteeEvery(
  rhythm: keyof typeof REQUIRED, declared: Lifecycle<any>, condition: Predicate<any>, day: string, reading: Reading, scope: Scope,
): Promise<Finding> {
  const asked = await owed(reading, rhythm, scope);
  if (asked.length === 0) return { examined: 0, counterExamples: [] };
  const { rows } = await sql<{ place: string; label: string; required: number; n: number }>`
    select r.place, span.label, span.required, (select count(*)::int from (
      select from ${source(reading, declared.table, 'd')}
      where d.county_id = ${reading.county} and d.committee_id = r.id and d.${sql.ref(day)} between span."from" and span."to" and ${condition.sql('d')}
      limit span.required
    ) as enough) as n
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as span ("from" date, "to" date, label text, required integer) cross join ${source(reading, committee.table, 'r')}
    where ${among(reading, committee)} and r.state <> 'proposed'
      and coalesce(r.founded_on, '-infinity') <= span."from" and coalesce(r.abolished_on, 'infinity') > span."to"
      ${scope.committee ? sql`and r.id = ${scope.committee}` : sql``}
    order by span."from", r.rank, r.place`.execute(reading.db);
  const missing = rows.filter(({ n, required }) => n < required);
  return {
    examined: rows.length,
    counterExamples: missing.map(({ place, label, n, required }) => ({ label: `${place} ${label}`, why: n === 0 ? `没有${declared.title}记录` : `只有${n}次${declared.title}记录，应有${required}次`, href: `/${declared.path}` })),
  };
}
