import { describe, expect, test } from 'vitest';
import { periodDue, periodOf, periodWords, titleOf, yearBefore } from '#reports/statements/periods.ts';

describe('the period of a statement', () => {
  test.each([
    ['monthly', '2024-02', '2024-02-01', '2024-02-29', '2024年2月'],
    ['half_year', '2025-06', '2025-01-01', '2025-06-30', '2025年上半年'],
    ['half_year', '2025-07', '2025-07-01', '2025-12-31', '2025年下半年'],
    ['yearly_plan', '2025-09', '2025-01-01', '2025-12-31', '2025年'],
  ] as const)('%s of %s', (kind, month, from, to, words) => {
    expect(periodOf(kind, month)).toEqual({ from, to });
    expect(periodWords(kind, periodOf(kind, month))).toBe(words);
  });

  test.each([
    ['monthly', '2025-01-10', '2024-12-01'], ['half_year', '2025-06-02', '2025-01-01'], ['half_year', '2025-08-02', '2025-01-01'],
    ['half_year', '2025-03-02', '2024-07-01'], ['yearly_plan', '2025-03-02', '2025-01-01'], ['yearly_summary', '2025-11-30', '2024-01-01'], ['yearly_summary', '2025-12-01', '2025-01-01'],
  ] as const)('%s that is due on %s begins on %s', (kind, day, from) => {
    expect(periodDue(kind, day).from).toBe(from);
  });

  test('a year before a leap February ends on its own last day', () => {
    expect(yearBefore('monthly', periodOf('monthly', '2024-02'))).toEqual({ from: '2023-02-01', to: '2023-02-28' });
  });

  test('the title names committee, period and kind', () => {
    expect(titleOf('白石镇政协联络委', 'yearly_plan', periodOf('yearly_plan', '2025-01'))).toBe('白石镇政协联络委2025年度工作计划');
    expect(titleOf('白石镇政协联络委', 'half_year', periodOf('half_year', '2025-01'))).toBe('白石镇政协联络委2025年上半年工作报告');
  });
});
