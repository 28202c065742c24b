import { normal } from '#platform/search/grams.ts';

/** Which titles of a session stand together, so that candidates for merging are seen side by side. Pure. */

interface Titled {
  id: string;
  title: string;
}

/** Two titles share at least this much of what tells them apart. Found by trying on the lists of two real sessions: lower puts mere fields together. */
const ALIKE = 0.4;
/** Of a few titles nobody can say what is common: they are weighed as if there were so many. */
const FEW = 200;

const frame = /^关于|(?:工作)?的(?:提案|建议|意见建议)$/gu;

const pairsOf = (title: string): string[] => {
  const characters = [...normal(title).replace(frame, '').replace(/[^\p{L}\p{N}]/gu, '')];
  return [...new Set(characters.slice(1).map((one, n) => characters[n]! + one))];
};

/**
 * Groups of two and more, each led by the first in the order given. A title joins the leader that it is likest to: chains of
 * small steps never grow into one great group.
 */
export function likenessGroups<Row extends Titled>(rows: readonly Row[]): Row[][] {
  const pairs = rows.map(({ title }) => pairsOf(title));
  const frequency = new Map<string, number>();
  for (const one of pairs.flat()) frequency.set(one, (frequency.get(one) ?? 0) + 1);
  const weights = new Map([...frequency].map(([pair, n]) => [pair, Math.log(1 + Math.max(rows.length, FEW) / n)]));
  const weight = (pair: string): number => weights.get(pair)!;
  const length = pairs.map((some) => Math.hypot(...some.map(weight)));
  const leaders = new Map<string, number[]>();
  const groups = new Map<number, Row[]>();
  rows.forEach((row, at) => {
    const leader = likest(at);
    if (leader !== undefined) return void groups.get(leader)!.push(row);
    groups.set(at, [row]);
    for (const pair of pairs[at]!) (leaders.get(pair) ?? leaders.set(pair, []).get(pair)!).push(at);
  });
  return [...groups.values()].filter((group) => group.length > 1);

  function likest(at: number): number | undefined {
    const products = new Map<number, number>();
    for (const pair of pairs[at]!) {
      const squared = weight(pair) ** 2;
      for (const leader of leaders.get(pair) ?? []) products.set(leader, (products.get(leader) ?? 0) + squared);
    }
    let best: { leader: number; likeness: number } | undefined;
    for (const [leader, product] of products) {
      const likeness = product / (length[at]! * length[leader]!);
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { leader, likeness };
    }
    return best?.leader;
  }
}
