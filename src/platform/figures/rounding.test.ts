import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './rounding.ts';

test('three thirds are 33.34, 33.33 and 33.33 when they are made to add up', () => {
  expect(sharesOf([1, 1, 1], 3, { decimals: 2, forced: true })).toEqual(['33.34%', '33.33%', '33.33%']);
  expect(sharesOf([1, 1, 1], 3, { decimals: 2, forced: false })).toEqual(['33.33%', '33.33%', '33.33%']);
});

test('forced shares add up to 100, and none is off by a whole unit; parts that overlap are not forced', () => {
  fc.assert(fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 2 }), (parts, decimals) => {
    const whole = parts.reduce((sum, part) => sum + part, 0);
    fc.pre(whole > 0);
    const numbers = sharesOf(parts, whole, { decimals, forced: true }).map((share) => Math.round(Number.parseFloat(share!) * 10 ** decimals));
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(100 * 10 ** decimals);
    for (const [place, one] of numbers.entries()) expect(Math.abs(one - (parts[place]! * 100 * 10 ** decimals) / whole)).toBeLessThan(1);
  }));
  expect(sharesOf([2, 2], 3, { decimals: 0, forced: true })).toEqual(['67%', '67%']);
  expect(sharesOf([0], 0, { decimals: 2, forced: true })).toEqual([undefined]);
});
