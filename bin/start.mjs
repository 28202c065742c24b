/** `npm start`: everything from a bare checkout to the running program. See README.md. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serverFlags } from './server-flags.mjs';
import { root, run, setUp } from './set-up.mjs';

const node = await setUp({ development: false });
if (isStale()) {
  console.log('正在准备程序…… / Building');
  const code = await run(node, [join('bin', 'build.mjs')]);
  if (code !== 0) process.exit(code);
}
// The channel tells the program when this process is gone, however it went, so that it stops too.
const env = { NODE_COMPILE_CACHE: join(root, '.cache', 'node'), ...process.env };
process.exit(await run(node, [...serverFlags, join('dist', 'server.js')], { channel: true, env }));

function isStale() {
  const built = join(root, 'dist', 'built');
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return ['src', 'db', join('bin', 'build.mjs'), 'package-lock.json', 'tsconfig.json'].some((path) => newest(join(root, path)) > mtimeMs);
}

/** The latest change below a path; a folder's own time tells of files added and removed. */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
