import { dayOf } from '#platform/time.ts';

const DAY_MS = 86_400_000;

/** An activity is told by half-days, because that is how presence is told (domain rules 4: per half-day). */

export const halfWords = { am: '上午', pm: '下午' } as const;

export type HalfOfDay = keyof typeof halfWords;

/** A half-day: `2026-03-01am`. */
export type Half = `${string}${HalfOfDay}`;

/** When an activity takes place: whole days unless said otherwise. */
export interface Days {
  from: string;
  until?: string | null;
  fromHalf?: string | null;
  untilHalf?: string | null;
}

/** Nobody is away on a visit longer than this: it bounds the columns of the list. */
export const MOST_DAYS = 15;

/** Every half-day of the activity, in order. */
export function halvesOf({ from, until, fromHalf, untilHalf }: Days): Half[] {
  const last = until ?? from;
  const days: string[] = [];
  for (let day = from; day <= last && days.length < MOST_DAYS; day = dayAfter(day)) days.push(day);
  return days.flatMap((day) => [`${day}am` as const, `${day}pm` as const]).filter((half) => half >= `${from}${fromHalf ?? 'am'}` && half <= `${last}${untilHalf ?? 'pm'}`);
}

const dayAfter = (day: string): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + DAY_MS));

/** 3月1日上午; of an activity of one day only 上午. */
export function halfWord(half: Half, { from, until }: Days): string {
  const word = halfWords[half.slice(10) as HalfOfDay];
  return until && until !== from ? `${Number(half.slice(5, 7))}月${Number(half.slice(8, 10))}日${word}` : word;
}

/** The days in words: 2026-03-01, 2026-03-01下午, 2026-03-01至03-02. */
export function daysWords({ from, until, fromHalf, untilHalf }: Days): string {
  const begins = fromHalf === 'pm' ? halfWords.pm : '';
  if (!until || until === from) return `${from}${fromHalf && fromHalf === untilHalf ? halfWords[fromHalf as HalfOfDay] : begins}`;
  return `${from}${begins}至${until.slice(0, 4) === from.slice(0, 4) ? until.slice(5) : until}${untilHalf === 'am' ? halfWords.am : ''}`;
}
