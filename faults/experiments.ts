import type { Experiment } from './experiment.ts';
import { canaries } from './experiments/canary.ts';
import { clients } from './experiments/clients.ts';
import { cut } from './experiments/cut.ts';
import { disk } from './experiments/disk.ts';
import { killed } from './experiments/killed.ts';
import { races } from './experiments/races.ts';
import { together } from './experiments/together.ts';

export const experiments: readonly Experiment[] = [...killed, ...disk, ...clients, ...races, ...cut, ...together, ...canaries];
