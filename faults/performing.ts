import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Experiment, Outcome } from './experiment.ts';
import { copyGround, type Ground } from './ground.ts';

/** One experiment on ground of its own, which is removed afterwards. What it throws is something that did not hold. */
export async function perform(experiment: Experiment, prepared: Ground, { folder, ...how }: Omit<Bench, 'ground'> & { folder: string }): Promise<Outcome> {
  const laid: string[] = [];
  const ground = (): Ground => {
    laid.push(join(folder, `ground-${laid.length + 1}`));
    return copyGround(prepared, laid.at(-1)!);
  };
  try {
    return await experiment.run({ ground, ...how });
  } catch (error) {
    return { tried: 0, acknowledged: 0, lost: 0, wrong: [error instanceof Error ? error.message : String(error)], told: '' };
  } finally {
    for (const one of laid) rmSync(one, { recursive: true, force: true });
  }
}
