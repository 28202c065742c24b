import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

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
