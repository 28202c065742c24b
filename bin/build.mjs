/** Turns src/ into dist/: the server in one file with its lazily loaded parts, and the styles and scripts of the pages. */
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} outDir where to build; replaced whole */
export async function build(outDir = join(root, 'dist')) {
  rmSync(outDir, { recursive: true, force: true });
  const { buildAssets } = await import('../src/platform/ui/build-assets.ts');
  await Promise.all([bundle(outDir), buildAssets(join(outDir, 'assets'))]);
  writeFileSync(join(outDir, 'built'), ''); // its time tells `npm start` whether a source is newer
}

function bundle(outDir) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/server.ts', ...globSync('src/**/*-worker.ts', { cwd: root })],
    outbase: 'src',
    outdir: outDir,
    bundle: true,
    splitting: true, // what is imported lazily stays out of memory until it is needed
    packages: 'external',
    platform: 'node',
    target: 'node22',
    format: 'esm',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
