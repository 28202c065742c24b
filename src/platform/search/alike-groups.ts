/**
 * Groups of two and more that have most of what tells them apart in common, each led by the first in the order given: by the pieces of each
 * row, the rarer among all of them the more telling. A row joins the leader that it is likest to: chains of small steps never grow into one
 * great group. Pure.
 */
export function alikeGroups<Row>(rows: readonly Row[], { pieces, alike, few }: {
  pieces(row: Row): readonly string[];
  /** At least this much, 0 to 1, two of a group have in common. */
  alike: number;
  /** Of a few rows nobody can say what is common: they are weighed as if there were so many. */
  few: number;
}): Row[][] {
  const pairs = rows.map(pieces);
  const frequency = new Map<string, number>();
  for (const one of pairs.flat()) frequency.set(one, (frequency.get(one) ?? 0) + 1);
  const weights = new Map([...frequency].map(([pair, n]) => [pair, Math.log(1 + Math.max(rows.length, few) / n)]));
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
      if (likeness >= alike && likeness > (best?.likeness ?? 0)) best = { leader, likeness };
    }
    return best?.leader;
  }
}

/** Every pair of neighbouring letters and digits of a text, once. */
export function pairsIn(text: string): string[] {
  const characters = [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  return [...new Set(characters.slice(1).map((one, n) => characters[n]! + one))];
}
