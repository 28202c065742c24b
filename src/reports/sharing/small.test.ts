import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protect, type Cell } from '#reports/sharing/small.ts';

/** What somebody could work out who knows how cells are hidden: every assignment of the hidden ones that agrees with all that is told. */
function possible(cells: readonly Cell[], total: number, small: number): number[][] {
  const told = cells.flatMap((cell) => ('told' in cell ? [cell.told] : []));
  const ceiling = Math.min(...told.filter((n) => n >= small), total);
  const places = cells.flatMap((cell, place) => ('hidden' in cell ? [{ place, from: cell.hidden === 'small' ? 1 : small, to: cell.hidden === 'small' ? small - 1 : ceiling }] : []));
  const left = total - told.reduce((sum, n) => sum + n, 0);
  const found: number[][] = [];
  const go = (at: number, rest: number, sofar: number[]): void => {
    if (at === places.length) return void (rest === 0 && found.push(sofar));
    for (let n = places[at]!.from; n <= Math.min(places[at]!.to, rest); n += 1) go(at + 1, rest - n, [...sofar, n]);
  };
  go(0, left, []);
  return found;
}

const columns = fc.record({ values: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 }), small: fc.integer({ min: 3, max: 6 }) });

test('no small number is told, and none follows from the total and what is told beside it', () => {
  fc.assert(fc.property(columns, ({ values, small }) => {
    const { cells, total } = protect(values, small);
    for (const [place, n] of values.entries()) {
      const cell = cells[place]!;
      if (n > 0 && n < small) expect(cell).toEqual({ hidden: 'small' });
      else if ('told' in cell) expect(cell.told).toBe(n);
    }
    if (total === undefined) return;
    expect(total).toBe(values.reduce((sum, n) => sum + n, 0));
    const worlds = possible(cells, total, small);
    for (const [at, hidden] of cells.flatMap((cell) => ('hidden' in cell ? [cell.hidden] : [])).entries()) {
      if (hidden === 'small') expect(new Set(worlds.map((world) => world[at])).size, `${values} under ${small}`).toBeGreaterThan(1);
    }
  }), { numRuns: 2_000 });
});

test('a single small number takes another with it; alone it takes the total', () => {
  expect(protect([3, 12, 30, 9], 5)).toEqual({ cells: [{ hidden: 'small' }, { told: 12 }, { told: 30 }, { hidden: 'beside' }], total: 54 });
  expect(protect([3], 5)).toEqual({ cells: [{ hidden: 'small' }], total: undefined });
  expect(protect([0, 7, 8], 5)).toEqual({ cells: [{ told: 0 }, { told: 7 }, { told: 8 }], total: 15 });
  expect(protect([1, 1], 5).total).toBeUndefined(); // two of which each must be 1
});
