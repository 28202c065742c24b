import type { Rate } from '#assessment/schemes/scheme.ts';
import type { Outcome } from '#assessment/schemes/scoring/counting.ts';
import { meets, recordsIn, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { said } from '#assessment/schemes/scoring/wording.ts';

/** A share of one source in another: all points at the target, some or none below it. */
export function byRate(rule: Rate, events: readonly Event[]): Outcome {
  const within = events.filter((event) => rule.whole.includes(event.source) && meets(event, rule.whole_where));
  const done = events.filter((event) => rule.of.includes(event.source) && meets(event, rule.where));
  const [all, met, full] = [recordsIn(within), recordsIn(done), Exact.of(rule.gives)];
  const given = done.map((event) => ({ event, points: Exact.zero }));
  if (within.length === 0) return { points: rule.empty === 'all' ? full : Exact.zero, given, passed: [], sentence: said.rate(rule, 0, 0, Exact.zero) };
  const percent = Exact.of(met * 100).dividedBy(Exact.of(all));
  const below = Exact.of(rule.target).minus(percent);
  const ids = new Set(done.map(({ record, id }) => `${record} ${id}`));
  const missing = within.filter(({ record, id }) => !ids.has(`${record} ${id}`)).map((event) => ({ event, why: rule.of.includes(event.source) ? '没有达到' : '只算在总数里' })); // where the share is told by other records, this one alone does not say whether it is met
  return { points: remaining(full, below, rule.point_below), given, passed: missing, sentence: said.rate(rule, met, all, percent) };
}

function remaining(full: Exact, below: Exact, perPoint: number | undefined): Exact {
  if (below.compare(Exact.zero) <= 0) return full;
  return perPoint === undefined ? Exact.zero : full.minus(below.times(Exact.of(perPoint)));
}
