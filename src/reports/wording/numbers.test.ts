import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentage } from '#platform/figures/percentage.ts';
import { chineseNumeral } from '#platform/documents/text.ts';
import { manners, wrongManner } from './manners.ts';
import { inManner, inTenths, withRest } from './numbers.ts';
import { numeralOf } from './numerals.ts';
import { sharesAlone, sharesOfHundred } from './shares.ts';

/** The number that is said, without the word that tells how it was rounded. */
const said = (value: number, manner: string): number => Number(inManner(value, [manner]).replace(/[余多超近约]/g, ''));
const whole = fc.nat(10_000_000);

describe('余', () => {
  test.each([[0, '0'], [9, '9'], [10, '10'], [11, '10余'], [45, '40余'], [100, '100'], [103, '100余'], [137, '130余'], [1234, '1200余'], [1200, '1200'], [98_765, '98000余']])('%d is printed %s', (value, printed) => {
    expect(withRest(value)).toBe(printed);
  });

  test.each(['余', '多', '超'])('%s never says more than there is, nor a tenth less, and only what it must', (manner) => {
    fc.assert(fc.property(whole, (value) => {
      expect(said(value, manner)).toBeLessThanOrEqual(value);
      expect(value - said(value, manner)).toBeLessThan(Math.max(value / 10 + 1, 10));
      expect(inManner(value, [manner]).includes(manner)).toBe(said(value, manner) < value);
    }));
  });
});

describe('other manners of rounding', () => {
  test.each([[196, '近', '近200'], [112, '近', '112'], [1960, '近', '近2000'], [48, '近', '近50'], [200, '近', '200'], [123, '约', '约120'], [126, '约', '约130'], [45, '约', '45'], [120, '约', '120'], [123, '超', '超120'], [123, '多', '120多']])('%d in the manner of %s is %s', (value, manner, printed) => {
    expect(inManner(value, [manner])).toBe(printed);
  });

  test('近 is never said of what has been reached, nor of what lacks a twentieth', () => {
    fc.assert(fc.property(whole, (value) => {
      const near = said(value, '近');
      expect(near).toBeGreaterThanOrEqual(value);
      expect((near - value) * 20).toBeLessThanOrEqual(value);
      expect(inManner(value, ['近']).startsWith('近')).toBe(near > value);
    }));
  });

  test('约 is within half a unit of its second digit', () => {
    fc.assert(fc.property(whole, (value) => {
      expect(Math.abs(said(value, '约') - value) * 20).toBeLessThanOrEqual(value);
    }));
  });
});

describe('how a number is written', () => {
  test.each([[12_345, '万', '1.2万'], [12_345, '余|万', '1.2万余'], [19_800, '近|万', '近2万'], [9_999, '万', '9999'], [126, '余|汉字', '一百二十余'], [20_000, '汉字', '两万'], [105, '汉字', '一百零五'], [2, '汉字', '两'], [10, '汉字', '十'], [110, '汉字', '一百一十'], [30_405, '汉字', '三万零四百零五'], [1_0000_0001, '汉字', '一亿零一']])('%d as %s is %s', (value, manner, printed) => {
    expect(inManner(value, manner.split('|'))).toBe(printed);
  });

  test('in characters no two numbers are alike, and headings count alike', () => {
    fc.assert(fc.property(fc.nat(99_999_999), fc.nat(99_999_999), (one, other) => {
      expect(numeralOf(one) === numeralOf(other)).toBe(one === other);
    }));
    for (let count = 3; count < 1_000; count += 1) expect(numeralOf(count)).toBe(chineseNumeral(count));
  });

  test.each([[78, 100, '近八成'], [75, 100, '七成多'], [70, 100, '七成'], [99, 100, '九成多'], [100, 100, '全部'], [3, 100, '不到一成'], [9, 100, '近一成'], [50, 100, '五成']])('%d of %d is %s', (numerator, denominator, printed) => {
    expect(inTenths(numerator, denominator)).toBe(printed);
  });

  test('each manner of the palette is accepted alone, two of one group never', () => {
    for (const kind of ['figure', 'ratio'] as const) for (const { name } of manners[kind]) expect(wrongManner(kind, name)).toBeUndefined();
    expect(wrongManner('figure', '余|汉字')).toBeUndefined();
    expect(wrongManner('figure', '余|多')).toContain('不能一起用');
    expect(wrongManner('figure', '前21')).toContain('最多列出前20件');
    expect(wrongManner('claim', '余')).toContain('没有“余”这种写法');
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
      const printed = Number(percentage(numerator, denominator, decimals)!.replace('%', ''));
      expect(Math.abs(printed - (numerator / denominator) * 100)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
    }));
  });
});

describe('a column of shares', () => {
  test('each rounded alone may miss 100; forced, the largest remainders make it up', () => {
    expect(sharesAlone([1, 1, 1], 3, 1)).toEqual(['33.3%', '33.3%', '33.3%']);
    expect(sharesOfHundred([1, 1, 1], 1)).toEqual(['33.4%', '33.3%', '33.3%']);
    expect(sharesOfHundred([2, 4, 1], 0)).toEqual(['29%', '57%', '14%']);
    expect(sharesOfHundred([0, 0], 1)).toEqual(['—', '—']);
  });

  test('forced adds up to exactly 100, and no part is moved by a whole unit', () => {
    fc.assert(fc.property(fc.array(fc.nat(5_000), { minLength: 1, maxLength: 40 }).filter((parts) => parts.some((part) => part > 0)), fc.nat(2), (parts, decimals) => {
      const sum = parts.reduce((all, part) => all + part, 0);
      const printed = sharesOfHundred(parts, decimals).map((share) => Number(share.replace('%', '')));
      expect(Math.round(printed.reduce((all, share) => all + share, 0) * 10 ** decimals)).toBe(100 * 10 ** decimals);
      printed.forEach((share, place) => expect(Math.abs(share - (parts[place]! / sum) * 100)).toBeLessThan(10 ** -decimals + 1e-9));
    }));
  });
});
