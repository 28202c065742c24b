import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { seesWholeCounty } from '#reports/facts.ts';

/** What a visitor of the duty calendar wants to see. */
export interface CalendarAsked {
  view: 'month' | 'year';
  /** `YYYY-MM`. */
  month: string;
  committee?: string;
  /** The committees among which the visitor may choose. */
  committees: Option[];
  place: string;
  wholeCounty: boolean;
}

/** @throws Problem 400, 403 or 404 for what cannot be shown */
export async function askedCalendar(reading: Reading, query: URLSearchParams, countyName: string): Promise<CalendarAsked> {
  const wholeCounty = seesWholeCounty(reading.actor);
  const own = committeesOf(reading.actor, 'worker', 'director', 'deputy_director', 'committee_member');
  if (!wholeCounty && own.length === 0) throw new Problem(403, 'not_yours', '履职日历由县政协和联络委的人员查看，您不在其中。');
  const committees = (await committeeChoices(reading)).filter(({ value }) => wholeCounty || own.includes(value));
  const committee = query.get('committee') || (wholeCounty ? undefined : (ownCommittee(reading.actor) ?? own[0]));
  const chosen = committees.find(({ value }) => value === committee);
  if (committee && !chosen) throw new Problem(404, 'no_committee', '没有这个联络委，请从列表中重新选择。');
  return { view: query.get('view') === 'year' ? 'year' : 'month', month: monthOf(query.get('month')), committee, committees, place: chosen?.label ?? countyName, wholeCounty };
}

function monthOf(typed: string | null): string {
  if (!typed) return today().slice(0, 7);
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(typed)) throw new Problem(400, 'bad_month', '月份请写成年月，例如 2026-07。');
  return typed;
}

/** Some months later, or earlier. */
export function monthsLater(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** First and last day of the month, or of its year. */
export function windowOf({ view, month, committee }: CalendarAsked): { from: string; to: string; committee?: string } {
  const year = month.slice(0, 4);
  if (view === 'year') return { from: `${year}-01-01`, to: `${year}-12-31`, committee };
  const last = new Date(Date.UTC(Number(year), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last, committee };
}
