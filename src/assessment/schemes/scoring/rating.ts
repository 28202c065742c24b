import type { Rate } from '#assessment/schemes/scheme.ts';
import type { Outcome } from '#assessment/schemes/scoring/counting.ts';
import { meets, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { said } from '#assessment/schemes/scoring/wording.ts';

/** A share of one source in another: all points at the target, some or none below it. */
export function byRate(rule: Rate, events: readonly Event[]): Outcome {
  const within = events.filter((event) => rule.whole.includes(event.source) && meets(event, rule.whole_where));
  const done = events.filter((event) => rule.of.includes(event.source) && meets(event, rule.where));
  const [all, full] = [Exact.of(within.length), Exact.of(rule.gives)];
  const given = done.map((event) => ({ event, points: Exact.zero }));
  if (within.length === 0) return { points: rule.empty === 'all' ? full : Exact.zero, given, passed: [], sentence: said.rate(rule, 0, 0, Exact.zero) };
  const percent = Exact.of(done.length * 100).dividedBy(all);
  const below = Exact.of(rule.target).minus(percent);
  const missing = within.filter((event) => !done.some((one) => one.record === event.record && one.id === event.id)).map((event) => ({ event, why: '没有达到' }));
  return { points: remaining(full, below, rule.point_below), given, passed: missing, sentence: said.rate(rule, done.length, within.length, percent) };
}

function remaining(full: Exact, below: Exact, perPoint: number | undefined): Exact {
  if (below.compare(Exact.zero) <= 0) return full;
  return perPoint === undefined ? Exact.zero : full.minus(below.times(Exact.of(perPoint)));
}
