import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsAfter } from '#duties/proposals/assigning/clock.ts';

test('months later is the same day, or the last of a shorter month, in the right year', () => {
  expect([monthsAfter('2025-01-31', 1), monthsAfter('2024-01-31', 1), monthsAfter('2025-11-30', 3), monthsAfter('2025-03-15', 12)]).toEqual(['2025-02-28', '2024-02-29', '2026-02-28', '2026-03-15']);
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, fc.integer({ min: 1, max: 24 }), (from, months) => {
    const after = monthsAfter(from, months);
    expect(after > from).toBe(true);
    expect((Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7))).toBe(months);
  }));
});
