import type { Ground } from './ground.ts';

/** What an experiment is given. */
export interface Bench {
  /** A new data folder with the prepared county; removed afterwards. */
  ground(): Ground;
  /** How often a fault is made; 1 in the short run. */
  rounds: number;
  short: boolean;
}

export interface Outcome {
  tried: number;
  acknowledged: number;
  lost: number;
  /** What did not hold, in sentences; empty is passed. */
  wrong: string[];
  /** What was measured, in a few words. */
  told: string;
}

/** One fault and what must hold after it. */
export interface Experiment {
  name: string;
  /** Left out of the short run: it takes long, or needs rights of the machine that CI may not have. */
  onlyLong?: true;
  run(bench: Bench): Promise<Outcome>;
}

/** For faults that are not made under write load. */
export const counted = (told: string, wrong: string[], tried = 0, acknowledged = tried, lost = 0): Outcome => ({ tried, acknowledged, lost, wrong, told });
