import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** `npm run walk`: what takes too long for every run of the tests. */
export default mergeConfig({ ...usual, test: { ...usual.test, include: [] } }, defineConfig({ test: { include: ['test/walks/*.walk.ts'] } }));
