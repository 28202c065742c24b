import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangements } from '#platform/holidays.ts';
import { deadlineOn, workingDaysBetween } from '#platform/working-days.ts';

const dayAt = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** Day by day, as a person would with a calendar on the wall. */
function counted(after: string, until: string): number {
  let days = 0;
  for (let n = 0; dayAt(n) <= until; n += 1) {
    const day = dayAt(n);
    const { off, on } = arrangements[day.slice(0, 4)]!;
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    const worked = on.includes(day) || (!weekend && !off.some(([first, last]) => day >= first && day <= last));
    if (day > after && worked) days += 1;
  }
  return days;
}

describe('working days', () => {
  test('are those of the calendar on the wall, from any day to any other', () => {
    const day = fc.nat(365 * 3).map(dayAt);
    fc.assert(fc.property(day, day, (one, other) => {
      const [after, until] = [one, other].toSorted() as [string, string];
      expect(workingDaysBetween(after, until)).toEqual({ days: counted(after, until), sure: true });
    }));
  });

  test.each([
    ['2026-09-30', '2026-10-08', 1], // the National Day holiday lies between
    ['2026-10-09', '2026-10-12', 2], // Saturday, 10 October is worked
    ['2025-01-24', '2025-02-05', 3], // Sunday 26 and Monday 27 January, then the day after the Spring Festival
  ])('after %s up to %s are %i', (after, until, days) => expect(workingDaysBetween(after, until).days).toBe(days));

  test('of a year that is not announced are told with a doubt', () => {
    expect(workingDaysBetween('2026-12-31', '2027-01-08')).toEqual({ days: 6, sure: false });
  });

  test('make-up days are weekends, and every arrangement says where it comes from', () => {
    for (const [year, { on, source }] of Object.entries(arrangements)) {
      expect(source).toContain(`${year}年部分节假日安排`);
      for (const day of on) expect([0, 6], day).toContain(new Date(day).getUTCDay());
    }
  });
});

describe('a deadline', () => {
  test('is over on the day after, also when that is a Saturday', () => {
    expect(deadlineOn('2026-11-20', '2026-11-20', 3)).toMatchObject({ standing: 'ahead', today: true, days: 0 });
    expect(deadlineOn('2026-11-21', '2026-11-20', 3)).toMatchObject({ standing: 'over', days: 0 });
    expect(deadlineOn('2026-11-24', '2026-11-20', 3)).toMatchObject({ standing: 'over', days: 2 });
  });
});
