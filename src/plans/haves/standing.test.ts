import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMet, standingOn, type Span } from '#plans/haves/standing.ts';

const dayNumbered = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const LAST = 60;

/** Each span as the days it covers; an open end goes beyond all days that are looked at. */
const covered = fc.record({ from: fc.integer({ min: 0, max: LAST }), length: fc.option(fc.integer({ min: 1, max: 15 }), { freq: 8 }) });

const spanOf = ({ from, length }: { from: number; length: number | null }, n: number): Span => ({
  from: dayNumbered(from), until: length === null ? null : dayNumbered(from + length), words: `佐证${n}`, ending: '到期', href: `/have-proofs/${n}`,
});

test('the standing of any day is what day-by-day bookkeeping of the same history says', () => {
  fc.assert(fc.property(fc.array(covered, { maxLength: 6 }), fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: 10 }), (history, today, near) => {
    const there = (n: number) => history.some(({ from, length }) => from <= n && (length === null || n < from + length));
    const pressing = dayNumbered(today + near);
    const standing = standingOn(dayNumbered(today), history.map(spanOf), (until) => until <= pressing);
    expect(isMet(standing)).toBe(there(today));
    if (there(today)) {
      const end = Array.from({ length: 200 }, (_, n) => today + n).find((n) => !there(n));
      expect(standing.day).toBe(end === undefined ? null : dayNumbered(end));
      expect(standing.standing).toBe(end !== undefined && end <= today + near ? 'near' : 'met');
    } else {
      const last = Array.from({ length: today + 1 }, (_, n) => today - n).find((n) => there(n));
      expect(standing.standing).toBe(last === undefined ? 'missing' : 'lapsed');
      expect(standing.day).toBe(last === undefined ? null : dayNumbered(last + 1));
    }
  }), { numRuns: 2_000 });
});

test('the reason names what ended, when and how', () => {
  const spans = [{ from: null, until: '2025-08-10', words: '工作人员石大山', ending: '卸任', href: '/posts/1' }];
  expect(standingOn('2025-08-09', spans, () => true)).toMatchObject({ standing: 'near', why: '工作人员石大山，2025-08-10卸任' });
  expect(standingOn('2025-08-10', spans, () => true)).toMatchObject({ standing: 'lapsed', why: '工作人员石大山，2025-08-10卸任，此后没有接上', day: '2025-08-10' });
});
