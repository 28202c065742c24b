/** `npm test`, `npm run walk`: everything from a bare checkout to the closing line `N passed, N failed`. See README.md. */
import { join } from 'node:path';
import { root, run, setUp } from './set-up.mjs';

const node = await setUp({ development: true });
process.exit(await run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]));
