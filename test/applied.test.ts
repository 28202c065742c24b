import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claims, ratios, slices } from '#county.ts';
import { isChosen } from '#platform/figures/figure.ts';
import { appliedBy } from '#platform/obligations/applying.ts';
import { projectRoot } from '#platform/root.ts';
import { parameters, type ParameterKey } from '#plans/parameters.ts';

/** Pages that say by themselves where the values come from that they apply. */
const sayingThemselves = globSync('src/{imports,plans,duties,reports}/**/*.{ts,tsx}', { cwd: projectRoot, exclude: ['**/*.test.*'] })
  .map((path) => readFileSync(join(projectRoot, path), 'utf8'))
  .filter((text) => /\b(?:allA|a)ppliedAt\(/.test(text)).join('\n');

test('every number that the program applies is told with its plan, clause, edition and first day', () => {
  const told = new Set([
    ...[...appliedBy(slices).values()].flat().map(({ key }) => key),
    ...[...claims, ...ratios.filter(isChosen)].flatMap((judged) => judged.parameters ?? []),
  ]);
  const numbers = (Object.keys(parameters) as ParameterKey[]).filter((key) => parameters[key].type === 'number');
  expect(numbers.filter((key) => !told.has(key) && !sayingThemselves.includes(`'${key}'`))).toEqual([]);
});
