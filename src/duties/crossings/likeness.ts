import { between } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { EventRow } from '#duties/crossings/events.ts';
import { eventKinds, nodeKindOf } from '#duties/crossings/nodes.ts';

/** A record of an event, as far as it can be compared. */
export interface Happening {
  record: string;
  id: string;
  day: string;
  title: string;
  place: string;
  committees: readonly string[];
}

/** What two records have in common that could be records of one event, 0 to 1. */
export interface Pair {
  one: Happening;
  other: Happening;
  score: number;
}

/** Less alike than this they are two events, for whoever looks through all of them. */
const ALIKE = 0.45;
/** Who looks for another record of one event is shown what is a little less alike, too. */
export const PERHAPS = 0.3;
const DAY = 86_400_000;

/** The day of a visit and the day after: a second body often writes it down a day later. */
const nearby = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) <= DAY;

/**
 * How likely two records are of one event: the same or the next day is asked for, then the words of what it was about, the place and the bodies
 * are weighed. Only an offer: a person says whether it is so.
 */
export function likeness(a: Happening, b: Happening): number {
  if (a.id === b.id || !nearby(a.day, b.day)) return 0;
  const bodies = a.committees.some((one) => b.committees.includes(one));
  const place = Boolean(a.place && b.place && (a.place.includes(b.place) || b.place.includes(a.place)));
  if (!bodies && !place && a.committees.length > 0 && b.committees.length > 0) return 0; // two committees at two places; the county's own visits name none
  return Math.min(1, shared(a.title, b.title) + (bodies ? 0.2 : 0) + (place ? 0.2 : 0));
}

/** The share of the shorter title's pairs of characters that the other has too. */
function shared(a: string, b: string): number {
  const [few, many] = [pairsOf(a), pairsOf(b)].toSorted((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  return few.size === 0 ? 0 : [...few].filter((pair) => many.has(pair)).length / few.size;
}

/** Words that stand in most titles say nothing. */
const COMMON = /关于|开展|调研|视察|考察|协商|活动|工作|情况|联合|联动|实事|的/gu;
const pairsOf = (title: string): Set<string> => {
  const letters = [...title.replace(COMMON, ' ')];
  return new Set(letters.flatMap((letter, n) => (letter.trim() && letters[n + 1]?.trim() ? [`${letter}${letters[n + 1]}`] : [])));
};

/** The likeliest pairs among these, each record with its neighbours in time. */
export function pairsAmong(all: readonly Happening[], most: number): Pair[] {
  const inTime = all.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
  const pairs: Pair[] = [];
  inTime.forEach((one, n) => {
    for (let next = n + 1; next < inTime.length && nearby(one.day, inTime[next]!.day); next += 1) {
      const score = likeness(one, inTime[next]!);
      if (score >= ALIKE) pairs.push({ one, other: inTime[next]!, score });
    }
  });
  return pairs.toSorted((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1)).slice(0, most);
}

/** More events than this no county records in a period that is looked through. */
const MOST_HAPPENINGS = 3_000;

/** What was recorded of events in these days, as far as the reader may see it. */
export async function happenings(reading: Reading, from: string | undefined, to: string | undefined): Promise<Happening[]> {
  const found: Happening[] = [];
  for (const declared of eventKinds) {
    const rows: EventRow[] = await list(reading, declared, { where: between<any>(declared.newestBy!, from, to), order: [{ column: declared.newestBy!, descending: true }], limit: MOST_HAPPENINGS });
    found.push(...rows.flatMap((row) => happeningOf(declared.name, row)));
  }
  return found;
}

/** A record whose day is known only roughly is like none. */
export function happeningOf(record: string, row: EventRow): Happening[] {
  const { declared, day } = nodeKindOf(record)!;
  const { place, village, committee_id: committee, body_ids: bodies, precision } = row as unknown as Record<string, string | string[] | null | undefined>;
  const on = day(row);
  if (!on || precision !== 'day') return [];
  return [{ record, id: row.id, day: on, title: declared.nameOf(row), place: String(place ?? village ?? ''), committees: [...new Set([committee, bodies].flat().filter((one): one is string => typeof one === 'string'))] }];
}

/** The day before and the day after. */
export const around = (day: string): { from: string; to: string } => ({ from: shifted(day, -1), to: shifted(day, 1) });
const shifted = (day: string, by: number): string => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
