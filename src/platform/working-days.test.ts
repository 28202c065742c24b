import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlineOn, workCalendar, workingDayAfter, workingDaysBetween, type YearOfWork } from '#platform/working-days.ts';

/** Two invented years: one long holiday each, made up for on a Saturday and a Sunday. */
const years: YearOfWork[] = [
  { year: 2024, off: ['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-05', '2024-10-06', '2024-10-07'], worked: ['2024-09-29', '2024-10-12'] },
  { year: 2025, off: ['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-01', '2025-02-02'], worked: ['2025-01-26', '2025-02-08'] },
];
const calendar = workCalendar(years);
const dayAt = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** Day by day, as a person would with a calendar on the wall. */
function worked(day: string): boolean {
  const weekend = [0, 6].includes(new Date(day).getUTCDay());
  return years.some((year) => year.worked.includes(day)) || (!weekend && !years.some((year) => year.off.includes(day)));
}
const counted = (after: string, until: string): number => Array.from({ length: 800 }, (_, n) => dayAt(n)).filter((day) => day > after && day <= until && worked(day)).length;

describe('working days', () => {
  const day = fc.nat(365 * 2).map(dayAt);
  test('are those of the calendar on the wall, from any day to any other', () => {
    fc.assert(fc.property(day, day, (one, other) => {
      const [after, until] = [one, other].toSorted() as [string, string];
      expect(workingDaysBetween(calendar, after, until)).toEqual({ days: counted(after, until), sure: true });
    }));
  });

  test('so many later is the day on which so many have been counted, and a working day itself', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 30 }), (from, days) => {
      const until = workingDayAfter(calendar, from, days);
      expect(counted(from, until)).toBe(days);
      expect(worked(until)).toBe(true);
    }));
  });

  test('of a year that is not announced are told with a doubt', () => {
    expect(workingDaysBetween(calendar, '2025-12-31', '2026-01-08')).toEqual({ days: 6, sure: false });
  });
});

describe('a deadline', () => {
  test('is over on the day after, also when that is a Saturday', () => {
    expect(deadlineOn(calendar, '2026-11-20', '2026-11-20', 3)).toMatchObject({ standing: 'ahead', today: true, days: 0 });
    expect(deadlineOn(calendar, '2026-11-21', '2026-11-20', 3)).toMatchObject({ standing: 'over', days: 0 });
    expect(deadlineOn(calendar, '2026-11-24', '2026-11-20', 3)).toMatchObject({ standing: 'over', days: 2 });
  });
});
