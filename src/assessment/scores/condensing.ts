import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { provedIds, rowsOf, wordsOf } from '#platform/work-rows.ts';
import type { WorkKind, WorkRow, WorkScope } from '#platform/work.ts';
import { spansBetween, type Conditions, type Event, type Period, type Scheme, type Span } from '#assessment/schemes/facts.ts';
import { eventOf } from '#assessment/scores/event-of.ts';

/**
 * The same work, put together by the database where a scheme does not tell records apart: what is like another in all that is asked of it
 * is one event that says how many there are. For totals that nobody need walk back; which records they are, `readWork` says.
 */

type Column = keyof Conditions | 'amount' | 'people_all' | 'people_place' | 'same';

/** What a scheme asks of the records of one source. */
interface Asked {
  columns: Set<Column>;
  spans: Set<Span>;
  /** The last day on which it is taken. */
  cutOff: string | undefined;
  proved: boolean;
}

const conditionColumns = ['kind', 'stage', 'level', 'role', 'status'] as const satisfies readonly (keyof Conditions)[];

function askedOf(scheme: Scheme, { word, repeats }: WorkKind, { to }: Period): Asked {
  const asked: Asked = { columns: new Set(), spans: new Set(), cutOff: scheme.cut_off && `${to.slice(0, 4)}-${scheme.cut_off}`, proved: scheme.proved_only };
  const conditions = (...all: (Conditions | undefined)[]) => {
    for (const column of conditionColumns) if (all.some((one) => one?.[column])) asked.columns.add(column);
  };
  const counts = scheme.sections.flatMap(({ indicators }) => indicators.flatMap(({ count }) => count ?? [])).filter(({ of }) => of.includes(word));
  for (const { of, where, gives, measure, shared, once_each: once, every, spread } of counts) {
    conditions(where, ...(typeof gives === 'object' ? gives.cases : []));
    if (measure === 'amount') asked.columns.add('amount');
    if (shared !== 'full') asked.columns.add('people_all').add('people_place');
    if (once && (repeats || of.length > 1)) asked.columns.add('same');
    for (const span of [every?.span, spread?.span]) if (span) asked.spans.add(span);
  }
  for (const { rate } of scheme.sections.flatMap(({ indicators }) => indicators)) if (rate) conditions(...(rate.of.includes(word) ? [rate.where] : []), ...(rate.whole.includes(word) ? [rate.whole_where] : []));
  for (const { of, where, span } of scheme.gates) {
    if (!of.includes(word)) continue;
    conditions(where);
    if (span) asked.spans.add(span);
  }
  return asked;
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

type Condensed = Omit<WorkRow, 'id' | 'title'> & { times: number; proved: boolean };

/** The work of one source as events of so many records each, with whose they are. */
export async function condensed(reading: Reading, kind: WorkKind, scheme: Scheme, scope: WorkScope): Promise<{ subject: string; event: Event }[]> {
  const select = await rowsOf(reading, kind, scheme.subject, scope);
  if (!select) return [];
  const asked = askedOf(scheme, kind, scope);
  const starts = beginnings(asked.spans, scope);
  const apart: RawBuilder<unknown>[] = [
    sql`w.subject`, ...[...asked.columns].map((column) => sql.ref(`w.${column}`)),
    ...(asked.proved ? [sql`w.id in (${provedIds(reading, kind.record)}) as proved`] : []),
    ...(asked.cutOff ? [sql`w.received > ${asked.cutOff}::date`] : []), ...(starts.length > 1 ? [sql`width_bucket(w.day, ${starts}::date[])`] : []),
  ];
  const { rows } = await sql<Condensed>`
    select ${sql.join(apart)}, min(w.day) as day, ${asked.cutOff ? sql`max(w.received)` : sql`min(w.day)`} as received, count(*)::int as times
    from (${select}) as w group by ${sql.join(apart.map((_one, place) => sql.lit(place + 1)))}`.execute(reading.db);
  const words = await wordsOf(reading, kind);
  return rows.map(({ times, ...row }, place) => ({ subject: row.subject, event: { ...eventOf(kind, words, { ...row, id: String(place), title: '' }), times } }));
}
