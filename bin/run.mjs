/** Runs a TypeScript command of this project (JSX included) after the set-up of README.md: `node bin/run.mjs bin/docs.ts …`. */
import { join } from 'node:path';
import { root, run, setUp } from './set-up.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node bin/run.mjs <file.ts> [arguments]');
  process.exit(2);
}
const node = await setUp({ development: true });
const outdir = join(root, '.cache', 'commands', command.replace(/\W/g, '-'));
const esbuild = await import('esbuild');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: [command],
  entryNames: 'command',
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node22',
  format: 'esm',
  sourcemap: 'linked',
  logLevel: 'warning',
});
process.exit(await run(node, ['--enable-source-maps', join(outdir, 'command.mjs'), ...args]));
