import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '#platform/figures/count.ts';
import type { Verdicts } from '#platform/figures/verdicts.ts';
import { parametersOf, type Obligation } from '#platform/obligations/obligation.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter, workingDaysBetween } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterOver } from '#plans/facts.ts';
import { dayOfMonthAfter, daysLater, spansWithin, type Span } from '#platform/obligations/spans.ts';
import { exemption } from '#plans/obligations/record.ts';
import { debtorsOf, discharging, excusing, granted, signedZero } from '#plans/obligations/rows.ts';
import type { ParameterKey } from '#plans/parameters.ts';

/** Who owes what, when, and whether it was done: asked by claims, the duty calendar, the feeds and the home page. */

/** A span with what the plan in force at its end asks for it. */
export interface OwedSpan extends Span {
  required: number;
  /** The last day on which it is in time. */
  due: string;
  /** The last day before it counts as late. */
  grace: string;
  /** How many working days before its day it begins to press. */
  near: number;
  /** Whether a zero report counts. */
  zero: boolean;
}

/** The spans that lie wholly in the scope and for which something is owed. */
export async function spansOwed(reading: Reading, owing: Obligation, scope: Scope): Promise<OwedSpan[]> {
  const [required, near, late] = [await numberOver(reading, owing.required), await numberOver(reading, owing.warn), await numberOver(reading, owing.late)];
  const due = await dueOver(reading, owing);
  const zero = owing.zeroReport ? await parameterOver(reading, owing.zeroReport as ParameterKey) : undefined;
  return spansWithin(owing.rhythm, scope).flatMap((span) => {
    const day = due(span);
    const one = { ...span, required: required?.(span.to) ?? 1, due: day, grace: daysLater(day, late?.(span.to) ?? 0), near: near?.(span.to) ?? 0, zero: zero?.(span.to) === 'counts' };
    return one.required > 0 ? [one] : [];
  });
}

async function numberOver(reading: Reading, key: string | undefined): Promise<((day: string) => number) | undefined> {
  if (key === undefined) return undefined;
  const value = await parameterOver(reading, key as ParameterKey);
  return (day) => Number(value(day));
}

/** By which day a span is owed, by the value in force at its end. */
async function dueOver(reading: Reading, { due }: Obligation): Promise<(span: Span) => string> {
  if (!due) return (span) => span.to;
  const days = (await numberOver(reading, Object.values(due)[0] as string))!;
  if ('monthAfter' in due) return (span) => dayOfMonthAfter(span, days(span.to));
  if ('daysInto' in due) return (span) => daysLater(span.from, days(span.to) - 1);
  const calendar = await workCalendarOf(reading);
  return (span) => workingDayAfter(calendar, span.to, days(span.to));
}

/** Those of which it can be said whether they were met: over, and where a later day is set for the report, past that too. */
export async function spansDue(reading: Reading, owing: Obligation, scope: Scope): Promise<OwedSpan[]> {
  const day = dayOf(reading.asOf ?? new Date());
  const until = scope.to && scope.to < day ? scope.to : day;
  const over = await spansOwed(reading, owing, { ...scope, to: until });
  return owing.due ? over.filter(({ due }) => due < day) : over;
}

/** open → near → late; discharged in time or after its day; excused. */
export type StandingState = 'open' | 'near' | 'late' | 'discharged' | 'discharged_late' | 'excused';

/** How one who owes it stands for one span. */
export interface Standing {
  owing: Obligation;
  span: OwedSpan;
  debtor: { id: string; label: string; committee: string | null };
  /** How many of the required there are. */
  done: number;
  state: StandingState;
  /** The record with which the last of the required was met. */
  by?: { id: string; day: string };
  zero?: { id: string; sentence: string; signatory: string | null };
  excused?: { id: string; why: string };
}

interface Found {
  span: string;
  debtor: string;
  label: string;
  committee: string | null;
  done: number;
  by: { id: string; day: string; delivered: string } | null;
  zero: { id: string; sentence: string; signatory: string | null; day: string } | null;
  excused: { id: string; why: string } | null;
}

/** More debtors times spans than this are not asked for at once. */
const MOST = 50_000;

/**
 * For each of these spans and everyone who owes it then, how it stands: one look into the index for each, however many records
 * there are. Committees owe from the day they were founded and until the day they were abolished. `only`: one committee, or one member.
 */
export async function standingsOf(reading: Reading, owing: Obligation, spans: readonly OwedSpan[], only?: string): Promise<Standing[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<Found>`
    select span."from" as span, debtor.id as debtor, debtor.label, debtor.committee, enough.n as done, enough.last as by, zero.one as zero, excused.one as excused
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as span ("from" date, "to" date, label text, required integer)
    cross join lateral (${debtorsOf(reading, owing, only)}) as debtor
    cross join lateral (${discharging(reading, owing)}) as enough
    left join lateral (${signedZero(reading, owing)}) as zero on true
    left join lateral (${granted(reading, owing)}) as excused on true
    order by span."from", debtor.place_in_order, debtor.label limit ${MOST}`.execute(reading.db);
  const bySpan = new Map(spans.map((span) => [span.from, span]));
  const calendar = await workCalendarOf(reading);
  const day = dayOf(reading.asOf ?? new Date());
  return rows.map((row) => {
    const span = bySpan.get(row.span)!;
    const pressing = span.due >= day && workingDaysBetween(calendar, day, span.due).days <= span.near;
    return {
      owing, span, debtor: { id: row.debtor, label: row.label, committee: row.committee }, done: row.done, state: stateOf(row, span, day, pressing),
      by: row.by ?? undefined, zero: row.zero ?? undefined, excused: row.excused ?? undefined,
    };
  });
}

function stateOf({ done, by, zero, excused }: Found, span: OwedSpan, day: string, pressing: boolean): StandingState {
  if (done >= span.required) return by && by.delivered > span.grace ? 'discharged_late' : 'discharged';
  if (zero && span.zero) return zero.day > span.grace ? 'discharged_late' : 'discharged';
  if (excused) return 'excused';
  if (day > span.grace) return 'late';
  return pressing || day > span.due ? 'near' : 'open';
}

/** That the member in `alias` is excused from the duty through the whole of a scope: for claims that count people and not spans. */
export const memberExcused = (reading: Reading, owing: Obligation, { from, to }: Scope, alias: string): RawBuilder<boolean> =>
  from && to
    ? sql`exists (select from ${source(reading, exemption.table, 'e')} where ${excusing(reading, owing, { id: sql.ref(`${alias}.id`), committee: sql.ref(`${alias}.committee_id`), from: sql`${from}::date`, to: sql`${to}::date` })})`
    : sql`false`;

const MET: readonly StandingState[] = ['discharged', 'discharged_late'];

/** What a change of one of its parameters would do to those who owe it: who would be late, who no more. */
export const verdictsOfObligation = (owing: Obligation): Verdicts => ({
  name: `${owing.name}_owed`, label: `应办事项：${owing.label}`, parameters: parametersOf(owing),
  async judge(reading, scope) {
    const counting = (await standingsOf(reading, owing, await spansOwed(reading, owing, scope), scope.committee)).filter(({ state }) => state !== 'excused');
    const late = counting.filter(({ state }) => state === 'late');
    const met = counting.filter(({ state }) => MET.includes(state));
    return {
      words: counting.length === 0 ? '没有应办的' : `应办${counting.length}项，已完成${met.length}项，过期${late.length}项`,
      failing: late.map(({ debtor, span }) => ({ label: `${debtor.label} ${span.label}`, why: `最迟${span.due}`, href: `/duty-calendar/${owing.name}/${span.from}` })),
    };
  },
});
