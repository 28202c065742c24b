import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, always, any, between, is, mentions, never, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';

interface Row {
  word: string | null;
  day: string | null;
  yes: boolean | null;
}

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([])));
afterAll(() => county.drop());

const word = fc.constantFrom('立案', '并案', '·', "O'Neil");
const day = fc.constantFrom('2024-12-31', '2025-01-01', '2025-03-31', '2025-04-01');
const row: fc.Arbitrary<Row> = fc.record({
  word: fc.option(word), day: fc.option(day), yes: fc.option(fc.boolean()),
});
const { tree } = fc.letrec<{ tree: Predicate<Row> }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word.map((value) => is<Row>('word', value)),
    fc.constantFrom('案', 'O', '', '立案').map((words) => mentions<Row>('word', words)),
    fc.array(word, { maxLength: 3 }).map((values) => oneOf<Row>('word', values)),
    fc.constantFrom<keyof Row>('word', 'day', 'yes').map((column) => present<Row>(column)),
    fc.tuple(fc.option(day, { nil: undefined }), fc.option(day, { nil: undefined })).map(([from, to]) => between<Row>('day', from, to)),
    fc.boolean().map((value) => is<Row>('yes', value)),
    fc.constantFrom(always as Predicate<Row>, never as Predicate<Row>),
    fc.array(tie('tree'), { maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('tree'), { maxLength: 3 }).map((parts) => any(...parts)),
    tie('tree').map((part) => not(part)),
  ),
}));

test('a condition holds in memory exactly where it holds in SQL', async () => {
  await fc.assert(fc.asyncProperty(tree, fc.array(row, { minLength: 1, maxLength: 8 }), async (condition, rows) => {
    const { rows: answers } = await sql<{ holds: boolean }>`
      select coalesce(${condition.sql('r')}, false) as holds
      from jsonb_to_recordset(${JSON.stringify(rows.map((one, place) => ({ ...one, place })))}::jsonb) as r (word text, day date, yes boolean, place bigint)
      order by place`.execute(county.house.db);
    expect(answers.map(({ holds }) => holds)).toEqual(rows.map((one) => condition.test(one)));
  }), { numRuns: 150 });
});
