import type { Indicator, Scheme, Section } from '#assessment/schemes/scheme.ts';
import { countEvents, type Outcome, type Passed, type Period } from '#assessment/schemes/scoring/counting.ts';
import { earlier, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import type { Given } from '#assessment/schemes/scoring/given.ts';
import { byBallot, byJudgement, fromOutside, type Judgement } from '#assessment/schemes/scoring/judging.ts';
import { byRate } from '#assessment/schemes/scoring/rating.ts';
import { said } from '#assessment/schemes/scoring/wording.ts';

/** Whom a scheme is asked of, with all that is known. */
export interface Assessed {
  /** 常委, 委员 …: indicators that are asked of some only. */
  roles: readonly string[];
  events: readonly Event[];
  /** What assessors said of an indicator, by its address. */
  judgements?: Readonly<Record<string, Judgement>>;
  /** How many gave which answer, by ballot. */
  ballots?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Results from elsewhere, by their source. */
  outside?: Readonly<Record<string, number>>;
}

/** One line of points: what it is, what it came to, of which records, and why. */
export interface Line {
  /** Its place in the scheme: section and indicator, both counted from 1. */
  address: string;
  name: string;
  clause?: string;
  points: Exact;
  /** Most that this line can give; absent: it has no limit. */
  most?: Exact;
  given: readonly Given[];
  passed: readonly Passed[];
  sentence: string;
  /** Nothing can be said yet: a part that nobody has seen, a judgement that is not there. */
  open?: 'unknown' | 'waiting' | 'not_asked';
}

export interface Sheet {
  sections: readonly { name: string; points: Exact; lines: readonly Line[] }[];
  total: Exact;
}

/** The points of one subject in a period under a scheme. The same records give the same points whenever and in whatever order they are read. */
export function score(scheme: Scheme, assessed: Assessed, period: Period): Sheet {
  const { taken, late } = byCutOff(scheme, assessed.events, period);
  const sections = scheme.sections.map((section, index) => scoreSection(section, `${index + 1}`, { ...assessed, events: taken }, late, period));
  return { sections, total: totalOf(scheme, sections.map(({ points }) => points)) };
}

/** What the points of all sections come to: weighed where they are, not over the most there is. */
const totalOf = ({ sections, most }: Scheme, points: readonly Exact[]): Exact =>
  Exact.sum(points.map((one, index) => one.times(Exact.of(sections[index]!.weight ?? 1)))).within(undefined, limit(most));

/** What a section's lines come to, within what it can give. */
const sectionOf = ({ least, most }: Section, lines: readonly Exact[]): Exact => Exact.sum(lines).within(Exact.of(least), limit(most));

/** The total of points that people gave beside those that were reckoned, by the same rules; `of` says the points of each line by its address. */
export const totalOfLines = (scheme: Scheme, of: (address: string) => Exact): Exact =>
  totalOf(scheme, scheme.sections.map((section, place) => sectionOf(section, section.indicators.map((_one, index) => of(`${place + 1}.${index + 1}`)))));

const limit = (points: number | undefined): Exact | undefined => (points === undefined ? undefined : Exact.of(points));

/** In the period, received by the cut-off, with proof where only that is taken; each by its day, in whatever order they came. */
function byCutOff({ cut_off, proved_only }: Scheme, events: readonly Event[], { from, to }: Period): { taken: Event[]; late: Passed[] } {
  const last = cut_off ? `${to.slice(0, 4)}-${cut_off}` : undefined;
  const late: Passed[] = [];
  const taken = events.toSorted(earlier).filter((event) => {
    if (event.day < from || event.day > to) return false;
    const why = last && event.received > last ? `${last}以后才送到` : proved_only && !event.proved ? '没有证明材料' : undefined;
    if (why) late.push({ event, why });
    return !why;
  });
  return { taken, late };
}

function scoreSection(section: Section, address: string, assessed: Assessed, late: readonly Passed[], period: Period): Sheet['sections'][number] {
  const lines = section.indicators.map((indicator, index) => scoreIndicator(indicator, `${address}.${index + 1}`, assessed, late, period));
  return { name: section.name, lines, points: sectionOf(section, lines.map(({ points }) => points)) };
}

function scoreIndicator(indicator: Indicator, address: string, assessed: Assessed, late: readonly Passed[], period: Period): Line {
  const { name, clause, base, most, least, only } = indicator;
  const about = { address, name, ...(clause ? { clause } : {}), ...(most === undefined ? {} : { most: Exact.of(most) }) };
  const none = { points: Exact.zero, given: [], passed: [] };
  if (only && !only.some((role) => assessed.roles.includes(role))) return { ...about, ...none, open: 'not_asked', sentence: `只对${only.join('、')}计分。` };
  if (indicator.unknown) return { ...about, ...none, open: 'unknown', sentence: `这一项的办法没有看到：${indicator.unknown}` };
  const outcome = outcomeOf(indicator, address, assessed, period);
  if (!outcome) return { ...about, ...none, open: 'waiting', sentence: '还没有评定，暂记0分。' };
  const whole = Exact.of(base).plus(outcome.points);
  const points = whole.within(Exact.of(least), limit(most));
  const sources = new Set(sourcesOf(indicator));
  return {
    ...about, points, given: outcome.given, passed: [...outcome.passed, ...late.filter(({ event }) => sources.has(event.source))],
    sentence: [base === 0 ? '' : `基础${base}分；`, outcome.sentence, points.equals(whole) ? '' : said.bounded(whole, points, points.compare(whole) < 0)].join(''),
  };
}

/** The words of the sources that an indicator reads. */
export const sourcesOf = ({ count, rate }: Indicator): string[] => [...(count ?? []).flatMap(({ of }) => of), ...(rate ? [...rate.of, ...rate.whole] : [])];

/** What the one way of an indicator comes to; undefined: a judgement, a ballot or an outside result is not there yet. */
function outcomeOf({ count, rate, judged, voted, outside }: Indicator, address: string, assessed: Assessed, period: Period): Outcome | undefined {
  if (count) return together(count.map((rule) => countEvents(assessed.events, rule, period)));
  if (rate) return byRate(rate, assessed.events);
  if (judged) return byJudgement(judged, assessed.judgements?.[address]);
  if (voted) return byBallot(voted, assessed.ballots?.[voted.ballot]);
  return outside && fromOutside(outside, assessed.outside?.[outside.of]);
}

function together(outcomes: readonly Outcome[]): Outcome {
  const given = outcomes.flatMap((one) => one.given);
  const told = new Set(given.map(({ event }) => event));
  return {
    points: Exact.sum(outcomes.map(({ points }) => points)), given,
    passed: outcomes.flatMap((one) => one.passed).filter(({ event }) => !told.has(event) && told.add(event)),
    sentence: outcomes.map(({ sentence }) => sentence).join(''),
  };
}
