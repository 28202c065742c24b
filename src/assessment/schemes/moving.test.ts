import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movesBetween } from '#assessment/schemes/moving.ts';
import { scheme as schema, type Scheme } from '#assessment/schemes/scheme.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { someEvents, someRule } from '#assessment/schemes/scoring/fixtures.ts';
import { score } from '#assessment/schemes/scoring/score.ts';

const period = { from: '2025-01-01', to: '2025-12-31' };
const some = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: undefined });

/** Schemes of two sections, whose lines have some names in common, with limits and weights everywhere. */
const line = fc.record({ name: fc.constantFrom('甲', '乙', '丙'), count: someRule, most: some(30), base: fc.integer({ min: 0, max: 5 }) });
const section = fc.record({ name: fc.constantFrom('一', '二'), indicators: fc.array(line, { minLength: 1, maxLength: 4 }), most: some(40), weight: fc.constantFrom(undefined, 0.3, 1) });
const someScheme: fc.Arbitrary<Scheme> = fc.record({ sections: fc.array(section, { minLength: 1, maxLength: 2 }), most: some(50) })
  .map((parts) => schema.parse(JSON.parse(JSON.stringify({ title: '例', subject: 'committee', ...parts }))));

test('line by line, the differences between two schemes are together the difference of the totals', () => {
  fc.assert(fc.property(someEvents, someScheme, someScheme, (events, before, after) => {
    const [older, newer] = [before, after].map((scheme) => ({ scheme, sheet: score(scheme, { roles: [], events }, period) })) as [{ scheme: Scheme; sheet: ReturnType<typeof score> }, { scheme: Scheme; sheet: ReturnType<typeof score> }];
    const moves = movesBetween(older, newer);
    expect(String(Exact.sum(moves.map(({ difference }) => difference)))).toBe(String(newer.sheet.total.minus(older.sheet.total)));
  }), { numRuns: 300 });
});

/** Two lines of the same name, of which the second has some parts of the first. */
const someChange = fc.tuple(line, line, fc.subarray(['count', 'most', 'base'] as const)).map(([before, other, changed]) =>
  [before, { ...before, ...Object.fromEntries(changed.map((part) => [part, other[part]])) }].map((one) => schema.parse(JSON.parse(JSON.stringify({ title: '例', subject: 'committee', sections: [{ name: '一', indicators: [one] }] })))));

test('a line whose points differ says in what its rule does, and both rules stand beside each other', () => {
  fc.assert(fc.property(someEvents, someChange, (events, schemes) => {
    const [older, newer] = schemes.map((scheme) => ({ scheme, sheet: score(scheme, { roles: [], events }, period) }));
    const { before, after, difference, why } = movesBetween(older!, newer!)[0]!;
    if (!difference.equals(Exact.zero)) expect([why, before!.rule === after!.rule], `${before!.rule} ${after!.rule}`).toEqual([expect.stringMatching(/^“.+(?:改为|不同)/u), false]);
    if (before!.rule !== after!.rule) expect(why).not.toContain('一样');
  }), { numRuns: 500 });
});

test('nothing moves between a scheme and itself', () => {
  fc.assert(fc.property(someEvents, someScheme, (events, scheme) => {
    const side = { scheme, sheet: score(scheme, { roles: [], events }, period) };
    expect(movesBetween(side, side).every(({ difference, before, after }) => difference.equals(Exact.zero) && before !== undefined && after !== undefined)).toBe(true);
  }), { numRuns: 100 });
});
