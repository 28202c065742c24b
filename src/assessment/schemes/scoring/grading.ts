import type { Scheme } from '#assessment/schemes/scheme.ts';
import type { Period } from '#assessment/schemes/scoring/counting.ts';
import { meets, recordsIn, spanOf, spansBetween, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';

/** One who was assessed, with the total of this year and those of the years before, the last first. */
export interface Standing {
  id: string;
  total: Exact;
  events: readonly Event[];
  before: readonly Before[];
}

/** An earlier year's result. */
export interface Before {
  total: Exact;
  band: string | undefined;
}

export interface Grade {
  id: string;
  /** 1 for the most points; who has as many shares it. */
  place: number;
  band: string | undefined;
  /** Minimum conditions that were not met, with how many there were. */
  unmet: readonly { name: string; done: number; least: number }[];
  awards: readonly string[];
  consequences: readonly string[];
  /** The total as it counts in another scheme. */
  scaled: Exact | undefined;
}

/** A total with what is known of it already: the minimum conditions that were not met, by name. */
export type Totalled = Omit<Standing, 'events'> & { unmet: readonly string[] };

/** What the totals of all who were assessed together mean: places, bands, awards and what follows. */
export function grade(scheme: Scheme, standings: readonly Standing[], period: Period): Grade[] {
  const unmet = standings.map(({ events }) => scheme.gates.map((gate) => ({ name: gate.name, done: doneFor(gate, events, period), least: gate.least })).filter(({ done, least }) => done < least));
  const totalled = standings.map((standing, index) => ({ ...standing, unmet: unmet[index]!.map(({ name }) => name) }));
  return gradeTotals(scheme, totalled, period).map((one, index) => ({ ...one, unmet: unmet[index]! }));
}

/** The same of totals that people have decided, where the minimum conditions were judged before. */
export function gradeTotals(scheme: Scheme, standings: readonly Totalled[], period: Period): Omit<Grade, 'unmet'>[] {
  const year = Number(period.to.slice(0, 4));
  return standings.map((standing) => {
    const band = lowest(scheme, [bandOf(scheme, standing.total), ...scheme.gates.flatMap(({ name, otherwise }) => (standing.unmet.includes(name) ? [otherwise] : []))]);
    return {
      id: standing.id, place: placeOf(standing.total, standings), band,
      awards: scheme.awards.filter((award) => year % award.years === 0 && wins(award, standing.total, standings)).map(({ title }) => title),
      consequences: scheme.consequences.filter((one) => follows(one, [{ total: standing.total, band }, ...standing.before])).map((one) => one.follows),
      scaled: scheme.scaled_to === undefined || !scheme.most ? undefined : standing.total.times(Exact.of(scheme.scaled_to)).dividedBy(Exact.of(scheme.most)),
    };
  });
}

/** How many there are; where each period asks for its own, how many there are in the poorest of them. */
function doneFor({ of, where, span }: Scheme['gates'][number], events: readonly Event[], { from, to }: Period): number {
  const met = events.filter((event) => event.day >= from && event.day <= to && of.includes(event.source) && meets(event, where));
  if (!span) return recordsIn(met);
  const done = Map.groupBy(met, ({ day }) => spanOf(day, span));
  return Math.min(...spansBetween(from, to, span).map((one) => recordsIn(done.get(one) ?? [])));
}

const placeOf = (total: Exact, all: readonly Pick<Standing, 'total'>[]): number => 1 + all.filter((other) => other.total.compare(total) > 0).length;
const placeFromBelow = (total: Exact, all: readonly Pick<Standing, 'total'>[]): number => 1 + all.filter((other) => other.total.compare(total) < 0).length;

/** The first band whose least is reached; the one without a least is for all others. */
const bandOf = ({ bands }: Scheme, total: Exact): string | undefined => bands.find(({ least }) => least === undefined || total.compare(Exact.of(least)) >= 0)?.name;

/** A minimum condition that was not met takes a band away and never gives a better one: of several the one that stands last; one that points cannot give is below all. */
function lowest({ bands }: Scheme, named: readonly (string | undefined)[]): string | undefined {
  const rank = (name: string) => bands.findIndex((band) => band.name === name) + 1 || bands.length + 1;
  return named.filter((name) => name !== undefined).toSorted((a, b) => rank(b) - rank(a))[0];
}

/** Whoever has as many points as the last that wins, wins too; where ties do not count, only those who are above all who tie over the line. */
function wins({ top, bottom, share, ties }: Scheme['awards'][number], total: Exact, all: readonly Pick<Standing, 'total'>[]): boolean {
  const many = top ?? bottom ?? Math.floor((all.length * share!) / 100);
  const place = bottom === undefined ? placeOf(total, all) : placeFromBelow(total, all);
  const alike = all.filter((other) => other.total.equals(total)).length;
  return ties ? place <= many : place + alike - 1 <= many;
}

/** The same in so many years on end, this one included. */
function follows({ band, below, years }: Scheme['consequences'][number], results: readonly Before[]): boolean {
  const last = results.slice(0, years);
  return last.length === years && last.every((one) => (band === undefined ? one.total.compare(Exact.of(below!)) < 0 : one.band === band));
}
