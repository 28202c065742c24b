import type { Counting } from '#assessment/schemes/scheme.ts';
import { earlier, meets, recordsIn, spanOf, spansBetween, timesOf, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { pointsOf, type Given } from '#assessment/schemes/scoring/given.ts';
import { said } from '#assessment/schemes/scoring/wording.ts';

/** The days that are assessed, both counted. */
export interface Period {
  from: string;
  to: string;
}

export interface Passed {
  event: Event;
  /** Why it gave nothing, in a few words. */
  why: string;
}

/** What a way of counting came to, with the arithmetic in one sentence. */
export interface Outcome {
  points: Exact;
  given: readonly Given[];
  passed: readonly Passed[];
  sentence: string;
}

/** Counts the events of one subject, which come by their days: those that are asked for, each work once, so many of them, with what they give. */
export function countEvents(events: readonly Event[], rule: Counting, period: Period): Outcome {
  const passed: Passed[] = [];
  const asked = events.filter((event) => rule.of.includes(event.source));
  const worth = valuing(rule);
  const fitting = keep(asked, passed, (event) => meets(event, rule.where), '不符合本项条件');
  const valued = fitting.map((event) => ({ event, points: worth(event) }));
  const single = rule.once_each ? onceEach(valued, rule.every, passed) : valued;
  const counted = soMany(single, rule, passed);
  if (rule.spread && !isSpread(valued, rule.spread, period)) return nothingFor(counted, passed, said.notSpread(rule.spread));
  if (rule.every) return overPeriods(counted, rule.every, rule, period, passed);
  if (rule.quota) return towardsQuota(counted, rule.quota, rule, passed);
  return { points: pointsOf(counted), given: counted, passed, sentence: said.each(counted, rule) };
}

const manyOf = (given: readonly Given[]): number => recordsIn(given.map(({ event }) => event));

function keep(events: readonly Event[], passed: Passed[], fits: (event: Event) => boolean, why: string): Event[] {
  const [fitting, others] = [events.filter(fits), events.filter((event) => !fits(event))];
  passed.push(...others.map((event) => ({ event, why })));
  return fitting;
}

/** What one event gives by itself: by what it is like, times its amount, as the share of whoever did it. Those that are alike give the very same. */
function valuing(rule: Counting): (event: Event) => Exact {
  const fixed = typeof rule.gives === 'object' ? undefined : Exact.of(rule.gives ?? 0);
  const known = new Map<string, Exact>();
  return (event) => {
    const each = fixed ?? byCases(event, rule.gives as Exclude<Counting['gives'], number | undefined>);
    if (rule.measure === 'records' && rule.shared === 'full' && fixed) return fixed;
    const points = shareOf(rule.measure === 'amount' ? each.times(Exact.of(event.amount ?? 1)) : each, event, rule.shared);
    const written = points.toJSON();
    return known.get(written) ?? (known.set(written, points), points);
  };
}

function byCases(event: Event, { cases, together }: Exclude<Counting['gives'], number | undefined>): Exact {
  const apply = cases.filter((one) => meets(event, one)).map(({ gives }) => Exact.of(gives));
  return together === 'add' ? Exact.sum(apply) : (apply.toSorted((a, b) => b.compare(a))[0] ?? Exact.zero);
}

/** A joint work's points as the scheme splits them: all to each, to the first only, half to the first, or the same to each. */
function shareOf(whole: Exact, { people }: Event, shared: Counting['shared']): Exact {
  if (!people || people.all === 1 || shared === 'full') return whole;
  if (shared === 'equally') return whole.dividedBy(Exact.of(people.all));
  if (shared === 'first') return people.place === 1 ? whole : Exact.zero;
  const half = whole.dividedBy(Exact.of(2));
  return people.place === 1 ? half : half.dividedBy(Exact.of(people.all - 1));
}

/** Of several records of one work the one that gives or amounts to most, else the earliest; the work of a month is that of this month. */
function onceEach(valued: readonly Given[], every: Counting['every'], passed: Passed[]): Given[] {
  const kept = new Map<string, Given>();
  for (const one of valued) {
    const { event } = one;
    const work = [event.same ?? `${event.record} ${event.id}`, every && spanOf(event.day, every.span)].join(' ');
    const before = kept.get(work);
    if (!before) kept.set(work, event.same ? { ...one, event: single(event) } : one);
    else {
      const better = (one.points.compare(before.points) || (event.amount ?? 1) - (before.event.amount ?? 1)) > 0;
      if (better) kept.set(work, { ...one, event: single(event) });
      passed.push({ event: (better ? before : one).event, why: '与另一条是同一件工作，只计得分高的一条' });
    }
  }
  return [...kept.values()].toSorted((a, b) => earlier(a.event, b.event));
}

const single = (event: Event): Event => (event.times === undefined ? event : { ...event, times: 1 });

/** From which one on, and how many, beginning with those that give most. */
function soMany(valued: readonly Given[], { from = 1, first = Infinity }: Counting, passed: Passed[]): Given[] {
  if (from === 1 && first >= manyOf(valued)) return [...valued];
  const counted: Given[] = [];
  let place = 0;
  for (const one of valued.toSorted((a, b) => b.points.compare(a.points) || earlier(a.event, b.event))) {
    const last = place + timesOf(one.event);
    const taken = Math.max(0, Math.min(last, from - 1 + first) - Math.max(place, from - 1));
    if (taken > 0) counted.push(taken === timesOf(one.event) ? one : { ...one, event: { ...one.event, times: taken } });
    else passed.push({ event: one.event, why: place < from - 1 ? `从第${from}件起计分` : `只计${first}件，已取得分高的` });
    place = last;
  }
  return counted.toSorted((a, b) => earlier(a.event, b.event));
}

const bySpan = (given: readonly Given[], span: Parameters<typeof spanOf>[1]): Map<string, Given[]> => Map.groupBy(given, ({ event }) => spanOf(event.day, span));

function isSpread(given: readonly Given[], { span, least }: NonNullable<Counting['spread']>, { from, to }: Period): boolean {
  const done = bySpan(given, span);
  return spansBetween(from, to, span).every((one) => manyOf(done.get(one) ?? []) >= least);
}

const nothingFor = (given: readonly Given[], passed: readonly Passed[], why: string): Outcome =>
  ({ points: Exact.zero, given: [], passed: [...passed, ...given.map(({ event }) => ({ event, why }))], sentence: `共${manyOf(given)}件，${why}，不得分。` });

/** The base of each period in which enough was done, and what was done beyond it. */
function overPeriods(given: readonly Given[], every: NonNullable<Counting['every']>, rule: Counting, { from, to }: Period, passed: readonly Passed[]): Outcome {
  const done = bySpan(given, every.span);
  const all = spansBetween(from, to, every.span);
  const met = all.filter((span) => sizeOf(done.get(span) ?? [], rule) >= every.least);
  const reached = new Set(met);
  const beyond = met.reduce((sum, span) => sum + sizeOf(done.get(span)!, rule) - every.least, 0);
  const points = Exact.of(every.gives).times(Exact.of(met.length)).plus(Exact.of(every.further ?? 0).times(Exact.of(every.further === undefined ? 0 : beyond)));
  const inMet = given.filter(({ event }) => reached.has(spanOf(event.day, every.span)));
  const short = given.filter(({ event }) => !reached.has(spanOf(event.day, every.span))).map(({ event }) => ({ event, why: '这一期没有达到次数' }));
  return { points, given: inMet, passed: [...passed, ...short], sentence: said.every(every, { all: all.length, met: met.length, beyond, missed: all.filter((span) => !met.includes(span)) }) };
}

function towardsQuota(given: readonly Given[], quota: NonNullable<Counting['quota']>, rule: Counting, passed: readonly Passed[]): Outcome {
  const done = sizeOf(given, rule);
  const part = Exact.of(Math.min(done, quota.least)).dividedBy(Exact.of(quota.least));
  const reached = done >= quota.least || quota.short === 'part';
  return {
    points: reached ? Exact.of(quota.gives).times(part) : Exact.zero,
    given: reached ? given : [], passed: reached ? passed : [...passed, ...given.map(({ event }) => ({ event, why: `不足${quota.least}件` }))], sentence: said.quota(quota, done),
  };
}

/** How many there are, in records or in what each amounts to. */
const sizeOf = (given: readonly Given[], rule: Pick<Counting, 'measure'>): number =>
  rule.measure === 'amount' ? given.reduce((sum, { event }) => sum + (event.amount ?? 1) * timesOf(event), 0) : manyOf(given);
