import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { missingPlatforms } from '../bin/lock-platforms.ts';

const minutes = 60_000;

/** What a tool of node_modules prints about the project when it finds something; nothing when it is content. */
function findingsOf(script: string, ...args: string[]): string {
  const told = spawnSync(process.execPath, [join(projectRoot, 'node_modules', script), ...args], { cwd: projectRoot, encoding: 'utf8' });
  return told.status === 0 ? '' : `${told.stdout}${told.stderr}${told.error ?? ''}` || `status ${told.status}`;
}

test('types: tsc', { timeout: 3 * minutes }, () => {
  expect(findingsOf('typescript/bin/tsc', '-p', '.')).toBe('');
});

test('lint: oxlint', { timeout: minutes }, () => {
  expect(findingsOf('oxlint/bin/oxlint', '--deny-warnings')).toBe('');
});

test('nothing unused: knip', { timeout: 3 * minutes }, () => {
  expect(findingsOf('knip/bin/knip.js', '--no-progress')).toBe('');
});

/** Lines of our own code in which an expression stands, with where; this file, which names them all, apart. */
function linesWith(what: RegExp): string[] {
  const files = globSync('{src,test,bin,bench,db,faults}/**/*.{ts,tsx,mjs,sql,css}', { cwd: projectRoot }).filter((file) => file !== join('test', 'checks.test.ts'));
  return files.flatMap((file) => {
    const lines = readFileSync(join(projectRoot, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (what.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
  });
}

test('nothing goes round the compiler or the tests, and nothing is left for later', () => {
  const shortcuts = /\bas any\b|@ts-(?:ignore|expect-error|nocheck)|oxlint-disable|\b(?:test|it|describe)\.(?:skip|todo|only)\(|\b(?:TODO|FIXME|XXX)\b/;
  expect(linesWith(shortcuts)).toEqual([]);
});

test('no answer is asked for its bytes(): where a server was begun in the same process, @hono/node-server has put its own Response, which has only arrayBuffer()', () => {
  expect(linesWith(/\.bytes\(\)/)).toEqual([]);
});

test('the lock file names the optional packages of every platform (else: npm run lock)', () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  expect(missingPlatforms(packages)).toEqual([]);
  delete packages['node_modules/@esbuild/linux-x64'];
  expect(missingPlatforms(packages)).toEqual([expect.objectContaining({ path: 'node_modules/@esbuild/linux-x64' })]);
});
