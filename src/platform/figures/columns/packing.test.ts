import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeIn, packed, placesIn } from './packing.ts';

const word = fc.constantFrom('道路', '饮水', '', null);

test('a column packed tells each value again, in one byte or in two', () => {
  const many = Array.from({ length: 700 }, (_, n) => (n % 7 === 0 ? null : `第${n % 300}类`));
  for (const values of [many, many.slice(0, 200), []]) {
    const column = packed(values)!;
    expect(Array.from(placesIn(column), (place) => column.words[place])).toEqual(values);
  }
  expect(packed(many)!.codes.length).toBe(1_400);
  expect(packed(Array.from({ length: 65_537 }, (_, n) => String(n)))).toBeUndefined();
});

test('records alike in their columns are counted as by hand', () => {
  fc.assert(fc.property(fc.array(fc.tuple(word, word, word), { maxLength: 60 }), fc.uniqueArray(word), (rows, accepted) => {
    const [one, two, three] = [0, 1, 2].map((at) => packed(rows.map((row) => row[at]!))!) as [NonNullable<ReturnType<typeof packed>>, NonNullable<ReturnType<typeof packed>>, NonNullable<ReturnType<typeof packed>>];
    const byHand = Map.groupBy(rows.filter((row) => accepted.includes(row[2])), (row) => JSON.stringify(row.slice(0, 2)));
    const found = alikeIn(rows.length, [one, two], [{ column: three, accepted: new Set(accepted) }]);
    expect(new Map(found.map(({ words, n }) => [JSON.stringify(words), n]))).toEqual(new Map([...byHand].map(([key, theirs]) => [key, theirs.length])));
  }));
});
