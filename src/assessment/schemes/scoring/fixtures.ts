import fc from 'fast-check';
import type { Counting } from '#assessment/schemes/scheme.ts';
import type { Event } from '#assessment/schemes/scoring/event.ts';

/** Random records and random rules, for the tests of the scoring. */

const sources = ['提案', '社情民意', '活动'] as const;

/** Records of a year and a little around it, some of them the same work, some without proof, some late. */
export const someEvents = fc.uniqueArray(
  fc.record({
    record: fc.constantFrom('proposal', 'opinion_item'), id: fc.uuid(), source: fc.constantFrom(...sources),
    day: fc.date({ min: new Date('2024-12-01'), max: new Date('2026-01-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    stage: fc.subarray(['提交', '立案', '重点']), role: fc.constantFrom('个人', '第一提案人', '联名人'), proved: fc.boolean(),
    amount: fc.integer({ min: 1, max: 4 }), people: fc.constantFrom({ all: 1, place: 1 }, { all: 3, place: 1 }, { all: 3, place: 2 }),
    same: fc.option(fc.constantFrom('甲', '乙', '丙'), { nil: undefined }),
  }).map((event): Event => ({ ...event, received: event.day })),
  { selector: ({ id }) => id, maxLength: 25 },
);

const span = fc.constantFrom('month' as const, 'quarter' as const, 'half' as const);
const gives = fc.integer({ min: 1, max: 400 }).map((hundredths) => hundredths / 20);
/** Ways of counting that take nothing away. */
export const someRule: fc.Arbitrary<Counting> = fc.record({
  of: fc.uniqueArray(fc.constantFrom(...sources), { minLength: 1 }), measure: fc.constantFrom('records' as const, 'amount' as const),
  shared: fc.constantFrom('full' as const, 'first' as const, 'half_to_first' as const, 'equally' as const), once_each: fc.boolean(),
  first: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), from: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
  spread: fc.option(fc.record({ span, least: fc.integer({ min: 1, max: 2 }) }), { nil: undefined, freq: 2 }),
  how: fc.oneof(
    gives.map((points) => ({ gives: points })),
    fc.record({ submitted: gives, filed: gives, together: fc.constantFrom('add' as const, 'highest' as const) })
      .map(({ submitted, filed, together }) => ({ gives: { together, cases: [{ stage: ['提交'], gives: submitted }, { stage: ['立案', '重点'], gives: filed }] } })),
    fc.record({ span, least: fc.integer({ min: 1, max: 3 }), gives, further: fc.option(gives, { nil: undefined }) }).map((every) => ({ every })),
    fc.record({ least: fc.integer({ min: 1, max: 6 }), gives, short: fc.constantFrom('nothing' as const, 'part' as const) }).map((quota) => ({ quota })),
  ),
}).map(({ how, first, from, ...rule }) => ('gives' in how ? { ...rule, ...how, first, from } : { ...rule, ...how }));
