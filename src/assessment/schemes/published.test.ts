import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScheme, writeScheme } from '#assessment/schemes/text.ts';
import { casesOf, schemeOf, type Kind } from '#assessment/schemes/worked.ts';

const folder = join(import.meta.dirname, 'published');
const published = globSync(join(folder, '*.yaml')).sort().map((path) => ({ name: basename(path, '.yaml'), ...(parse(readFileSync(path, 'utf8')) as Kind) }));

test('the 35 schemes that were found are all told, each with a worked case', () => {
  expect(published).toHaveLength(35);
  expect(published.filter(({ 算例 }) => 算例.length === 0)).toEqual([]);
});

describe.each(published)('$name', (one) => {
  test.each(casesOf(one).map((each, index) => ({ ...each, n: index + 1 })))('worked case $n', ({ expected, found }) => expect(found).toEqual(expected));

  test('written out and read again it is the same', () => {
    const scheme = schemeOf(one.办法);
    expect(readScheme(writeScheme(scheme)).scheme).toEqual(scheme);
  });
});
