import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentage } from '#platform/figures/percentage.ts';
import { withRest } from './numbers.ts';

describe('余', () => {
  test.each([[0, '0'], [9, '9'], [10, '10'], [11, '10余'], [45, '40余'], [100, '100'], [103, '100余'], [137, '130余'], [1234, '1200余'], [1200, '1200'], [98_765, '98000余']])('%d is printed %s', (value, printed) => {
    expect(withRest(value)).toBe(printed);
  });

  test('never says more than there is, nor a tenth less', () => {
    fc.assert(fc.property(fc.nat(10_000_000), (value) => {
      const said = Number(withRest(value).replace('余', ''));
      expect(said).toBeLessThanOrEqual(value);
      expect(value - said).toBeLessThan(Math.max(value / 10 + 1, 10));
      expect(withRest(value).endsWith('余')).toBe(said < value);
    }));
  });
});

describe('a percentage', () => {
  test.each([[92, 118, 2, '77.97%'], [107, 118, 2, '90.68%'], [169, 184, 1, '91.8%'], [1, 1, 2, '100%'], [0, 7, 2, '0%'], [115, 200, 0, '58%'], [115, 200, 1, '57.5%'], [1, 3, 2, '33.33%'], [2, 3, 2, '66.67%'], [1, 1000, 2, '0.1%'], [201, 20000, 2, '1.01%']])('%d of %d with %d places is %s', (numerator, denominator, decimals, printed) => {
    expect(percentage(numerator, denominator, decimals)).toBe(printed);
  });

  test('of nothing is nothing', () => {
    expect(percentage(0, 0, 2)).toBeUndefined();
  });

  test('is within half a unit of the true share', () => {
    fc.assert(fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), fc.nat(3), (numerator, denominator, decimals) => {
      const said = Number(percentage(numerator, denominator, decimals)!.replace('%', ''));
      expect(Math.abs(said - (numerator / denominator) * 100)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
    }));
  });
});
