import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { provedIds, rowsOf, wordsOf } from '#platform/work-rows.ts';
import type { WorkColumn, WorkKind, WorkRow, WorkScope } from '#platform/work.ts';
import { sourcesOf, spansBetween, type Conditions, type Event, type Period, type Scheme, type Span } from '#assessment/schemes/facts.ts';
import { eventOf } from '#assessment/scores/event-of.ts';

/**
 * The same work, put together by the database where a line of a scheme does not tell records apart: what is like another in all that the line
 * asks of it is one event that says how many there are. For points that nobody need walk back; which records they are, `readWork` says.
 */

/** The line under which the events of the minimum conditions stand. */
export const GATES = 'gates';

const columnTypes: Readonly<Record<WorkColumn, string>> = { kind: 'text', stage: 'text[]', level: 'text[]', role: 'text', status: 'text', amount: 'float8', people_all: 'int', people_place: 'int', same: 'text' };
const allColumns = Object.keys(columnTypes) as WorkColumn[];

/** What one line asks of the records of one source. */
export interface Asked {
  line: string;
  columns: Set<WorkColumn>;
  spans: Set<Span>;
  /** The same work may stand in a record of another source, too. */
  crossing: boolean;
}

const conditionColumns = ['kind', 'stage', 'level', 'role', 'status'] as const satisfies readonly (keyof Conditions)[];

/** What somebody who weighs a scheme looks at besides: with whom it was done, and whether it is proved. */
const weighedColumns = ['people_all', 'people_place'] as const satisfies readonly WorkColumn[];

function asking(line: string): Asked & { conditions(...all: (Conditions | undefined)[]): void } {
  const columns = new Set<WorkColumn>();
  return { line, columns, spans: new Set(), crossing: false, conditions: (...all) => conditionColumns.filter((column) => all.some((one) => one?.[column])).forEach((column) => columns.add(column)) };
}

/** What each line that reads this source asks of it. */
export function asksOf({ sections, gates }: Scheme, { word, repeats }: WorkKind, weighed: boolean): Asked[] {
  const lines = sections.flatMap((section, place) => section.indicators.map((indicator, index) => ({ indicator, line: `${place + 1}.${index + 1}` }))).filter(({ indicator }) => sourcesOf(indicator).includes(word));
  const ofLines = lines.map(({ indicator: { count = [], rate }, line }) => {
    const asked = asking(line);
    if (weighed) weighedColumns.forEach((column) => asked.columns.add(column));
    for (const { of, where, gives, measure, shared, once_each: once, every, spread } of count) {
      if (!of.includes(word)) continue;
      asked.conditions(where, ...(typeof gives === 'object' ? gives.cases : []));
      if (measure === 'amount') asked.columns.add('amount');
      if (shared !== 'full') asked.columns.add('people_all').add('people_place');
      if (once && (repeats || of.length > 1)) asked.columns.add('same');
      asked.crossing ||= of.length > 1;
      for (const span of [every?.span, spread?.span]) if (span) asked.spans.add(span);
    }
    if (rate) asked.conditions(rate.where, rate.whole_where);
    return asked;
  });
  const conditional = gates.filter(({ of }) => of.includes(word));
  if (conditional.length === 0) return ofLines;
  const asked = asking(GATES);
  for (const { where, span } of conditional) {
    asked.conditions(where);
    if (span) asked.spans.add(span);
  }
  return [...ofLines, asked];
}

/** On which days another of the periods begins that are told apart. */
const beginnings = (spans: ReadonlySet<Span>, { from, to }: Period): string[] =>
  [...new Set([...spans].flatMap((span) => spansBetween(from, to, span).map((one) => beginningOf(one, span))))].toSorted();

function beginningOf(span: string, of: Span): string {
  const [year, n] = [span.slice(0, 4), Number(span.split('-')[1])];
  const month = (number: number) => `${year}-${String(number).padStart(2, '0')}-01`;
  switch (of) {
    case 'week': return span;
    case 'month': return month(n);
    case 'quarter': return month(3 * n - 2);
    case 'half': return month(6 * n - 5);
    case 'year': return month(1);
  }
}

type Condensed = Omit<WorkRow, 'id' | 'title'> & { line: number; times: number; proved: boolean };

/** An event of so many records, with whose it is and to which line it belongs. */
export interface Put {
  line: string;
  subject: string;
  event: Event;
}

/** The work of one source as these lines ask of it. */
export async function condensed(reading: Reading, kind: WorkKind, asks: readonly Asked[], scheme: Scheme, scope: WorkScope, weighed = false): Promise<Put[]> {
  const needed = allColumns.filter((column) => asks.some(({ columns }) => columns.has(column)));
  const select = asks.length > 0 && (await rowsOf(reading, kind, scheme.subject, { ...scope, columns: needed }));
  if (!select) return [];
  const starts = beginnings(new Set(asks.flatMap(({ spans }) => [...spans])), scope);
  const cutOff = scheme.cut_off && `${scope.to.slice(0, 4)}-${scheme.cut_off}`;
  const apart: RawBuilder<unknown>[] = [
    sql`w.subject`, ...needed.map((column) => sql.ref(`w.${column}`)),
    sql`${scheme.proved_only || weighed ? sql`w.id in (${provedIds(reading, kind.record)})` : sql`true`} as proved`,
    sql`${cutOff ? sql`w.received > ${cutOff}::date` : sql`false`} as after`, sql`${starts.length > 1 ? sql`width_bucket(w.day, ${starts}::date[])` : sql`0`} as span`,
  ];
  /** A work of which there is one record need not be told from others. */
  const once = sql`select j.*, case when j.times = 1 and count(*) over (partition by j.subject, j.same) = 1 then null else j.same end as apart from joint as j`;
  const ofLine = ({ columns, spans, crossing }: Asked, place: number) => {
    const single = columns.has('same') && !crossing;
    const keys = [sql`j.subject`, ...[...columns].map((column) => sql.ref(column === 'same' && single ? 'j.apart' : `j.${column}`)), sql`j.proved`, sql`j.after`, ...(spans.size > 0 ? [sql`j.span`] : [])];
    const shown = allColumns.map((column) => (columns.has(column) ? sql`${sql.ref(column === 'same' && single ? 'j.apart' : `j.${column}`)} as ${sql.ref(column)}` : sql`null::${sql.raw(columnTypes[column])} as ${sql.ref(column)}`));
    return sql`select ${sql.lit(place)}::int as line, j.subject, ${sql.join(shown)}, j.proved, min(j.day) as day, max(j.received) as received, sum(j.times)::int as times from ${single ? sql`(${once})` : sql`joint`} as j group by ${sql.join(keys)}`;
  };
  const { rows } = await sql<Condensed>`
    with joint as materialized (
      select ${sql.join(apart)}, min(w.day) as day, max(w.received) as received, count(*) as times from (${select}) as w group by ${sql.join(apart.map((_one, place) => sql.lit(place + 1)))}
    ) ${sql.join(asks.map(ofLine), sql` union all `)}`.execute(reading.db);
  const words = await wordsOf(reading, kind);
  return rows.map(({ line, times, ...row }, place) => ({ line: asks[line]!.line, subject: row.subject, event: { ...eventOf(kind, words, { ...row, id: String(place), title: '' }), times } }));
}
