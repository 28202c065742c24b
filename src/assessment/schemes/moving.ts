import { describe, rulePartsOf } from '#assessment/schemes/describing.ts';
import type { Scheme, Section } from '#assessment/schemes/scheme.ts';
import { recordsIn } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import type { Line, Sheet } from '#assessment/schemes/scoring/score.ts';

/** A line under one scheme: its rule, what it gave, and of how many records. */
export interface LineSide {
  /** Its place in its scheme; absent: what a limit or a weight makes of several lines. */
  address?: string;
  points: Exact;
  rule: string;
  sentence: string;
  records: number;
}

/** One line under two schemes; a side that has no such line is empty and gives nothing. */
export interface MovedLine {
  section: string;
  name: string;
  before: LineSide | undefined;
  after: LineSide | undefined;
  difference: Exact;
  /** In what the two rules differ. */
  why: string;
}

interface Side {
  scheme: Scheme;
  sheet: Sheet;
}

/** A sheet under two schemes, line by line: the differences of all lines together are the difference of the totals. */
export function movesBetween(older: Side, newer: Side): MovedLine[] {
  const before = contributions(older);
  const after = contributions(newer);
  const partners = partnersOf(before, after);
  const taken = new Set(partners.values());
  const moves = [
    ...after.map((line) => moved(partners.get(line), line)),
    ...before.filter((line) => !taken.has(line)).map((line) => moved(line, undefined)),
  ];
  return moves.filter(tells);
}

/** A limit that neither scheme reached says nothing. */
const tells = ({ before, after }: MovedLine): boolean => [before, after].some((side) => side && (side.address !== undefined || !side.points.equals(Exact.zero)));

interface Contribution extends LineSide {
  section: string;
  name: string;
  /** The parts of its rule by their names. */
  parts: ReadonlyMap<string, string>;
}

/** What each line brings to the total, and what weights, limits of sections and the limit of the whole make of it. */
function contributions({ scheme, sheet: { sections, total } }: Side): Contribution[] {
  const parts = scheme.sections.map((section, place) => {
    const { points, lines } = sections[place]!;
    const counted = points.times(Exact.of(section.weight ?? 1));
    return { counted, lines: [...lines.map((line, index) => contribution(scheme, section, index, line)), ...limiting(section, counted.minus(Exact.sum(lines.map((line) => line.points))))] };
  });
  const whole = total.minus(Exact.sum(parts.map(({ counted }) => counted)));
  return [...parts.flatMap(({ lines }) => lines), ...adjusting('总分', '总分封顶', scheme.most === undefined ? [] : [`总分最多${scheme.most}分`], whole)];
}

function contribution(scheme: Scheme, section: Section, index: number, { address, name, points, sentence, given }: Line): Contribution {
  const indicator = section.indicators[index]!;
  const rule = `${describe(indicator)}${indicator.most === undefined ? '' : `最多${indicator.most}分。`}`;
  return { section: section.name, name, address, points, rule, sentence, records: recordsIn(given.map(({ event }) => event)), parts: rulePartsOf(indicator, scheme) };
}

const limiting = ({ name, most, least, weight }: Section, points: Exact): Contribution[] =>
  adjusting(name, '部分的封顶和权重', [most === undefined ? '' : `这一部分最多${most}分`, least === 0 ? '' : `最少${least}分`, weight === undefined ? '' : `按${Math.round(weight * 10_000) / 100}%计入总分`].filter(Boolean), points);

/** What becomes of lines together, where anything limits or weighs them. */
function adjusting(section: string, name: string, limits: readonly string[], points: Exact): Contribution[] {
  if (limits.length === 0 && points.equals(Exact.zero)) return [];
  const rule = limits.length === 0 ? '最少0分。' : `${limits.join('，')}。`;
  return [{ section, name, points, rule, sentence: points.equals(Exact.zero) ? '没有调整。' : `${section}调整${points}分。`, records: 0, parts: new Map([['封顶和权重', rule]]) }];
}

/** Two lines are the same one by section and name, else by the name alone. */
function partnersOf(before: readonly Contribution[], after: readonly Contribution[]): Map<Contribution, Contribution> {
  const found = new Map<Contribution, Contribution>();
  const taken = new Set<Contribution>();
  for (const likeness of [({ section, name }: Contribution) => `${section} ${name}`, ({ name }: Contribution) => name]) {
    const free = Map.groupBy(before.filter((line) => !taken.has(line)), likeness);
    for (const line of after.filter((one) => !found.has(one))) {
      const partner = free.get(likeness(line))?.shift();
      if (!partner) continue;
      found.set(line, partner);
      taken.add(partner);
    }
  }
  return found;
}

function moved(before: Contribution | undefined, after: Contribution | undefined): MovedLine {
  const { section, name } = (after ?? before)!;
  const difference = (after?.points ?? Exact.zero).minus(before?.points ?? Exact.zero);
  return { section, name, before: before && sideOf(before), after: after && sideOf(after), difference, why: whyOf(before, after, difference) };
}

const sideOf = ({ address, points, rule, sentence, records }: Contribution): LineSide => ({ ...(address ? { address } : {}), points, rule, sentence, records });

/** Longer parts are read in the two rules themselves. */
const SHORT = 40;

function whyOf(before: Contribution | undefined, after: Contribution | undefined, difference: Exact): string {
  if (!before || !after) return before ? '换了以后没有这一项。' : '原来没有这一项。';
  const differing = [...new Set([...before.parts.keys(), ...after.parts.keys()])].filter((part) => before.parts.get(part) !== after.parts.get(part));
  if (differing.length > 0) return `${differing.map((part) => partWords(part, before.parts.get(part) ?? '没有', after.parts.get(part) ?? '没有')).join('；')}。`;
  return difference.equals(Exact.zero) ? '两份办法的规则一样。' : '规则一样，受它限制的各项变了，跟着变。';
}

const partWords = (part: string, before: string, after: string): string =>
  (before.length <= SHORT && after.length <= SHORT ? `“${part}”由${before}改为${after}` : `“${part}”不同`);
