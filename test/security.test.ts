import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

const told = readFileSync(join(projectRoot, 'docs', 'security.md'), 'utf8');
const named = [...new Set([...told.matchAll(/`((?:src|test|bin|bench|faults)\/[^`\s]+\.tsx?)`/g)].map(([, path]) => path!))];

test('every test that the table of requirements names is there', () => {
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});

test('every row says how it is met and by which test, or that it is not', () => {
  const rows = told.split('\n').filter((line) => /^\| (?:[ASP]-\d\d|V\d+|等保) /u.test(line));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => !/`[^`]+\.tsx?`|\*\*Not met|\*\*In part|By decision|Nothing to/u.test(row))).toEqual([]);
});
