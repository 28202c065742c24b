import type { Conditions, Span } from '#assessment/schemes/scheme.ts';

/** Something that was done once, as rules count it: read from a record of a duty, never written down a second time. */
export interface Event {
  /** Name of the kind of record, and its id: the proof behind every point. */
  record: string;
  id: string;
  /** The day by which it falls into a period. */
  day: string;
  /** The day on which it came into the program or to the office: after the cut-off it is not taken. */
  received: string;
  /** Which source it is of, in the county's words: 民情台账, 提案. */
  source: string;
  /** What it is like, each in its own words: several stages and levels may have been reached. */
  kind?: string;
  stage?: readonly string[];
  level?: readonly string[];
  role?: string;
  status?: string;
  /** Half-days, copies, persons; one when not said. */
  amount?: number;
  /** Who did it together, and as which of them; alone when not said. */
  people?: { all: number; place: number };
  /** What is the same work has the same word here. */
  same?: string;
  proved?: boolean;
  /** So many records that are alike in all that a scheme asks of them, where nobody needs to know which (a total for comparison); one when not said. */
  times?: number;
}

export const timesOf = ({ times = 1 }: Event): number => times;

/** How many records these are. */
export const recordsIn = (events: readonly Event[]): number => events.reduce((sum, event) => sum + timesOf(event), 0);

/** Whether an event is like that. */
export function meets(event: Event, { kind, stage, level, role, status }: Conditions = {}): boolean {
  const one = (asked: readonly string[] | undefined, is: string | undefined) => !asked || (is !== undefined && asked.includes(is));
  const some = (asked: readonly string[] | undefined, are: readonly string[] = []) => !asked || are.some((is) => asked.includes(is));
  return one(kind, event.kind) && some(stage, event.stage) && some(level, event.level) && one(role, event.role) && one(status, event.status);
}

const day = 86_400_000;

/** The period of the year in which a day lies, as a word that tells it from the others of the same year: 2025-03, 2025-1. */
export function spanOf(date: string, span: Span): string {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  switch (span) {
    case 'year': return year;
    case 'half': return `${year}-${month > 6 ? 2 : 1}`;
    case 'quarter': return `${year}-${Math.ceil(month / 3)}`;
    case 'month': return date.slice(0, 7);
    case 'week': return mondayOf(date);
  }
}

/** All periods that lie between two days, both counted, wholly or in part. A week is that of its Monday. */
export function spansBetween(from: string, to: string, span: Span): string[] {
  const found = new Set<string>();
  for (let at = span === 'week' ? mondayOf(from) : `${from.slice(0, 7)}-01`; at <= to; at = span === 'week' ? daysAfter(at, 7) : `${daysAfter(at, 31).slice(0, 7)}-01`) found.add(spanOf(at, span));
  return [...found];
}

const daysAfter = (date: string, days: number): string => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

function mondayOf(date: string): string {
  const at = Date.parse(date);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - weekday * day).toISOString().slice(0, 10);
}

/** Before by day, then by its id: so that the order in which records arrive changes nothing. */
export const earlier = (a: Event, b: Event): number => inOrder(a.day, b.day) || inOrder(a.id, b.id) || inOrder(a.source, b.source);

/** By their characters, in every language of the machine alike. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
