import { term, type Term } from '#institutions/terms/record.ts';
import { clauseWords } from '#plans/facts.ts';
import { spansOwed, standingsOf } from '#plans/obligations/facts.ts';
import { countFigures } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { list } from '#platform/records/read.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { scopeOf, type Asked } from '#reports/asked.ts';
import { movesInTime } from '#reports/figures/trend.ts';
import { asReported, listHref } from '#reports/quoting/reckoning.ts';

/** The figure in an earlier period. */
export interface Compared {
  from: string;
  to: string;
  value: number;
  /** What it counted then. */
  href?: string;
}

/** What the plan in force asks for of the records that a figure counts, in the spans that lie wholly in the period. */
export interface Plan {
  obligation: string;
  label: string;
  /** As people cite it. */
  clause?: string;
  /** So many are asked for in all, of those who are not excused. */
  required: number;
  /** Of so many duties so many are met. */
  owed: number;
  met: number;
  href: string;
}

/** Beside a number: the same days of last year and of the last term, and what the plan asks for. Nothing where it cannot differ, or nothing is owed. */
export async function comparedWith(standing: Standing, figure: Figure, asked: Asked): Promise<{ lastYear?: Compared; lastTerm?: Compared; plan?: readonly Plan[] }> {
  const plan = await planFor(standing.reading, figure, asked);
  const beside = plan.length > 0 ? { plan } : {};
  if (!movesInTime(figure)) return beside;
  const years = await yearsToLastTerm(standing.reading, asked.to);
  return {
    ...beside,
    lastYear: await earlier(standing, figure, asked, 1),
    ...(years > 0 ? { lastTerm: await earlier(standing, figure, asked, years) } : {}),
  };
}

async function earlier({ reading, at }: Standing, figure: Figure, asked: Asked, years: number): Promise<Compared> {
  const [from, to] = [yearsBefore(asked.from, years), yearsBefore(asked.to, years)];
  const then = { ...asked, from, to };
  const values = await countFigures(asReported(reading), [figure], scopeOf(then));
  return { from, to, value: values.get(figure.name) ?? 0, href: listHref(reading, figure, { asked: then, at }) };
}

/** The same day of an earlier year; the last of a month stays the last. */
export function yearsBefore(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOf = (its: number) => new Date(Date.UTC(its, month, 0)).getUTCDate();
  const then = date === lastOf(year) ? lastOf(year - years) : date;
  return `${year - years}-${String(month).padStart(2, '0')}-${String(then).padStart(2, '0')}`;
}

/** More terms than this no county has lived through. */
const MOST_TERMS = 30;

/** How long the term before that of the day lies back; 0 while the register has none. */
async function yearsToLastTerm(reading: Reading, day: string): Promise<number> {
  const terms = (await list<Term>(reading, term, { order: [{ column: 'starts_on', descending: true }], limit: MOST_TERMS })).filter(({ starts_on }) => starts_on <= day);
  const [current, last] = terms;
  return current && last ? Number(current.starts_on.slice(0, 4)) - Number(last.starts_on.slice(0, 4)) : 0;
}

async function planFor(reading: Reading, figure: Figure, asked: Asked): Promise<Plan[]> {
  const theirs = figure.derived ? [] : [...reading.house.obligations.values()].flat().filter(({ dischargedBy }) => dischargedBy.declared.name === figure.record);
  const found: Plan[] = [];
  for (const owing of theirs) {
    const one = await owedIn(reading, owing, asked);
    if (one) found.push(one);
  }
  return found;
}

async function owedIn(reading: Reading, owing: Obligation, asked: Asked): Promise<Plan | undefined> {
  if (asked.committee && owing.owedBy === 'county') return undefined;
  const spans = await spansOwed(reading, owing, scopeOf(asked));
  const counting = (await standingsOf(asReported(reading), owing, spans, asked.committee)).filter(({ state }) => state !== 'excused');
  if (counting.length === 0) return undefined;
  const [only] = spans;
  const whose = asked.committee ? `committee=${asked.committee}` : '';
  return {
    obligation: owing.name, label: owing.label, clause: await clauseWords(reading, owing.clause, asked.to),
    required: counting.reduce((sum, { span }) => sum + span.required, 0), owed: counting.length, met: counting.filter(({ state }) => state.startsWith('discharged')).length,
    href: spans.length === 1 ? `/duty-calendar/${owing.name}/${only!.from}?${whose}` : `/duty-calendar?view=year&month=${asked.to.slice(0, 7)}&${whose}`,
  };
}
