import { sql, type RawBuilder } from 'kysely';
import { cutFor, cutName, keptNameOf, valueOfCut } from '#platform/kept-work.ts';
import type { Reading } from '#platform/records/act.ts';
import { rowsOf, wordsOf } from '#platform/work-rows.ts';
import type { WorkColumn, WorkFound, WorkKind, WorkScope } from '#platform/work.ts';
import type { Event, Scheme } from '#assessment/schemes/facts.ts';
import type { Asked, Put } from '#assessment/scores/condensing.ts';
import { eventOf } from '#assessment/scores/event-of.ts';

/** What lines ask of the work of committees, read from what is kept with the writes (docs/decisions/0034): a few rows for each month instead of its records. */

/** A line that is told by what is kept of a source: in which way its rows are put together there, and whether its periods must be told apart. */
export interface KeptAsk {
  line: string;
  kind: WorkKind;
  cut: readonly WorkColumn[];
  monthly: boolean;
}

/** Undefined where what is kept does not tell it: a past moment, days that fill no months, weeks, proof, one work in several records. */
export function keptAsk({ asOf }: Reading, { subject, proved_only }: Scheme, kind: WorkKind, scope: WorkScope, { line, columns, spans }: Asked): KeptAsk | undefined {
  const { kept } = kind;
  if (!kept || asOf || subject !== 'committee' || proved_only || spans.has('week') || !wholeMonths(scope)) return undefined;
  const cut = cutFor(kept, columns);
  return cut && { line, kind, cut, monthly: spans.size > 0 };
}

const wholeMonths = ({ from, to }: WorkScope): boolean => from.endsWith('-01') && new Date(Date.parse(to) + 86_400_000).getUTCDate() === 1;

/** One way in which one kind is asked for, by all lines that do. */
interface Way {
  kind: WorkKind;
  cut: readonly WorkColumn[];
  monthly: boolean;
  lines: string[];
}

function waysOf(asks: readonly KeptAsk[]): Way[] {
  const alike = Map.groupBy(asks, ({ kind, cut }) => `${kind.name} ${cutName(cut)}`);
  return [...alike.values()].map((those) => ({ ...those[0]!, monthly: those.some(({ monthly }) => monthly), lines: [...new Set(those.map(({ line }) => line))] }));
}

interface KeptRow {
  way: number;
  subject: string;
  month: string;
  value: string;
  n: number;
}

type Scope = WorkScope & { subjects: readonly string[] };

/** The events of these lines, alike ones as one that says how many. */
export async function keptIn(reading: Reading, asks: readonly KeptAsk[], { cut_off }: Scheme, scope: Scope): Promise<Put[]> {
  const ways = waysOf(asks);
  if (ways.length === 0) return [];
  const rows = await keptRows(reading, ways, scope);
  const late = cut_off ? await lateRows(reading, ways, scope, `${scope.to.slice(0, 4)}-${cut_off}`) : new Map<string, number>();
  const found: Put[] = [];
  for (const [place, way] of ways.entries()) {
    const words = await wordsOf(reading, way.kind);
    for (const row of rows.filter((one) => one.way === place)) {
      const after = late.get(keyOf(row)) ?? 0;
      for (const [times, received] of [[row.n - after, scope.from], [after, AFTER]] as const) {
        if (times === 0) continue;
        const event: Event = { ...eventOf(way.kind, words, toldIn(way, row, received, found.length)), times };
        found.push(...way.lines.map((line) => ({ line, subject: row.subject, event })));
      }
    }
  }
  return found;
}

/** After every cut-off. */
const AFTER = '9999-12-31';

const keyOf = ({ way, subject, month, value }: Omit<KeptRow, 'n'>): string => [way, subject, month, value].join(' ');

/** The row of work that all of these are alike in. */
function toldIn({ cut }: Way, { subject, month, value }: KeptRow, received: string, place: number): WorkFound {
  const values = JSON.parse(value) as unknown[];
  return { subject, id: String(place), day: month, received, title: '', proved: true, ...Object.fromEntries(cut.map((column, index) => [column, values[index]])) };
}

/** The months of a way that needs no periods are one. */
const monthOf = (monthly: RawBuilder<unknown>, month: RawBuilder<unknown>, { from }: Scope): RawBuilder<string> => sql<string>`case when ${monthly} then ${month} else ${from}::date end`;

async function keptRows({ db, county }: Reading, ways: readonly Way[], scope: Scope): Promise<KeptRow[]> {
  const asked = sql.join(ways.map(({ kind, cut, monthly }, place) => sql`(${sql.lit(place)}, ${sql.lit(keptNameOf(kind))}, ${sql.lit(cutName(cut))}, ${sql.lit(monthly)})`));
  const { rows } = await sql<KeptRow>`
    select a.way, k.committee_id as subject, ${monthOf(sql`a.monthly`, sql`k.month`, scope)} as month, k.value, sum(k.n)::int as n
    from (values ${asked}) as a (way, figure, by_column, monthly)
    join kept_shares k on k.county_id = ${county} and k.figure = a.figure and k.by_column = a.by_column
      and k.month between ${scope.from}::date and ${scope.to}::date and k.committee_id = any(${scope.subjects}::uuid[])
    group by 1, 2, 3, 4 having sum(k.n) <> 0 order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** How many of them came in after the cut-off: those few are looked for among the records. */
async function lateRows(reading: Reading, ways: readonly Way[], scope: Scope, cutOff: string): Promise<Map<string, number>> {
  const late = new Map<string, number>();
  for (const those of Map.groupBy(ways.map((way, place) => ({ ...way, place })), ({ kind: { name } }) => name).values()) {
    const select = (await rowsOf(reading, those[0]!.kind, 'committee', { ...scope, columns: [...new Set(those.flatMap(({ cut }) => cut))] }))!;
    const values = sql.join(those.map(({ place, cut, monthly }) => sql`(${sql.lit(place)}, ${monthOf(sql.lit(monthly), sql`date_trunc('month', w.day)::date`, scope)}, ${valueOfCut(cut)})`));
    const { rows } = await sql<KeptRow>`
      select v.way, w.subject, v.month, v.value, count(*)::int as n
      from (${select}) as w cross join lateral (values ${values}) as v (way, month, value)
      where w.received > ${cutOff}::date group by 1, 2, 3, 4`.execute(reading.db);
    for (const row of rows) late.set(keyOf(row), row.n);
  }
  return late;
}
