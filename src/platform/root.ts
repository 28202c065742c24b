import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

/**
 * The folder of the checkout (where package.json and db/ lie), found by walking up from this file,
 * so that it is the same from `src/` (tests, commands) and from the bundle in `dist/`.
 */
export const projectRoot: string = findRoot(dirname(here));

/**
 * The file to give to `new Worker()` for a module with a thread of its own, e.g. 'platform/importing/workbook-worker':
 * the TypeScript source when we run from source, its bundle in `dist/` when we run from there or from the build of another language.
 * The build finds such modules by their name, `*-worker.ts`.
 */
export function workerFile(module: string): string {
  return /^dist(-|$)/.test(relative(projectRoot, here).split(sep)[0]!) ? join(projectRoot, 'dist', `${module}.js`) : join(projectRoot, 'src', `${module}.ts`);
}

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'lianxinqiao') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json of lianxinqiao not found above the program / 找不到程序所在的文件夹');
  return findRoot(parent);
}
