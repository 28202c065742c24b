import { sql } from 'kysely';
import type { Dated } from '#platform/obligations/dated.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { all, always, between, holdsAny, is, type Predicate } from '#platform/predicate.ts';
import { dueOn, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { yearCalendar } from '#plans/calendar/record.ts';
import { dayOf } from '#platform/time.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { spansOwed, standingsOf, type OwedSpan, type Standing, type StandingState } from '#plans/obligations/facts.ts';

/** What the chapters declared for the duty calendar. */
export interface DutyDeclared {
  obligations: readonly Obligation[];
  dated: readonly Dated[];
}

/** What is owed for one span, by one or by many: how many of them have met it. */
export interface Owed {
  owing: Obligation;
  span: OwedSpan;
  met: number;
  of: number;
  excused: number;
  /** The worst of those concerned. */
  state: StandingState;
}

/** One line of the duty calendar: something owed by a day, or a record that has its day. */
export interface Entry {
  /** Stable: it is the id in calendar programs. */
  key: string;
  day: string;
  title: string;
  /** Whose it is; null: the whole county's. */
  committee: string | null;
  owed?: Owed;
  record?: { declared: Dated['declared']; row: Recorded; running: boolean; cancelled: boolean };
  hours?: { from: string; to?: string };
  place?: string;
  href: string;
}

export interface Window {
  from: string;
  to: string;
  committee?: string;
  /** The memberships of one person: only what names one of them. */
  members?: readonly string[];
}

/** A year before its day is the longest that a span can lie. */
const LOOK_BACK = 400;
/** More records of one kind than this in one window are not drawn. */
const MOST = 2_000;

/** How everything stands that falls due in the window. */
export async function standingsIn(reading: Reading, obligations: readonly Obligation[], window: Window): Promise<Standing[]> {
  const found: Standing[] = [];
  for (const owing of obligations) {
    const spans = await spansOwed(reading, owing, { from: daysLater(window.from, -LOOK_BACK), to: `${Number(window.to.slice(0, 4)) + 1}-12-31` });
    const due = spans.filter(({ due: day }) => day >= window.from && day <= window.to);
    found.push(...(await standingsOf(reading, owing, due, window.committee)));
  }
  return found;
}

/** The records of the window that stand on a day of their own, as far as the person may see them. */
export async function datedIn(reading: Reading, declared: readonly Dated[], window: Window): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const one of declared) {
    const theirs = concerned(one, window);
    if (!theirs) continue;
    const rows = await list<Recorded>(reading, one.declared, { where: all(between<any>(one.day, window.from, window.to), theirs, one.where ?? always), order: [{ column: one.day }], limit: MOST });
    found.push(...rows.map((row) => entryOf(one, row)));
  }
  return found;
}

/** Whose calendar the window is; undefined where records of this kind stand in none such. */
function concerned(one: Dated, { committee, members }: Window): Predicate<any> | undefined {
  if (members) return one.members === undefined ? undefined : holdsAny<any>(one.members, members);
  if (!committee) return always as Predicate<any>;
  if (!one.committee) return undefined;
  return one.bodies ? holdsAny<any>(one.bodies, [committee]) : is<any>(one.committee, committee);
}

function entryOf(one: Dated, row: Recorded): Entry {
  const content = row as unknown as Record<string, string>;
  return {
    key: `${one.declared.name}-${row.id}`, day: content[one.day]!, title: one.declared.nameOf(row), committee: (one.committee && content[one.committee]) ?? null,
    record: { declared: one.declared, row, running: dueOn(one.declared, row) !== undefined, cancelled: one.cancelled.includes(row.state) },
    hours: one.hours?.(row), place: one.place?.(row) ?? undefined, href: `/${one.declared.path}/${row.id}`,
  };
}

const WORST_FIRST: readonly StandingState[] = ['late', 'near', 'open', 'discharged_late', 'discharged', 'excused'];
const MET: readonly StandingState[] = ['discharged', 'discharged_late'];

/** What one committee owes, or all of them together: one line for each span of each obligation. */
export function owedEntries(standings: readonly Standing[], committee: string | undefined): Entry[] {
  const groups = Map.groupBy(standings, ({ owing, span }) => `${owing.name}-${span.from}`);
  return [...groups].map(([key, those]) => {
    const { owing, span } = those[0]!;
    const counting = those.filter(({ state }) => state !== 'excused');
    const state = WORST_FIRST.find((one) => those.some((standing) => standing.state === one))!;
    return {
      key: `${key}-${committee ?? 'county'}`, day: span.due, title: `${owing.label}（${span.label}）`, committee: committee ?? null,
      owed: { owing, span, met: counting.filter((one) => MET.includes(one.state)).length, of: counting.length, excused: those.length - counting.length, state },
      href: `/duty-calendar/${owing.name}/${span.from}${committee ? `?committee=${committee}` : ''}`,
    };
  });
}

/** Everything of the window, in the order of days. What only the county owes is not in a committee's calendar. */
export async function entriesIn(reading: Reading, { obligations, dated }: DutyDeclared, window: Window): Promise<Entry[]> {
  const theirs = window.committee ? obligations.filter(({ owedBy }) => owedBy !== 'county') : obligations;
  const owed = owedEntries(await standingsIn(reading, theirs, window), window.committee);
  return [...owed, ...(await datedIn(reading, dated, window))].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** What has to be brought to mind. */
export const pressingStates: readonly StandingState[] = ['near', 'late'];

/** What presses or is late at the moment; `only` for one committee with its members, or one member. */
export async function standingsPressing(reading: Reading, obligations: readonly Obligation[], only?: string): Promise<Standing[]> {
  const day = dayOf(reading.asOf ?? new Date());
  const found: Standing[] = [];
  for (const owing of obligations) {
    const spans = await spansOwed(reading, owing, { from: daysLater(day, -2 * LOOK_BACK), to: `${Number(day.slice(0, 4)) + 1}-12-31` });
    const remembered = spans.filter(({ from, grace }) => from <= day && grace >= daysLater(day, -REMINDED));
    found.push(...(await standingsOf(reading, owing, remembered, only)));
  }
  return found.filter(({ state }) => pressingStates.includes(state));
}

/** What a committee, or a member, has to see to now. Looked up: asked twice or a day later it is what it is. */
export const pressingFor = (reading: Reading, obligations: readonly Obligation[], debtor: string, owedBy: 'committee' | 'member' = 'committee'): Promise<Standing[]> =>
  standingsPressing(reading, obligations.filter((one) => one.owedBy === owedBy), debtor);

/** So many days after it became late something is still brought to mind on the first page; the duty calendar keeps it for good. */
const REMINDED = 60;

/** A number that grows whenever a day by which something is due may have moved: with each parameter set and each calendar entered. */
export async function sequenceOfDays(reading: Reading): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select coalesce(sum(version), 0) from ${sql.table(parameterSetting.table)} where county_id = ${reading.county})::int
      + (select coalesce(sum(version), 0) from ${sql.table(yearCalendar.table)} where county_id = ${reading.county})::int as n`.execute(reading.db);
  return rows[0]!.n;
}
