import { defineConfig } from 'vitest/config';
import { WithoutWaiting } from './test/setup/order.ts';

process.env['MASTER_KEY'] ??= 'c0'.repeat(32); // one for all processes of a run, and never a file in anybody's data folder

export default defineConfig({
  test: {
    include: ['{src,test,bin,bench,faults}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    isolate: false, // the program is loaded once a worker, not once a file: a fifth of the time
    sequence: { sequencer: WithoutWaiting },
    maxWorkers: 3, // one more than the cores of the team's machines: journeys wait for browsers and slow networks
    globalSetup: './test/setup/cluster.ts',
    reporters: ['default', new URL('./test/setup/closing-line.ts', import.meta.url).pathname],
    // There others take the processors away for seconds. Only what waited in vain for a browser: a wrong value is wrong the first time.
    retry: { count: process.env['CI'] ? 1 : 0, condition: /Timeout \d+ms exceeded/ },
    testTimeout: 60_000, // generous: a busy machine starts a PostgreSQL in seconds, not in half a second
    hookTimeout: 60_000,
    server: { deps: { external: [/[\\/]dist-\w+[\\/]/] } }, // programs that a test built (test/languages) are run as they are
    env: { TZ: 'Asia/Shanghai' },
  },
});
