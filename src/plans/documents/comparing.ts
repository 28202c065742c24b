import type { Clause } from '#plans/clauses.ts';
import { declaredParameter, shownValue } from '#plans/parameters.ts';
import { wordChanges, type WordRun } from '#platform/word-changes.ts';

export interface Compared {
  /** `renumbered`: only its number is another. */
  change: 'same' | 'renumbered' | 'changed' | 'added' | 'removed';
  older?: Clause;
  newer?: Clause;
  /** The words of both, in reading order. */
  runs: WordRun[];
}

/** Two versions of a plan, piece by piece in the order of the newer one; what was removed stands where it stood. */
export function compare(older: readonly Clause[], newer: readonly Clause[]): Compared[] {
  const partners = partnersOf(older, newer);
  const told: Compared[] = newer.map((clause) => comparedPair(partners.get(clause), clause));
  const matched = new Set(partners.values());
  older.forEach((clause, place) => {
    if (matched.has(clause)) return;
    const before = older.slice(0, place).toReversed().find((one) => told.some((row) => row.older === one));
    const at = before ? told.findIndex((row) => row.older === before) + 1 : 0;
    told.splice(at, 0, { change: 'removed', older: clause, runs: [{ kind: 'removed', words: wording(clause) }] });
  });
  return told;
}

function comparedPair(older: Clause | undefined, newer: Clause): Compared {
  if (!older) return { change: 'added', newer, runs: [{ kind: 'added', words: wording(newer) }] };
  const runs = wordChanges(wording(older), wording(newer));
  return { change: changeOf(older, newer), older, newer, runs };
}

function changeOf(older: Clause, newer: Clause): Compared['change'] {
  if (wording(older) === wording(newer)) return 'same';
  return wording({ ...older, number: newer.number }) === wording(newer) ? 'renumbered' : 'changed';
}

/** How two pieces are known to be the same one, the surest way first. A number alone says little: it moves when a clause is put in. */
const likenesses: readonly ((one: Clause) => string | null)[] = [
  ({ key }) => key,
  ({ level, heading, text }) => `${level} ${heading} ${text}`,
  ({ level, heading }) => (heading ? `${level} ${heading}` : null),
  ({ level, number, heading }) => (number && !heading ? `${level} ${number}` : null),
];

/** Newer piece → older piece. */
function partnersOf(older: readonly Clause[], newer: readonly Clause[]): Map<Clause, Clause> {
  const found = new Map<Clause, Clause>();
  const taken = new Set<Clause>();
  for (const likeness of likenesses) {
    const free = Map.groupBy(older.filter((one) => !taken.has(one)), likeness);
    for (const clause of newer) {
      const mark = likeness(clause);
      const partner = !found.has(clause) && mark !== null ? free.get(mark)?.shift() : undefined;
      if (!partner) continue;
      found.set(clause, partner);
      taken.add(partner);
    }
  }
  return found;
}

/** All that a piece says, in one text: number, heading, words, and the values that it sets. */
function wording({ number, heading, text, parameters }: Clause): string {
  const title = [number, heading].filter(Boolean).join('　');
  const values = Object.entries(parameters).map(([key, value]) => {
    const declared = declaredParameter(key);
    return declared ? `【${declared.label}：${shownValue(declared, value)}】` : '';
  });
  return [title, text, values.join('')].filter(Boolean).join('\n');
}
