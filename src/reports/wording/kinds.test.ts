import { describe, expect, test } from 'vitest';
import { mostOf } from './kinds.ts';

const kinds = (parts: Record<string, number>, whole?: number) => {
  const sorted = Object.entries(parts).map(([words, n]) => ({ words, n })).toSorted((a, b) => b.n - a.n);
  return { label: '类别', parts: sorted, whole: whole ?? sorted.reduce((sum, { n }) => sum + n, 0) };
};

describe('the kinds of which there are most', () => {
  test('are named in their order, with 等 where there are others', () => {
    expect(mostOf(kinds({ 道路: 45, 饮水: 30, 养老: 12, 医疗: 5 }))).toBe('道路、饮水、养老等');
    expect(mostOf(kinds({ 道路: 45, 饮水: 30, 养老: 12 }))).toBe('道路、饮水、养老');
    expect(mostOf(kinds({ 道路: 45, 饮水: 30, 养老: 12 }), 2)).toBe('道路、饮水等');
  });

  test('are not said to be most unless together they are more than half, what has no kind included', () => {
    expect(mostOf(kinds({ 甲: 4, 乙: 4, 丙: 4, 丁: 3, 戊: 3, 己: 3, 庚: 3 }))).toBe('');
    expect(mostOf(kinds({ 道路: 5, 饮水: 4 }, 18))).toBe('');
    expect(mostOf(kinds({ 道路: 6, 饮水: 4 }, 18))).toBe('道路、饮水');
  });

  test('that are alike are named all or none', () => {
    expect(mostOf(kinds({ 道路: 9, 饮水: 5, 养老: 5, 医疗: 5, 教育: 1 }), 2)).toBe('道路、饮水、养老、医疗等');
    expect(mostOf(kinds({ 道路: 40, 甲: 5, 乙: 5, 丙: 5, 丁: 5, 戊: 5 }), 2)).toBe('道路');
    expect(mostOf(kinds({ 道路: 9, 甲: 5, 乙: 5, 丙: 5, 丁: 5, 戊: 5 }), 2)).toBe('');
  });

  test('are nothing that occurred once, and nothing that is called 其他', () => {
    expect(mostOf(kinds({ 道路: 1, 饮水: 1 }))).toBe('');
    expect(mostOf(kinds({ 道路: 3, 饮水: 1 }))).toBe('道路');
    expect(mostOf(kinds({ 其他: 9, 道路: 8, 饮水: 7 }))).toBe('道路、饮水等');
    expect(mostOf(kinds({ 其他问题: 9 }))).toBe('');
    expect(mostOf(kinds({}))).toBe('');
  });
});
