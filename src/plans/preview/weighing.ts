import type { CounterExample } from '#platform/figures/claim.ts';
import type { Judgement, Verdicts } from '#platform/figures/verdicts.ts';
import type { Reading, Supposed } from '#platform/records/act.ts';

/** A verdict about one year, as it is and as it would be. */
export interface Weighed {
  name: string;
  label: string;
  year: number;
  before: string;
  after: string;
  /** Those that would newly fail, and those that would fail no more. */
  worse: CounterExample[];
  better: CounterExample[];
}

/** The years that a change from this day on can be seen in: that of the day, this one and the coming one. */
export function yearsTouched(from_day: string, today: string): number[] {
  const [begins, now] = [from_day, today].map((day) => Number(day.slice(0, 4))) as [number, number];
  return [...new Set([begins, now, now + 1])].filter((year) => year >= begins).toSorted();
}

/** What the verdicts that read the changed parameters say about each year, without the change and with it. Nothing is written. */
export async function weigh(reading: Reading, verdicts: readonly Verdicts[], changes: readonly Supposed[], years: readonly number[]): Promise<Weighed[]> {
  const changed = new Set(changes.map(({ key }) => key));
  const found: Weighed[] = [];
  for (const year of years) {
    const scope = { from: `${year}-01-01`, to: `${year}-12-31` };
    for (const one of verdicts.filter(({ parameters }) => parameters.some((key) => changed.has(key)))) {
      const before = await one.judge(reading, scope);
      const after = await one.judge({ ...reading, supposing: changes }, scope);
      found.push({ name: one.name, label: one.label, year, before: before.words, after: after.words, worse: beyond(after, before), better: beyond(before, after) });
    }
  }
  return found;
}

const nameOf = ({ label, href }: CounterExample): string => `${label} ${href ?? ''}`;

/** Those that fail by the one and not by the other. */
function beyond(one: Judgement, other: Judgement): CounterExample[] {
  const known = new Set(other.failing.map(nameOf));
  return one.failing.filter((example) => !known.has(nameOf(example)));
}
