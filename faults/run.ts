/**
 * `npm run faults [-- --rounds=5] [--only=disk] [--short]`: makes faults happen to the real program on a real PostgreSQL, and proves after
 * each that every acknowledged write is there, none is half, and the journal's chain is intact. Leaves with 1 when something does not hold.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { projectRoot } from '#platform/root.ts';
import type { Experiment, Outcome } from './experiment.ts';
import { experiments } from './experiments.ts';
import { prepareGround } from './ground.ts';
import { perform } from './performing.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', default: '' }, short: { type: 'boolean', default: false } } });
const rounds = values.short ? 1 : Number(values.rounds);

async function main(): Promise<void> {
  const { build } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { build(): Promise<void> };
  await build();
  const folder = makeTemporaryFolder();
  try {
    const ground = await prepareGround(join(folder, 'ground'));
    const outcomes: [Experiment, Outcome][] = [];
    for (const experiment of experiments.filter(chosen)) {
      const began = performance.now();
      const outcome = await perform(experiment, ground, { folder, rounds, short: values.short });
      outcomes.push([experiment, outcome]);
      console.log(`${lineOf(experiment, outcome)}\n          (${Math.round((performance.now() - began) / 1000)} s)`);
    }
    console.log(summary(outcomes));
    if (outcomes.some(([, { wrong, lost }]) => wrong.length > 0 || lost > 0)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const chosen = ({ name, onlyLong }: Experiment): boolean => name.includes(values.only) && !(values.short && onlyLong);

const lineOf = ({ name }: Experiment, { tried, acknowledged, lost, wrong, told }: Outcome): string =>
  [`${wrong.length > 0 || lost > 0 ? 'FAILED' : 'held  '}  ${name}: tried ${tried}, acknowledged ${acknowledged}, lost ${lost}`, ...(told ? [`          ${told}`] : []), ...wrong.map((one) => `        ! ${one}`)].join('\n');

function summary(outcomes: [Experiment, Outcome][]): string {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((all, [, outcome]) => all + of(outcome), 0);
  const failed = outcomes.filter(([, { wrong, lost }]) => wrong.length > 0 || lost > 0).length;
  return `\nwrites tried ${sum((one) => one.tried)}, acknowledged ${sum((one) => one.acknowledged)}, lost ${sum((one) => one.lost)}\n${outcomes.length - failed} held, ${failed} failed`;
}

await main();
