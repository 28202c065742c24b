import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheme as schema, type Counting, type Scheme } from '#assessment/schemes/scheme.ts';
import { spanOf, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { someEvents, someRule } from '#assessment/schemes/scoring/fixtures.ts';
import { grade } from '#assessment/schemes/scoring/grading.ts';
import { score, type Sheet } from '#assessment/schemes/scoring/score.ts';

const period = { from: '2025-01-01', to: '2025-12-31' };
const schemeWith = (rule: Counting, more: object = {}): Scheme =>
  schema.parse(JSON.parse(JSON.stringify({ title: '例', subject: 'member', sections: [{ name: '例', indicators: [{ name: '例', count: rule, ...more }] }] })));
const sheetOf = (scheme: Scheme, events: readonly Event[]): Sheet => score(scheme, { roles: [], events }, period);
const told = (sheet: Sheet): string => JSON.stringify(sheet);
const lineOf = (sheet: Sheet) => sheet.sections[0]!.lines[0]!;

describe('the points of any records under any rule', () => {
  test('do not depend on the order in which the records come', () => {
    const late = fc.constantFrom({}, { cut_off: '06-30' }, { proved_only: true });
    fc.assert(fc.property(someEvents.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))), someRule, late, ([events, shuffled], rule, taken) => {
      const scheme = { ...schemeWith(rule), ...taken };
      expect(told(sheetOf(scheme, shuffled))).toBe(told(sheetOf(scheme, events)));
    }), { numRuns: 300 });
  });

  test('are never less for one record more, where nothing is taken away', () => {
    fc.assert(fc.property(someEvents.filter((events) => events.length > 0), someRule, (events, rule) => {
      const scheme = schemeWith(rule);
      expect(sheetOf(scheme, events).total.compare(sheetOf(scheme, events.slice(1)).total)).toBeGreaterThanOrEqual(0);
    }), { numRuns: 500 });
  });

  test('stand on records of the period only; every record of an asked source is either counted or passed over with a reason', () => {
    fc.assert(fc.property(someEvents, someRule, (events, rule) => {
      const { given, passed } = lineOf(sheetOf(schemeWith(rule), events));
      for (const { event } of given) expect(event.day >= period.from && event.day <= period.to && rule.of.includes(event.source)).toBe(true);
      const asked = events.filter(({ day, source }) => day >= period.from && day <= period.to && rule.of.includes(source));
      expect([...given, ...passed].map(({ event }) => event.id).sort()).toEqual(asked.map(({ id }) => id).sort());
      expect(passed.every(({ why }) => why.length > 0)).toBe(true);
    }), { numRuns: 300 });
  });

  test('count no work twice, or twice in a month that is asked for, where each counts once', () => {
    fc.assert(fc.property(someEvents, someRule, (events, rule) => {
      const works = lineOf(sheetOf(schemeWith({ ...rule, once_each: true }), events)).given.flatMap(({ event }) => (event.same ? [`${event.same} ${rule.every ? spanOf(event.day, rule.every.span) : ''}`] : []));
      expect(new Set(works).size).toBe(works.length);
    }), { numRuns: 300 });
  });

  test('lie between the least and the most', () => {
    fc.assert(fc.property(someEvents, someRule, fc.integer({ min: 0, max: 20 }), (events, rule, most) => {
      const { total } = sheetOf(schemeWith(rule, { most }), events);
      expect(total.compare(Exact.zero)).toBeGreaterThanOrEqual(0);
      expect(total.compare(Exact.of(most))).toBeLessThanOrEqual(0);
    }), { numRuns: 200 });
  });
});

test('a minimum condition that was not met never gives a better band than the points', () => {
  const bands = [{ name: '优秀', least: 80 }, { name: '合格', least: 50 }, { name: '不合格' }];
  const gates = [{ name: '协商', of: '协商', least: 1, otherwise: '合格' }, { name: '信息', of: '信息', least: 1, otherwise: '不再聘任' }];
  const asked = schema.parse({ title: '例', subject: 'committee', gates, bands });
  const bandOf = (total: number, sources: readonly string[]) =>
    grade(asked, [{ id: '1', total: Exact.of(total), before: [], events: sources.map((source) => ({ record: '', id: source, day: '2025-03-01', received: '2025-03-01', source })) }], period)[0]!.band;
  expect([bandOf(90, ['协商', '信息']), bandOf(90, ['信息']), bandOf(30, ['信息']), bandOf(90, ['协商']), bandOf(90, [])]).toEqual(['优秀', '合格', '不合格', '不再聘任', '不再聘任']);
});

describe('exact points', () => {
  const some = fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 1, max: 97 })).map(([over, under]) => Exact.of(over).dividedBy(Exact.of(under)));

  test('three thirds are one, and a hundred hundredths', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), some, (parts, whole) => {
      const part = whole.dividedBy(Exact.of(parts));
      expect(Exact.sum(Array.from({ length: parts }, () => part)).equals(whole)).toBe(true);
    }));
  });

  test('are the same after they were kept', () => {
    fc.assert(fc.property(some, (points) => { expect(Exact.ofKept(points.toJSON()).equals(points)).toBe(true); }));
  });

  test.each([['0.1', '0.2', '0.3'], ['0.25', '0.25', '0.5'], ['-1.5', '0.2', '-1.3'], ['99.99', '0.01', '100']])('%s and %s are %s', (a, b, sum) => expect(String(Exact.of(a).plus(Exact.of(b)))).toBe(sum));

  test.each([[1, 3, '0.33'], [2, 3, '0.67'], [1, 8, '0.13'], [-1, 8, '-0.13'], [1, 1000, '0'], [-1, 1000, '0'], [25, 6, '4.17']])('%d in %d is shown as %s', (over, under, shown) =>
    expect(String(Exact.of(over).dividedBy(Exact.of(under)))).toBe(shown));
});
