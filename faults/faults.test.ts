import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { projectRoot } from '#platform/root.ts';
import { experiments } from './experiments.ts';
import { perform } from './performing.ts';
import { prepareGround, type Ground } from './ground.ts';

/** The short part of `npm run faults`: every fault once. */

let folder: string;
let ground: Ground;

beforeAll(async () => {
  const { build } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { build(): Promise<void> };
  folder = makeTemporaryFolder();
  [ground] = await Promise.all([prepareGround(join(folder, 'ground')), build()]);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(experiments.filter(({ onlyLong }) => !onlyLong))('$name', { timeout: 120_000 }, async (experiment) => {
  const { wrong, lost } = await perform(experiment, ground, { folder, rounds: 1, short: true });
  expect({ wrong, lost }).toEqual({ wrong: [], lost: 0 });
});
