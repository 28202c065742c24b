import esbuild, { type Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

/** Large packages for what only some acts do; most of the day nobody does it (docs/decisions/0010). */
const heavy = ['@e965/xlsx', 'docx', 'exceljs', 'pinyin-pro', 'sharp'];

test('what only some acts need is not loaded when the program starts', async () => {
  const { metafile } = await esbuild.build({
    absWorkingDir: projectRoot, entryPoints: ['src/server.ts', 'src/compiled-ahead.ts'], outdir: 'dist', write: false, metafile: true, logLevel: 'silent',
    bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm',
  });
  const loaded = loadedAtStart(metafile.outputs, 'dist/server.js');
  expect(loaded).toContain('kysely');
  expect(heavy.filter((name) => loaded.includes(name))).toEqual([]);
  // What is compiled while the program is built is what it starts with, but for the few lines that start it.
  const ahead = filesAtStart(metafile.outputs, 'dist/compiled-ahead.js');
  const later = filesAtStart(metafile.outputs, 'dist/server.js').filter((file) => !ahead.includes(file));
  expect(later.filter((file) => metafile.outputs[file]!.bytes > FEW_LINES)).toEqual([]);
});

const FEW_LINES = 200_000;

/** The file and those of ours that it imports, itself or through others, without `import()`. */
function filesAtStart(outputs: Metafile['outputs'], file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = outputs[file]!.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return [file, ...imports.flatMap(({ path }) => filesAtStart(outputs, path, seen))];
}

/** The packages that a file imports, itself or through others, without `import()`. */
function loadedAtStart(outputs: Metafile['outputs'], file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = outputs[file]!.imports.filter(({ kind }) => kind === 'import-statement');
  return imports.flatMap(({ path, external }) => (external ? [path] : loadedAtStart(outputs, path, seen)));
}
