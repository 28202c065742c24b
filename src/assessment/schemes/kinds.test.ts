import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { casesOf, type Kind } from '#assessment/schemes/worked.ts';

const kinds = parse(readFileSync(new URL('kinds.yaml', import.meta.url), 'utf8')) as Kind[];

test('all kinds of rules that real counties have stand in the table', () => {
  expect(kinds.map(({ 编号 }) => 编号)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
});

describe.each(kinds)('$编号 $名称', (kind) => {
  test.each(casesOf(kind).map((one, index) => ({ ...one, n: index + 1 })))('worked case $n', ({ expected, found }) => expect(found).toEqual(expected));
});
