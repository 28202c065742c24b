import { isDay } from '#platform/fields.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { all, between, is, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';

/** Which days a calendar of shifts shows: a week from its Monday, or a month. */
export interface Window {
  view: 'week' | 'month';
  from: string;
  to: string;
  /** A day of the window before, and of the one after. */
  before: string;
  after: string;
}

/** A station has no more shifts in a month. */
const MOST = 400;

export function windowAsked(query: URLSearchParams): Window {
  const asked = query.get('day') ?? '';
  const day = isDay(asked) ? asked : today();
  return query.get('view') === 'month' ? monthOf(day) : weekOf(day);
}

function weekOf(day: string): Window {
  const from = daysLater(day, -((new Date(day).getUTCDay() + 6) % 7));
  return { view: 'week', from, to: daysLater(from, 6), before: daysLater(from, -7), after: daysLater(from, 7) };
}

function monthOf(day: string): Window {
  const from = `${day.slice(0, 7)}-01`;
  const after = `${daysLater(from, 31).slice(0, 7)}-01`;
  return { view: 'month', from, to: daysLater(after, -1), before: `${daysLater(from, -1).slice(0, 7)}-01`, after };
}

export const daysOf = ({ from, to }: Pick<Window, 'from' | 'to'>): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day);
  return days;
};

const byTime = [{ column: 'day' }, { column: 'starts' }] as const;

/** The shifts of a window, as far as the person sees them; what was cancelled is left out. */
export const shiftsIn = (reading: Reading, where: Predicate<DutyShift>, { from, to }: Pick<Window, 'from' | 'to'>): Promise<DutyShift[]> =>
  list(reading, dutyShift, { where: all(where, oneOf<DutyShift>('state', ['draft', 'planned', 'held', 'missed']), between<DutyShift>('day', from, to)), order: byTime, limit: MOST });

/** What everybody may know of a station's shifts from a day on. */
export const publicShifts = (reading: Reading, stationId: string, from: string, to: string): Promise<DutyShift[]> =>
  list(reading, dutyShift, { where: all(is<DutyShift>('station_id', stationId), oneOf<DutyShift>('state', ['planned', 'held']), between<DutyShift>('day', from, to)), order: byTime, limit: MOST });
