import { expect, test } from 'vitest';
import { dayOfMonthAfter, spanFrom, spansWithin } from '#platform/obligations/spans.ts';

test.each([['2099-01-31', 31, '2099-02-28'], ['2099-02-28', 31, '2099-03-31'], ['2099-12-31', 5, '2100-01-05']])('the month that ends on %s and is reported by day %i is in by %s', (to, day, by) => {
  expect(dayOfMonthAfter({ from: '', to, label: '' }, day)).toBe(by);
});

test('only what lies wholly in the scope is a span of it', () => {
  expect(spansWithin('quarter', { from: '2026-02-01', to: '2026-12-30' }).map(({ label }) => label)).toEqual(['2026年第二季度', '2026年第三季度']);
  expect(spansWithin('half', { from: '2025-07-01', to: '2026-06-30' }).map(({ label }) => label)).toEqual(['2025年下半年', '2026年上半年']);
  expect(spansWithin('month', {})).toEqual([]);
});

test('a span is known by its first day, and by no other', () => {
  expect(spanFrom('quarter', '2026-07-01')).toEqual({ from: '2026-07-01', to: '2026-09-30', label: '2026年第三季度' });
  expect(spanFrom('quarter', '2026-08-01')).toBeUndefined();
  expect(spanFrom('month', '2026-08-02')).toBeUndefined();
  expect(spanFrom('year', '2026-01-01')?.to).toBe('2026-12-31');
});
