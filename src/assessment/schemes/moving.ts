import type { Scheme } from '#assessment/schemes/scheme.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import type { Line, Sheet } from '#assessment/schemes/scoring/score.ts';

/** One line under two schemes; a side that has no such line is empty and gives nothing. */
export interface MovedLine {
  section: string;
  name: string;
  before: Pick<Line, 'points' | 'sentence'> | undefined;
  after: Pick<Line, 'points' | 'sentence'> | undefined;
  difference: Exact;
}

/** A sheet under two schemes, line by line: the differences of all lines together are the difference of the totals. */
export function movesBetween(older: { scheme: Scheme; sheet: Sheet }, newer: { scheme: Scheme; sheet: Sheet }): MovedLine[] {
  const before = contributions(older.scheme, older.sheet);
  const after = contributions(newer.scheme, newer.sheet);
  const partners = partnersOf(before, after);
  const taken = new Set(partners.values());
  return [
    ...after.map((line) => moved(partners.get(line), line)),
    ...before.filter((line) => !taken.has(line)).map((line) => moved(line, undefined)),
  ];
}

interface Contribution extends Pick<Line, 'points' | 'sentence'> {
  section: string;
  name: string;
}

/** What each line brings to the total, and what weights, limits of sections and the limit of the whole make of it. */
function contributions(scheme: Scheme, { sections, total }: Sheet): Contribution[] {
  const parts = sections.map(({ name, points, lines }, place) => {
    const weight = scheme.sections[place]?.weight ?? 1;
    const counted = points.times(Exact.of(weight));
    const plain = Exact.sum(lines.map((line) => line.points));
    return { counted, lines: [...lines.map((line) => ({ section: name, name: line.name, points: line.points, sentence: line.sentence })), ...adjusted(name, '部分的封顶和权重', counted.minus(plain))] };
  });
  return [...parts.flatMap(({ lines }) => lines), ...adjusted('总分', '总分封顶', total.minus(Exact.sum(parts.map(({ counted }) => counted))))];
}

const adjusted = (section: string, name: string, points: Exact): Contribution[] => (points.equals(Exact.zero) ? [] : [{ section, name, points, sentence: `${section}按${name}调整${points}分。` }]);

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
  return { section, name, before, after, difference: (after?.points ?? Exact.zero).minus(before?.points ?? Exact.zero) };
}
