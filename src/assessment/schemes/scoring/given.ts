import { timesOf, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';

/** An event with what it gave. */
export interface Given {
  event: Event;
  points: Exact;
}

/** What several events give together. */
export function pointsOf(given: readonly Given[]): Exact {
  const alike = new Map<Exact, number>();
  for (const { event, points } of given) alike.set(points, (alike.get(points) ?? 0) + timesOf(event));
  return Exact.sum([...alike].map(([points, times]) => points.times(Exact.of(times))));
}
