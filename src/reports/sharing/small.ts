/**
 * Small numbers of a column are not told apart: "fewer than five" might be one village everybody knows. Nor may they follow from the total, so
 * others are left out with them until every small one could still be at least two different numbers; where that cannot be had, the total is not told.
 */
export interface Protected {
  cells: Cell[];
  /** Undefined where it would tell a small number. */
  total: number | undefined;
}

export type Cell = { told: number } | { hidden: 'small' | 'beside' };

export const isSmall = (n: number, small: number): boolean => n > 0 && n < small;

export const protect = (values: readonly number[], small: number): Protected => {
  const hidden = new Map<number, 'small' | 'beside'>(values.flatMap((n, place) => (isSmall(n, small) ? [[place, 'small' as const]] : [])));
  const total = values.reduce((sum, n) => sum + n, 0);
  const others = values.map((n, place) => ({ n, place })).filter(({ n }) => n >= small).toSorted((a, b) => a.n - b.n || a.place - b.place);
  while (tells(values, hidden, small, others[0]?.n)) {
    const next = others.shift();
    if (!next) return { cells: cellsOf(values, hidden), total: undefined };
    hidden.set(next.place, 'beside');
  }
  return { cells: cellsOf(values, hidden), total };
};

const cellsOf = (values: readonly number[], hidden: ReadonlyMap<number, 'small' | 'beside'>): Cell[] =>
  values.map((n, place) => (hidden.has(place) ? { hidden: hidden.get(place)! } : { told: n }));

/**
 * Whether the total with everything that is told leaves some small number only one value. A small one is 1 to small − 1; one
 * beside it is at least `small` and, for whoever knows how they are chosen, at most the smallest that is told (`ceiling`).
 */
function tells(values: readonly number[], hidden: ReadonlyMap<number, 'small' | 'beside'>, small: number, ceiling = Number.POSITIVE_INFINITY): boolean {
  const kinds = [...hidden.values()];
  const smalls = kinds.filter((kind) => kind === 'small').length;
  if (smalls === 0) return false;
  const besides = kinds.length - smalls;
  const sum = [...hidden.keys()].reduce((all, place) => all + values[place]!, 0);
  const least = (smalls - 1) + besides * small;
  const most = (smalls - 1) * (small - 1) + (besides > 0 ? besides * ceiling : 0);
  const low = Math.max(1, sum - most);
  const high = Math.min(small - 1, sum - least);
  return high <= low;
}
